"""make_meeting_record: the running record of a child's planning meeting, whole, with its clauses and every action."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from permanence import policy as policies
from permanence.refusals import NotAllowed, NotFound
from records.documents.minutes import minutes_document
from storage import actions, meetings
from tests.afternoon import press
from tests.cast import EAST, WEST, WORKER, staff, take_into_care
from usecases.documents.make_journey_page import JourneyAsked, make_journey_page
from usecases.documents.make_meeting_record import make_meeting_record
from usecases.documents.make_minutes import Filed
from usecases.house import House
from usecases.meetings.agree_meeting_action import AgreeMeetingAction, agree_meeting_action
from usecases.meetings.child_meeting import About
from usecases.meetings.hold_meeting import HoldMeeting, hold_meeting
from usecases.meetings.schedule_meeting import ScheduleMeeting, schedule_meeting
from usecases.meetings.show_meeting import MeetingAsked
from usecases.operator import OPERATOR

TODAY, THEN = date(2026, 1, 20), date(2026, 2, 2)
CHILD = About("C-0001", "ppm")


@pytest.fixture
async def dudley(house: House) -> House:
    """A procedure with planning meetings, and one child of East's for whom a meeting is arranged."""
    under = replace(house, policy=policies.load("dudley-2021"))
    await staff(under)
    await take_into_care(under, "C-0001", "East", date(2026, 1, 5))
    await take_into_care(under, "C-0002", "East", date(2026, 1, 5), "CD")
    await schedule_meeting(under, ScheduleMeeting(CHILD, 0, THEN, "14:00", press(EAST, "arrange", on=TODAY)))
    async with under.store.change() as work:
        [meeting] = await meetings.arranged(work)
        record = replace(meeting.record, plan="adoption", contingency="sgo", discussed="All options & <why>.")
        assert await meetings.change(work, meeting.id, meeting.version, record=record)
    for number in range(8):
        text = f"Do thing {number}"
        command = AgreeMeetingAction(meeting.id, text, WORKER.oid, date(2026, 2, 9), press(EAST, text, on=TODAY))
        await agree_meeting_action(under, command)
    return under


async def made(house: House, caller: str = OPERATOR, child: str = "C-0001", today: date = TODAY) -> Filed:
    return await make_meeting_record(house, MeetingAsked(caller, About(child, "ppm"), today))


def said(filed: Filed) -> str:
    pairs = [*filed.minutes.facts, *(pair for part in filed.minutes.passages for pair in part.said)]
    return "\n".join(f"{name}: {words}" for name, words in pairs)


async def test_the_record_to_come_carries_plan_contingency_and_every_open_action(dudley: House) -> None:
    filed = await made(dudley)
    assert filed.stem == "2026-02-02-ppm-C-0001-AB"
    assert "Plan: adoption; contingency special guardianship order" in said(filed)
    assert "What was considered, and why: All options & <why>." in said(filed)
    [listed] = [part.listed for part in filed.minutes.passages if part.listed]
    assert [row[0] for row in listed.rows] == [f"Do thing {number}" for number in range(8)]
    assert listed.rows[0][1:] == ("Wren Worker", "Mon 9 February 2026", "Open")
    assert minutes_document(filed.minutes) == minutes_document(filed.minutes)


async def test_every_clause_it_names_is_quoted(dudley: House) -> None:
    filed = await made(dudley)
    quoted = {cited.clause for cited in filed.minutes.cited}
    assert quoted
    assert quoted == {clause for clause in dudley.policy.clauses if f"({clause})" in said(filed)}


async def test_once_held_it_is_the_record_of_the_meeting_and_says_what_is_due_after_it(dudley: House) -> None:
    async with dudley.store.read() as work:
        [meeting] = await meetings.arranged(work)
        its = await actions.of_child(work, "C-0001")
    roles = ("team_manager", "social_worker")
    held = HoldMeeting(meeting.id, meeting.version, THEN, roles, (), "", None, None, "", press(EAST, "hold", on=THEN))
    await hold_meeting(dudley, replace(held, next_on=date(2026, 3, 12)))
    filed = await make_meeting_record(dudley, MeetingAsked(OPERATOR, About(meeting=meeting.id), THEN))
    assert filed.minutes.passages[0].heading == "Record of the meeting"
    assert "Attended: " in said(filed)
    assert "Next meeting: Thu 12 March 2026" in said(filed)
    assert len(its) == 8
    page = await make_journey_page(dudley, JourneyAsked(OPERATOR, "C-0001", THEN))
    assert "Recorded that the planning meeting was held" in [line.what for line in page.done]


async def test_a_child_without_a_meeting_and_a_strangers_child_are_refused(dudley: House) -> None:
    with pytest.raises(NotFound, match=r"No planning meeting of C-0002 \(CD\)"):
        await made(dudley, child="C-0002")
    with pytest.raises(NotAllowed):
        await made(dudley, caller=WEST.oid)
