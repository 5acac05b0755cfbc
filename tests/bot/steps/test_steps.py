"""A child's steps played through dispatch: approvals in order, follow-ups, and what happened beside them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.engine.messages import Card
from cards.steps import steps as steps_card
from permanence import policy as policies
from permanence.journey import Event, Journey
from permanence.people.person import Person
from permanence.steps.steps import MOST_NOTE
from permanence.timeline import Obligation, timeline
from storage import children, history
from tests.afternoon import press
from tests.cards.strictness import buttons, faults, inputs
from tests.cast import CHAIR, EAST, SUPPORT, VIEWER, WEST, WORKER, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.reminders.plan_reminders import plan_reminders
from usecases.steps.list_steps import MOST_RECORDED, PAGE

FIRST = "C-0001"
TEAM_MANAGER, ISRO = "The team manager's approval", "The ISRO's review"
LEGAL, HEAD = "The legal review", "The head of service's approval"


async def open_under(house: House, clock: Clock, procedure: str) -> Play:
    under = replace(house, policy=policies.load(procedure))
    await staff(under)
    await take_into_care(under, FIRST, "East", date(2026, 1, 5))
    clock.now = datetime(2026, 1, 20, 9, tzinfo=UTC)
    return await open_play(under, clock)


@pytest.fixture
async def guidance(house: House, clock: Clock) -> Play:
    return await open_under(house, clock, "permanence-guidance-2024")


@pytest.fixture
async def sussex(house: House, clock: Clock) -> Play:
    return await open_under(house, clock, "west-sussex")


async def journey_of(play: Play) -> Journey:
    async with play.bot.house.store.read() as work:
        return (await children.several(work, [FIRST]))[FIRST][1]


async def duties(play: Play, clause: str) -> list[Obligation]:
    found = timeline(play.bot.house.policy, await journey_of(play), play.bot.today()).obligations
    return [duty for duty in found if duty.clause == clause]


async def happens(play: Play, on: date, type: str, **fields: str | bool | date) -> None:
    async with play.bot.house.store.change() as work:
        await children.record_event(work, press(SUPPORT, "x"), FIRST, Event(on, type, fields), "import 1")


async def form_for(play: Play, who: Person, card: Card, name: str) -> Card:
    """The form of the step of this name: its button stands in the row that says it."""
    row = next(one for one in card["body"] if one["type"] == "Container" and read(one).startswith(name))
    return await play.press(who, row, "Record")


async def record(play: Play, who: Person, name: str, on: str, note: str = "") -> Card:
    form = await form_for(play, who, await play.say(who, f"steps {FIRST}"), name)
    return await play.press(who, form, "Record it", {"on": on, "note": note})


async def file_on(play: Play, filing: str) -> Card:
    form = await play.press(EAST, await play.say(EAST, f"steps {FIRST}"), "Something else happened")
    typed = {"what": "final_evidence_date_set", "on": "2026-01-19", "filing": filing}
    return await play.press(EAST, form, "Record it", typed)


async def test_the_final_care_plan_is_approved_in_the_procedures_order_before_it_is_filed(
    guidance: Play, clock: Clock
) -> None:
    play = guidance
    known = read(await file_on(play, "2026-03-02"))
    assert "Recorded: the date for filing final evidence became known: 2 March 2026, Mon 19 January 2026." in known
    assert f"{TEAM_MANAGER} of the final care plan\nDue by 1 March 2026" in known
    assert f"{ISRO} of the final care plan (PG-11): waits for {TEAM_MANAGER[:1].lower()}{TEAM_MANAGER[1:]}" in known
    assert f"{HEAD} of the final care plan (PG-11): waits for the ISRO's review" in known
    meeting = await play.press(EAST, await play.say(EAST, f"meeting {FIRST}"), "Final Care Planning Meeting")
    form = await play.press(EAST, meeting, "Arrange")
    await play.press(EAST, form, "Arrange it", {"on": "2026-02-02"})
    clock.move(days=13)
    meeting = await play.press(EAST, await play.say(EAST, f"meeting {FIRST}"), "Final Care Planning Meeting")
    form = await play.press(EAST, meeting, "Record that")
    await play.press(EAST, form, "Save", {"attended": "head_of_service,social_worker"})
    assert [duty.standing for duty in await duties(play, "PG-10")] == ["met"]
    after = read(await record(play, EAST, TEAM_MANAGER, "2026-02-02", "Approved by Erin East in supervision."))
    assert "Now open: the ISRO's review of the final care plan, by Sun 1 March 2026 (PG-11)" in after
    await record(play, SUPPORT, LEGAL, "2026-02-02", "Legal: Ms Lane, by e-mail.")
    still = read(await play.say(EAST, f"steps {FIRST}"))
    assert f"{HEAD} of the final care plan (PG-11): waits for the ISRO's review of the final care plan." in still
    clock.move(days=1)
    await record(play, EAST, ISRO, "2026-02-03", "Ina Iro, at the visit.")
    done = await record(play, CHAIR, HEAD, "2026-02-03", "Approved by Hetty Head at the *final* meeting.")
    assert "Nothing waits to be recorded." in read(done)
    assert "Approved by Hetty Head at the \\*final\\* meeting." in read(done)
    assert [duty.standing for duty in await duties(play, "PG-11")] == ["met"] * 4
    assert faults(done) == []


async def test_each_approval_is_recorded_by_those_the_procedures_file_names(guidance: Play) -> None:
    play = guidance
    card = await file_on(play, "2026-03-02")
    assert "can record a step." in read(await form_for(play, VIEWER, card, TEAM_MANAGER))
    for who in (WORKER, SUPPORT, CHAIR):
        answer = read(await form_for(play, who, card, TEAM_MANAGER))
        assert "Only the child's own team manager can record this step." in answer
    assert "not in your teams" in read(await form_for(play, WEST, card, TEAM_MANAGER))
    await record(play, EAST, TEAM_MANAGER, "2026-01-19", "Approved.")
    for name in (ISRO, LEGAL):
        await record(play, EAST, name, "2026-01-20", "Reviewed.")
    card = await play.say(EAST, f"steps {FIRST}")
    assert "Recorded by service manager or business support." in read(card)
    assert "Only service manager or business support can" in read(await form_for(play, EAST, card, HEAD))
    assert "Recorded: the head of service's approval" in read(
        await record(play, SUPPORT, HEAD, "2026-01-20", "For Hetty Head, by e-mail of today.")
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"on": "2026-01-21"}, "is still to come"),
        ({"on": "2026-01-18"}, "This step opened on 19 January 2026; choose that day or a later one."),
        ({"on": ""}, "Choose the day it was done."),
        ({"note": ""}, "Write who confirmed it and how (PG-11)."),
    ],
)
async def test_what_cannot_be_recorded_comes_back_as_the_form_with_what_was_typed(
    guidance: Play, typed: dict[str, str], why: str
) -> None:
    form = await form_for(guidance, EAST, await file_on(guidance, "2026-03-02"), TEAM_MANAGER)
    again = await guidance.press(EAST, form, "Record it", {"note": "Approved.", **typed})
    assert why in read(again)
    name, value = next(iter(typed.items()))
    assert next(node for node in inputs(again) if node["id"] == name).get("value", "") == value
    assert all(duty.is_open for duty in await duties(guidance, "PG-11"))


async def test_a_step_recorded_three_times_is_recorded_once_and_by_two_by_the_first(guidance: Play) -> None:
    play = guidance
    card = await file_on(play, "2026-03-02")
    mine, theirs = [await form_for(play, EAST, card, TEAM_MANAGER) for _ in range(2)]
    pressed = play.pressing(EAST, mine, "Record it", {"note": "First."})
    answers = [await play.deliver_press(pressed) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    late = read(await play.press(EAST, theirs, "Record it", {"note": "Second."}))
    assert "This changed while you were looking at it: Erin East has recorded the team manager's approval" in late
    recorded = [event for event in (await journey_of(play)).events if event.type == "milestone"]
    assert [event.fields["note"] for event in recorded] == ["First."]


async def test_what_was_recorded_by_mistake_is_taken_back_with_a_reason_and_stays_in_the_record(guidance: Play) -> None:
    play = guidance
    await file_on(play, "2026-03-02")
    card = await record(play, EAST, TEAM_MANAGER, "2026-01-20", "Approved.")
    form = await play.press(EAST, card, "Take back")
    assert "Write why it is taken back." in read(await play.press(EAST, form, "Take it back", {"reason": " "}))
    pressed = play.pressing(EAST, form, "Take it back", {"reason": "The wrong child."})
    answers = [await play.deliver_press(pressed) for _ in range(2)]
    assert answers[0] == answers[1]
    assert "Taken back: the team manager's approval of the final care plan, Tue 20 January 2026." in read(answers[0])
    assert [duty.rule for duty in await duties(play, "PG-11") if duty.is_open] == ["approval-team-manager"]
    assert "it was taken back." in read(await play.press(EAST, form, "Take it back", {"reason": "Again."}))
    async with play.bot.house.store.read() as work:
        said = [entry for entry in await history.of_child(work, FIRST) if entry.verb == "take_back_step"]
    assert [entry.details["reason"] for entry in said] == ["The wrong child."]
    again = await record(play, EAST, TEAM_MANAGER, "2026-01-20", "Approved.")
    assert "Recorded: the team manager's approval" in read(again)


async def test_only_what_was_recorded_here_is_taken_back_and_by_who_may_record_it(guidance: Play) -> None:
    play = guidance
    await happens(play, date(2026, 1, 20), "milestone", name="connected_person_not_an_option")
    imported = await play.say(EAST, f"steps {FIRST}")
    assert "A connected person not being an option" in read(imported)
    assert not any(button["title"] == "Take back" for button in buttons(imported))
    await file_on(play, "2026-03-02")
    card = await record(play, EAST, TEAM_MANAGER, "2026-01-20", "Approved.")
    assert "Only the child's own team manager can" in read(await play.press(SUPPORT, card, "Take back"))


async def test_a_parent_left_out_is_followed_up_before_and_after(guidance: Play, clock: Clock) -> None:
    play = guidance
    form = await play.press(EAST, await play.say(EAST, f"meeting {FIRST}"), "Arrange")
    await play.press(EAST, form, "Arrange it", {"on": "2026-01-20"})
    form = await play.press(EAST, await play.say(EAST, f"meeting {FIRST}"), "Record that")
    typed = {"attended": "team_manager,foster_carers"}
    await play.press(EAST, form, "Save", typed)
    card = read(await play.say(WORKER, f"steps {FIRST}"))
    assert "The parent's views being gained\nNo date set" in card
    heard = read(await record(play, WORKER, "The parent's views", "2026-01-20", "By telephone."))
    assert "Recorded: the parent's views being gained, Tue 20 January 2026.\n" in heard
    await record(play, WORKER, "The parent being updated", "2026-01-20")
    assert [duty.standing for duty in await duties(play, "PG-5")] == ["met", "met"]


async def test_a_long_term_match_ratified_opens_its_follow_ups_and_the_visits_clock(sussex: Play, clock: Clock) -> None:
    play = sussex
    await happens(play, date(2026, 1, 12), "plan_agreed", plan="long_term_fostering", final=True)
    for name in ("The young person's agreement", "The carer's commitment", "The agency's view", "The IRO's agreement"):
        await record(play, WORKER, name, "2026-01-10", "Said at the meeting.")
    assert [duty.standing for duty in await duties(play, "WS-12")].count("undated") == 1
    form = await play.press(SUPPORT, await play.say(SUPPORT, f"steps {FIRST}"), "Something else happened")
    typed = {"what": "permanence_achieved.long_term_match", "on": "2026-01-16"}
    assert "Write which order it was, or who ratified it and when." in read(
        await play.press(SUPPORT, form, "Record it", typed)
    )
    card = await play.press(SUPPORT, form, "Record it", {**typed, "note": "Ratified by the panel of 16 January."})
    said = read(card)
    assert "Now open: visited, by Fri 10 April 2026 (WS-14); the child's coding being updated (WS-13)" in said
    assert "Ratified by the panel of 16 January." in said
    assert (await duties(play, "WS-14"))[0].due == date(2026, 4, 10)
    assert "Permanence was achieved on 16 January 2026 already." in read(
        await play.press(SUPPORT, form, "Record it", {**typed, "on": "2026-01-17", "note": "Again."})
    )
    for name in ("The child's coding", "The file being", "The celebration"):
        await record(play, WORKER, name, "2026-01-20")
    assert [duty.standing for duty in await duties(play, "WS-13")] == ["met"] * 3
    visited = await record(play, WORKER, "Visited", "2026-01-20")
    assert "Now open: visited, by Tue 14 April 2026 (WS-14)." in read(visited)


async def test_permanence_is_not_for_a_social_worker_to_record(sussex: Play) -> None:
    play = sussex
    card = await play.say(WORKER, f"steps {FIRST}")
    assert "Only" in read(await play.press(WORKER, card, "Something else happened"))
    form = await play.press(EAST, card, "Something else happened")
    pressed = play.pressing(WORKER, form, "Record it", {"what": "permanence_achieved.sgo", "note": "x"})
    assert "can record that permanence is achieved" in read(await play.deliver_press(pressed))


async def test_steps_are_reached_from_the_childs_card_and_refused_for_another_team(guidance: Play) -> None:
    play = guidance
    card = await play.press(EAST, await play.say(EAST, f"child {FIRST}"), "Steps")
    assert "Steps: C-0001 (AB)" in read(card)
    assert "Nothing waits to be recorded." in read(card)
    assert "not in your teams" in read(await play.say(WEST, f"steps {FIRST}"))
    assert 'No child has the reference "C-9"' in read(await play.say(SUPPORT, "steps C-9"))
    assert "No child has the reference" in read(await play.say(SUPPORT, "steps C-9\x00"))
    assert "Say which child" in read(await play.say(SUPPORT, "steps"))


async def morning(play: Play, on: date) -> int:
    play.clock.now = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    planned = await plan_reminders(play.bot.house, play.clock())
    await play.post_all()
    return planned.lines


async def test_follow_ups_without_a_date_are_said_the_morning_after_and_not_again(guidance: Play) -> None:
    play = guidance
    form = await play.press(EAST, await play.say(EAST, f"meeting {FIRST}"), "Arrange")
    await play.press(EAST, form, "Arrange it", {"on": "2026-01-20"})
    form = await play.press(EAST, await play.say(EAST, f"meeting {FIRST}"), "Record that")
    await play.press(EAST, form, "Save", {"attended": "team_manager,foster_carers", "next_on": "2026-03-12"})
    await morning(play, date(2026, 1, 21))
    digest = await play.my_list(EAST, "1 record to complete")
    assert "The parent's views being gained; the parent being updated" in read(digest)
    assert "for C-0001 (AB). Required since Tue 20 January 2026: PG-5." in read(digest)
    assert "template" not in read(digest)
    assert "Steps: C-0001 (AB)" in read(await play.press(EAST, digest, "Steps"))
    for day in (22, 23, 26, 27, 28, 29):
        await morning(play, date(2026, 1, day))
        its = read(await play.my_list(EAST))
        assert ("record to complete" in its) == ("To do, Wed 21" in its), its


async def test_approvals_are_said_by_the_ladder_all_of_one_date_together_and_by_name(guidance: Play) -> None:
    play = guidance
    await file_on(play, "2026-03-03")
    assert await morning(play, date(2026, 2, 20)) == 0
    await record(play, EAST, TEAM_MANAGER, "2026-02-20", "Approved.")
    await morning(play, date(2026, 2, 23))
    words = "The ISRO's review of the final care plan; the legal review of the final care plan"
    digest = await play.my_list(EAST)
    assert words in read(digest)
    assert read(digest).count("PG-11") == 1
    await record(play, EAST, ISRO, "2026-02-23", "Reviewed.")
    assert await morning(play, date(2026, 2, 24)) == 0


async def test_a_step_recorded_or_taken_back_changes_what_the_meetings_card_says_of_the_plan(guidance: Play) -> None:
    play, today = guidance, {"on": "2026-01-20"}
    await happens(play, date(2026, 1, 10), "plan_agreed", plan="long_term_fostering", contingency="sgo")
    form = await play.press(EAST, await play.say(EAST, f"meeting {FIRST}"), "Arrange")
    await play.press(EAST, form, "Arrange it", {"on": "2026-01-28", "time": ""})
    await play.post_all()
    assert "It lacks: a clear rationale for long-term fostering under 7 (PG-A2);" in read(play.shown("Arranged for"))

    form = await form_for(play, EAST, await play.say(EAST, f"steps {FIRST}"), "A clear rationale")
    card = await play.press(EAST, form, "Record it", {**today, "note": "The carers are known to the child."})
    await play.post_all()
    assert "It lacks: the head of service's approval" in read(play.shown("Arranged for"))

    form = await play.press(EAST, card, "Take back")
    card = await play.press(EAST, form, "Take it back", {"reason": "Of another child."})
    await play.post_all()
    assert "It lacks: a clear rationale" in read(play.shown("Arranged for"))

    form = await play.press(EAST, card, "Something else happened")
    achieved = {**today, "what": "permanence_achieved.sgo", "note": "Order of 20 January 2026."}
    await play.press(EAST, form, "Record it", achieved)
    await play.post_all()
    assert "Permanence planning meeting. Due by" not in read(play.shown("Arranged for"))


async def test_what_was_written_with_a_step_is_not_said_to_the_whole_channel(guidance: Play) -> None:
    play = guidance
    await file_on(play, "2026-03-02")
    await record(play, EAST, TEAM_MANAGER, "2026-01-20", "Approved in supervision.")
    said = await play.say(EAST, f"steps {FIRST}")
    assert "recorded by Erin East." in read(said)
    assert "Approved in supervision." not in read(said)
    child = await play.press(EAST, said, "Where the child stands")
    assert "Approved in supervision." in read(await play.press(EAST, child, "Steps"))


def test_a_page_of_steps_with_the_longest_notes_fits_a_card() -> None:
    first = steps_card.EXAMPLES["approvals-in-order"]
    recorded = replace(first.recorded[0], note="\U0001f9d2" * MOST_NOTE)
    card = steps_card.draw(replace(first, open=first.open[:1] * PAGE, recorded=(recorded,) * MOST_RECORDED))
    assert len(json.dumps(card, ensure_ascii=False).encode()) < 28 * 1024
