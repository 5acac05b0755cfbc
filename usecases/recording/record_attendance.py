"""Record who attended a sitting, who sent apologies and whose views are known: its seats, and who presents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cards import house_words
from cards.recording import record_words
from cards.recording.attendance_form import AttendanceForm
from cards.recording.record import RecordView
from permanence.meetings.attendance import Attending, asks_views, each_seat
from permanence.panel.recording import TO_RECORD, require_recordable
from permanence.panel.seats import MEETING, Present, expected, require_present
from permanence.panel.sitting import PASSED_ON, Sitting
from storage import history, people
from storage.panel import invitations, items, outcomes, sittings
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile
from usecases.recording.show_record import show_record
from usecases.recording.sitting_to_record import found_sitting, hold_to_record, require_recorder
from usecases.sittings.panel_seats import panel_seats


@dataclass(frozen=True, slots=True)
class RecordAttendance:
    """Who was there, as seats of the procedure and Entra object ids; `seen` is the sitting's version."""

    sitting_id: int
    seen: int
    present: Present
    press: Press


@dataclass(frozen=True, slots=True)
class MayAttend:
    """The seats of this sitting, and all who can be chosen as (words, value)."""

    seats: tuple[Attending, ...]
    chosen_from: tuple[tuple[str, str], ...]
    answers: Mapping[str, str]  # the state of each invitation, by Entra object id


async def record_attendance(house: House, command: RecordAttendance) -> RecordView:
    """Keep who attended, or show who was there first."""
    press, sitting_id = command.press, command.sitting_id
    async with house.store.change(press) as work:
        await require_recorder(work, press.by)
        await found_sitting(work, sitting_id)
        line = record_words.ATTENDANCE_RECORDED
        if not work.repeated and not await _record(house, work, command):
            line = await changed_meanwhile(work, "sitting", sitting_id)
        return await show_record(house, work, sitting_id, line=line)


async def _record(house: House, work: Work, command: RecordAttendance) -> bool:
    sitting = await hold_to_record(work, command.sitting_id, command.press.day)
    if sitting.version != command.seen:
        return False
    may, present = await may_attend(house, work, sitting), command.present
    known = {value: said for said, value in may.chosen_from}
    require_present(may.seats, known, present)
    await outcomes.set_attendance(work, command.press, sitting.id, present)
    await sittings.touch(work, sitting.id)
    said: dict[str, object] = {
        name: sorted(known[who] for who in getattr(present, name)) for name in ("attended", "apologies", "views")
    }
    said["reasons"] = {known[who]: why for who, why in present.reasons.items()}
    said["instead"] = present.instead
    await history.record(work, command.press, "record_attendance", "sitting", sitting.id, said=said)
    return True


async def may_attend(house: House, work: Work, sitting: Sitting) -> MayAttend:
    """Each seat once, with the children it is for; then each manager or deputy with an item or an invitation."""
    listed = await items.of(work, sitting.id, TO_RECORD)
    seats = await panel_seats(house, work, sitting, [item.child for item in listed])
    answers = {one.manager: one.state for one in await invitations.of(work, sitting.id) if one.state != PASSED_ON}
    presenting = [*(item.manager for item in listed), *answers]
    names = await people.names(work)
    stood_for: dict[str, set[str]] = {}
    for item in listed:
        if item.stands_for:
            stood_for.setdefault(item.manager, set()).add(names.get(item.stands_for, house_words.NOBODY_KNOWN))
    invited = sorted(
        {
            (record_words.invited(names.get(oid, house_words.NOBODY_KNOWN), sorted(stood_for.get(oid, ()))), oid)
            for oid in dict.fromkeys(presenting)
        }
    )
    return MayAttend(seats, (*((_seat(seat), seat.role) for seat in seats), *invited), answers)


def _seat(seat: Attending) -> str:
    return record_words.seat(seat.title, seat.children, views=seat.part == "views")


async def form_to_record(house: House, work: Work, sitting_id: int, today: date) -> AttendanceForm:
    """The form for a sitting that can be recorded now, so that nobody fills in what will be refused."""
    require_recordable(await found_sitting(work, sitting_id), today)
    return await show_attendance_form(house, work, sitting_id)


async def show_attendance_form(
    house: House, work: Work, sitting_id: int, typed: Present | None = None, line: str = ""
) -> AttendanceForm:
    """The form with what was typed, or else with what is recorded so far, or else with who was to be there."""
    sitting = await found_sitting(work, sitting_id)
    may = await may_attend(house, work, sitting)
    recorded = await outcomes.attendance_of(work, sitting_id)
    shown = recorded if typed is None else typed
    if foreseen := typed is None and not recorded.marks():
        shown = expected(may.seats, may.answers, await _away(work, sitting))
    return AttendanceForm(
        sitting=sitting.id,
        version=sitting.version,
        on=sitting.on,
        people=may.chosen_from,
        clause=next((s.clause for s in house.policy.seats if s.meeting == MEETING and s.part == "member"), ""),
        ask_views=tuple((seat.title, seat.role) for seat in may.seats if asks_views(seat)),
        ask_reasons=tuple(
            (seat.title, seat.clause, seat.role) for seat in each_seat(may.seats) if seat.reason_if_absent
        ),
        attended=",".join(shown.attended),
        apologies=",".join(shown.apologies),
        views=",".join(shown.views),
        reasons=shown.reasons,
        instead=shown.instead,
        foreseen=foreseen,
        line=line,
    )


async def _away(work: Work, sitting: Sitting) -> set[str]:
    """Who is away on the day, and the roles of which everybody is."""
    cast = await people.on_day(work, sitting.on)
    there = {role for person in cast if not person.away for role in person.roles}
    away = [person for person in cast if person.away]
    return {person.oid for person in away} | {role for person in away for role in person.roles - there}
