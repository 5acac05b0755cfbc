"""Find a child by the reference somebody typed; an unknown one is answered with those near it that they may see."""

from __future__ import annotations

import re
from difflib import get_close_matches

from cards import house_words
from permanence.journey import Journey
from permanence.phrases.council import bare, by_bare
from permanence.refusals import NotFound
from storage import children
from storage.children import Child
from storage.store import Work
from usecases.visible_teams import VisibleTeams

MOST = 6
LABEL = re.compile(r"\s*\([^)]*\)$")  # the initials after a reference, as the bot writes them


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
    meant = by_bare(known).get(bare(LABEL.sub("", ref)), [])
    if len(meant) == 1 and (found := await children.find(work, meant[0])):  # typed with other signs, or as a label
        visible.require(found[0].team)
        return found
    begun = [name for name in known if name.upper().startswith(ref.upper())][:MOST]
    near = list(dict.fromkeys([*begun, *get_close_matches(ref.upper(), known, n=MOST, cutoff=0.6)]))
    seen = await children.several(work, near)
    suggested = [name for name in near if name in seen and visible.has(seen[name][0].team)][:3]
    raise NotFound(house_words.no_child_with(ref, suggested))
