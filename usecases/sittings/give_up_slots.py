"""Give up slots of a sitting: the items are released, carried over to the next, and the slots are free."""

from __future__ import annotations

from collections.abc import Sequence

from permanence.panel.sitting import RELEASED, Item, Sitting
from storage import history
from storage.panel import items, slots
from storage.store import Press, Work
from usecases.sittings.redraw_referrals import redraw_listed


async def give_up_slots(work: Work, press: Press, sitting: Sitting, its: Sequence[Item], reason: str) -> list[str]:
    """Release these items; the labels of the children among them."""
    labels = []
    for item in its:
        await slots.free(work, item.id)
        await items.set_state(work, item.id, RELEASED)
        if item.child:
            labels.append(item.label)
            await history.record(work, press, "slot_given_up", "item", item.id, child_ref=item.child, reason=reason)
    given_up = "-".join(str(item.id) for item in its)
    await redraw_listed(work, sitting, [item.child for item in its], f"given-up-{given_up}", press.at)
    return labels
