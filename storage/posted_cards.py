"""Posted cards: where the card of a subject is, which version of it is shown, and whether one is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from permanence.subject import Subject
from storage.databases.sqlite import quick
from storage.outbox import CHANNEL, OPEN, Letter, letter_of
from storage.store import Work, insert_new
from storage.tables import outbox, posted


@dataclass(frozen=True, slots=True)
class Shown:
    """A posted card: where it is and which version of its subject it shows."""

    conversation_id: str
    activity_id: str
    version: int


@dataclass(frozen=True, slots=True)
class Posting:
    """The row that posted a card: whether it is still to be sent, and as which message it is known to be there."""

    letter: Letter
    is_open: bool
    known_as: str


_THIS = (
    posted.c.kind == bindparam("of_kind"),
    posted.c.subject_id == bindparam("of_subject"),
    posted.c.recipient == bindparam("of"),
)
_SHOWN = quick(select(posted).where(*_THIS))
_MOVED = quick(update(posted).where(*_THIS))


async def shown(work: Work, subject: Subject, recipient: str) -> Shown | None:
    """Where the shared card of a subject is, when it was posted."""
    row = (
        await work.conn.execute(_SHOWN, {"of_kind": subject.kind, "of_subject": subject.id, "of": recipient})
    ).first()
    return Shown(row.conversation_id, row.activity_id, row.version) if row else None


async def shown_at(work: Work, kind: str) -> dict[str, datetime]:
    """The channel's cards of a kind, by subject, and when each was last drawn."""
    its = (posted.c.kind == kind, posted.c.recipient == CHANNEL)
    rows = await work.conn.execute(select(posted.c.subject_id, posted.c.at).where(*its))
    return {row.subject_id: row.at for row in rows}


async def remember(work: Work, letter: Letter, card: Shown, at: datetime) -> None:
    """Keep where the card of this row's subject now is, and the version it shows."""
    values = {
        "conversation_id": card.conversation_id,
        "activity_id": card.activity_id,
        "version": card.version,
        "at": at,
    }
    key = {"kind": letter.kind, "subject_id": letter.subject_id, "recipient": letter.recipient}
    if not await insert_new(work, posted, {**key, **values}):
        where = {"of_kind": letter.kind, "of_subject": letter.subject_id, "of": letter.recipient}
        await work.conn.execute(_MOVED, {**where, **values})


async def hand_on(work: Work, subject: Subject, to: Subject, recipient: str, at: datetime) -> bool:
    """Where a subject's card is, another subject's is from now on, still to be drawn; false when there is none."""
    card = await shown(work, subject, recipient)
    await forget(work, subject, recipient)
    if card is None or not card.activity_id:
        return False
    values = {"conversation_id": card.conversation_id, "activity_id": card.activity_id, "version": 0, "at": at}
    return await insert_new(work, posted, {"kind": to.kind, "subject_id": to.id, "recipient": recipient, **values})


async def forget(work: Work, subject: Subject, recipient: str = "") -> None:
    """Forget where a subject's card was, everybody's or one recipient's, so that the next one is posted anew."""
    its = [posted.c.kind == subject.kind, posted.c.subject_id == subject.id]
    if recipient:
        its.append(posted.c.recipient == recipient)
    await work.conn.execute(delete(posted).where(*its))


async def posting(work: Work, row_id: int) -> Posting | None:
    """The row of the outbox that posted a card."""
    row = (await work.conn.execute(select(outbox).where(outbox.c.id == row_id))).first()
    return Posting(letter_of(row), row.state in OPEN, row.note or "") if row else None


async def known_as(work: Work, row_id: int, activity_id: str, at: datetime) -> None:
    """Of all messages a row may have become, this one is its card; what may or may not have been posted was."""
    its = update(outbox).where(outbox.c.id == row_id, outbox.c.state.not_in(OPEN))
    await work.conn.execute(its.values(state="sent", note=activity_id, finished_at=at))


@dataclass(frozen=True, slots=True)
class ToCome:
    """A row that may still be posted: `state` failed or unknown when only a person has it posted again."""

    state: str
    next_at: datetime


_TO_COME = quick(
    select(outbox.c.state, outbox.c.next_at)
    .where(
        outbox.c.kind == bindparam("of_kind"),
        outbox.c.subject_id == bindparam("of_subject"),
        outbox.c.recipient == bindparam("of"),
        outbox.c.state.in_((*OPEN, "failed", "unknown")),
    )
    .order_by(outbox.c.state.in_(("failed", "unknown")), outbox.c.id)
    .limit(1)
)


async def to_come(work: Work, subject: Subject, recipient: str) -> ToCome | None:
    """The first row of a subject that may still be posted, one that waits before one that failed."""
    its = {"of_kind": subject.kind, "of_subject": subject.id, "of": recipient}
    row = (await work.conn.execute(_TO_COME, its)).first()
    return ToCome(row.state, row.next_at) if row else None


_TOLD = quick(
    select(outbox.c.id)
    .where(outbox.c.kind == bindparam("of_kind"), outbox.c.subject_id == bindparam("of_subject"))
    .limit(1)
)


async def told(work: Work, subject: Subject) -> bool:
    """Whether a card of this subject was ever asked for."""
    row = await work.conn.execute(_TOLD, {"of_kind": subject.kind, "of_subject": subject.id})
    return row.first() is not None
