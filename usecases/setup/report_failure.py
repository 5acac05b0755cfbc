"""Report a failure: what could not be sent for good, or may have been, is told to a person on one card."""

from __future__ import annotations

from datetime import datetime

from permanence.subject import Subject
from storage import outbox, posted_cards
from storage.outbox import Letter
from storage.store import Work

THE_LIST = Subject(
    "failed", "list"
)  # the one card that lists them; its row version is the number of the latest failure


async def report_failure(work: Work, letter: Letter, at: datetime) -> None:
    """In the transaction that closes the row. The card that tells of failures does not tell of its own."""
    if letter.kind == THE_LIST.kind:
        return
    if not await outbox.troubled(work, limit=2, besides=letter.id):
        # Nothing else is wrong: the next card is a new one, because an update rings no bell.
        await posted_cards.forget(work, THE_LIST)
    await outbox.tell(work, THE_LIST, f"{letter.id}:{letter.lease}", at)
