"""Steps through their use cases: recorded once by whoever was first, taken back, and said on page and record."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from permanence import policy as policies
from permanence.refusals import Incomplete, NotAllowed, NotFound
from storage import children
from storage.importing import kept_events
from tests.afternoon import press
from tests.cast import EAST, SUPPORT, WEST, staff, take_into_care
from usecases.children.show_child import ChildAsked, show_child
from usecases.documents.make_journey_page import JourneyAsked, make_journey_page
from usecases.documents.make_meeting_record import make_meeting_record
from usecases.house import House
from usecases.meetings.child_meeting import About
from usecases.meetings.schedule_meeting import ScheduleMeeting, schedule_meeting
from usecases.meetings.show_meeting import MeetingAsked
from usecases.steps.child_steps import SOURCE
from usecases.steps.list_steps import StepsAsked, list_steps
from usecases.steps.record_fact import RecordFact, record_fact
from usecases.steps.record_step import RecordStep, record_step
from usecases.steps.show_step_forms import StepFormAsked, show_step_form
from usecases.steps.take_back_step import TakeBackStep, take_back_step

TODAY, CHILD = date(2026, 1, 20), "C-0001"
LATER = "review-isro@2026-01-20"
STEP = "approval-team-manager@2026-01-19"
APPROVED = "final_care_plan_approved_by_team_manager"


@pytest.fixture
async def guidance(house: House) -> House:
    """A child whose date for final evidence is known."""
    under = replace(house, policy=policies.load("permanence-guidance-2024"))
    await staff(under)
    await take_into_care(under, CHILD, "East", date(2026, 1, 5))
    on, filing = date(2026, 1, 19), date(2026, 3, 2)
    known = RecordFact(CHILD, "final_evidence_date_set", on, filing, "", press(EAST, "known", on=TODAY))
    await record_fact(under, known)
    return under


def approve(key: str, note: str = "Approved.") -> RecordStep:
    return RecordStep(CHILD, STEP, "", TODAY, note, press(EAST, key, on=TODAY))


async def kept(house: House) -> list[kept_events.KeptEvent]:
    async with house.store.read() as work:
        return [one for one in await kept_events.of(work, CHILD) if one.event.type == "milestone"]


async def test_many_who_record_one_step_at_once_record_it_once(guidance: House) -> None:
    views = await asyncio.gather(*(record_step(guidance, approve(f"k{n}", f"Note {n}.")) for n in range(6)))
    assert sum(view.line.startswith("Recorded: ") for view in views) == 1
    assert sum(view.line.startswith("This changed while you were looking at it") for view in views) == 5
    assert len(await kept(guidance)) == 1


async def test_many_who_take_it_back_at_once_take_it_back_once(guidance: House) -> None:
    await record_step(guidance, approve("k"))
    (event,) = await kept(guidance)
    commands = [TakeBackStep(CHILD, event.id, f"Reason {n}.", press(EAST, f"b{n}", on=TODAY)) for n in range(4)]
    views = await asyncio.gather(*(take_back_step(guidance, command) for command in commands))
    assert sum(view.line.startswith("Taken back: ") for view in views) == 1
    (withdrawn,) = await kept(guidance)
    assert withdrawn.withdrawn_by == EAST.oid
    assert withdrawn.withdrawn_because in {command.reason for command in commands}
    async with guidance.store.read() as work:
        journey = (await children.several(work, [CHILD]))[CHILD][1]
    assert [event.type for event in journey.events] == ["entered_care", "final_evidence_date_set"]


async def test_what_was_said_stays_with_the_child_as_their_page_shows(guidance: House) -> None:
    await record_step(guidance, approve("k", "Approved by Erin East in supervision"))
    (event,) = await kept(guidance)
    assert (event.source, event.event.fields["note"]) == (SOURCE, "Approved by Erin East in supervision")
    await take_back_step(guidance, TakeBackStep(CHILD, event.id, "The wrong child", press(EAST, "b", on=TODAY)))
    page = await make_journey_page(guidance, JourneyAsked(SUPPORT.oid, CHILD, TODAY))
    said = [f"{line.what} {line.withdrawn}" for line in page.done]
    assert any("team manager's approval" in one and "Withdrawn" in one and "The wrong child" in one for one in said)
    assert any(
        one.startswith(
            "Recorded the team manager's approval of the final care plan, done on Tue 20 January 2026 (PG-11)"
        )
        and "Approved by Erin East in supervision" in one
        for one in said
    )
    assert any(one.startswith("Took back the team manager's approval") for one in said)


async def test_an_unknown_step_or_event_or_another_teams_child_is_refused(guidance: House) -> None:
    async with guidance.store.read() as work:
        with pytest.raises(NotFound):
            await show_step_form(
                guidance, work, press(EAST, "f"), StepFormAsked(CHILD, "review-isro@2026-01-20"), TODAY
            )
    gone = await record_step(guidance, replace(approve("k"), step=LATER))
    assert gone.line.startswith("This changed while you were looking at it: this step was recorded")
    with pytest.raises(NotAllowed):
        await record_step(guidance, replace(approve("w"), press=press(WEST, "w")))
    with pytest.raises(NotFound):
        await take_back_step(guidance, TakeBackStep(CHILD, 1, "x", press(SUPPORT, "b", on=TODAY)))
    with pytest.raises(NotAllowed):
        await list_steps(guidance, StepsAsked(WEST.oid, CHILD, TODAY))


@pytest.mark.parametrize(
    ("filing", "why"),
    [
        (None, "Choose the date on which final evidence is to be filed."),
        (date(2026, 1, 19), "must be later than the day it became known"),
        (date(2030, 1, 1), "too far off"),
    ],
)
async def test_a_filing_date_is_a_date_to_come_after_it_was_known(
    guidance: House, filing: date | None, why: str
) -> None:
    command = RecordFact(
        CHILD, "final_evidence_date_set", date(2026, 1, 19), filing, "", press(EAST, "again", on=TODAY)
    )
    with pytest.raises(Incomplete, match=why):
        await record_fact(guidance, command)


async def test_a_filing_date_that_moves_moves_what_hangs_on_it_and_one_taken_back_ends_it(guidance: House) -> None:
    moved = RecordFact(
        CHILD, "final_evidence_date_set", TODAY, date(2026, 4, 1), "New directions.", press(EAST, "moved", on=TODAY)
    )
    view = await record_fact(guidance, moved)
    assert [line.due for line in view.open] == [date(2026, 3, 31)]
    assert view.recorded[0].note == "New directions."
    for n, line in enumerate(view.recorded):
        command = TakeBackStep(CHILD, line.event, "Another child's.", press(EAST, f"b{n}", on=TODAY))
        view = await take_back_step(guidance, command)
    assert (view.open, view.waiting, view.recorded) == ((), (), ())


async def test_whose_word_it_was_is_on_the_childs_card_and_in_the_running_record(guidance: House) -> None:
    await record_step(guidance, approve("k", "Erin East, in supervision."))
    child = await show_child(guidance, ChildAsked(EAST.oid, CHILD, TODAY))
    assert [(line.clause, line.note) for line in child.past] == [("PG-11", "Erin East, in supervision.")]
    about = About(CHILD, "ppm")
    await schedule_meeting(guidance, ScheduleMeeting(about, 0, TODAY, "", press(EAST, "arrange", on=TODAY)))
    filed = await make_meeting_record(guidance, MeetingAsked(EAST.oid, about, TODAY))
    (said,) = [part.said for part in filed.minutes.passages if part.heading == "Approvals and other steps recorded"]
    assert said[-1] == (
        "The team manager's approval of the final care plan (PG-11)",
        "Tue 20 January 2026, recorded by Erin East. Erin East, in supervision.",
    )
    assert "PG-11" in [one.clause for one in filed.minutes.cited]


async def test_a_date_planned_is_recorded_moved_and_asked_about_once_it_passed(house: House) -> None:
    file = Path(__file__).parents[2] / "permanence" / "sixth_council.toml"
    under = replace(house, policy=policies.load(file))
    await staff(under)
    await take_into_care(under, CHILD, "East", date(2026, 1, 5))
    key = "milestone_planned.moved_in"

    async def plan(on: date, to: date) -> str:
        return (await record_fact(under, RecordFact(CHILD, key, on, to, "", press(EAST, f"{on}", on=on)))).line

    async def said(today: date) -> tuple[str, ...]:
        return (await show_child(under, ChildAsked(EAST.oid, CHILD, today))).silences

    line = await plan(date(2026, 2, 2), date(2026, 3, 20))
    assert line.startswith("Recorded: a date planned for the child moving in: 20 March 2026, Mon 2 February 2026.")
    assert "Planned for 20 March 2026 and not on record as done: the child moving in." in " ".join(
        await said(date(2026, 3, 23))
    )
    await plan(date(2026, 3, 23), date(2026, 4, 17))
    assert "Planned for" not in " ".join(await said(date(2026, 3, 23)))
    shown = await list_steps(under, StepsAsked(EAST.oid, CHILD, date(2026, 3, 23)))
    assert [one.name for one in shown.recorded] == [
        "a date planned for the child moving in: Fri 17 April 2026",
        "a date planned for the child moving in: Fri 20 March 2026",
    ]
    with pytest.raises(Incomplete, match="must not be before the day it was planned"):
        await plan(date(2026, 3, 24), date(2026, 3, 20))
