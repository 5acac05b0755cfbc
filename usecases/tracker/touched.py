"""Whom what was recorded since a mark may touch: a kept page works these out anew and no others."""

from __future__ import annotations

from storage import siblings
from storage.page import marks
from storage.page.marks import Mark
from storage.store import Work


async def touched_since(work: Work, before: Mark, here: Mark) -> list[str] | None:
    """Their references, in order; none where it may be anybody."""
    moved = await marks.moved(work, before, here)
    if moved.whole:
        return None
    kin = await siblings.of(work, moved.children)  # what is recorded of one may be counted for another
    return sorted(moved.children.union(*kin.values()))
