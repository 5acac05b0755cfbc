"""Show the forms of a planning meeting, each starting with what was typed or, before that, with what is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cards.meetings import planning_words
from cards.meetings.meeting_form import AGREE, CALL_OFF, REQUEST, SCHEDULE, MeetingForm
from cards.meetings.meeting_held_form import MeetingHeldForm
from cards.meetings.meeting_record_form import LINES_A_PART, NOT_KNOWN, MeetingRecordForm, RecordLine, in_parts
from permanence.codes import PLAN
from permanence.meetings.attendance import asks_views, at_it, attendance, each_seat
from permanence.meetings.meeting import Record
from permanence.meetings.meeting_rules import due_if_held, duties, found_kind, lines, sets_next, shorter_allowed
from permanence.meetings.plan_reasons import connected_names, connected_person, reasons_asked, with_connected
from permanence.people import rights
from storage.store import Press, Work
from usecases.actions.show_action_form import choices
from usecases.house import House
from usecases.meetings.child_meeting import About, Acting, acting
from usecases.meetings.meeting_of_siblings import may_be_about
from usecases.meetings.show_meeting import chaired_by, plan_in_words

RIGHTS = {
    REQUEST: rights.ASK_MEETING,
    SCHEDULE: rights.ARRANGE_MEETING,
    CALL_OFF: rights.CALL_OFF_MEETING,
    AGREE: rights.AGREE_AT_MEETING,
}
ANSWER, REASON = "answer.", "reason."
PLANS = ("plan", "contingency")


@dataclass(frozen=True, slots=True)
class MeetingFormAsked:
    """Which form about which meeting, with what was typed so far and what was wrong with it."""

    verb: str
    about: About
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""
    part: int = 0  # of a record asked for on several cards, and on how many
    parts: int = 1


async def show_meeting_form(
    house: House, work: Work, press: Press, asked: MeetingFormAsked, today: date
) -> MeetingForm:
    """Asking, arranging, or an action: people without the right are refused before the form opens."""
    who = await acting(house, work, press, asked.about, RIGHTS[asked.verb])
    meeting = who.meeting
    typed = dict(asked.typed)
    if asked.verb == SCHEDULE and not typed and meeting and meeting.on:
        typed = {"on": meeting.on.isoformat(), "time": meeting.time}
    return MeetingForm(
        verb=asked.verb,
        child=who.child.ref,
        label=who.child.label,
        kind=who.kind,
        title=found_kind(house.policy, who.kind).title,
        meeting=meeting.id if meeting else 0,
        version=meeting.version if meeting else 0,
        hints=_hints(house, who, today, asked.verb),
        people=await choices(work, who.child.team) if asked.verb == AGREE else (),
        typed=typed,
        line=asked.line,
    )


async def show_record_form(
    house: House, work: Work, press: Press, asked: MeetingFormAsked, today: date
) -> MeetingRecordForm:
    """The running record, to be brought up to date."""
    who = await acting(house, work, press, asked.about, rights.UPDATE_MEETING)
    meeting = who.meeting
    assert meeting is not None, "it was found by its id"
    its = lines(house.policy, who.journey, who.kind, today)
    typed = asked.typed or as_typed(meeting.record)
    seats = at_it(attendance(house.policy, who.kind, [who.journey], meeting.on or today))
    asks = house.policy.file.plan_options.clause if house.policy.file.plan_options else ""
    asked_for = tuple(RecordLine(f"{ANSWER}{line.key}", line.words, line.clause) for line in its)
    reasons = _reasons(house, who, typed, today)
    part, parts, shown = _part(asked, asked_for, reasons, typed)
    return MeetingRecordForm(
        meeting=meeting.id,
        version=meeting.version,
        child=who.child.ref,
        label=who.child.label,
        kind=who.kind,
        title=found_kind(house.policy, who.kind).title,
        plans=tuple((words, plan) for plan, words in PLAN.items()),
        lines=shown,
        reasons=reasons,
        ask_views=tuple(
            (planning_words.with_clause(seat.title, seat.clause), seat.role) for seat in seats if asks_views(seat)
        ),
        connected=connected_person(house.policy, who.journey, today) or NOT_KNOWN if asks else "",
        connected_clause=asks,
        typed=typed,
        part=part,
        parts=parts,
        line=asked.line,
    )


def _part(
    asked: MeetingFormAsked, its: tuple[RecordLine, ...], reasons: tuple[RecordLine, ...], typed: Mapping[str, str]
) -> tuple[int, int, tuple[RecordLine, ...]]:
    """The part asked for, of how many, and its lines; what was typed on one card is shown again on one."""
    parts = 1 + -(-len(its) // LINES_A_PART)
    if asked.parts == 1 and (asked.line or in_parts(its, len(reasons), typed) == 1):
        return 0, 1, its
    start = (asked.part - 1) * LINES_A_PART
    return asked.part, parts, its[start : start + LINES_A_PART] if asked.part else ()


async def show_held_form(
    house: House, work: Work, press: Press, asked: MeetingFormAsked, today: date
) -> MeetingHeldForm:
    """Who was there, the views known so far, and the next one."""
    who = await acting(house, work, press, asked.about, rights.HOLD_MEETING)
    meeting, policy = who.meeting, house.policy
    assert meeting is not None, "it was found by its id"
    on = meeting.on or today
    seats = attendance(policy, who.kind, [who.journey], on)
    known = {"on": on.isoformat(), "views": ",".join(meeting.record.views)}
    its, others = await may_be_about(work, who.person, who.journey, on)
    return MeetingHeldForm(
        meeting=meeting.id,
        version=meeting.version,
        child=who.child.ref,
        label=who.child.label,
        kind=who.kind,
        title=found_kind(policy, who.kind).title,
        seats=tuple((planning_words.seat(seat.title, seat.part), seat.role) for seat in at_it(seats)),
        plan=plan_in_words(meeting.record),
        reason_for=", ".join(
            planning_words.with_clause(seat.title, seat.clause) for seat in each_seat(seats) if seat.reason_if_absent
        ),
        next_clause=sets_next(policy, who.journey, who.kind, on),
        interval_clause=shorter_allowed(policy, who.kind),
        set_clause=policy.sets_interval(who.kind),
        next_due=due_if_held(policy, who.journey, who.kind, on),
        siblings=tuple((child.label, child.ref) for child in its),
        others=tuple(child.label for child in others),
        typed=asked.typed or known,
        line=asked.line,
    )


def as_typed(record: Record) -> dict[str, str]:
    """The record as the inputs of its form."""
    return {
        "plan": record.plan,
        "contingency": record.contingency,
        "final": "yes" if record.final else "no",
        "discussed": record.discussed,
        "views_said": record.views_said,
        "views": ",".join(record.views),
        "differing": record.differing,
        "resolution": record.resolution,
        "options": record.options,
        **{f"{ANSWER}{key}": answer for key, answer in record.answers.items()},
        **{f"{REASON}{rule}": words for rule, words in record.reasons.items()},
    }


def _reasons(house: House, who: Acting, typed: Mapping[str, str], today: date) -> tuple[RecordLine, ...]:
    """What has to be written with the plan as it is typed."""
    policy, chosen = house.policy, typed.get("connected", "")
    said_anew = chosen in connected_names(policy) and chosen != connected_person(policy, who.journey, today)
    journey = with_connected(policy, who.journey, chosen, today) if said_anew else who.journey
    plans = {name: typed[name] for name in PLANS if typed.get(name) in PLAN}
    record = Record(plans.get("plan", ""), plans.get("contingency", ""), typed.get("final") == "yes")
    asked = reasons_asked(policy, journey, record, today)
    return tuple(RecordLine(f"{REASON}{one.rule}", one.label, one.clause) for one in asked)


def _hints(house: House, who: Acting, today: date, verb: str) -> tuple[str, ...]:
    if verb not in (SCHEDULE, CALL_OFF):
        return ()
    due = [duty for duty in duties(house.policy, who.journey, who.kind, today) if duty.due]
    seats = attendance(house.policy, who.kind, [who.journey], today)
    said = [planning_words.due_because(due[0].due, due[0].clause, due[0].because)] if due and due[0].due else []
    if verb == CALL_OFF:
        return (*said, planning_words.STAYS_DUE)
    chairs = chaired_by(seats)
    said += [planning_words.chaired_by(chairs)] if chairs else []
    others = [seat.title for seat in each_seat(at_it(seats)) if seat.part != "chair"]
    return tuple([*said, planning_words.to_be_there(others)] if others else said)
