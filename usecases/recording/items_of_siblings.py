"""The siblings of a child who are on the same sitting: discussed together, each with an item and actions of its own."""

from __future__ import annotations

from cards.recording import record_words
from permanence.panel.sitting import DEFERRED, HEARD, LISTED, Item
from permanence.refusals import Incomplete
from storage import siblings
from storage.panel import items
from storage.store import Work
from usecases.latest_change import changed_meanwhile

Seen = tuple[int, int]  # an item and the version it was seen at


async def items_of_siblings(work: Work, item: Item, but: tuple[str, ...] = (DEFERRED,)) -> list[Item]:
    """The items of a child's siblings on its sitting, in order, but for those in these states."""
    if not item.child:
        return []
    its = (await siblings.of(work, [item.child])).get(item.child)
    if not its:
        return []
    states = [state for state in (LISTED, HEARD, DEFERRED) if state not in but]
    return [one for one in await items.of(work, item.sitting_id, states) if one.child in its]


async def same_for(work: Work, item: Item) -> tuple[tuple[str, str], ...]:
    """Whom the same may be recorded for, as (words, value); the value is the item and its version."""
    return tuple((_words(one), f"{one.id}:{one.version}") for one in await items_of_siblings(work, item))


async def found_as_seen(work: Work, item: Item, seen: tuple[Seen, ...]) -> list[Item]:
    """The siblings' items chosen, when each is as it was seen; else the refusal that says which is not."""
    known = {one.id: one for one in await items_of_siblings(work, item)}
    for one, version in seen:
        found = known.get(one) or await items.find(work, one)
        if one not in known:
            whom = found.label if found else record_words.ONE_OF_THOSE_CHOSEN
            raise Incomplete(record_words.no_sibling_here(whom))
        if known[one].version != version:
            first = await changed_meanwhile(work, "item", one)
            raise Incomplete(record_words.nothing_saved(known[one].label, first))
    return [known[one] for one, _ in seen]


def _words(item: Item) -> str:
    return record_words.instead_of_recorded(item.label) if item.recommendation else item.label
