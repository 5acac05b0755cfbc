"""Planning meetings through their use cases: once however often pressed, prompted for, and never two to come."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from cards.house_words import changed_meanwhile
from permanence import policy as policies
from permanence.journey import Event
from permanence.meetings.meeting import FINAL, Record
from permanence.people.person import Person
from permanence.refusals import Incomplete, NotAllowed, NotFound
from permanence.reminders import Matter
from storage import children, meetings
from storage.tables import outbox
from tests.afternoon import press
from tests.cast import CHAIR, EAST, SUPPORT, WEST, WORKER, staff, take_into_care
from usecases.house import House
from usecases.meetings.agree_meeting_action import AgreeMeetingAction, agree_meeting_action
from usecases.meetings.child_meeting import About
from usecases.meetings.hold_meeting import HoldMeeting, hold_meeting
from usecases.meetings.issue_minutes import IssueMinutes, issue_minutes
from usecases.meetings.request_meeting import RequestMeeting, request_meeting
from usecases.meetings.schedule_meeting import ScheduleMeeting, schedule_meeting
from usecases.meetings.show_meeting import MeetingAsked, open_meeting
from usecases.meetings.show_meeting_forms import MeetingFormAsked, show_record_form
from usecases.meetings.update_meeting_record import MeetingDone, UpdateMeetingRecord, update_meeting_record
from usecases.reminders.meetings_to_prepare import meetings_to_prepare
from usecases.reminders.open_matters import open_matters

TODAY, THEN = date(2026, 1, 20), date(2026, 2, 2)
CHILD = About("C-0001", "ppm")
DUDLEY = Path("policies/dudley-2021.toml").read_text(encoding="utf-8")


@pytest.fixture
async def dudley(house: House) -> House:
    return await staffed(house, "dudley-2021")


async def staffed(house: House, procedure: str) -> House:
    under = replace(house, policy=policies.load(procedure))
    await staff(under)
    await take_into_care(under, "C-0001", "East", date(2026, 1, 5))
    return under


async def arrange(house: House, by: Person = EAST, on: date = THEN, seen: int = 0, key: str = "arrange") -> int:
    command = ScheduleMeeting(CHILD, seen, on, "14:00", press(by, f"{key} {by.oid} {on} {seen}", on=TODAY))
    return (await schedule_meeting(house, command)).state.meeting


async def hold(
    house: House, meeting: int, on: date = THEN, seen: int = 1, next_on: date = date(2026, 3, 12)
) -> MeetingDone:
    roles = ("team_manager", "social_worker")
    command = HoldMeeting(
        meeting, seen, on, roles, (), "", next_on, None, "", press(EAST, f"hold {meeting} {seen}", on=on)
    )
    return await hold_meeting(house, command)


async def told(house: House) -> list[str]:
    async with house.store.read() as work:
        return [row.key for row in await work.conn.execute(select(outbox.c.key).order_by(outbox.c.id))]


async def matters(house: House, at: datetime) -> list[Matter]:
    async with house.store.read() as work:
        return [one for one in await open_matters(house, work, at) if one.what.startswith("meeting")]


async def test_a_meeting_asked_for_three_times_is_asked_for_once(dudley: House) -> None:
    command = RequestMeeting(CHILD, "The plan.", press(WORKER, "ask", on=TODAY))
    answers = [await request_meeting(dudley, command) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert await told(dudley) == ["meeting:1:v1"]
    again = await request_meeting(dudley, RequestMeeting(CHILD, "Again.", press(EAST, "ask too", on=TODAY)))
    assert (again.state.reason, again.line) == ("The plan.", changed_meanwhile("a meeting is to come already."))


async def test_two_who_arrange_at_once_leave_one_meeting_to_come_and_the_other_is_told(dudley: House) -> None:
    both = await asyncio.gather(arrange(dudley, EAST), arrange(dudley, CHAIR, date(2026, 2, 3)))
    assert both[0] == both[1]
    async with dudley.store.read() as work:
        (only,) = await meetings.arranged(work)
    assert only.version == 1
    assert await told(dudley) == [f"meeting:{only.id}:v1"]


async def test_moving_a_meeting_needs_the_version_seen(dudley: House) -> None:
    meeting = await arrange(dudley)
    await arrange(dudley, CHAIR, date(2026, 2, 5), seen=1)
    late = await schedule_meeting(
        dudley, ScheduleMeeting(About(meeting=meeting), 1, date(2026, 2, 6), "", press(EAST, "late", on=TODAY))
    )
    assert late.state.on == date(2026, 2, 5)
    assert "Chris Chair arranged it on " in late.line


@pytest.mark.parametrize("on", [date(2026, 1, 19), date(2029, 1, 1)])
async def test_a_meeting_is_arranged_for_a_day_to_come(dudley: House, on: date) -> None:
    with pytest.raises(Incomplete):
        await arrange(dudley, on=on)
    assert await told(dudley) == []


async def test_arranging_it_after_the_date_due_says_so_with_the_clause(dudley: House) -> None:
    command = ScheduleMeeting(CHILD, 0, date(2026, 2, 21), "", press(EAST, "x", on=TODAY))
    assert (await schedule_meeting(dudley, command)).line == (
        "Arranged for Sat 21 February 2026. That is late: it is due by Mon 16 February 2026 (DUD-1). "
        "It is not a working day; the last one before it is Fri 20 February 2026."
    )


async def test_what_holding_writes_is_written_once_and_all_together(dudley: House) -> None:
    meeting = await arrange(dudley)
    answers = [await hold(dudley, meeting) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    with pytest.raises(Incomplete, match="this one must be later"):
        await hold(dudley, meeting + 1)
    async with dudley.store.read() as work:
        _, journey = (await children.several(work, ["C-0001"]))["C-0001"]
        coming = await meetings.to_come(work, "C-0001", "ppm")
    assert [event.type for event in journey.events].count("ppm_held") == 1
    assert coming is not None
    assert (coming.on, coming.version) == (date(2026, 3, 12), 1)
    assert await told(dudley) == ["meeting:1:v1", "meeting:1:v2", "meeting:2:v1"]


async def test_a_held_meetings_record_is_closed(dudley: House) -> None:
    meeting = await arrange(dudley)
    await hold(dudley, meeting)
    with pytest.raises(Incomplete, match="its record is closed"):
        await update_meeting_record(
            dudley, UpdateMeetingRecord(meeting, 2, Record(discussed="Late."), press(EAST, "late", on=THEN))
        )


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (Record(contingency="sgo"), "Choose the plan the contingency is for"),
        (Record(plan="sgo", contingency="sgo"), "the plan itself"),
        (Record(final=True), "Choose the plan that is final"),
        (Record(differing="The carer disagrees."), "how the differing views will be resolved"),
    ],
)
async def test_a_record_that_does_not_hold_together_is_refused(dudley: House, record: Record, why: str) -> None:
    meeting = await arrange(dudley)
    with pytest.raises(Incomplete, match=why):
        await update_meeting_record(dudley, UpdateMeetingRecord(meeting, 1, record, press(EAST, "x", on=TODAY)))


async def test_an_action_needs_a_meeting_with_a_day_an_owner_and_a_day_to_come(dudley: House) -> None:
    asked = await request_meeting(dudley, RequestMeeting(CHILD, "The plan.", press(WORKER, "ask", on=TODAY)))
    action = AgreeMeetingAction(asked.state.meeting, "Visit", EAST.oid, THEN, press(EAST, "act", on=TODAY))
    with pytest.raises(Incomplete, match="arrange it first"):
        await agree_meeting_action(dudley, action)
    await arrange(dudley, seen=1)
    for change, why in (({"owner": "oid-nobody"}, "Choose who"), ({"due": date(2026, 1, 2)}, "has passed")):
        with pytest.raises(Incomplete, match=why):
            await agree_meeting_action(dudley, replace(action, **change))
    answers = [await agree_meeting_action(dudley, action) for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(answers[0].actions) == 1


async def test_answers_to_lines_the_form_does_not_show_are_kept_and_none_come_from_outside_it(dudley: House) -> None:
    meeting = await arrange(dudley)
    async with dudley.store.change() as work:
        await meetings.change(work, meeting, 1, record=Record(answers={"old.0": "Said before."}, views=("iro",)))
    record = Record(answers={"work_plan.1": "Wants to stay.", "made_up.7": "x"})
    await update_meeting_record(dudley, UpdateMeetingRecord(meeting, 2, record, press(EAST, "up", on=TODAY)))
    async with dudley.store.read() as work:
        kept = await meetings.find(work, meeting)
    assert kept is not None
    assert dict(kept.record.answers) == {"old.0": "Said before.", "work_plan.1": "Wants to stay."}
    assert kept.record.views == ("iro",)


async def test_who_comes_after_an_action_was_agreed_is_told_of_it(dudley: House) -> None:
    meeting = await arrange(dudley)
    await agree_meeting_action(
        dudley, AgreeMeetingAction(meeting, "Visit", EAST.oid, THEN, press(WORKER, "act", on=TODAY))
    )
    record = Record(discussed="Typed meanwhile.")
    late = await update_meeting_record(dudley, UpdateMeetingRecord(meeting, 1, record, press(EAST, "up", on=TODAY)))
    assert late.stale
    assert "Wren Worker agreed an action on " in late.view.line


async def test_a_manager_of_another_team_and_business_support_do_not_ask_for_one(dudley: House) -> None:
    for person in (WEST, SUPPORT):
        with pytest.raises(NotAllowed):
            await request_meeting(dudley, RequestMeeting(CHILD, "x", press(person, "ask", on=TODAY)))


async def test_the_final_meeting_is_only_known_to_a_procedure_that_has_it(dudley: House) -> None:
    with pytest.raises(NotFound):
        await open_meeting(dudley, MeetingAsked(EAST.oid, About("C-0001", FINAL), TODAY))
    with pytest.raises(NotFound):
        await open_meeting(dudley, MeetingAsked(EAST.oid, About(meeting=99), TODAY))


async def test_minutes_of_two_meetings_on_one_day_are_said_on_two_days(house: House) -> None:
    terms = await staffed(house, "ppm-terms-2017")
    async with terms.store.change() as work:
        for on in (date(2026, 1, 12), date(2026, 1, 19)):
            await children.record_event(work, press(SUPPORT, "x"), "C-0001", Event(on, "ppm_held"), "import 1")
    command = IssueMinutes("C-0001", 0, press(EAST, "one", on=TODAY))
    answers = [await issue_minutes(terms, command) for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0].line == "The minutes of the meeting of Mon 12 January 2026 are issued."
    with pytest.raises(Incomplete, match="say so of the next ones tomorrow"):
        await issue_minutes(terms, IssueMinutes("C-0001", 0, press(EAST, "two", on=TODAY)))
    tomorrow = IssueMinutes("C-0001", 0, press(EAST, "three", on=date(2026, 1, 21)))
    assert "19 January" in (await issue_minutes(terms, tomorrow)).line
    assert (await issue_minutes(terms, replace(tomorrow, press=press(EAST, "four")))).line == "No minutes are waiting."


async def test_the_childs_own_worker_is_prompted_to_update_the_record_until_it_is_done(house: House) -> None:
    guidance = await staffed(house, "permanence-guidance-2024")
    meeting = await arrange(guidance)
    (prompt,) = await matters(guidance, datetime(2026, 1, 20, 9, tzinfo=UTC))
    assert (prompt.name, prompt.due, prompt.origin, prompt.owner, prompt.card) == (
        "Update the record before the meeting on 2 February 2026",
        THEN,
        "PG-7",
        WORKER.oid,
        f"meeting:{meeting}",
    )
    assert "social workers will update the template" in prompt.source
    async with guidance.store.read() as work:
        assert await meetings_to_prepare(guidance, work, {}, TODAY) == []
        form = await show_record_form(
            guidance, work, press(WORKER, "f"), MeetingFormAsked("update_meeting_record", About(meeting=meeting)), TODAY
        )
    assert (form.meeting, form.version) == (meeting, 1)
    record = Record(discussed="The grandmother came forward.")
    await update_meeting_record(guidance, UpdateMeetingRecord(meeting, 1, record, press(WORKER, "up", on=TODAY)))
    assert await matters(guidance, datetime(2026, 1, 20, 9, tzinfo=UTC)) == []


async def test_a_meeting_whose_day_is_past_is_asked_about_until_it_is_recorded(dudley: House) -> None:
    meeting = await arrange(dudley)
    (prompt,) = await matters(dudley, datetime(2026, 2, 3, 9, tzinfo=UTC))
    assert (prompt.name, prompt.owner) == ("Record what came of the meeting on 2 February 2026", None)
    await hold(dudley, meeting)
    (after,) = await matters(dudley, datetime(2026, 2, 3, 9, tzinfo=UTC))
    assert after.name == "Update the record before the meeting on 12 March 2026"


async def test_the_first_meeting_starts_with_the_plan_agreed_so_far(dudley: House) -> None:
    agreed = Event(date(2026, 1, 12), "plan_agreed", {"plan": "adoption", "contingency": "sgo", "final": True})
    async with dudley.store.change() as work:
        await children.record_event(work, press(SUPPORT, "agreed"), "C-0001", agreed, "import 1")
    await arrange(dudley)
    async with dudley.store.read() as work:
        meeting = await meetings.to_come(work, "C-0001", "ppm")
    assert meeting is not None
    assert (meeting.record.plan, meeting.record.contingency, meeting.record.final) == ("adoption", "sgo", True)


async def test_no_meeting_is_held_of_a_child_who_was_not_in_care_that_day(dudley: House) -> None:
    meeting = await arrange(dudley)
    async with dudley.store.change() as work:
        gone = Event(date(2026, 1, 30), "left_care", {"reason": "E4A"})
        await children.record_event(work, press(SUPPORT, "gone"), "C-0001", gone, "import 2")
    why = "The child was not in care on 2 February 2026; check the date, or call the meeting off."
    with pytest.raises(Incomplete, match=why):
        await hold(dudley, meeting)
    async with dudley.store.read() as work:
        _, journey = (await children.several(work, ["C-0001"]))["C-0001"]
    assert [event.type for event in journey.events] == ["entered_care", "left_care"]


@pytest.fixture
async def as_set(house: House) -> House:
    """A procedure that leaves the interval to the next meeting to the meeting itself."""
    changed = DUDLEY.replace("shorter_interval = true\n", "").replace("next_date_at_each_meeting", "unread")
    changed = changed.replace("due = { within = { weeks = 6 } }", "due = { interval_set = true }")
    dudley = await staffed(house, "dudley-2021")
    return replace(dudley, policy=policies.build(policies.parse(changed, "as-set.toml")))


@pytest.mark.parametrize(
    ("next_on", "weeks", "due"),
    [
        (date(2026, 3, 12), None, date(2026, 3, 12)),
        (None, 9, date(2026, 4, 6)),
        (date(2026, 3, 12), 9, date(2026, 4, 6)),
        (None, None, None),
    ],
)
async def test_a_meeting_sets_when_the_next_is_or_leaves_it_to_be_asked(
    as_set: House, next_on: date | None, weeks: int | None, due: date | None
) -> None:
    meeting = await arrange(as_set)
    roles = ("team_manager", "social_worker")
    told_so = press(EAST, "hold it", on=THEN)
    done = await hold_meeting(as_set, HoldMeeting(meeting, 1, THEN, roles, (), "", next_on, weeks, "", told_so))
    its = [duty for duty in done.view.state.due if "interval" in duty.because or duty.due]
    assert [duty.due for duty in its] == [due]
    asked = "record the interval or the date that was set for the next"
    assert (asked in " ".join(done.view.silences)) == (due is None)
