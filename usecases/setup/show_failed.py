"""Show what failed: the rows that will not be sent unless a person says so."""

from __future__ import annotations

from cards import house_words
from cards.setup import setup_words
from cards.setup.failed import MOST, FailedRow, FailedView
from storage import conversations, outbox, people
from storage.store import Work
from storage.unsaid import waiting_because

NO_PLACE = setup_words.NO_PLACE


async def show_failed(work: Work, line: str = "") -> FailedView:
    """The oldest first."""
    counts = await outbox.by_state(work)
    names = await people.names(work)
    rows = [
        FailedRow(
            id=row.id,
            kind=row.kind,
            to=await _place(work, row.recipient, names),
            at=row.finished_at or row.created_at,
            why=row.note or setup_words.NO_REASON,
            perhaps=row.state == "unknown",
        )
        for row in await outbox.troubled(work, limit=MOST)
    ]
    return FailedView(
        rows=tuple(rows),
        total=counts["failed"] + counts["unknown"],
        without_place=await waiting_because(work, NO_PLACE),
        line=line,
    )


async def _place(work: Work, recipient: str, names: dict[str, str]) -> str:
    """A recipient in words; ids are of no use to a person."""
    if recipient == outbox.CHANNEL:
        return house_words.THE_PERMANENCE_CHANNEL
    if recipient in names:
        return names[recipient]
    where = await conversations.find(work, recipient)
    return (where.channel_name if where else None) or setup_words.A_CONVERSATION
