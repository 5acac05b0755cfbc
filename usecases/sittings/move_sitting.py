"""Move a published sitting to another day or time, with a reason: its slots move along and everybody is told once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from cards.fields import day_in, time_in
from cards.parts import time_of
from cards.sittings import sitting_words
from cards.sittings.move_form import BEGINS, ON, MoveFormView
from cards.sittings.sitting import SittingView
from permanence.deeds import Verb
from permanence.mornings import LONDON
from permanence.panel.moving import moved_to
from permanence.panel.sitting import ACCEPTED, DRAFT, NOT_COMING, PUBLISHED, RELEASED, Sitting
from permanence.people import rights
from permanence.reasons import what_is_wrong_with
from permanence.refusals import Incomplete, Stale
from permanence.subject import Subject, numbered
from permanence.written_times import read_time
from storage import history, outbox, people
from storage.panel import invitations, items, sittings, slots
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile, latest_change
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.hand_over import hand_over
from usecases.sittings.redraw_referrals import redraw_moved
from usecases.sittings.replan_drafts import replan_drafts
from usecases.sittings.show_sitting import show_sitting
from usecases.sittings.tell_sitting import tell_change, tell_sitting

TIMES = tuple(f"{hour:02}:{minute:02}" for hour in range(8, 20) for minute in (0, 15, 30, 45))


@dataclass(frozen=True, slots=True)
class MoveSitting:
    """The new day and time as typed, with the reason, for the sitting seen at this version."""

    sitting: int
    seen: int
    on: str
    begins: str
    reason: str
    press: Press


async def move_sitting(house: House, command: MoveSitting) -> SittingView | MoveFormView:
    """The sitting after it; the form again when something typed will not do."""
    press = command.press
    async with house.store.change(press) as work:
        sitting = await open_sitting(work, command.sitting, press, hold=True)
        if not work.repeated and sitting.version != command.seen:
            return form(sitting, command, await changed_meanwhile(work, "sitting", sitting.id))
        if not work.repeated:
            try:
                on, by = await _decide(house, work, command, sitting)
            except Incomplete as no:
                return form(sitting, command, no.sentence)
            await _move(house, work, press, sitting, on, by, command.reason.strip())
        last = await latest_change(work, "sitting", sitting.id, verb="move_sitting", by=press.by)
        return await show_sitting(house, work, sitting.id, last)


async def show_move_form(house: House, sitting_id: int, press: Press) -> MoveFormView:
    """The form as the sitting stands."""
    async with house.store.read() as work:
        return form(await open_sitting(work, sitting_id, press))


async def open_sitting(work: Work, sitting_id: int, press: Press, *, hold: bool = False) -> Sitting:
    """The sitting, when it is still to be held and this person may move it."""
    rights.require(await people.find(work, press.by), rights.MOVE_SITTING)
    sitting = await found_sitting(work, sitting_id, hold=hold)
    if sitting.state != PUBLISHED:
        raise Stale(sitting_words.NOT_TO_BE_MOVED)
    if press.at >= sitting.starts_at and not work.repeated:
        raise Stale(sitting_words.HAS_BEGUN)
    return sitting


def form(sitting: Sitting, typed: MoveSitting | None = None, line: str = "") -> MoveFormView:
    """The form with what was typed."""
    now = time_of(sitting.starts_at)
    begins = read_time(typed.begins) if typed else None
    chosen = f"{begins:%H:%M}" if isinstance(begins, time) else now
    return MoveFormView(
        sitting=sitting.id,
        version=sitting.version,
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        on=typed.on if typed else sitting.on.isoformat(),
        begins=chosen,
        times=tuple(sorted({*TIMES, now, chosen})),
        reason=typed.reason if typed else "",
        line=line,
    )


async def _decide(house: House, work: Work, command: MoveSitting, sitting: Sitting) -> tuple[date, timedelta]:
    on, begins = day_in(ON, command.on), time_in(BEGINS, command.begins)
    by = moved_to(sitting, on, begins, house.policy.calendar, command.press.at)
    wrong = what_is_wrong_with(command.reason.strip())
    if wrong:
        raise Incomplete(wrong)
    there = await sittings.on_day(work, sitting.panel, on)
    if there is not None and there.id != sitting.id:
        raise Incomplete(sitting_words.day_taken(draft=there.state == DRAFT))
    return on, by


async def _move(house: House, work: Work, press: Press, sitting: Sitting, on: date, by: timedelta, reason: str) -> None:
    """The day, the slots and the invitations in one go. On another day an answer given no longer counts."""
    before = await sittings.kept(work)
    if not await sittings.move(work, sitting, on, by):
        return
    await slots.shift(work, sitting.id, by)
    changed = []
    for invitation in await invitations.of(work, sitting.id):
        if invitation.state in NOT_COMING:
            continue
        if on != sitting.on and invitation.state == ACCEPTED:
            await invitations.ask_again(work, invitation.id)
        else:
            await invitations.touch(work, invitation.id)
        changed.append(invitation.id)
    await record_change(
        work, press, sitting, "move_sitting", reason, now=(sitting.starts_at + by, sitting.ends_at + by)
    )
    handed = await hand_over(work, press, replace(sitting, on=on))
    await tell_sitting(work, sitting.id, [*changed, *handed.invitations], press.at)
    await replan_drafts(house, work, press, sitting.panel, press.day)
    await redraw_moved(house, work, press, sitting, before)


async def record_change(
    work: Work,
    press: Press,
    sitting: Sitting,
    verb: Verb,
    reason: str,
    *,
    now: tuple[datetime, datetime] | None = None,
    labels: list[str] | None = None,
) -> None:
    """Keep what the sitting was and is now, and have everybody told of it once."""
    change = numbered(sitting.id, sitting.version)
    running = await sittings.times_put_off(work, until=sitting.on) if now is None else {}
    released = await items.of(work, sitting.id, (RELEASED,)) if running else []
    said: dict[str, Any] = {
        "change": change,
        "before": [sitting.starts_at.isoformat(), sitting.ends_at.isoformat()],
        "now": [at.isoformat() for at in now] if now else None,
        "reason": reason,
        "labels": labels or [],
        "put_off": [[item.label, times] for item in released if (times := running.get(item.child or "", 0)) > 1],
        "answer_again": now is not None and now[0].astimezone(LONDON).date() != sitting.on,
    }
    await history.record(work, press, verb, "sitting", sitting.id, **said)
    await outbox.tell(work, Subject("sitting_change", change), "", press.at)
    await tell_change(work, sitting.id, change, press.at)
