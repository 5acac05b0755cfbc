"""Ask another manager of the same sitting to exchange slots; nothing changes until they agree."""

from __future__ import annotations

from dataclasses import dataclass

from cards.invitations import invitation_words
from cards.invitations.invitation import InvitationView
from cards.invitations.swap_form import SwapFormView
from cards.parts import span
from permanence.panel.sitting import DECLINED, Item, Slot
from permanence.refusals import Incomplete
from permanence.subject import Subject
from storage import history, outbox, people
from storage.panel import items, slots, swaps
from storage.store import Press, Work
from usecases.house import House
from usecases.invitations.answering import InvitationToAnswer, asked_of
from usecases.invitations.show_invitation import show_invitation
from usecases.latest_change import latest_change, meanwhile


@dataclass(frozen=True, slots=True)
class AskSwap:
    """The items chosen, as typed: one's own and the other manager's."""

    invitation: int
    mine: str
    theirs: str
    press: Press


@dataclass(frozen=True, slots=True)
class Held:
    """An item with the slot it holds."""

    item: Item
    slot: Slot


async def ask_swap(house: House, command: AskSwap) -> InvitationView | SwapFormView:
    """The invitation, which says that it was asked; the form again when something chosen will not do."""
    press = command.press
    async with house.store.change(press) as work:
        asked = await asked_of(work, press, command.invitation, invitation_words.TO_EXCHANGE)
        if asked.invitation.state == DECLINED:
            return await _declined(house, work, asked)
        if not work.repeated:
            try:
                await _ask(work, command, asked)
            except Incomplete as no:
                return await _form(work, asked, press, command, no.sentence)
        last = await latest_change(work, "invitation", asked.invitation.id, verb="ask_swap", by=press.by)
        return await show_invitation(house, work, asked.invitation.id, last)


async def show_swap_form(house: House, invitation_id: int, press: Press) -> SwapFormView | InvitationView:
    """The form as things stand, for those who may answer; the invitation when it was declined meanwhile."""
    async with house.store.read() as work:
        asked = await asked_of(work, press, invitation_id, invitation_words.TO_EXCHANGE, hold=False)
        if asked.invitation.state == DECLINED:
            return await _declined(house, work, asked)
        return await _form(work, asked, press)


async def _ask(work: Work, command: AskSwap, asked: InvitationToAnswer) -> None:
    press = command.press
    mine, theirs = await _held(work, asked, press)
    own = next((one for one in mine if str(one.item.id) == command.mine), None)
    other = next((one for one in theirs if str(one.item.id) == command.theirs), None)
    if own is None:
        raise Incomplete(invitation_words.CHOOSE_YOUR_SLOT)
    if other is None:
        raise Incomplete(invitation_words.CHOOSE_THE_OTHER_SLOT)
    for known in await swaps.asked(work, asked.sitting.id):
        if {known.item_id, known.with_item_id} == {own.item.id, other.item.id}:
            raise Incomplete(invitation_words.SWAP_ASKED_ALREADY)
    swap_id = await swaps.ask(work, press, own.slot, other.slot)
    said = {
        "times": span(own.slot.starts_at, own.slot.ends_at),
        "with_times": span(other.slot.starts_at, other.slot.ends_at),
        "with_name": (await people.names(work)).get(other.item.manager, other.item.manager),
        **asked.stood_in,
    }
    between = {"between": [own.item.manager, other.item.manager]}  # whoever presents later, the two it was asked of
    for subject, number, more in (("invitation", asked.invitation.id, {}), ("swap", swap_id, between)):
        await history.record(work, press, "ask_swap", subject, number, child_ref=own.item.child, **said, **more)
    await outbox.tell(work, Subject.of("swap", swap_id), 1, press.at)


async def _held(work: Work, asked: InvitationToAnswer, press: Press) -> tuple[list[Held], list[Held]]:
    """The slots that have not begun: the manager's own, and those of other managers."""
    by_id = {item.id: item for item in await items.of(work, asked.sitting.id)}
    held = [
        Held(by_id[slot.item_id], slot)
        for slot in await slots.of(work, asked.sitting.id)
        if slot.item_id in by_id and slot.starts_at > press.at
    ]
    own = asked.manager.oid
    return [one for one in held if one.item.manager == own], [one for one in held if one.item.manager != own]


async def _form(
    work: Work, asked: InvitationToAnswer, press: Press, typed: AskSwap | None = None, line: str = ""
) -> SwapFormView:
    names = await people.names(work)
    mine, theirs = await _held(work, asked, press)
    return SwapFormView(
        invitation=asked.invitation.id,
        version=asked.invitation.version,
        mine=tuple((one.item.id, _words(one)) for one in mine),
        others=tuple(
            (one.item.id, invitation_words.slot_presented_by(_words(one), names.get(one.item.manager, "")))
            for one in theirs
        ),
        chosen=typed.mine if typed else "",
        chosen_other=typed.theirs if typed else "",
        line=line,
    )


def _words(one: Held) -> str:
    return invitation_words.slot_of(span(one.slot.starts_at, one.slot.ends_at), one.item.label)


async def _declined(house: House, work: Work, asked: InvitationToAnswer) -> InvitationView:
    last = await latest_change(work, "invitation", asked.invitation.id)
    return await show_invitation(house, work, asked.invitation.id, meanwhile(last))
