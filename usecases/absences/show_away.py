"""Show who is away now and who will be, with the deputy of each; and the form that enters an absence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cards import house_words
from cards.absences import absence_words
from cards.absences.away import AwayLine, AwayView
from cards.absences.away_form import AwayForm
from cards.absences.who_is_away_form import WhoIsAwayForm
from permanence.people import rights
from permanence.people.deputies import who_may_stand_in
from permanence.people.person import ROLES, Person
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
    house: House,
    work: Work,
    caller: str,
    today: date,
    absent: str = "",
    typed: Mapping[str, str] | None = None,
    line: str = "",
) -> AwayForm | WhoIsAwayForm:
    """The form for whoever is away, with what was typed; for business support first the question who is.

    Who may stand in depends on who is away, so each form offers those only whom the check accepts.
    """
    person = rights.require(await people.find(work, caller, today), rights.KEEP_ABSENCE)
    everyone = await people.everyone(work)
    others = rights.may(person, rights.KEEP_ABSENCE, None)
    away = next((one for one in everyone if one.oid == absent), None) if others else person
    if away is None:
        return WhoIsAwayForm(_chosen_from(everyone), person.oid, absence_words.CHOOSE_WHO_IS_AWAY if absent else line)
    return AwayForm(
        name=away.name,
        person=away.oid,
        own=away.oid == caller,
        deputies=_chosen_from(who_may_stand_in(everyone, away)),
        today=today,
        typed=dict(typed or {}),
        line=line,
    )


def _chosen_from(cast: Sequence[Person]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (", ".join([one.name, *(words for role, words in ROLES.items() if one.has(role))]), one.oid) for one in cast
    )
