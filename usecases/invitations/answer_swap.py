"""Agree to or refuse an exchange of slots; both are one decision, by whoever may answer for the manager asked."""

from __future__ import annotations

from dataclasses import dataclass

from cards.invitations import invitation_words
from cards.invitations.swap import SwapView
from cards.parts import span
from permanence.deeds import Verb
from permanence.panel.sitting import Item
from permanence.panel.swapping import AGREED, ASKED, REFUSED, VOID, Swap, still_stands
from permanence.people import rights
from permanence.refusals import NotFound, Taken
from permanence.subject import Subject
from storage import history, outbox, people
from storage.panel import invitations, slots, swaps
from storage.store import Press, Work
from usecases.house import House
from usecases.invitations.answering import InvitationToAnswer, asked_of
from usecases.invitations.show_swap import found_swap, items_of, show_swap
from usecases.latest_change import changed_meanwhile, latest_change
from usecases.sittings.tell_sitting import tell_sitting


@dataclass(frozen=True, slots=True)
class AnswerSwap:
    """Whether the exchange is agreed to."""

    swap: int
    agreed: bool
    press: Press


async def answer_swap(house: House, command: AnswerSwap) -> SwapView:
    """The swap as it stands after it."""
    press = command.press
    async with house.store.change(press) as work:
        person = rights.require(await people.find(work, press.by), rights.ANSWER_INVITATION)
        if await swaps.find(work, command.swap) is None:
            rights.require(person, rights.ANSWER_INVITATION, besides=False)
        swap = await found_swap(work, command.swap)
        mine, theirs = await items_of(work, swap)
        to = invitation_words.TO_AGREE_TO_EXCHANGE if command.agreed else invitation_words.TO_REFUSE_EXCHANGE
        asked = await asked_of(work, press, await _invitation(work, theirs), to)
        swap = await found_swap(work, command.swap)
        if not work.repeated and swap.state == ASKED:
            await _answer(work, command, swap, (mine, theirs), asked)
        verb: Verb = "agree_swap" if command.agreed else "refuse_swap"
        own = await latest_change(work, "swap", swap.id, verb=verb, by=press.by)
        line = own or await changed_meanwhile(work, "swap", swap.id)
        now = await found_swap(work, swap.id)
        if now.state == VOID:
            line = invitation_words.SWAP_VOID
        return await show_swap(work, swap.id, line)


async def _invitation(work: Work, item: Item) -> int:
    for one in await invitations.of(work, item.sitting_id):
        if one.manager == item.manager:
            return one.id
    raise NotFound(invitation_words.SWAP_NOT_KNOWN)


async def _answer(
    work: Work, command: AnswerSwap, swap: Swap, both: tuple[Item, Item], asked: InvitationToAnswer
) -> None:
    press = command.press
    afternoon = {slot.number: slot for slot in await slots.of(work, swap.sitting_id)}
    if command.agreed and still_stands(swap, afternoon, press.at):
        state = AGREED
    else:
        state = VOID if command.agreed else REFUSED
    version = await swaps.answer(work, swap.id, state)
    if version is None:
        return
    await outbox.tell(work, Subject.of("swap", swap.id), version, press.at)
    if state != VOID:
        verb: Verb = "agree_swap" if state == AGREED else "refuse_swap"
        await history.record(work, press, verb, "swap", swap.id, **asked.stood_in)
    if state == AGREED:
        await _exchange(work, press, swap, both)


async def _exchange(work: Work, press: Press, swap: Swap, both: tuple[Item, Item]) -> None:
    """Both slots change hands, or neither does; who asked and who agreed have said that they come."""
    mine, theirs = both
    await slots.free(work, mine.id)
    await slots.free(work, theirs.id)
    for number, item in ((swap.with_number, mine), (swap.number, theirs)):
        if not await slots.take(work, press, swap.sitting_id, number, item.id):
            raise Taken(invitation_words.SLOT_TAKEN_MEANWHILE)
    times = {slot.number: span(slot.starts_at, slot.ends_at) for slot in await slots.of(work, swap.sitting_id)}
    changed = []
    sides = (
        (mine, swap.number, swap.with_number, swap.asked_by, swap.asked_at),
        (theirs, swap.with_number, swap.number, press.by, press.at),
    )
    for item, had, has, by, at in sides:
        invitation = await _invitation(work, item)
        said = {"times": times[had], "with_times": times[has], "label": item.label}
        await history.record(work, press, "exchange_slot", "invitation", invitation, child_ref=item.child, **said)
        await invitations.comes(work, invitation, by, at)
        changed.append(invitation)
    await tell_sitting(work, swap.sitting_id, changed, press.at)
