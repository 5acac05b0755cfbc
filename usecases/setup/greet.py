"""Greet a place the bot was added to: once, however often Teams says so."""

from __future__ import annotations

from permanence.subject import Subject
from storage import conversations, outbox, posted_cards
from storage.conversations import Conversation
from storage.store import Press
from usecases.house import House
from usecases.setup.show_failed import NO_PLACE


async def greet(house: House, conversation: Conversation, press: Press) -> None:
    """Keep the place and, when it is new or the bot was out of it, have the greeting posted there."""
    async with house.store.change() as work:
        if await conversations.keep(work, conversation, press.at):
            greeting = Subject("greeting", conversation.id)
            await outbox.wake(work, press.at, NO_PLACE)
            await posted_cards.forget(work, greeting)
            await outbox.tell(
                work,
                greeting,
                press.at.isoformat(),
                press.at,
                recipient=conversation.id,
            )
