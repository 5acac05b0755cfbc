"""Show slots given up: who gave them up and why, what was offered since, and the next child in line."""

from __future__ import annotations

from datetime import date

from cards.invitations import invitation_words
from cards.invitations.declined import DeclinedView, GivenUp, NextInLine, Offered
from cards.parts import span
from permanence.panel.sitting import (
    ACTION_REVIEW,
    DECLINED,
    HEARD,
    LISTED,
    PUBLISHED,
    RELEASED,
    STOOD_DOWN,
    Candidate,
    Sitting,
)
from permanence.people.person import BUSINESS_SUPPORT
from permanence.refusals import NotFound
from storage import history, people
from storage.history import Entry
from storage.panel import invitations, items, slots
from storage.store import Work
from usecases.house import House
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.panel_candidates import candidates
from usecases.sittings.tell_sitting import GIVING_UP

MOST_MENTIONED = 5


async def show_declined(house: House, work: Work, invitation_id: int, today: date, line: str = "") -> DeclinedView:
    """The card of what one manager gave up."""
    invitation = await invitations.find(work, invitation_id)
    if invitation is None:
        raise NotFound(invitation_words.NOT_KNOWN)
    sitting = await found_sitting(work, invitation.sitting_id)
    names = await people.names(work)
    manager = names.get(invitation.manager, invitation.manager)
    entries = [e for e in await history.of(work, "invitation", invitation_id) if e.verb in GIVING_UP]
    since = entries[0].at if entries else sitting.starts_at
    offers = await history.of(work, "sitting", sitting.id)
    free = [slot for slot in await slots.of(work, sitting.id) if slot.item_id is None]
    coming = await next_children(house, work, sitting, today) if free else ()
    return DeclinedView(
        invitation=invitation_id,
        sitting=sitting.id,
        version=sitting.version,
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        given_up=tuple(_given_up(entry, manager) for entry in entries),
        offered=tuple(_offered(e) for e in offers if e.verb == "offer_released_slot" and e.at >= since),
        free=tuple(span(slot.starts_at, slot.ends_at) for slot in free),
        next_in_line=_next(coming[0], names) if coming else None,
        support=tuple(
            (person.name, person.teams_id) for person in await people.everyone(work) if person.has(BUSINESS_SUPPORT)
        )[:MOST_MENTIONED],
        sitting_closed=sitting.state != PUBLISHED,
        stood_down=sitting.state == STOOD_DOWN,
        line=line,
    )


async def next_children(house: House, work: Work, sitting: Sitting, today: date) -> tuple[Candidate, ...]:
    """Children who could have a free slot of a published sitting, most overdue first.

    Not those on it or given up there, nor those whose manager declined: they are not coming.
    """
    if sitting.kind == ACTION_REVIEW:
        return ()
    there = await items.of(work, sitting.id, (LISTED, HEARD, RELEASED))
    away = {one.manager for one in await invitations.of(work, sitting.id) if one.state == DECLINED}
    pool = await candidates(house, work, sitting, today)
    coming = pool.next_in_line(frozenset(item.child or "" for item in there))
    return tuple(one for one in coming if one.manager not in away)


def _given_up(entry: Entry, manager: str) -> GivenUp:
    details = entry.details
    whole = entry.verb == "decline_invitation"
    return GivenUp(entry.at, entry.by_name, manager, tuple(details["labels"]), details["reason"], whole)


def _offered(entry: Entry) -> Offered:
    return Offered(entry.at, entry.by_name, entry.details["label"], entry.details["times"])


def _next(candidate: Candidate, names: dict[str, str]) -> NextInLine:
    manager = names.get(candidate.manager or "", "")
    return NextInLine(candidate.child or "", candidate.label, manager, candidate.clause, candidate.because)
