"""List actions: somebody's own and their teams', a child's, a team's or a person's; overdue first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cards import house_words
from cards.actions import action_words
from cards.actions.my_actions import ActionsView
from permanence.action import DONE, PanelAction
from permanence.people import rights
from permanence.phrases.council import Council
from permanence.phrases.reading import hear
from permanence.refusals import NotFound
from storage import actions, children, people
from storage.store import Work
from usecases.actions.show_action import in_lines
from usecases.find_child import find_child
from usecases.house import House
from usecases.visible_teams import VisibleTeams, visible_teams_of

PAGE = 6


@dataclass(frozen=True, slots=True)
class ListAsked:
    """Whose list: of a child, of whom and what the words name, or else of the caller; `page` counts from 0.

    `words` name a child, or narrow to a team or person, a state and a period: "East overdue this week".
    """

    caller: str
    today: date
    child: str = ""
    words: str = ""
    page: int = 0


async def list_actions(house: House, asked: ListAsked, line: str = "") -> ActionsView:
    """One page of the list."""
    async with house.store.read() as work:
        if asked.child:
            title, name, its = await _of_child(house, work, asked)
        elif asked.words:
            title, name, its = await _narrowed(house, work, asked)
        else:
            title, name, its = await _of_caller(work, asked)
        pages = max(1, -(-len(its) // PAGE))
        page = min(max(asked.page, 0), pages - 1)
        shown = await in_lines(house, work, its[page * PAGE : (page + 1) * PAGE], asked.today)
        return ActionsView(title, tuple(shown), f"{name}:{page}", page, pages, len(its), line)


async def _of_caller(work: Work, asked: ListAsked) -> tuple[str, str, list[PanelAction]]:
    title, theirs = await _own(work, asked)
    return title, "mine", await actions.open_of(work, asked.caller, theirs.teams)


async def _own(work: Work, asked: ListAsked) -> tuple[str, VisibleTeams]:
    """Of which teams the actions are the caller's to look after, and what the list is called."""
    person = rights.require(await people.find(work, asked.caller, asked.today), rights.SEE_ACTIONS)
    if person.has(*rights.CHANGE_ACTION.of_team, *rights.CHANGE_ACTION.of_all):
        teams = VisibleTeams(person.every_team)
        return action_words.YOURS_AND_YOUR_TEAMS if teams.teams else action_words.YOURS, teams
    return action_words.YOURS, VisibleTeams(frozenset())


async def _of_child(house: House, work: Work, asked: ListAsked) -> tuple[str, str, list[PanelAction]]:
    visible = await visible_teams_of(house, work, asked.caller, rights.SEE_ACTIONS, asked.today)
    child, _ = await find_child(work, asked.child, visible)
    return action_words.actions_for(child.label), f"child:{child.ref}", await actions.of_child(work, child.ref)


async def _narrowed(house: House, work: Work, asked: ListAsked) -> tuple[str, str, list[PanelAction]]:
    """Those of one team or person, in a state, due in a period; each only if the caller may see it."""
    names = {person.oid: person.name for person in await people.on_day(work, asked.today)}
    refs = dict.fromkeys(await children.references(work), "")
    heard = hear(asked.words, Council(refs, tuple(await children.teams(work)), names), asked.today)
    if heard.named.children or asked.words.strip() in refs:
        child = heard.named.children[0] if len(heard.named.children) == 1 else asked.words
        return await _of_child(house, work, replace(asked, child=child))
    state, period = heard.named.state, heard.named.period
    if heard.unknown:
        raise NotFound(action_words.nobody_called(asked.words))
    meant = [*heard.named.teams, *(names[oid] for oid in heard.named.people)]
    if len(meant) > 1:
        raise NotFound(house_words.several_may_be_meant(meant))
    known = await (actions.everywhere(work) if state == DONE else actions.open_everywhere(work))
    if meant:
        title = action_words.actions_of(meant[0])
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_ACTIONS, asked.today)
        its = [
            one
            for one in known
            if (visible.has(one.team) or one.owner == asked.caller)
            and (one.team in heard.named.teams or one.owner in heard.named.people)
        ]
    else:
        title, teams = await _own(work, asked)
        its = [one for one in known if one.owner == asked.caller or teams.has(one.team)]
    shown = [one for one in its if _is_asked(one, state, asked.today) and (period is None or period.has(one.due))]
    only = " ".join(part for part in (state, period.words if period else "") if part)
    words = " ".join(part for part in (*meant, only) if part)
    return action_words.narrowed(title, only), f"some:{words}", shown


def _is_asked(action: PanelAction, state: str, today: date) -> bool:
    """Whether it stands as asked for; what is open may be overdue or blocked too."""
    match state:
        case "overdue":
            return action.is_open and action.due < today
        case "blocked" | "done":
            return action.state == state
        case _:
            return action.is_open
