"""What was told of a child: the reminders said, and the cards posted, each with when and to whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, false, or_, select

from permanence.subject import Subject
from storage.mornings import of_day
from storage.store import Work
from storage.tables import outbox, reminders


@dataclass(frozen=True, slots=True)
class ToldReminder:
    """One thing said to one recipient in a digest. `at` is when the digest was finished, None while it waits."""

    occasion: str
    step: str
    recipient: str
    planned_at: datetime
    state: str
    at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class PostedCard:
    """A card posted or updated: its kind, what it is about, where it went and when."""

    kind: str
    subject_id: str
    recipient: str
    at: datetime


async def reminders_of(work: Work, child_ref: str) -> list[ToldReminder]:
    """Every reminder of a child, in the order planned."""
    query = (
        select(reminders, outbox.c.state, outbox.c.finished_at, outbox.c.note)
        .outerjoin(outbox, or_(outbox.c.key == reminders.c.digest, outbox.c.key == of_day(reminders.c.digest)))
        .where(reminders.c.child_ref == child_ref)
        .order_by(reminders.c.planned_at, reminders.c.id, outbox.c.finished_at)
    )
    found: dict[int, ToldReminder] = {}
    for row in await work.conn.execute(query):
        one = ToldReminder(
            row.occasion, row.step, row.recipient, row.planned_at, row.state or "", row.finished_at, row.note or ""
        )
        # In their own chat and in the channel: said once it was said by one of the two.
        if row.id not in found or (one.state == "sent" and found[row.id].state != "sent"):
            found[row.id] = one
    return list(found.values())


async def begun_since(work: Work, at: datetime) -> list[Subject]:
    """The subjects whose first version was told since an instant."""
    first = outbox.c.key.endswith(":v1")
    rows = await work.conn.execute(select(outbox.c.kind, outbox.c.subject_id).where(outbox.c.created_at >= at, first))
    return [Subject(row.kind, row.subject_id) for row in rows]


async def cards_of(work: Work, subjects: Mapping[str, Collection[int]]) -> list[PostedCard]:
    """Every card sent about these subjects, by kind, in the order sent."""
    about = [
        and_(outbox.c.kind == kind, outbox.c.subject_id.in_([str(number) for number in numbers]))
        for kind, numbers in subjects.items()
    ]
    query = (
        select(outbox).where(outbox.c.state == "sent", or_(false(), *about)).order_by(outbox.c.finished_at, outbox.c.id)
    )
    return [
        PostedCard(row.kind, row.subject_id, row.recipient, row.finished_at) for row in await work.conn.execute(query)
    ]
