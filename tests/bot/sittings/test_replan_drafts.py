"""A sitting stood down in chat does not count towards the seven: the agendas after it are for what comes next."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.engine.messages import Card
from permanence.panel.sitting import PUBLISHED, STOOD_DOWN, Sitting
from storage import history
from storage.panel import items, sittings
from tests.afternoon import press
from tests.cast import SUPPORT, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.sittings.propose_agenda import ProposeAgenda, propose_agenda

WEEK = timedelta(weeks=1)
SIXTH, SEVENTH, EIGHTH = date(2026, 2, 12), date(2026, 2, 19), date(2026, 2, 26)
REASON = {"reason": "The chair is ill"}


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Monday of the sixth week of the cycle; the seventh Thursday is to review the actions."""
    await staff(house)
    for ref, team in (("C-1001", "East"), ("C-1002", "West")):
        await take_into_care(house, ref, team, date(2025, 12, 1))
    clock.now = datetime(2026, 2, 9, 9, tzinfo=UTC)
    return await open_play(house, clock)


async def publish(play: Play) -> Card:
    """The next agenda, published; the sitting's card."""
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    return play.shown("Invited", "Slots")


async def on(play: Play, day: date) -> Sitting:
    async with play.bot.house.store.read() as work:
        found = await sittings.on_day(work, "permanency", day)
    assert found is not None
    return found


async def listed(play: Play, day: date) -> list[str]:
    sitting = await on(play, day)
    async with play.bot.house.store.read() as work:
        return [item.label for item in await items.of(work, sitting.id)]


async def test_an_agenda_in_draft_becomes_what_its_day_is_for_when_a_sitting_before_it_is_stood_down(
    play: Play,
) -> None:
    shown = await publish(play)
    review = read(await play.say(SUPPORT, "agenda"))
    assert "Thu 19 February 2026" in review
    assert "No action is open." in review
    assert (await on(play, SEVENTH)).kind == "action_review"
    form = await play.press(SUPPORT, shown, "Move or stand down")
    await play.press(SUPPORT, form, "Stand it down", REASON)
    draft = await on(play, SEVENTH)
    assert (draft.kind, draft.theme, draft.clause) == ("review", "aspire", "BCP-4.1")
    assert await listed(play, SEVENTH) == ["C-1001 (AB)", "C-1002 (AB)"]
    again = read(await play.say(SUPPORT, "agenda"))
    assert "Sam Support had this agenda planned again because an earlier sitting was moved or stood down" in again
    assert "Thu 12 February 2026: stood down" in again
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    assert "Thu 26 February 2026" in read(await play.say(SUPPORT, "agenda"))
    assert (await on(play, EIGHTH)).kind == "action_review"


async def test_what_was_published_stays_what_it_was_and_the_seven_are_counted_from_it(play: Play) -> None:
    shown = await publish(play)
    await publish_review(play)
    form = await play.press(SUPPORT, shown, "Move or stand down")
    await play.press(SUPPORT, form, "Stand it down", REASON)
    seventh = await on(play, SEVENTH)
    assert (seventh.kind, seventh.state) == ("action_review", PUBLISHED)
    await play.say(SUPPORT, "agenda")
    assert ((await on(play, EIGHTH)).kind, (await on(play, EIGHTH)).theme) == (
        "review",
        "returning_or_placed_with_parents",
    )


async def publish_review(play: Play) -> None:
    """The seventh sitting reviews the actions, of which there are none: it is published as if there were."""
    await play.say(SUPPORT, "agenda")
    async with play.bot.house.store.change() as work:
        draft = await sittings.on_day(work, "permanency", SEVENTH)
        assert draft is not None
        assert await sittings.set_state(work, draft.id, draft.version, PUBLISHED)


async def test_a_sitting_moved_keeps_its_place_and_the_draft_after_it_stays_as_it_is(play: Play) -> None:
    shown = await publish(play)
    before = await play.say(SUPPORT, "agenda")
    form = await play.press(SUPPORT, shown, "Move or stand down")
    await play.press(SUPPORT, form, "Move it", {"on": "2026-02-13", "begins": "10:00", **REASON})
    draft = await on(play, SEVENTH)
    assert (draft.kind, draft.version) == ("action_review", 1)
    after = read(await play.say(SUPPORT, "agenda"))
    assert "Thu 12 February 2026: moved to 13 February 2026" in after
    assert "Thu 12 February 2026" not in read(before)


async def test_a_draft_made_while_a_sitting_was_being_stood_down_is_put_right_when_it_is_asked_for(
    play: Play,
) -> None:
    await publish(play)
    await play.say(SUPPORT, "agenda")
    async with play.bot.house.store.change() as work:
        sixth = await sittings.on_day(work, "permanency", SIXTH)
        assert sixth is not None
        assert await sittings.set_state(work, sixth.id, sixth.version, STOOD_DOWN)
    for again in ("once", "twice"):
        view = await propose_agenda(play.bot.house, ProposeAgenda(press(SUPPORT, again, play.clock())))
        assert not view.head.action_review
    async with play.bot.house.store.read() as work:
        done = [entry.verb for entry in await history.of(work, "sitting", view.sitting)]
    assert done == ["propose_agenda", "replan_agenda"]
