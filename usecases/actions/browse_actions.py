"""Browse the actions somebody may see: by team, owner, state and age, a page at a time, with what can be chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cards import house_words
from permanence.action import BLOCKED, CANCELLED, DONE, PanelAction
from permanence.people import rights
from storage import actions, people
from usecases.house import House
from usecases.visible_teams import visible_teams_of

PAGE = 50
NEXT_WEEK = timedelta(days=7)
STATES = ("open", "overdue", "this_week", "blocked", DONE, CANCELLED, "all")
USUAL = "open"


@dataclass(frozen=True, slots=True)
class BrowseAsked:
    """Who asks, for which team, owner (an object id) and state; from which row on. `words` are searched for."""

    caller: str
    today: date
    team: str = ""
    owner: str = ""
    state: str = USUAL
    words: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class BrowsedAction:
    """An action with its owner's name."""

    its: PanelAction
    owner: str


@dataclass(frozen=True, slots=True)
class BrowsedActions:
    """A page of the rows, of how many; the teams, the owners and everybody an action can be handed to."""

    rows: tuple[BrowsedAction, ...]
    start: int
    total: int
    teams: tuple[str, ...]
    owners: tuple[tuple[str, str], ...]  # object id, name
    people: tuple[tuple[str, str], ...]


async def browse_actions(house: House, asked: BrowseAsked) -> BrowsedActions:
    """Actions of visible teams and the caller's own, soonest due first."""
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_ACTIONS, asked.today)
        ended = asked.state in (DONE, CANCELLED, "all")
        known = await (actions.everywhere(work) if ended else actions.open_everywhere(work))
        names = await people.names(work)
        now = [(person.oid, person.name) for person in await people.on_day(work, asked.today)]
    seen = [one for one in known if visible.has(one.team) or one.owner == asked.caller]
    found = [one for one in seen if _is_asked(one, asked)]
    start = min(max(asked.start, 0), max(len(found) - 1, 0)) // PAGE * PAGE
    rows = tuple(_browsed(found[start : start + PAGE], names))
    owners = {one.owner for one in seen}
    return BrowsedActions(
        rows=rows,
        start=start,
        total=len(found),
        teams=tuple(sorted({one.team for one in seen if one.team})),
        owners=_by_name((oid, names.get(oid, house_words.NOBODY_KNOWN)) for oid in owners),
        people=_by_name(now),
    )


def _is_asked(one: PanelAction, asked: BrowseAsked) -> bool:
    text = f"{one.label} {one.text}".casefold()
    return (
        (not asked.team or one.team == asked.team)
        and (not asked.owner or one.owner == asked.owner)
        and all(word in text for word in asked.words.casefold().split())
        and _stands(one, asked.state, asked.today)
    )


def _stands(one: PanelAction, state: str, today: date) -> bool:
    match state:
        case "all":
            return True
        case "overdue":
            return one.is_open and one.due < today
        case "this_week":
            return one.is_open and today <= one.due <= today + NEXT_WEEK
        case "blocked":
            return one.state == BLOCKED
        case "done" | "cancelled":
            return one.state == state
        case _:
            return one.is_open


def _browsed(some: Iterable[PanelAction], names: dict[str, str]) -> Iterable[BrowsedAction]:
    return (BrowsedAction(one, names.get(one.owner, house_words.NOBODY_KNOWN)) for one in some)


def _by_name(some: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(some, key=lambda one: one[1]))
