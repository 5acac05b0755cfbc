"""One planning meeting about siblings: a copy for each, its own plan untouched, its clocks running, all or nothing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from permanence import policy as policies
from permanence.journey import Event, Journey
from permanence.meetings.meeting import HELD, Meeting, Record
from permanence.people.person import Person
from permanence.refusals import Incomplete, NotAllowed
from permanence.timeline import Obligation, timeline
from storage import actions, children, meetings
from tests.afternoon import press
from tests.cast import EAST, SUPPORT, WEST, WORKER, staff, take_into_care
from usecases.children.keep_siblings import KeepSiblings, keep_siblings
from usecases.house import House
from usecases.meetings.agree_meeting_action import AgreeMeetingAction, agree_meeting_action
from usecases.meetings.child_meeting import About
from usecases.meetings.hold_meeting import HoldMeeting, hold_meeting
from usecases.meetings.issue_minutes import IssueMinutes, issue_minutes
from usecases.meetings.schedule_meeting import ScheduleMeeting, schedule_meeting
from usecases.meetings.show_meeting_forms import MeetingFormAsked, show_held_form
from usecases.meetings.update_meeting_record import MeetingDone, UpdateMeetingRecord, update_meeting_record
from usecases.steps.record_step import RecordStep, record_step

TODAY, THEN, NEXT = date(2026, 1, 20), date(2026, 2, 2), date(2026, 3, 12)
SAID = Record(plan="adoption", discussed="The grandmother came forward.", views_said="Wants to stay together.")
OWN = Record(plan="long_term_fostering", contingency="sgo", discussed="Said of this child.")


async def family(house: House, procedure: str = "west-sussex") -> House:
    """C-0001 and C-0002 of one team, C-0003 of another: siblings, in care since 5 January."""
    under = replace(house, policy=policies.load(procedure))
    await staff(under)
    for ref, team, initials in (("C-0001", "East", "AB"), ("C-0002", "East", "CD"), ("C-0003", "West", "EF")):
        await take_into_care(under, ref, team, date(2026, 1, 5), initials)
    named = KeepSiblings(
        "C-0001", 0, "C-0002 C-0003", press(SUPPORT, "siblings", datetime(2026, 1, 20, 9, tzinfo=UTC), on=TODAY)
    )
    await keep_siblings(under, named)
    return under


@pytest.fixture
async def sussex(house: House) -> House:
    return await family(house)


async def arranged(house: House, ref: str, on: date, record: Record, by: Person = SUPPORT) -> int:
    """A meeting to come with this record, at its second version."""
    command = ScheduleMeeting(About(ref, "ppm"), 0, on, "", press(by, f"arrange {ref}", on=TODAY))
    meeting = (await schedule_meeting(house, command)).state.meeting
    await update_meeting_record(house, UpdateMeetingRecord(meeting, 1, record, press(by, f"record {ref}", on=TODAY)))
    return meeting


async def hold(
    house: House, meeting: int, *siblings: str, by: Person = SUPPORT, key: str = "hold", on: date = THEN
) -> MeetingDone:
    roles = ("social_worker", "foster_carers")
    told = press(by, f"{key} {meeting}", on=on)
    return await hold_meeting(house, HoldMeeting(meeting, 2, on, roles, ("iro",), "", NEXT, None, "", told, siblings))


async def journey(house: House, ref: str) -> Journey:
    async with house.store.read() as work:
        return (await children.several(work, [ref]))[ref][1]


async def last_held(house: House, ref: str) -> Meeting | None:
    async with house.store.read() as work:
        return next(iter(await meetings.held(work, ref, "ppm")), None)


async def to_come(house: House, ref: str) -> Meeting | None:
    async with house.store.read() as work:
        return await meetings.to_come(work, ref, "ppm")


async def open_for(house: House, ref: str, rule: str) -> list[Obligation]:
    found = timeline(house.policy, await journey(house, ref), THEN).obligations
    return [duty for duty in found if duty.rule == rule and duty.is_open]


async def test_each_sibling_has_a_held_meeting_of_the_day_with_a_copy_and_its_own_next_one(sussex: House) -> None:
    meeting = await arranged(sussex, "C-0001", THEN, SAID)
    answers = [await hold(sussex, meeting, "C-0002", "C-0003") for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert [label for label, _ in answers[0].view.together] == ["C-0002 (CD)", "C-0003 (EF)"]
    assert "Held together with C-0002 (CD) and C-0003 (EF)" in answers[0].view.line
    for ref in ("C-0002", "C-0003"):
        copy, coming = await last_held(sussex, ref), await to_come(sussex, ref)
        assert copy is not None
        assert coming is not None
        assert (copy.state, copy.on, coming.on) == (HELD, THEN, NEXT)
        assert (copy.record.discussed, copy.record.views_said) == (SAID.discussed, SAID.views_said)
        assert (copy.record.attended, copy.record.views) == (("social_worker", "foster_carers"), ("iro",))
        assert (copy.record.plan, copy.record.contingency) == ("", "")
        assert coming.record.discussed == SAID.discussed
        types = [event.type for event in (await journey(sussex, ref)).events]
        assert types.count("ppm_held") == 1
        assert "plan_agreed" not in types


async def test_a_siblings_own_meeting_that_day_is_the_one_held_and_keeps_its_own_plan(sussex: House) -> None:
    own = await arranged(sussex, "C-0002", THEN, OWN)
    meeting = await arranged(sussex, "C-0001", THEN, SAID)
    await hold(sussex, meeting, "C-0002")
    copy = await last_held(sussex, "C-0002")
    assert copy is not None
    assert copy.id == own
    assert (copy.record.plan, copy.record.contingency) == (OWN.plan, OWN.contingency)
    assert copy.record.discussed == SAID.discussed
    assert await last_held(sussex, "C-0003") is None


async def test_a_siblings_meeting_on_another_day_stays_to_come_and_loses_nothing(sussex: House) -> None:
    own = await arranged(sussex, "C-0002", date(2026, 2, 20), OWN)
    await hold(sussex, await arranged(sussex, "C-0001", THEN, SAID), "C-0002")
    copy, coming = await last_held(sussex, "C-0002"), await to_come(sussex, "C-0002")
    assert copy is not None
    assert coming is not None
    assert copy.id != own
    assert (coming.id, coming.on, coming.record.discussed) == (own, date(2026, 2, 20), OWN.discussed)
    assert (coming.record.plan, coming.record.views_said) == (OWN.plan, SAID.views_said)


async def test_the_copy_is_closed_both_ways_and_the_note_on_each_file_waits(sussex: House) -> None:
    await hold(sussex, await arranged(sussex, "C-0001", THEN, SAID), "C-0002")
    for ref, left in (("C-0001", ["C-0003"]), ("C-0002", ["C-0003"])):
        its = await open_for(sussex, ref, "copy-to-siblings")
        assert [duty.sibling for duty in its] == left
        assert len(await open_for(sussex, ref, "note-on-sibling-files")) == 2
    assert await open_for(sussex, "C-0003", "copy-to-siblings") == []


async def test_meetings_held_before_they_were_known_as_siblings_ask_for_no_copy(sussex: House) -> None:
    async with sussex.store.change() as work:
        by = press(SUPPORT, "held")
        for day in (date(2026, 1, 12), date(2026, 1, 19)):
            await children.record_event(work, by, "C-0001", Event(day, "ppm_held"), "import 1")
    assert await open_for(sussex, "C-0001", "copy-to-siblings") == []
    assert await open_for(sussex, "C-0001", "note-on-sibling-files") == []


async def test_a_meeting_that_was_about_both_is_asked_for_its_notes_though_it_was_before_that_was_written_down(
    sussex: House,
) -> None:
    on = date(2026, 1, 19)
    await hold(sussex, await arranged(sussex, "C-0001", TODAY, SAID), "C-0002", on=on)
    assert [duty.occasion[-6:] for duty in await open_for(sussex, "C-0001", "note-on-sibling-files")] == ["C-0002"]
    assert await open_for(sussex, "C-0001", "copy-to-siblings") == []


async def test_a_procedure_without_copies_writes_no_milestone_it_does_not_declare(house: House) -> None:
    dudley = await family(house, "dudley-2021")
    meeting = await arranged(dudley, "C-0001", THEN, SAID)
    roles = ("team_manager", "social_worker")
    await hold_meeting(
        dudley, HoldMeeting(meeting, 2, THEN, roles, (), "", NEXT, None, "", press(EAST, "h", on=THEN), ("C-0002",))
    )
    for ref in ("C-0001", "C-0002"):
        types = [event.type for event in (await journey(dudley, ref)).events]
        assert "ppm_held" in types
        assert "milestone" not in types


async def test_minutes_run_for_the_sibling_and_are_closed_on_its_own(sussex: House) -> None:
    await hold(sussex, await arranged(sussex, "C-0001", THEN, SAID), "C-0002")
    assert [duty.due for duty in await open_for(sussex, "C-0002", "notes-distributed")] == [date(2026, 2, 9)]
    await issue_minutes(sussex, IssueMinutes("C-0002", 0, press(EAST, "issued", on=THEN)))
    assert await open_for(sussex, "C-0002", "notes-distributed") == []
    assert len(await open_for(sussex, "C-0001", "notes-distributed")) == 1


async def test_actions_are_never_copied(sussex: House) -> None:
    meeting = await arranged(sussex, "C-0001", THEN, SAID)
    action = AgreeMeetingAction(meeting, "Visit", EAST.oid, NEXT, press(EAST, "act", on=TODAY))
    await agree_meeting_action(sussex, action)
    told = press(EAST, "hold", on=THEN)
    await hold_meeting(sussex, HoldMeeting(meeting, 3, THEN, ("iro",), (), "", NEXT, None, "", told, ("C-0002",)))
    async with sussex.store.read() as work:
        assert len(await actions.of_child(work, "C-0001")) == 1
        assert await actions.of_child(work, "C-0002") == []


async def test_what_is_wrong_with_one_sibling_leaves_nothing_of_the_meeting(sussex: House) -> None:
    async with sussex.store.change() as work:
        held = Event(date(2026, 2, 10), "ppm_held")
        await children.record_event(work, press(SUPPORT, "x"), "C-0003", held, "import 1")
    meeting = await arranged(sussex, "C-0001", THEN, SAID)
    with pytest.raises(Incomplete, match=r"C-0003 \(EF\): A meeting was held on 10 February 2026"):
        await hold(sussex, meeting, "C-0002", "C-0003")
    with pytest.raises(Incomplete, match="C-9 is no longer kept as a sibling"):
        await hold(sussex, meeting, "C-9", key="again")
    assert await last_held(sussex, "C-0001") is None
    assert await last_held(sussex, "C-0002") is None
    assert [event.type for event in (await journey(sussex, "C-0002")).events] == ["entered_care"]


async def test_a_team_manager_is_offered_the_siblings_of_their_own_team_and_records_for_no_other(sussex: House) -> None:
    meeting = await arranged(sussex, "C-0001", THEN, SAID)
    asked = MeetingFormAsked("hold_meeting", About(meeting=meeting))
    async with sussex.store.read() as work:
        form = await show_held_form(sussex, work, press(EAST, "form"), asked, THEN)
        every = await show_held_form(sussex, work, press(SUPPORT, "form"), asked, THEN)
    assert (form.siblings, form.others) == ((("C-0002 (CD)", "C-0002"),), ("C-0003 (EF)",))
    assert (len(every.siblings), every.others) == (2, ())
    with pytest.raises(NotAllowed):
        await hold(sussex, meeting, "C-0003", by=EAST)
    for person in (WEST, WORKER):
        with pytest.raises(NotAllowed):
            await hold(sussex, meeting, "C-0002", by=person)
    assert await last_held(sussex, "C-0003") is None


async def test_a_sibling_who_had_left_care_is_not_offered(sussex: House) -> None:
    async with sussex.store.change() as work:
        left = Event(date(2026, 1, 30), "left_care")
        await children.record_event(work, press(SUPPORT, "x"), "C-0002", left, "import 1")
    meeting = await arranged(sussex, "C-0001", THEN, SAID)
    async with sussex.store.read() as work:
        asked = MeetingFormAsked("hold_meeting", About(meeting=meeting))
        form = await show_held_form(sussex, work, press(SUPPORT, "form"), asked, THEN)
    assert [ref for _, ref in form.siblings] == ["C-0003"]
    with pytest.raises(Incomplete, match="was not in care that day"):
        await hold(sussex, meeting, "C-0002")


async def test_the_note_on_a_siblings_file_is_recorded_as_a_step_and_closes_that_siblings_duty(sussex: House) -> None:
    await hold(sussex, await arranged(sussex, "C-0001", THEN, SAID), "C-0002")
    waiting = await open_for(sussex, "C-0001", "note-on-sibling-files")
    step = next(duty.occasion for duty in waiting if duty.occasion.endswith("/C-0003"))
    told = press(SUPPORT, "note", on=THEN)
    await record_step(sussex, RecordStep("C-0001", step, "noted_on_sibling_file", THEN, "", told))
    left = await open_for(sussex, "C-0001", "note-on-sibling-files")
    assert [duty.sibling for duty in left] == ["C-0002"]
    assert len(await open_for(sussex, "C-0002", "note-on-sibling-files")) == 2


async def test_two_who_record_one_meeting_of_siblings_at_once_leave_one_for_each(sussex: House) -> None:
    first = await arranged(sussex, "C-0001", THEN, SAID)
    second = await arranged(sussex, "C-0002", THEN, OWN)
    done = await asyncio.gather(
        hold(sussex, first, "C-0002"), hold(sussex, second, "C-0001", by=EAST), return_exceptions=True
    )
    assert not [one for one in done if isinstance(one, BaseException) and not isinstance(one, Incomplete)]
    assert sum(isinstance(one, MeetingDone) and not one.stale for one in done) == 1
    for ref in ("C-0001", "C-0002"):
        async with sussex.store.read() as work:
            assert len(await meetings.held(work, ref)) == 1
        assert [event.type for event in (await journey(sussex, ref)).events].count("ppm_held") == 1
