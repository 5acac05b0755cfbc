"""Absence and deputies: who stands in for whom on a day, who may be asked to, and what an absence must be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from permanence.explain import on_day
from permanence.people.person import (
    ADMINISTRATOR,
    PANEL_CHAIR,
    SERVICE_MANAGER,
    TEAM_MANAGER,
    VIEWER,
    Away,
    Person,
    StoodFor,
    likeliest_first,
)
from permanence.people.rights import KEEP_ABSENCE, require_for
from permanence.refusals import Incomplete

STANDS_IN = (TEAM_MANAGER, SERVICE_MANAGER, PANEL_CHAIR)
LONGEST = timedelta(days=550)
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from one day to another, both included, and a deputy stands in; it may be ended early."""

    id: int
    person: str
    starts: date
    until: date
    deputy: str
    by: str
    version: int = 1
    ended_on: date | None = None

    @property
    def last(self) -> date:
        """The last day it holds; before its first when it was ended before it began."""
        return self.until if self.ended_on is None else min(self.until, self.ended_on - timedelta(days=1))

    def covers(self, day: date) -> bool:
        return self.starts <= day <= self.last

    def meets(self, starts: date, until: date) -> bool:
        """Whether it holds on any of these days."""
        return max(starts, self.starts) <= min(until, self.last)


def standing_in(people: Iterable[Person], absences: Iterable[Absence], day: date) -> list[Person]:
    """The people as they are on a day: who is away, and who stands in for which team manager.

    A deputy is lent the managing of teams and nothing else. A deputy who is away has a deputy too, who stands in for
    both; where that leads to nobody who is there, the manager stands for themselves, so that a team is never nobody's.
    """
    cast = {person.oid: person for person in people}
    away = {one.person: one for one in absences if one.covers(day) and one.person in cast}
    deputies = {oid: _deputy(oid, away, cast) for oid in away}
    stood: dict[str, list[StoodFor]] = {}
    for oid, deputy in deputies.items():
        manager = cast[oid]
        if deputy != oid and manager.has(TEAM_MANAGER):
            stood.setdefault(deputy, []).append(StoodFor(oid, manager.name, manager.teams, away[oid].last))
    return [
        replace(person, away=_away(person.oid, away, deputies, cast), stands_for=tuple(stood.get(person.oid, ())))
        if person.oid in away or person.oid in stood
        else person
        for person in cast.values()
    ]


def _deputy(oid: str, away: dict[str, Absence], cast: dict[str, Person]) -> str:
    """The first along the line of deputies who is there; themselves when there is none."""
    seen, at = {oid}, away[oid].deputy
    while at in away and at not in seen:
        seen.add(at)
        at = away[at].deputy
    return at if at in cast and at not in seen else oid


def _away(oid: str, away: dict[str, Absence], deputies: dict[str, str], cast: dict[str, Person]) -> Away | None:
    if oid not in away:
        return None
    deputy = deputies[oid]
    return Away(away[oid].last, deputy if deputy != oid else "", cast[deputy].name if deputy != oid else "")


def may_stand_in(one: Person, absent: Person) -> bool:
    """For a team manager, who manages teams or the service; for anybody else, those and who has a role of theirs.

    Who only looks on stands in for nobody.
    """
    if one.oid == absent.oid or one.roles <= {VIEWER, ADMINISTRATOR}:
        return False
    return one.has(*STANDS_IN) or (not absent.has(TEAM_MANAGER) and one.has(*absent.roles))


def who_may_stand_in(people: Iterable[Person], absent: Person) -> list[Person]:
    """Everybody who may be chosen, those of the absent one's own teams first."""
    team = next(iter(sorted(absent.teams)), None)
    return [one for one in likeliest_first(list(people), team) if may_stand_in(one, absent)]


def require_may_enter(by: Person, absent: str) -> None:
    """One's own absence, or anybody's for business support; else the refusal."""
    require_for(by, KEEP_ABSENCE, None, besides=by.oid == absent)


def require_days(starts: date, until: date, today: date) -> None:
    """An absence is not over yet, ends after it begins, and is not absurdly long or far off; else the refusal."""
    if until < starts:
        raise Incomplete("The last day away is before the first; change one of them.")
    if until < today:
        raise Incomplete(f"{on_day(until)} has passed; an absence that is over need not be entered.")
    if starts > today + FURTHEST:
        raise Incomplete(f"{on_day(starts)} is too far off; enter it nearer the time.")
    if until - starts > LONGEST:
        raise Incomplete("This is longer than eighteen months; choose an earlier last day.")


def require_free(absent: Person, deputy: Person, starts: date, until: date, known: Sequence[Absence]) -> None:
    """Neither the person nor the deputy is away at that time already; else the refusal."""
    for one in known:
        if one.person == absent.oid and one.meets(starts, until):
            raise Incomplete(
                f"{absent.name} is entered as away from {on_day(one.starts)} to {on_day(one.last)} already; "
                "end that first or choose other days."
            )
    for one in known:
        if one.person == deputy.oid and one.meets(starts, until):
            raise Incomplete(
                f"{deputy.name} is away from {on_day(one.starts)} to {on_day(one.last)}; choose another deputy."
            )


def signed(name: str, person: Person, team: str | None) -> str:
    """How what somebody does for a team is signed in the history: Will West, deputising for Erin East."""
    stood = person.deputises(team)
    return f"{name}, deputising for {stood.name}" if stood else name


def away_in_words(away: Away) -> str:
    """Away until 20 March 2026, deputy Will West."""
    deputy = f", deputy {away.deputy_name}" if away.deputy_name else ""
    return f"away until {on_day(away.until)}{deputy}"
