"""Find children and open actions by what is typed into the search box, as cards that may be shared into any chat."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cards.actions.shared_action import SharedAction
from cards.children.shared_child import SharedChild, SharedDuty
from permanence.clean_text import keyed
from permanence.due import oldest_of_each
from permanence.journey import Journey
from permanence.people import rights
from permanence.people.person import EVERY_TEAM
from permanence.policy import Policy
from permanence.timeline import timeline
from storage import actions, children, people, searching
from storage.children import Child
from storage.searching import ChildWords
from storage.store import Work
from usecases.actions.show_action import in_lines
from usecases.house import House
from usecases.visible_teams import VisibleTeams, visible_teams_of

MOST = 15
MOST_OF_EACH = 8  # children, where actions are found too
MOST_DUTIES = 3

Found = SharedChild | SharedAction
Known = tuple[Child, Journey]


@dataclass(frozen=True, slots=True)
class FindAsked:
    """Who searches, for which words; without words for what is most pressing of their own."""

    caller: str
    words: str
    today: date


async def find_to_share(house: House, asked: FindAsked) -> tuple[Found, ...]:
    """At most fifteen, each only if the caller may see it."""
    words = keyed(asked.words).casefold().split()
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_CHILDREN, asked.today)
        if not words:
            return await _most_pressing(house, work, asked, visible)
        theirs = await _children_of(work, words, visible)
        agreed = await _actions_of(house, work, words, asked, visible)
        if agreed:
            theirs = theirs[: max(MOST_OF_EACH, MOST - len(agreed))]
        known = await children.several(work, [child.ref for child in theirs[:MOST]])
        shown = await _stand(house.policy, [known[child.ref] for child in theirs[:MOST]], asked.today)
    return (*shown, *agreed[: MOST - len(shown)])


async def _most_pressing(house: House, work: Work, asked: FindAsked, visible: VisibleTeams) -> tuple[Found, ...]:
    """One's own actions, and of one's own teams the actions and children too: what is due first comes first."""
    # Of somebody who sees every team no child is their own, and 2,500 are not worked out while somebody types.
    teams = frozenset() if EVERY_TEAM in visible.teams else visible.teams
    agreed = await actions.open_of(work, asked.caller, teams)
    refs = [child.ref for child in await searching.every_child(work) if child.team in teams] if teams else []
    shown = await _stand(house.policy, list((await children.several(work, refs)).values()), asked.today)
    found: list[tuple[date, Found]] = [(one.duties[0].due, one) for one in shown if one.duties and one.duties[0].due]
    lines = await in_lines(house, work, agreed[:MOST], asked.today)
    found += [(line.due, SharedAction(line, asked.today)) for line in lines]
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0])[:MOST])


async def _children_of(work: Work, words: Sequence[str], visible: VisibleTeams) -> list[ChildWords]:
    """The children of all these words in reference, initials or team; the very reference or initials first."""
    said = " ".join(words)
    found = [
        child
        for child in await searching.every_child(work)
        if visible.has(child.team) and _holds(words, (child.ref, child.initials, child.team or ""))
    ]
    return sorted(found, key=lambda child: (said not in (child.ref.casefold(), child.initials.casefold()), child.ref))


async def _actions_of(
    house: House, work: Work, words: Sequence[str], asked: FindAsked, visible: VisibleTeams
) -> list[SharedAction]:
    """The open actions of all these words in text, owner or child, soonest due first."""
    names = await people.names(work)
    found = [
        action.id
        for action in await searching.every_open_action(work)
        if (visible.has(action.child.team) or action.owner == asked.caller)
        and _holds(words, (action.text, names.get(action.owner, ""), action.child.ref, action.child.initials))
    ]
    whole = await searching.these_actions(work, found[:MOST])
    return [SharedAction(line, asked.today) for line in await in_lines(house, work, whole, asked.today)]


def _holds(words: Iterable[str], texts: Iterable[str]) -> bool:
    searched = "\n".join(map(keyed, texts)).casefold()
    return all(word in searched for word in words)


async def _stand(policy: Policy, known: Sequence[Known], today: date) -> list[SharedChild]:
    return await asyncio.to_thread(lambda: [_shared(policy, child, journey, today) for child, journey in known])


def _shared(policy: Policy, child: Child, journey: Journey, today: date) -> SharedChild:
    its = oldest_of_each(timeline(policy, journey, today).obligations)
    duties = [SharedDuty(policy.what_words(one.what), one.clause, one.due, one.standing, more) for one, more in its]
    return SharedChild(child.label, tuple(duties[:MOST_DUTIES]), today)
