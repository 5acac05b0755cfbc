"""Answers kept because they could not be posted: the card, and the thread it was asked in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from storage.store import Work, insert_returning_id
from storage.tables import answers


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was drawn. `conversation_id` names the thread too."""

    conversation_id: str
    card: dict[str, Any]


async def keep(work: Work, answer: Kept, at: datetime) -> int:
    """Keep an answer; its number."""
    values = {"conversation_id": answer.conversation_id, "card": answer.card, "at": at}
    return await insert_returning_id(work, answers, values)


async def find(work: Work, number: int) -> Kept | None:
    """The answer with this number."""
    row = (await work.conn.execute(select(answers).where(answers.c.id == number))).first()
    return Kept(row.conversation_id, row.card) if row else None


async def forget_before(work: Work, at: datetime) -> int:
    """Delete what was kept before an instant; how many."""
    gone = await work.conn.execute(delete(answers).where(answers.c.at < at).returning(answers.c.id))
    return len(gone.all())
