"""Show who is away now and who will be, with the deputy of each; and the form that enters an absence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cards import house_words
from cards.absences.away import AwayLine, AwayView
from cards.absences.away_form import AwayForm
from permanence.people import rights
from permanence.people.deputies import may_stand_in
from permanence.people.person import ADMINISTRATOR, ROLES, VIEWER, Person, likeliest_first
from storage import absences, people
from storage.store import Work
from usecases.house import House

MOST = 20
NOBODY = house_words.SOMEBODY_WHO_HAS_LEFT


async def show_away(house: House, work: Work, caller: str, today: date, words: str = "", line: str = "") -> AwayView:
    """One's own first, then those of today, then those to come; with `words` only who is named so."""
    person = rights.require(await people.find(work, caller, today), rights.SEE_AWAY)
    names = await people.names(work)
    known = [
        one for one in await absences.since(work, today) if words.casefold() in names.get(one.person, NOBODY).casefold()
    ]
    known.sort(key=lambda one: (one.person != caller, one.starts, names.get(one.person, NOBODY), one.id))
    return AwayView(
        today=today,
        lines=tuple(
            AwayLine(
                absence=one.id,
                version=one.version,
                name=names.get(one.person, NOBODY),
                starts=one.starts,
                until=one.last,
                deputy=names.get(one.deputy, NOBODY),
                mine=one.person == caller,
                may_end=rights.may(person, rights.KEEP_ABSENCE, None, besides=one.person == caller),
            )
            for one in known[:MOST]
        ),
        more=max(0, len(known) - MOST),
        for_others=rights.may(person, rights.KEEP_ABSENCE, None),
        words=words,
        line=line,
    )


async def show_away_form(
    house: House, work: Work, caller: str, today: date, typed: Mapping[str, str] | None = None, line: str = ""
) -> AwayForm:
    """The form, with what was typed."""
    person = rights.require(await people.find(work, caller, today), rights.KEEP_ABSENCE)
    everyone = await people.everyone(work)
    others = rights.may(person, rights.KEEP_ABSENCE, None)
    return AwayForm(
        name=person.name,
        own=person.oid,
        people=_chosen_from(everyone) if others else (),
        deputies=_chosen_from([one for one in _deputies(everyone, person) if others or may_stand_in(one, person)]),
        today=today,
        typed=dict(typed or {}),
        line=line,
    )


def _deputies(everyone: list[Person], person: Person) -> list[Person]:
    """Those of one's own teams and trade first; who only looks on stands in for nobody."""
    team = next(iter(sorted(person.teams)), None)
    return [one for one in likeliest_first(everyone, team) if not one.roles <= {VIEWER, ADMINISTRATOR}]


def _chosen_from(cast: list[Person]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (", ".join([one.name, *(words for role, words in ROLES.items() if one.has(role))]), one.oid) for one in cast
    )
