"""Find a child by the reference somebody typed; an unknown one is answered with those near it that they may see."""

from __future__ import annotations

from difflib import get_close_matches

from cards import house_words
from permanence.journey import Journey
from permanence.refusals import NotFound
from storage import children
from storage.children import Child
from storage.store import Work
from usecases.visible_teams import VisibleTeams

MOST = 6


async def find_child(work: Work, said: str, visible: VisibleTeams) -> tuple[Child, Journey]:
    """The child and their journey. A child of another team is refused, an unknown reference not found."""
    ref = said.strip()
    if not ref:
        raise NotFound(house_words.SAY_WHICH_CHILD)
    found = await children.find(work, ref)
    if found is not None:
        visible.require(found[0].team)
        return found
    known = await children.references(work)
    begun = [name for name in known if name.upper().startswith(ref.upper())][:MOST]
    near = list(dict.fromkeys([*begun, *get_close_matches(ref.upper(), known, n=MOST, cutoff=0.6)]))
    seen = await children.several(work, near)
    suggested = [name for name in near if name in seen and visible.has(seen[name][0].team)][:3]
    raise NotFound(house_words.no_child_with(ref, suggested))
