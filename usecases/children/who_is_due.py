"""Who is due: the children a panel or a planning meeting must see, the most overdue first, of all teams or of one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cards import house_words
from cards.children import child_words
from cards.children.due import DueLine, DueView
from cards.children.duty_words import stands
from permanence import due
from permanence.due import DueChild
from permanence.journey import Journey
from permanence.journeys.child_facts import without_start
from permanence.panel.panels import panels_by_rule, which_panel
from permanence.people import rights
from permanence.people.person import TEAM_MANAGER, Person, manager_of, own_manager_of
from permanence.phrases.council import Council
from permanence.phrases.periods import Period
from permanence.phrases.reading import Heard, hear
from permanence.policy import Policy
from permanence.refusals import NotFound
from permanence.timeline import Obligation
from storage import children, people
from storage.children import Child
from storage.panel import sittings
from storage.store import Work
from usecases.house import House
from usecases.visible_teams import VisibleTeams, visible_teams_of

PAGE = 10
ALL = "all"


@dataclass(frozen=True, slots=True)
class DueAsked:
    """Who asks, and for what: `words` as typed after "due", or `whose` as a card's button has it.

    `only` narrows to what is overdue, to a period or to both, as words: "overdue this week".
    """

    caller: str
    today: date
    words: str = ""
    whose: str = ""
    only: str = ""
    start: int = 0


async def who_is_due(house: House, asked: DueAsked) -> DueView:
    """One page of the list the caller may see."""
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_CHILDREN, asked.today)
        known = await children.everyone(work)
        found = [pair for pair in await _due(house, work, known, asked.today) if visible.has(pair[1].team)]
        seen = [journey for _, journey in known.values() if visible.has(journey.team)]
        cast = await people.on_day(work, asked.today)
        teams = await children.teams(work)
    heard = hear(
        asked.words or asked.only, Council({}, tuple(teams), {person.oid: person.name for person in cast}), asked.today
    )
    whose = _whose(asked.words, heard, cast, teams) if asked.words else asked.whose
    state, period = heard.named.state if heard.named.state == due.OVERDUE else "", heard.named.period
    found = [pair for pair in found if _is_asked(pair[1].obligation, state, period)]
    if whose and whose != ALL:
        theirs = _teams_of(whose, cast, teams)
        found = [pair for pair in found if pair[1].team in theirs]
        seen = [journey for journey in seen if journey.team in theirs]
    else:
        whose = ""
    start = min(max(asked.start, 0), max(len(found) - 1, 0)) // PAGE * PAGE
    return DueView(
        lines=tuple(_line(house.policy, child, its) for child, its in found[start : start + PAGE]),
        start=start,
        total=len(found),
        overdue=sum(its.obligation.standing == due.OVERDUE for _, its in found),
        due_soon=sum(its.obligation.standing == due.DUE_SOON for _, its in found),
        page=PAGE,
        whose=whose,
        whose_words=next((person.name for person in cast if person.oid == whose), whose),
        only=" ".join(part for part in (state, period.words if period else "") if part),
        managers=_managers(cast, teams, visible),
        comes=_comes(house.policy),
        meetings=_meetings(house.policy),
        without_start=await asyncio.to_thread(without_start, seen, asked.today),
    )


async def _due(
    house: House, work: Work, known: Mapping[str, tuple[Child, Journey]], today: date
) -> list[tuple[Child, DueChild]]:
    journeys = [journey for _, journey in known.values()]
    found = await asyncio.to_thread(due.who_is_due, house.policy, journeys, today, await sittings.kept(work))
    return [(known[its.child][0], its) for its in found]


async def due_at(house: House, work: Work, panel: str, today: date) -> tuple[list[tuple[Child, DueChild]], list[Child]]:
    """Whom this panel is to hear, the most overdue first; and who is first to be referred to it."""
    known = await children.everyone(work)
    journeys = [journey for _, journey in known.values()]
    kept = await sittings.kept(work)
    heard, referred = await asyncio.to_thread(due.of_panel, house.policy, journeys, today, panel, kept)
    return [(known[its.child][0], its) for its in heard], [known[its.child][0] for its in referred]


def _line(policy: Policy, child: Child, its: DueChild) -> DueLine:
    duty = its.obligation
    alike = [one for one in its.also if _to(policy, one) == _to(policy, duty)]
    return DueLine(
        ref=child.ref,
        label=child.label,
        team=child.team or child_words.TEAM_NOT_KNOWN,
        standing=duty.standing,
        due=duty.due,
        because=duty.because,
        clause=duty.clause,
        also=tuple(dict.fromkeys(one.clause for one in alike if one.clause != duty.clause)),
        besides=tuple(dict.fromkeys(_besides(policy, one) for one in its.also if one not in alike)),
        groups=tuple(dict.fromkeys(group.title for group in its.cohorts)),
        to=_to(policy, duty),
    )


def _comes(policy: Policy) -> tuple[str, ...]:
    """Where nobody is due: where the panel hears only who is referred to it, what asks for a referral."""
    asks = [rule.rule for rule in policy.rules if rule.rule.what == due.REFERRAL]
    return tuple(f"{rule.says.removesuffix('.')} ({rule.clause})." for rule in asks)


def _to(policy: Policy, duty: Obligation) -> str:
    """What the child waits for, where the procedure has more than one meeting; of several panels, which."""
    panel = which_panel(policy, panels_by_rule(policy).get(duty.rule, "")) if len(policy.panels) > 1 else ""
    if duty.what == due.REFERRAL:
        return child_words.to_be_referred(panel)
    if duty.what != due.PANEL and len(due.meetings_asked_for(policy)) > 1:
        return policy.what_words(duty.what)
    return panel


def _besides(policy: Policy, duty: Obligation) -> str:
    """What else the child waits for: permanence planning meeting, due soon, by Thu 12 March 2026 (WS-2)."""
    return child_words.waits_too(_to(policy, duty), stands(duty.standing, duty.due), duty.clause)


def _meetings(policy: Policy) -> str:
    """Which meetings the list is of, to go after: Due ..."""
    asked = [kind for kind in due.meetings_asked_for(policy) if kind != due.REFERRAL]
    to = child_words.AT_PANEL
    return " or ".join(to if kind == due.PANEL else child_words.for_a(policy.what_words(kind)) for kind in asked)


def _managers(cast: Sequence[Person], teams: Sequence[str], visible: VisibleTeams) -> tuple[tuple[str, str], ...]:
    """The team managers to choose from, with their teams; only where there is more than one team to see."""
    seen = [team for team in teams if visible.has(team)]
    theirs: dict[str, list[str]] = {}
    for team in seen:
        if manager := manager_of(list(cast), team):
            theirs.setdefault(manager.oid, []).append(team)
    names = {person.oid: person.name for person in cast}
    if len(seen) < 2:
        return ()
    return tuple(sorted((child_words.with_teams(names[oid], its), oid) for oid, its in theirs.items()))


def _teams_of(whose: str, cast: Sequence[Person], teams: Sequence[str]) -> set[str]:
    """A manager's teams by their id, or the one team of this name."""
    its = {team: (manager_of(list(cast), team), own_manager_of(list(cast), team)) for team in teams}
    managed = {team for team, both in its.items() if any(one and one.oid == whose for one in both)}
    return managed or {whose}


def _is_asked(duty: Obligation, state: str, period: Period | None) -> bool:
    """Whether it is overdue, or due in a period, where just that was asked for."""
    return (not state or duty.standing == state) and (period is None or period.has(duty.due))


def _whose(words: str, heard: Heard, cast: Sequence[Person], teams: Sequence[str]) -> str:
    """The team or the team manager named, wholly or in part; a manager stands for all of their teams."""
    managers = {person.oid: person.name for person in cast if person.has(TEAM_MANAGER)}
    named = [*heard.named.teams, *(oid for oid in heard.named.people if oid in managers)]
    if heard.unknown:
        said = " ".join(heard.unknown)
        named += [team for team in teams if said in team.casefold()]
        named += [oid for oid, name in managers.items() if said in name.casefold()]
    if not named and (heard.unknown or heard.named.people):
        raise NotFound(child_words.no_team_or_manager(words))
    if len(named) > 1:
        raise NotFound(house_words.several_may_be_meant(sorted(managers.get(one, one) for one in named)))
    return named[0] if named else ""
