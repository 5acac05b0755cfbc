"""List actions: somebody's own and their teams', or a child's; overdue first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards.actions import action_words
from cards.actions.my_actions import ActionsView
from permanence.action import PanelAction
from permanence.people import rights
from storage import actions, people
from storage.store import Work
from usecases.actions.show_action import in_lines
from usecases.find_child import find_child
from usecases.house import House
from usecases.visible_teams import visible_teams_of

PAGE = 6


@dataclass(frozen=True, slots=True)
class ListAsked:
    """Whose list: of the caller when `child` is empty; `page` counts from 0."""

    caller: str
    today: date
    child: str = ""
    page: int = 0


async def list_actions(house: House, asked: ListAsked, line: str = "") -> ActionsView:
    """One page of the list."""
    async with house.store.read() as work:
        title, name, its = await (_of_child(house, work, asked) if asked.child else _of_caller(work, asked))
        pages = max(1, -(-len(its) // PAGE))
        page = min(max(asked.page, 0), pages - 1)
        shown = await in_lines(house, work, its[page * PAGE : (page + 1) * PAGE], asked.today)
        return ActionsView(title, tuple(shown), f"{name}:{page}", page, pages, len(its), line)


async def _of_caller(work: Work, asked: ListAsked) -> tuple[str, str, list[PanelAction]]:
    person = rights.require(await people.find(work, asked.caller, asked.today), rights.SEE_ACTIONS)
    teams = (
        person.every_team
        if person.has(*rights.CHANGE_ACTION.of_team, *rights.CHANGE_ACTION.of_all)
        else frozenset[str]()
    )
    title = action_words.YOURS_AND_YOUR_TEAMS if teams else "Your actions"
    return title, "mine", await actions.open_of(work, person.oid, teams)


async def _of_child(house: House, work: Work, asked: ListAsked) -> tuple[str, str, list[PanelAction]]:
    visible = await visible_teams_of(house, work, asked.caller, rights.SEE_ACTIONS, asked.today)
    child, _ = await find_child(work, asked.child, visible)
    return action_words.actions_for(child.label), f"child:{child.ref}", await actions.of_child(work, child.ref)
