"""Report a failure: what could not be sent for good, or may have been, is told to a person on one card."""

from __future__ import annotations

from datetime import datetime

from permanence.subject import Subject
from storage import conversations, outbox, posted_cards
from storage.outbox import Letter
from storage.store import Work
from storage.unsaid import VOICE
from usecases.house import House
from usecases.setup.who_hears import who_hears

THE_LIST = Subject(
    "failed", "list"
)  # the one card that lists them; its row version is the number of the latest failure


async def report_failure(house: House, work: Work, letter: Letter, at: datetime) -> None:
    """In the transaction that closes the row. What tells of trouble does not tell of its own.

    What failed in the channel is told in people's own chats too: never only in the place that fails.
    """
    if letter.kind in VOICE:
        return
    if not await outbox.troubled(work, limit=2, besides=letter.id):
        # Nothing else is wrong: the next card is a new one, because an update rings no bell.
        await posted_cards.forget(work, THE_LIST)
    mark = f"{letter.id}:{letter.lease}"
    await outbox.tell(work, THE_LIST, mark, at)
    channel = await conversations.permanence_channel(work)
    if channel is None or channel.state != "live" or letter.recipient in (outbox.CHANNEL, channel.id):
        for oid in await who_hears(house, work):
            await outbox.tell(work, THE_LIST, f"{mark}:{oid}", at, recipient=oid)
