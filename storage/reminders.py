"""Reminders kept: what was said of which occasion to whom, in which digest, and what somebody snoozed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from permanence.reminders import ReminderStep
from storage import notes
from storage.store import Press, Work, insert_new
from storage.tables import actions, events, history, invitations, reminders, snoozes

PLANNED_UNTIL = "reminders_planned_until"  # the name of the note that holds the last morning planned
AGAIN_FROM = "reminders_again_from"  # the note of the first day on which anything is said again every so many days


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing said, or about to be said, to one recipient. Its number stands for it on cards."""

    id: int
    occasion: str
    step: str
    recipient: str
    digest: str
    child_ref: str | None


async def said(work: Work) -> set[tuple[str, str, str]]:
    """The key of everything ever planned to be said."""
    rows = await work.conn.execute(select(reminders.c.occasion, reminders.c.step, reminders.c.recipient))
    return {(row.occasion, row.step, row.recipient) for row in rows}


async def begin_again(work: Work, day: int) -> None:
    """From this day on what stays undone is said again; the first day that is told stands."""
    await notes.write_once(work, AGAIN_FROM, date.fromordinal(day).isoformat())


async def again_from(work: Work) -> date:
    """The day from which what stays undone is said again; a database from before it was begun says nothing again."""
    kept = await notes.read(work, AGAIN_FROM)
    return date.fromisoformat(kept) if kept else date.max


async def snoozed(work: Work) -> dict[tuple[str, str], date]:
    """Until when a recipient wants to hear nothing of an occasion."""
    rows = await work.conn.execute(select(snoozes.c.occasion, snoozes.c.recipient, snoozes.c.until))
    return {(row.occasion, row.recipient): row.until for row in rows}


async def add(work: Work, steps: Iterable[ReminderStep], digest: str, at: datetime) -> int:
    """Keep what a digest is to say; the number of those not planned before by anybody."""
    new = 0
    for step in steps:
        occasion, word, recipient = step.key
        values = {
            "occasion": occasion,
            "step": word,
            "recipient": recipient,
            "digest": digest,
            "child_ref": step.matter.child_ref,
            "planned_at": at,
        }
        new += await insert_new(work, reminders, values)
    return new


async def find(work: Work, reminder_id: int) -> Reminder | None:
    """The reminder with this number."""
    row = (await work.conn.execute(select(reminders).where(reminders.c.id == reminder_id))).first()
    return as_reminder(row) if row else None


async def snooze(work: Work, press: Press, reminder: Reminder, until: date) -> None:
    """Say nothing of this occasion to this recipient before a day."""
    here = {"occasion": reminder.occasion, "recipient": reminder.recipient}
    values = {"until": until, "by": press.by, "at": press.at}
    changed = await work.conn.execute(
        update(snoozes)
        .where(*(snoozes.c[name] == value for name, value in here.items()))
        .values(values)
        .returning(snoozes.c.occasion)
    )
    if changed.first() is None:
        await work.conn.execute(insert(snoozes).values({**here, **values}))


async def wake(work: Work, reminder: Reminder) -> None:
    """Say this occasion to this recipient again as if it had not been snoozed."""
    its = (snoozes.c.occasion == reminder.occasion, snoozes.c.recipient == reminder.recipient)
    await work.conn.execute(delete(snoozes).where(*its))


async def last_planned(work: Work) -> datetime | None:
    """When a reminder was last planned."""
    latest: datetime | None = (await work.conn.execute(select(func.max(reminders.c.planned_at)))).scalar_one()
    return latest


async def last_change(work: Work) -> datetime | None:
    """When anything reminders follow from was last changed: a journey, an action, an invitation."""
    newest = [
        (await work.conn.execute(select(func.max(column)))).scalar_one_or_none()
        for column in (
            history.c.at,
            events.c.recorded_at,
            events.c.withdrawn_at,
            actions.c.created_at,
            invitations.c.answered_at,
        )
    ]
    return max((instant for instant in newest if instant), default=None)


def as_reminder(row: Row[Any]) -> Reminder:
    """A row of the table."""
    return Reminder(row.id, row.occasion, row.step, row.recipient, row.digest, row.child_ref)
