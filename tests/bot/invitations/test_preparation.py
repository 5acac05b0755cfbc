"""What is ready for the panel, marked by the manager from the invitation and seen by everybody in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.engine.messages import Card
from permanence.panel.sitting import DECLINED
from permanence.policy import build
from storage.panel import invitations, preparation
from tests.cards.strictness import buttons, inputs
from tests.cast import EAST, SUPPORT, VIEWER, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.invitations.mark_preparation import MarkPreparation, mark_preparation, show_preparation_form
from usecases.reminders.open_matters import every_rung, open_matters
from usecases.reminders.plan_reminders import plan_reminders
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.readiness import readiness_of

FRIDAY = datetime(2026, 1, 2, 9, tzinfo=UTC)
PLAN, CONTINGENCY = "The care plan, with dates", "The contingency plan, with dates"


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """On Friday 2 January the sitting of Thursday 8 January is published: two children of East, one of West."""
    clock.now = FRIDAY
    await staff(house)
    for ref, team, weeks in (("C-1001", "East", 9), ("C-1002", "West", 8), ("C-1003", "East", 7)):
        await take_into_care(house, ref, team, date(2026, 1, 5) - timedelta(weeks=weeks))
    play = await open_play(house, clock)
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    return play


def invitation(play: Play, name: str = "Erin East") -> Card:
    return play.shown("Invitation to", name)


async def mark(play: Play, **ready: tuple[str, ...]) -> Card:
    """Erin East marks these lines, by the child's reference without its dash."""
    form = await play.press(EAST, invitation(play), "Mark what is ready")
    typed = {}
    for node in inputs(form):
        ref = node["label"].split()[2].replace("-", "")
        keys = {choice["title"]: choice["value"] for choice in node["choices"]}
        typed[node["id"]] = ",".join(keys[line] for line in ready.get(ref, ()))
    after = await play.press(EAST, form, "Save", typed)
    await play.post_all()
    return after


async def test_several_children_marked_in_one_press_are_named_each(play: Play) -> None:
    after = read(await mark(play, C1001=(PLAN,), C1003=(PLAN, CONTINGENCY)))
    assert "Erin East marked what is ready for C-1001 (AB) and C-1003 (AB) on Fri 2 January 2026" in after
    play.clock.move(minutes=1)
    again = read(await mark(play, C1001=(PLAN, CONTINGENCY), C1003=(PLAN, CONTINGENCY)))
    assert "Erin East marked what is ready for C-1001 (AB) on Fri 2 January 2026" in again, "only what changed"


