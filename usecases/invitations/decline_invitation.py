"""Decline an invitation with a reason: the slots are freed, the children come first next time, support is told."""

from __future__ import annotations

from dataclasses import dataclass

from cards.invitations import invitation_words
from cards.invitations.decline_form import DeclineFormView
from cards.invitations.invitation import InvitationView
from permanence.panel.sitting import DECLINED
from permanence.reasons import what_is_wrong_with
from storage import history
from storage.panel import invitations
from storage.store import Press, Work
from usecases.house import House
from usecases.invitations.answering import InvitationToAnswer, asked_of
from usecases.invitations.show_invitation import show_invitation
from usecases.latest_change import latest_change, meanwhile
from usecases.sittings.give_up_slots import give_up_slots
from usecases.sittings.tell_sitting import tell_sitting


@dataclass(frozen=True, slots=True)
class DeclineInvitation:
    """Decline the invitation that was seen at this version."""

    invitation: int
    seen: int
    reason: str
    press: Press


async def decline_invitation(house: House, command: DeclineInvitation) -> InvitationView | DeclineFormView:
    """The invitation as it stands after it; the form again when the reason will not do."""
    press, reason = command.press, command.reason.strip()
    async with house.store.change(press) as work:
        asked = await asked_of(work, press, command.invitation, invitation_words.TO_DECLINE)
        invitation = asked.invitation
        if invitation.state != DECLINED and invitation.version == command.seen and not work.repeated:
            wrong = what_is_wrong_with(reason)
            if wrong:
                return decline_form(asked, command.reason, wrong)
            await _decline(work, press, asked, reason)
        now = await invitations.find(work, invitation.id)
        last = await latest_change(work, "invitation", invitation.id)
        mine = now is not None and now.state == DECLINED and now.answered_by == press.by
        return await show_invitation(house, work, invitation.id, last if mine else meanwhile(last))


async def show_decline_form(house: House, invitation_id: int, press: Press) -> DeclineFormView | InvitationView:
    """The empty form, for those who may decline; the invitation when it was declined meanwhile."""
    async with house.store.read() as work:
        asked = await asked_of(work, press, invitation_id, invitation_words.TO_DECLINE, hold=False)
        if asked.invitation.state == DECLINED:
            last = await latest_change(work, "invitation", invitation_id)
            return await show_invitation(house, work, invitation_id, meanwhile(last))
        return decline_form(asked)


def decline_form(asked: InvitationToAnswer, reason: str = "", line: str = "") -> DeclineFormView:
    """The form with what was typed."""
    return DeclineFormView(
        invitation=asked.invitation.id,
        version=asked.invitation.version,
        manager=asked.manager.name,
        starts_at=asked.sitting.starts_at,
        ends_at=asked.sitting.ends_at,
        labels=tuple(item.label for item in asked.items if item.child),
        reason=reason,
        line=line,
    )


async def _decline(work: Work, press: Press, asked: InvitationToAnswer, reason: str) -> None:
    invitation = asked.invitation
    if not await invitations.answer(work, press, invitation.id, invitation.version, DECLINED, reason):
        return
    labels = await give_up_slots(work, press, asked.sitting, asked.items, reason)
    await history.record(
        work,
        press,
        "decline_invitation",
        "invitation",
        invitation.id,
        reason=reason,
        labels=labels,
        **asked.stood_in,
    )
    await tell_sitting(work, asked.sitting.id, [invitation.id], press.at)
