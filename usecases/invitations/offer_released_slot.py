"""Offer a free slot of a published sitting to a child: it is listed there and its team manager is invited."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from cards.invitations import invitation_words
from cards.invitations.declined import DeclinedView
from cards.invitations.offer_form import OfferFormView
from cards.parts import span
from cards.sittings import sitting_words
from cards.sittings.sitting import SittingView
from permanence.mornings import LONDON
from permanence.panel.sitting import (
    ACCEPTED,
    ACTION_REVIEW,
    DECLINED,
    PASSED_ON,
    PUBLISHED,
    Candidate,
    Sitting,
    Slot,
    free_slots,
)
from permanence.people import rights
from permanence.refusals import Incomplete, Stale
from storage import history, people
from storage.panel import invitations, items, slots
from storage.store import Press, Work
from usecases.house import House
from usecases.invitations.show_declined import next_children, show_declined
from usecases.latest_change import latest_change
from usecases.sittings.asked_for_child import asked_for_child
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.panel_candidates import candidates
from usecases.sittings.redraw_referrals import redraw_listed
from usecases.sittings.show_agenda_form import MOST_NEXT
from usecases.sittings.show_sitting import show_sitting
from usecases.sittings.tell_sitting import tell_sitting


@dataclass(frozen=True, slots=True)
class OfferReleasedSlot:
    """Offer the first free slot to the child chosen or typed; `declined` is the invitation whose notice was pressed."""

    sitting: int
    press: Press
    child: str = ""
    reference: str = ""
    declined: int | None = None


async def offer_released_slot(house: House, command: OfferReleasedSlot) -> SittingView | DeclinedView | OfferFormView:
    """The card that was pressed, after it; the form again when the child cannot have the slot."""
    press = command.press
    today = press.at.astimezone(LONDON).date()
    async with house.store.change(press) as work:
        rights.require(await people.find(work, press.by), rights.OFFER_SLOT)
        sitting = await _open_sitting(work, command.sitting, press, hold=True)
        try:
            label = await _offer(house, work, command, sitting)
        except Incomplete as no:
            if command.declined is not None:
                return await show_declined(house, work, command.declined, today, no.sentence)
            return await _form(house, work, sitting, today, command, no.sentence)
        line = await latest_change(work, "sitting", sitting.id, verb="offer_released_slot", label=label)
        if command.declined is not None:
            return await show_declined(house, work, command.declined, today, line)
        return await show_sitting(house, work, sitting.id, line)


async def show_offer_form(house: House, sitting_id: int, press: Press) -> OfferFormView:
    """The form: what is free and who is next."""
    today = press.at.astimezone(LONDON).date()
    async with house.store.read() as work:
        rights.require(await people.find(work, press.by), rights.OFFER_SLOT)
        return await _form(house, work, await _open_sitting(work, sitting_id, press), today)


async def _open_sitting(work: Work, sitting_id: int, press: Press, *, hold: bool = False) -> Sitting:
    sitting = await found_sitting(work, sitting_id, hold=hold)
    if sitting.state != PUBLISHED or press.at >= sitting.ends_at:
        raise Stale(invitation_words.NOT_OPEN)
    if sitting.kind == ACTION_REVIEW:
        raise Stale(invitation_words.HEARS_NO_CHILD)
    return sitting


async def _offer(house: House, work: Work, command: OfferReleasedSlot, sitting: Sitting) -> str:
    """List and slot the child and invite its manager; the child's label. A child already offered one is left so."""
    wanted = command.reference.strip() or command.child
    if not wanted:
        raise Incomplete(invitation_words.CHOOSE_A_CHILD)
    listed = await items.of(work, sitting.id)
    there = next((item for item in listed if item.child and item.child.upper() == wanted.upper()), None)
    offered = there and await latest_change(work, "sitting", sitting.id, verb="offer_released_slot", label=there.label)
    if there and offered:
        return there.label
    pool = await candidates(house, work, sitting, command.press.at.astimezone(LONDON).date())
    candidate = await asked_for_child(house, work, command.press, sitting, pool, wanted, listed)
    free = next(iter(free_slots(await slots.of(work, sitting.id), command.press.at)), None)
    if free is None:
        raise Incomplete(invitation_words.NO_SLOT_FREE)
    invitation_id = await _invite(work, sitting, candidate)
    await _list(work, command.press, sitting, candidate, free)
    await tell_sitting(work, sitting.id, [invitation_id], command.press.at)
    await redraw_listed(work, sitting, [candidate.child], f"offered-{sitting.version}", command.press.at)
    return candidate.label


async def _list(work: Work, press: Press, sitting: Sitting, candidate: Candidate, free: Slot) -> None:
    item_id = await items.add(work, sitting.id, free.number, candidate)
    await slots.take(work, press, sitting.id, free.number, item_id)
    await history.record(
        work,
        press,
        "offer_released_slot",
        "sitting",
        sitting.id,
        child_ref=candidate.child,
        label=candidate.label,
        times=span(free.starts_at, free.ends_at),
    )


async def _invite(work: Work, sitting: Sitting, candidate: Candidate) -> int:
    """The manager's invitation: a new one, or the one there is, asked again when it was accepted already."""
    assert candidate.manager is not None
    asked = next((one for one in await invitations.of(work, sitting.id) if one.manager == candidate.manager), None)
    if asked is None:
        return await invitations.add(work, sitting.id, candidate.manager, secrets.token_urlsafe(32))
    if asked.state == DECLINED:
        name = (await people.names(work)).get(candidate.manager, "")
        raise Incomplete(invitation_words.manager_declined(candidate.label, name))
    if asked.state in (ACCEPTED, PASSED_ON):
        await invitations.ask_again(work, asked.id)
    else:
        await invitations.touch(work, asked.id)
    return asked.id


async def _form(
    house: House, work: Work, sitting: Sitting, today: date, typed: OfferReleasedSlot | None = None, line: str = ""
) -> OfferFormView:
    names = await people.names(work)
    coming = (await next_children(house, work, sitting, today))[:MOST_NEXT]
    afternoon = await slots.of(work, sitting.id)
    first = coming[0].child if coming else ""
    return OfferFormView(
        sitting=sitting.id,
        version=sitting.version,
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        free=tuple(span(slot.starts_at, slot.ends_at) for slot in afternoon if slot.item_id is None),
        next_due=tuple(
            (one.child or "", sitting_words.in_line(one, names.get(one.manager or "", ""))) for one in coming
        ),
        child=typed.child if typed else first or "",
        reference=typed.reference if typed else "",
        line=line,
    )
