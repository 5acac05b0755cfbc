"""Bring the greeting in the permanence channel up to date after the set-up it tells of has changed."""

from __future__ import annotations

from datetime import datetime

from permanence.subject import Subject
from storage import conversations, outbox
from storage.store import Work


async def refresh_greeting(work: Work, because: str, at: datetime) -> None:
    """In the transaction of the change; `because` is unique to it. Nothing when no channel is chosen yet."""
    channel = await conversations.permanence_channel(work)
    if channel is not None:
        await outbox.tell(work, Subject.of("greeting", channel.id), because, at, recipient=channel.id)
