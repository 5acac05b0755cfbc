"""Record who attended a sitting and who sent apologies: the procedure's standing seats and the managers invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards.attendance_form import AttendanceForm
from cards.record import RecordView
from permanence.recording import TO_RECORD, require_once
from permanence.refusals import Incomplete
from storage import history, invitations, items, outcomes, people, sittings
from storage.outcomes import APOLOGIES, ATTENDED
from storage.store import Press, Work
from usecases.house import House
from usecases.show_record import show_record
from usecases.sitting_to_record import found_sitting, hold_to_record, require_recorder, who_was_first

MEETING = "panel"


@dataclass(frozen=True, slots=True)
class RecordAttendance:
    """The people chosen, as seats of the procedure and Entra object ids; `seen` is the sitting's version."""

    sitting_id: int
    seen: int
    attended: tuple[str, ...]
    apologies: tuple[str, ...]
    today: date
    press: Press


async def record_attendance(house: House, command: RecordAttendance) -> RecordView:
    """Keep who attended, or show who was there first."""
    press, sitting_id = command.press, command.sitting_id
    async with house.store.change(press) as work:
        await require_recorder(work, press.by)
        await found_sitting(work, sitting_id)
        line = "The attendance is recorded."
        if not work.repeated and not await _record(house, work, command):
            line = await who_was_first(work, "sitting", sitting_id)
        return await show_record(house, work, sitting_id, line=line)


async def _record(house: House, work: Work, command: RecordAttendance) -> bool:
    sitting = await hold_to_record(work, command.sitting_id, command.today)
    if sitting.version != command.seen:
        return False
    require_once(command.attended, command.apologies)
    known = {value: said for said, value in await may_attend(house, work, sitting.id)}
    if unknown := {*command.attended, *command.apologies} - known.keys():
        raise Incomplete(f"{len(unknown)} of those chosen is no longer on the list; choose again.")
    states = {**dict.fromkeys(command.attended, ATTENDED), **dict.fromkeys(command.apologies, APOLOGIES)}
    await outcomes.set_attendance(work, command.press, sitting.id, states)
    await sittings.touch(work, sitting.id)
    said = {state: sorted(known[who] for who, its in states.items() if its == state) for state in (ATTENDED, APOLOGIES)}
    await history.record(work, command.press, "record_attendance", "sitting", sitting.id, said=said)
    return True


async def may_attend(house: House, work: Work, sitting_id: int) -> tuple[tuple[str, str], ...]:
    """Who can be chosen, as (words, value): each standing seat once, then each manager with an item or invitation."""
    seats = [seat.role for seat in house.policy.seats if seat.meeting == MEETING and not seat.for_listed]
    managers = [item.manager for item in await items.of(work, sitting_id, TO_RECORD)]
    managers += [invitation.manager for invitation in await invitations.of(work, sitting_id)]
    names = await people.names(work)
    invited = sorted({(f"{names.get(oid, 'nobody known')}, invited", oid) for oid in managers})
    return (*((house.policy.role_title(role), role) for role in dict.fromkeys(seats)), *invited)


async def show_attendance_form(
    house: House, work: Work, sitting_id: int, attended: str | None = None, apologies: str | None = None, line: str = ""
) -> AttendanceForm:
    """The form with what was typed, or else with what is recorded so far."""
    sitting = await found_sitting(work, sitting_id)
    states = await outcomes.attendance_of(work, sitting_id)
    kept = {s: ",".join(sorted(who for who, its in states.items() if its == s)) for s in (ATTENDED, APOLOGIES)}
    clause = next((s.clause for s in house.policy.seats if s.meeting == MEETING and s.part == "member"), "")
    return AttendanceForm(
        sitting=sitting.id,
        version=sitting.version,
        on=sitting.on,
        people=await may_attend(house, work, sitting_id),
        clause=clause,
        attended=kept[ATTENDED] if attended is None else attended,
        apologies=kept[APOLOGIES] if apologies is None else apologies,
        line=line,
    )