async def test_all_is_marked_ready_by_one_button_and_as_often_as_it_arrives_once(play: Play) -> None:
    form = await play.press(EAST, invitation(play), "Mark what is ready")
    press = play.pressing(EAST, form, "All ready")
    answers = [await play.deliver_press(press) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert "Erin East marked what is ready for C-1001 (AB) and C-1003 (AB) on Fri 2 January 2026" in read(answers[0])
    await play.post_all()
    assert read(play.shown("Slots")).count("; ready") == 2
    late = await play.press(EAST, form, "All ready")
    assert "Erin East marked what is ready" in read(late)
    assert "What is ready" in read(late)
    assert "nly " in read(await play.press(WEST, form, "All ready"))


async def test_at_first_everything_is_missing_and_the_channel_sees_it(play: Play) -> None:
    assert f"Not ready, missing: {PLAN}; {CONTINGENCY}" in read(invitation(play))
    assert "13:30 to 13:50: C-1001 (AB), Erin East; not ready, 2 things are missing" in read(play.shown("Slots"))


async def test_what_the_manager_marks_is_seen_on_the_invitation_and_the_sitting(play: Play) -> None:
    after = read(await mark(play, C1001=(PLAN, CONTINGENCY), C1003=(PLAN,)))
    assert "Erin East marked what is ready for C-1001 (AB) and C-1003 (AB) on Fri 2 January 2026" in after
    assert after.count("\nReady\n") == 1
    assert f"Not ready, missing: {CONTINGENCY}" in after
    sitting = read(play.shown("Slots"))
    assert "C-1001 (AB), Erin East; ready" in sitting
    assert "C-1003 (AB), Erin East; not ready, 1 thing is missing" in sitting
    assert "C-1002 (AB), Will West; not ready, 2 things are missing" in sitting


async def test_a_line_marked_by_mistake_is_taken_back(play: Play) -> None:
    await mark(play, C1001=(PLAN, CONTINGENCY))
    assert "C-1001 (AB), Erin East; ready" in read(play.shown("Slots"))
    await mark(play)
    assert "C-1001 (AB), Erin East; not ready, 2 things are missing" in read(play.shown("Slots"))


async def test_the_form_shows_what_is_marked_already(play: Play) -> None:
    await mark(play, C1001=(PLAN,))
    form = await play.press(SUPPORT, invitation(play), "Mark what is ready")
    first = inputs(form)[0]
    assert first["value"] == next(one["value"] for one in first["choices"] if one["title"] == PLAN)
    assert "To be ready by Mon 5 January 2026." in read(form)


async def test_nobody_else_may_mark_it(play: Play) -> None:
    for who in (WEST, VIEWER):
        refused = await play.press(who, invitation(play), "Mark what is ready")
        assert "Only Erin East, a team manager standing in for the team, or business support can say" in read(refused)


async def test_the_same_press_again_changes_nothing_and_is_answered_alike(play: Play) -> None:
    form = await play.press(EAST, invitation(play), "Mark what is ready")
    first = inputs(form)[0]
    pressed = play.pressing(EAST, form, "Save", {first["id"]: first["choices"][0]["value"]})
    once = await play.deliver_press(pressed)
    assert await play.deliver_press(pressed) == once


async def test_a_form_that_is_out_of_date_comes_back_with_what_was_chosen(play: Play) -> None:
    form = await play.press(EAST, invitation(play), "Mark what is ready")
    await play.press(EAST, invitation(play), "Accept")
    first = inputs(form)[0]
    chosen = first["choices"][1]["value"]
    again = await play.press(EAST, form, "Save", {first["id"]: chosen})
    assert "This changed while you were looking at it: Erin East accepted the invitation" in read(again)
    assert inputs(again)[0]["value"] == chosen
    saved = await play.press(EAST, again, "Save")
    assert f"Not ready, missing: {PLAN}" in read(saved)


async def test_three_working_days_before_what_is_not_ready_is_in_business_supports_digest(
    play: Play, clock: Clock
) -> None:
    await mark(play, C1001=(PLAN, CONTINGENCY), C1003=(PLAN,))
    clock.now = datetime(2026, 1, 5, 9, tzinfo=UTC)
    await plan_reminders(play.bot.house, clock())
    await play.post_all()
    digest = read(await play.my_list(SUPPORT))
    assert "Preparation for the panel of 8 January 2026, for C-1003 (AB). Due Mon 5 January 2026: BCP-3.3." in digest
    assert f"Not ready: {CONTINGENCY}." in digest
    assert f"Not ready: {PLAN}; {CONTINGENCY}." in digest  # C-1002 of Will West
    assert "C-1001" not in digest
    await mark(play, C1001=(PLAN, CONTINGENCY), C1003=(PLAN, CONTINGENCY))
    opened = read(await play.press(SUPPORT, await play.my_list(SUPPORT), "Why"))
    assert "C-1003" not in opened


async def test_more_children_than_a_page_are_marked_part_by_part(house: House, clock: Clock) -> None:
    await staff(house)
    for number in range(1, 9):
        await take_into_care(house, f"C-10{number:02}", "East", date(2025, 11, 1))
    play = await open_play(house, clock)
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    form = await play.press(EAST, invitation(play), "Mark what is ready")
    assert len(inputs(form)) == 6
    assert "Part 1 of 2." in read(form)
    every = {node["id"]: ",".join(one["value"] for one in node["choices"]) for node in inputs(form)}
    second = await play.press(EAST, form, "Save, and show the next", every)
    assert len(inputs(second)) == 2
    assert "Erin East marked what is ready for C-1001 (AB), C-1002 (AB), " in read(second)
    assert " and C-1006 (AB) on " in read(second)
    done = read(await play.press(EAST, second, "Save"))
    assert (done.count("\nReady\n"), done.count("Not ready")) == (6, 2)


async def test_without_a_checklist_there_is_nothing_to_mark(play: Play) -> None:
    house = play.bot.house
    file = house.policy.file.model_copy(update={"checklist": []})

    bare = House(house.store, build(file))
    async with bare.store.read() as work:
        sitting = await found_sitting(work, 1)
        assert await readiness_of(bare, work, sitting, []) == {}
        assert [m for m in await open_matters(bare, work, FRIDAY) if m.what == "preparation"] == []
        assert await preparation.of(work, [1]) == {}
    assert {rung.to for rung in every_rung(bare.policy) if "preparation" in rung.what} == {
        "team_manager",
        "business_support",
    }


async def test_a_declined_invitation_shows_itself_instead(play: Play, house: House) -> None:
    form = await play.press(WEST, invitation(play, "Will West"), "Mark what is ready")
    declining = await play.press(WEST, invitation(play, "Will West"), "Decline")
    await play.press(WEST, declining, "Decline", {"reason": "In court"})
    late = await play.press(WEST, form, "Save")
    assert "Will West declined the invitation" in read(late)
    assert not [one for one in buttons(late) if one["title"].startswith("Mark")]
    press = play.bot.press(play.pressing(WEST, form, "Save"))
    async with house.store.read() as work:
        mine = next(one for one in await invitations.of(work, 1) if one.state == DECLINED)
    shown = await show_preparation_form(house, mine.id, press)
    assert shown == await mark_preparation(house, MarkPreparation(mine.id, mine.version, 0, {}, press))
