"""What somebody answering an invitation is given, when they may: the invitation, held still, and what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from cards.invitations import invitation_words
from permanence.panel.sitting import LISTED, PASSED_ON, PUBLISHED, STOOD_DOWN, Invitation, Item, Sitting, may_answer
from permanence.people import rights
from permanence.people.person import Person
from permanence.refusals import NotAllowed, NotFound, Stale
from storage import people
from storage.panel import invitations, items
from storage.store import Press, Work
from usecases.sittings.found_sitting import found_sitting


@dataclass(frozen=True, slots=True)
class InvitationToAnswer:
    """An invitation that this person may answer. `items` are the manager's, still listed."""

    invitation: Invitation
    sitting: Sitting
    manager: Person
    by: str
    items: tuple[Item, ...]

    @property
    def stood_in(self) -> dict[str, str]:
        """For the history: for whom it was answered, when somebody else answers."""
        return {} if self.by == self.manager.oid else {"for": self.manager.oid, "for_name": self.manager.name}


async def asked_of(work: Work, press: Press, invitation_id: int, to: str, *, hold: bool = True) -> InvitationToAnswer:
    """The invitation, or the refusal to `to`. With `hold` nobody else changes its sitting until we are done."""
    person = rights.require(await people.find(work, press.by, press.day), rights.ANSWER_INVITATION)
    found = await invitations.find(work, invitation_id)
    if found is None:
        rights.require(person, rights.ANSWER_INVITATION, besides=False)
        raise NotFound(invitation_words.NOT_KNOWN)
    sitting = await found_sitting(work, found.sitting_id, hold=hold)
    invitation = await invitations.find(work, invitation_id)
    assert invitation is not None
    theirs = [item for item in await items.of(work, sitting.id) if item.manager == invitation.manager]
    manager = await _manager(work, invitation.manager)
    if invitation.state == PASSED_ON:
        raise Stale(invitation_words.passed_on(invitation.reason or ""))
    _require_answerer(person, manager, theirs, to)
    if sitting.state == STOOD_DOWN:
        raise Stale(invitation_words.stood_down(to))
    if sitting.state != PUBLISHED or press.at >= sitting.ends_at:
        raise Stale(invitation_words.been_held(to))
    listed = tuple(item for item in theirs if item.state == LISTED)
    return InvitationToAnswer(invitation, sitting, manager, press.by, listed)


async def _manager(work: Work, oid: str) -> Person:
    kept = await people.find(work, oid)
    return kept or Person(oid, (await people.names(work)).get(oid, oid), frozenset())


def _require_answerer(person: Person, manager: Person, theirs: list[Item], to: str) -> None:
    teams = {item.team for item in theirs if item.child}
    if not may_answer(person, manager, teams):
        raise NotAllowed(invitation_words.answered_by_others(manager.name, to))
