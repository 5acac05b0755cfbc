"""Tell somebody of a change that concerns them: in their own chat where there is one, else mentioned in the channel."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from permanence.people.person import Person
from permanence.subject import Subject
from storage import conversations, mornings, outbox, people
from storage.store import Work


async def tell_concerned(work: Work, subject: Subject, oids: Collection[str], at: datetime) -> None:
    """Each of them is told once; those without a chat of their own by one post that mentions them all."""
    chats = await with_chats(work, oids)
    for oid in sorted(chats):
        await outbox.tell(work, subject, oid, at, recipient=oid)
    if set(oids) - chats:
        await outbox.tell(work, subject, outbox.CHANNEL, at)


async def with_chats(work: Work, oids: Collection[str]) -> set[str]:
    """Who of them is told in a chat of their own, unless an administrator chose the channel alone."""
    if await mornings.where(work) == mornings.CHANNEL_ONLY:
        return set()
    return await conversations.reachable(work, oids)


async def mentioned(work: Work, oids: Collection[str], recipient: str) -> tuple[Person, ...]:
    """Whom this copy names: the one whose chat it is in, else those of them who have none."""
    cast = [person for person in await people.everyone(work) if person.oid in oids]
    own = tuple(person for person in cast if person.oid == recipient)
    chats = await with_chats(work, oids)
    return own or tuple(person for person in cast if person.oid not in chats) or tuple(cast)
