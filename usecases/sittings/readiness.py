"""How far the preparation of a sitting's children is, by the procedure's checklists."""

from __future__ import annotations

from collections.abc import Iterable

from permanence.panel.preparation import Readiness, checklists, readiness
from permanence.panel.sitting import LISTED, PUBLISHED, Item, Sitting
from storage import children
from storage.panel import preparation
from storage.store import Work
from usecases.house import House


async def readiness_of(house: House, work: Work, sitting: Sitting, its: Iterable[Item]) -> dict[int, Readiness]:
    """By item, for the children still to be presented; nothing where the procedure has no checklist for it."""
    waiting = {item.id: item.child for item in its if item.child and item.state == LISTED}
    if sitting.state != PUBLISHED or not waiting or not checklists(house.policy):
        return {}
    known = await children.several(work, waiting.values())
    ready = await preparation.of(work, waiting)
    found = {
        item: readiness(house.policy, known[child][1], sitting.on, ready.get(item, set()))
        for item, child in waiting.items()
    }
    return {item: one for item, one in found.items() if one.lines}
