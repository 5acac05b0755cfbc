"""Keep an answer that could not be posted, so that the outbox gives it as soon as Teams takes it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from permanence.subject import Subject
from storage import answers, conversations, outbox
from storage.store import Work
from usecases.house import House

MAKES_SENSE = timedelta(hours=12)  # who asked has asked again by then


async def keep_answer(house: House, conversation_id: str, card: dict[str, Any], at: datetime) -> None:
    """`conversation_id` may name a thread; the row is addressed to the conversation it is in."""
    async with house.store.change() as work:
        await _keep(work, conversation_id, card, at)


async def answer_in_own_chat(house: House, oid: str, card: dict[str, Any], at: datetime) -> bool:
    """Give it in a person's own chat; false when they have none that is open."""
    async with house.store.change() as work:
        chat = await conversations.chat_of(work, oid)
        if chat is None or chat.state != "live":
            return False
        await _keep(work, chat.id, card, at)
    return True


async def _keep(work: Work, conversation_id: str, card: dict[str, Any], at: datetime) -> None:
    number = await answers.keep(work, answers.Kept(conversation_id, card), at)
    recipient, _, _ = conversation_id.partition(";messageid=")
    await outbox.tell(work, Subject("answer", str(number)), 1, at, recipient=recipient)


async def prune_answers(house: House, now: datetime) -> int:
    """Forget answers that make no sense any more; how many."""
    async with house.store.change() as work:
        return await answers.forget_before(work, now - MAKES_SENSE)
