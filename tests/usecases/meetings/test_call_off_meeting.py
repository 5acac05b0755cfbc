"""A planning meeting called off through its use case: once, by whoever was first, and what was recorded stays."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from permanence import policy as policies
from permanence.meetings.meeting import CALLED_OFF, REQUESTED, Record
from permanence.refusals import NotAllowed
from storage import history, meetings
from tests.afternoon import press
from tests.cast import EAST, SUPPORT, VIEWER, WORKER, staff, take_into_care
from usecases.documents.make_journey_page import JourneyAsked, make_journey_page
from usecases.house import House
from usecases.meetings.call_off_meeting import CallOffMeeting, call_off_meeting
from usecases.meetings.child_meeting import About
from usecases.meetings.request_meeting import RequestMeeting, request_meeting
from usecases.meetings.schedule_meeting import ScheduleMeeting, schedule_meeting
from usecases.meetings.update_meeting_record import UpdateMeetingRecord, update_meeting_record

TODAY, THEN, CHILD = date(2026, 1, 20), date(2026, 2, 2), About("C-0001", "ppm")


@pytest.fixture
async def dudley(house: House) -> House:
    under = replace(house, policy=policies.load("dudley-2021"))
    await staff(under)
    await take_into_care(under, CHILD.child, "East", date(2026, 1, 5))
    return under


async def arranged(house: House, key: str = "arrange", seen: int = 0) -> int:
    command = ScheduleMeeting(CHILD, seen, THEN, "14:00", press(EAST, key, on=TODAY))
    return (await schedule_meeting(house, command)).state.meeting


def call_off(meeting: int, seen: int = 1, key: str = "off") -> CallOffMeeting:
    return CallOffMeeting(meeting, seen, f"Ill, {key}.", press(WORKER, key, on=TODAY))


async def test_a_meeting_called_off_by_several_at_once_is_called_off_once(dudley: House) -> None:
    meeting = await arranged(dudley)
    views = await asyncio.gather(*(call_off_meeting(dudley, call_off(meeting, key=f"off {n}")) for n in range(4)))
    assert sum(view.line.startswith("Called off: Ill") for view in views) == 1
    async with dudley.store.read() as work:
        found = await meetings.find(work, meeting)
        entries = [entry for entry in await history.of(work, "meeting", meeting) if entry.verb == "call_off_meeting"]
    assert found is not None
    assert (found.state, found.on, found.time) == (REQUESTED, None, "")
    assert [entry.details["was"] for entry in entries] == ["2026-02-02"]
    page = await make_journey_page(dudley, JourneyAsked(SUPPORT.oid, CHILD.child, TODAY))
    assert any(line.what.startswith("Called the planning meeting off: Ill") for line in page.done)


async def test_a_meeting_that_moved_meanwhile_is_not_called_off(dudley: House) -> None:
    meeting = await arranged(dudley)
    await arranged(dudley, "again", seen=1)
    view = await call_off_meeting(dudley, call_off(meeting, seen=1))
    assert "Erin East arranged it on " in view.line
    assert view.state.on == THEN


async def test_what_was_only_asked_for_is_gone_and_the_next_one_starts_with_its_record(dudley: House) -> None:
    asked = await request_meeting(dudley, RequestMeeting(CHILD, "The plan.", press(WORKER, "ask", on=TODAY)))
    record = Record(discussed="The aunt came forward.")
    command = UpdateMeetingRecord(asked.state.meeting, 1, record, press(WORKER, "update", on=TODAY))
    await update_meeting_record(dudley, command)
    view = await call_off_meeting(dudley, call_off(asked.state.meeting, seen=2))
    assert (view.state.state, view.state.called_off) == (CALLED_OFF, "Ill, off.")
    later = await arranged(dudley)
    assert later != asked.state.meeting
    async with dudley.store.read() as work:
        found = await meetings.find(work, later)
    assert found is not None
    assert found.record.discussed == "The aunt came forward."
    late = await call_off_meeting(dudley, call_off(asked.state.meeting, seen=3, key="late"))
    assert "Wren Worker called it off on " in late.line


async def test_a_viewer_calls_nothing_off(dudley: House) -> None:
    meeting = await arranged(dudley)
    with pytest.raises(NotAllowed, match="call a planning meeting off"):
        await call_off_meeting(dudley, replace(call_off(meeting), press=press(VIEWER, "v")))
