"""Show a swap: the two slots it is about, and what was answered."""

from __future__ import annotations

from cards.invitations import invitation_words
from cards.invitations.swap import SwapSide, SwapView
from cards.parts import span
from permanence.panel.sitting import Item, Slot
from permanence.panel.swapping import Swap
from permanence.refusals import NotFound
from storage import history, people
from storage.panel import items, slots, swaps
from storage.store import Work
from usecases.latest_change import latest_change
from usecases.sittings.found_sitting import found_sitting


async def found_swap(work: Work, swap_id: int) -> Swap:
    """The swap, or the refusal."""
    swap = await swaps.find(work, swap_id)
    if swap is None:
        raise NotFound(invitation_words.SWAP_NOT_KNOWN)
    return swap


async def items_of(work: Work, swap: Swap) -> tuple[Item, Item]:
    """The asker's item and the other one."""
    mine, theirs = await items.find(work, swap.item_id), await items.find(work, swap.with_item_id)
    assert mine is not None
    assert theirs is not None
    return mine, theirs


async def show_swap(work: Work, swap_id: int, line: str = "") -> SwapView:
    """The swap's card."""
    swap = await found_swap(work, swap_id)
    sitting = await found_sitting(work, swap.sitting_id)
    mine, theirs = await items_of(work, swap)
    by_number = {slot.number: slot for slot in await slots.of(work, sitting.id)}
    names = await people.names(work)
    mine_of, theirs_of = await _between(work, swap, mine, theirs)
    return SwapView(
        swap=swap.id,
        version=swap.version,
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        state=swap.state,
        mine=await _side(work, mine_of, mine.label, by_number[swap.number], names),
        theirs=await _side(work, theirs_of, theirs.label, by_number[swap.with_number], names),
        asked_by=names.get(swap.asked_by, swap.asked_by),
        asked_at=swap.asked_at,
        last=await latest_change(work, "swap", swap.id) if swap.state in ("agreed", "refused") else "",
        sitting=sitting.id,
        line=line,
    )


async def _between(work: Work, swap: Swap, mine: Item, theirs: Item) -> tuple[str, str]:
    """The two managers it was asked between: who presents by now may be a deputy, who has nothing to do with it."""
    asked = next(iter(await history.of(work, "swap", swap.id)), None)
    first, second = (asked.details.get("between") if asked else None) or (mine.manager, theirs.manager)
    return first, second


async def _side(work: Work, oid: str, label: str, slot: Slot, names: dict[str, str]) -> SwapSide:
    manager = await people.find(work, oid)
    return SwapSide(
        names.get(oid, oid),
        label,
        span(slot.starts_at, slot.ends_at),
        manager.teams_id if manager else None,
    )
