"""Withdraw one child from a sitting: the slot is freed, the child comes first next time, support is told."""

from __future__ import annotations

from dataclasses import dataclass

from cards.invitations import invitation_words
from cards.invitations.invitation import InvitationView
from cards.invitations.release_form import ReleaseFormView
from cards.parts import span
from permanence.panel.sitting import DECLINED
from permanence.reasons import what_is_wrong_with
from storage import history
from storage.panel import invitations, items, slots
from storage.store import Press, Work
from usecases.house import House
from usecases.invitations.answering import InvitationToAnswer, asked_of
from usecases.invitations.show_invitation import show_invitation
from usecases.latest_change import changed_meanwhile, latest_change, meanwhile
from usecases.sittings.give_up_slots import give_up_slots
from usecases.sittings.tell_sitting import tell_sitting


@dataclass(frozen=True, slots=True)
class ReleaseItem:
    """Withdraw this item; `item` and `reason` as typed."""

    invitation: int
    item: str
    reason: str
    press: Press


async def release_item(house: House, command: ReleaseItem) -> InvitationView | ReleaseFormView:
    """The invitation without the child; the form again when something typed will not do."""
    press, reason = command.press, command.reason.strip()
    async with house.store.change(press) as work:
        asked = await asked_of(work, press, command.invitation, invitation_words.TO_WITHDRAW_A_CHILD)
        invitation = asked.invitation
        chosen = next((item for item in asked.items if str(item.id) == command.item and item.child), None)
        if chosen is None and command.item.isdecimal():
            # Given up meanwhile, perhaps by this very press.
            gone = await items.find(work, int(command.item))
            own = await latest_change(
                work, "invitation", invitation.id, verb="release_item", by=press.by, label=gone.label if gone else "-"
            )
            last = own or await changed_meanwhile(work, "invitation", invitation.id)
            return await show_invitation(house, work, invitation.id, last)
        wrong = _what_is_wrong(asked, chosen is None, reason)
        if wrong or chosen is None:
            return await release_form(work, asked, command, wrong)
        await give_up_slots(work, press, asked.sitting, [chosen], reason)
        await invitations.touch(work, invitation.id)
        details = {"label": chosen.label, "labels": [chosen.label], "reason": reason, **asked.stood_in}
        await history.record(
            work, press, "release_item", "invitation", invitation.id, child_ref=chosen.child, **details
        )
        await tell_sitting(work, asked.sitting.id, [invitation.id], press.at)
        return await show_invitation(
            house, work, invitation.id, await latest_change(work, "invitation", invitation.id, verb="release_item")
        )


async def show_release_form(house: House, invitation_id: int, press: Press) -> ReleaseFormView | InvitationView:
    """The empty form, for those who may answer; the invitation when it was declined meanwhile."""
    async with house.store.read() as work:
        asked = await asked_of(work, press, invitation_id, invitation_words.TO_WITHDRAW_A_CHILD, hold=False)
        if asked.invitation.state == DECLINED:
            last = await latest_change(work, "invitation", invitation_id)
            return await show_invitation(house, work, invitation_id, meanwhile(last))
        return await release_form(work, asked)


async def release_form(
    work: Work, asked: InvitationToAnswer, command: ReleaseItem | None = None, line: str = ""
) -> ReleaseFormView:
    """The form with what was typed."""
    has = {slot.item_id: span(slot.starts_at, slot.ends_at) for slot in await slots.of(work, asked.sitting.id)}
    return ReleaseFormView(
        invitation=asked.invitation.id,
        version=asked.invitation.version,
        children=tuple(
            (item.id, invitation_words.with_slot(item.label, has.get(item.id, invitation_words.NO_SLOT)))
            for item in asked.items
            if item.child
        ),
        chosen=command.item if command else "",
        reason=command.reason if command else "",
        line=line,
    )


def _what_is_wrong(asked: InvitationToAnswer, nobody_chosen: bool, reason: str) -> str:
    if nobody_chosen:
        return invitation_words.CHOOSE_THE_CHILD
    if len(asked.items) == 1:
        return invitation_words.THE_ONLY_CHILD
    return what_is_wrong_with(reason)
