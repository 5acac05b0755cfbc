"""Two managers exchange their slots of a sitting: what was asked, and whether it can still be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from permanence.panel.sitting import Slot

ASKED, AGREED, REFUSED, VOID = "asked", "agreed", "refused", "void"


@dataclass(frozen=True, slots=True)
class Swap:
    """One asks another for their slot. The numbers are those of the slots both had when it was asked."""

    id: int
    sitting_id: int
    item_id: int
    number: int
    with_item_id: int
    with_number: int
    state: str
    asked_by: str
    asked_at: datetime
    version: int


def still_stands(swap: Swap, afternoon: Mapping[int, Slot], now: datetime) -> bool:
    """Whether both still have the slots they had when it was asked, and neither slot has begun."""
    mine, theirs = afternoon.get(swap.number), afternoon.get(swap.with_number)
    if mine is None or theirs is None:
        return False
    held = mine.item_id == swap.item_id and theirs.item_id == swap.with_item_id
    return held and now < min(mine.starts_at, theirs.starts_at)
