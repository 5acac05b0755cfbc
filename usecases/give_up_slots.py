"""Give up slots of a sitting: the items are released, carried over to the next, and the slots are free."""

from __future__ import annotations

from collections.abc import Iterable

from permanence.panel import RELEASED, Item
from storage import history, items, slots
from storage.store import Press, Work


async def give_up_slots(work: Work, press: Press, its: Iterable[Item], reason: str) -> list[str]:
    """Release these items; the labels of the children among them."""
    labels = []
    for item in its:
        await slots.free(work, item.id)
        await items.set_state(work, item.id, RELEASED)
        if item.child:
            labels.append(item.label)
            await history.record(work, press, "slot_given_up", "item", item.id, child_ref=item.child, reason=reason)
    return labels
