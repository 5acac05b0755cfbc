"""Accept an invitation, or take that back: the invited manager does, or somebody who may answer for them."""

from __future__ import annotations

from dataclasses import dataclass

from cards.invitations import invitation_words
from cards.invitations.invitation import InvitationView
from permanence.panel.sitting import ACCEPTED, INVITED
from storage import history
from storage.panel import invitations
from storage.store import Press
from usecases.house import House
from usecases.invitations.answering import asked_of
from usecases.invitations.show_invitation import show_invitation
from usecases.latest_change import latest_change, meanwhile
from usecases.sittings.tell_sitting import tell_sitting


@dataclass(frozen=True, slots=True)
class AcceptInvitation:
    """Accept the invitation that was seen at this version."""

    invitation: int
    seen: int
    press: Press


async def accept_invitation(house: House, command: AcceptInvitation) -> InvitationView:
    """The invitation as it stands after it."""
    press = command.press
    async with house.store.change(press) as work:
        asked = await asked_of(work, press, command.invitation, invitation_words.TO_ACCEPT)
        invitation = asked.invitation
        open_to_me = not work.repeated and invitation.state == INVITED
        if open_to_me and await invitations.answer(work, press, invitation.id, command.seen, ACCEPTED):
            await history.record(
                work, press, "accept_invitation", "invitation", invitation.id, state=ACCEPTED, **asked.stood_in
            )
            await tell_sitting(work, asked.sitting.id, [invitation.id], press.at, slots_moved=False)
        now = await invitations.find(work, invitation.id)
        last = await latest_change(work, "invitation", invitation.id)
        mine = now is not None and now.state == ACCEPTED and now.answered_by == press.by
        return await show_invitation(house, work, invitation.id, last if mine else meanwhile(last))


@dataclass(frozen=True, slots=True)
class TakeBackAcceptance:
    """The invitation is not answered after all, by whoever accepted it."""

    invitation: int
    press: Press


async def take_back_acceptance(house: House, command: TakeBackAcceptance) -> InvitationView:
    """The invitation as it stands after it; as it is, when it was answered otherwise meanwhile."""
    press = command.press
    async with house.store.change(press) as work:
        asked = await asked_of(work, press, command.invitation, invitation_words.TO_ACCEPT)
        invitation = asked.invitation
        if not work.repeated and (invitation.state, invitation.answered_by) == (ACCEPTED, press.by):
            await invitations.ask_again(work, invitation.id)
            await history.record(work, press, "take_back_acceptance", "invitation", invitation.id, **asked.stood_in)
            await tell_sitting(work, asked.sitting.id, [invitation.id], press.at, slots_moved=False)
        now = await invitations.find(work, invitation.id)
        last = await latest_change(work, "invitation", invitation.id)
        open_again = now is not None and now.state == INVITED
        return await show_invitation(house, work, invitation.id, last if open_again else meanwhile(last))
