"""End the swaps of a sitting that are no longer possible because a slot changed hands."""

from __future__ import annotations

from datetime import datetime

from permanence.panel.swapping import VOID, still_stands
from permanence.subject import Subject
from storage import outbox
from storage.panel import slots, swaps
from storage.store import Work


async def void_swaps(work: Work, sitting_id: int, at: datetime) -> None:
    """In the transaction of the change; their cards are brought up to date."""
    waiting = await swaps.asked(work, sitting_id)
    afternoon = {slot.number: slot for slot in await slots.of(work, sitting_id)} if waiting else {}
    for swap in waiting:
        if not still_stands(swap, afternoon, at) and (version := await swaps.answer(work, swap.id, VOID)):
            await outbox.tell(work, Subject.of("swap", swap.id), version, at)
