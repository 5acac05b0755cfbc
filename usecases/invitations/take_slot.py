"""Take another slot: a free one goes to whoever is first; everybody else is told who has it and since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cards.invitations import invitation_words
from cards.invitations.invitation import InvitationView
from cards.invitations.slot_form import KEEP, PAGE, SlotFormView, SlotRow
from cards.parts import span
from permanence.panel.sitting import DECLINED, Item, Slot, free_slots
from permanence.refusals import Taken
from storage import history, people
from storage.panel import invitations, slots
from storage.store import Press, Work
from usecases.house import House
from usecases.invitations.answering import InvitationToAnswer, asked_of
from usecases.invitations.show_invitation import show_invitation
from usecases.latest_change import latest_at_once, latest_change, meanwhile
from usecases.sittings.tell_sitting import tell_sitting

TO = invitation_words.TO_ASK_FOR_A_SLOT


@dataclass(frozen=True, slots=True)
class TakeSlot:
    """For each item (by id) the number of the slot wanted, as typed; all of them or none are taken."""

    invitation: int
    wanted: Mapping[int, str]
    press: Press
    page: int = 0  # of the form, to show it again


async def take_slot(house: House, command: TakeSlot) -> InvitationView | SlotFormView:
    """The invitation with its new slots; the form again, with what is still free, when one was not to be had."""
    press = command.press
    async with house.store.change(press) as work:
        asked = await asked_of(work, press, command.invitation, TO)
        if asked.invitation.state == DECLINED:
            return await _declined(house, work, asked)
        afternoon = {slot.number: slot for slot in await slots.of(work, asked.sitting.id)}
        wanted = _wanted(asked, command, afternoon)
        line = await _not_to_be_had(work, wanted, press.at, repeated=work.repeated)
        if line:
            return await slot_form(work, asked, press.at, command.page, line, command.wanted)
        moves = [(item, slot) for item, slot in wanted if slot.item_id != item.id]
        if moves:
            await _move(work, press, asked, moves)
        last = await latest_at_once(work, "invitation", asked.invitation.id, "take_slot", press.by)
        return await show_invitation(house, work, asked.invitation.id, last)


async def show_slot_form(
    house: House, invitation_id: int, press: Press, page: int = 0
) -> SlotFormView | InvitationView:
    """The form as things stand, for those who may answer; the invitation when it was declined meanwhile."""
    async with house.store.read() as work:
        asked = await asked_of(work, press, invitation_id, TO, hold=False)
        if asked.invitation.state == DECLINED:
            return await _declined(house, work, asked)
        return await slot_form(work, asked, press.at, page)


async def slot_form(
    work: Work,
    asked: InvitationToAnswer,
    now: datetime,
    page: int = 0,
    line: str = "",
    wanted: Mapping[int, str] | None = None,
) -> SlotFormView:
    """Each child of a page with the slot it has, and the slots free now."""
    pages = max(1, -(-len(asked.items) // PAGE))
    page = min(page, pages - 1)
    afternoon = await slots.of(work, asked.sitting.id)
    has = {slot.item_id: span(slot.starts_at, slot.ends_at) for slot in afternoon}
    return SlotFormView(
        invitation=asked.invitation.id,
        version=asked.invitation.version,
        rows=tuple(
            SlotRow(
                item.id,
                _name(item, asked),
                has.get(item.id, invitation_words.NO_SLOT),
                (wanted or {}).get(item.id, KEEP),
            )
            for item in asked.items[page * PAGE : (page + 1) * PAGE]
        ),
        page=page,
        pages=pages,
        free=tuple((slot.number, span(slot.starts_at, slot.ends_at)) for slot in free_slots(afternoon, now)),
        line=line,
    )


def _wanted(asked: InvitationToAnswer, command: TakeSlot, afternoon: Mapping[int, Slot]) -> list[tuple[Item, Slot]]:
    """The items with the slots wanted for them; what is no slot of this sitting counts as keeping the old one."""
    found = []
    for item in asked.items:
        number = command.wanted.get(item.id, KEEP)
        if number.isdecimal() and int(number) in afternoon:
            found.append((item, afternoon[int(number)]))
    return found


async def _not_to_be_had(work: Work, wanted: list[tuple[Item, Slot]], now: datetime, *, repeated: bool) -> str:
    """The sentence that says why these slots cannot be had; empty when they can."""
    if not wanted:
        return invitation_words.CHOOSE_ANOTHER_SLOT
    if len({slot.number for _, slot in wanted}) < len(wanted):
        return invitation_words.CHOSEN_TWICE
    for item, slot in wanted:
        if slot.item_id is not None and slot.item_id != item.id:
            return await _taken(work, slot)
        if slot.item_id is None and slot.starts_at <= now:
            return invitation_words.slot_has_begun(slot.starts_at, slot.ends_at)
        if slot.item_id is None and repeated:
            return invitation_words.slot_is_free(slot.starts_at, slot.ends_at)
    return ""


async def _taken(work: Work, slot: Slot) -> str:
    holder = await slots.holder(work, slot)
    name = (await people.names(work)).get(holder, holder)
    return invitation_words.slot_taken(slot.starts_at, slot.ends_at, name, slot.taken_at)


async def _move(work: Work, press: Press, asked: InvitationToAnswer, moves: list[tuple[Item, Slot]]) -> None:
    for item, _ in moves:
        await slots.free(work, item.id)
    for item, slot in moves:
        if not await slots.take(work, press, asked.sitting.id, slot.number, item.id):
            raise Taken(await _taken(work, slot))
        await history.record(
            work,
            press,
            "take_slot",
            "invitation",
            asked.invitation.id,
            child_ref=item.child,
            label=_name(item, asked),
            times=span(slot.starts_at, slot.ends_at),
            **asked.stood_in,
        )
    await invitations.comes(work, asked.invitation.id, press.by, press.at)
    await tell_sitting(work, asked.sitting.id, [asked.invitation.id], press.at)


def _name(item: Item, asked: InvitationToAnswer) -> str:
    return item.label or asked.manager.name


async def _declined(house: House, work: Work, asked: InvitationToAnswer) -> InvitationView:
    last = await latest_change(work, "invitation", asked.invitation.id)
    return await show_invitation(house, work, asked.invitation.id, meanwhile(last))
