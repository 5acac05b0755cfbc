"""Show a reminder of an invitation to those it still concerns, and what stands where an invitation was sent again."""

from __future__ import annotations

from cards.invitations import invitation_words
from cards.parts import address
from cards.told_of_change import ToldOfChange
from permanence.panel.panels import answer_by
from permanence.panel.sitting import INVITED, PUBLISHED, Sitting
from permanence.refusals import NotFound
from permanence.subject import read_numbered
from storage import history, people
from storage.panel import invitations
from storage.store import Work
from usecases.house import House
from usecases.invitations.show_unanswered import REMIND, SEND_AGAIN
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.sitting_head import sitting_head


async def show_reminder(house: House, work: Work, reminder: str) -> tuple[Sitting, ToldOfChange | None]:
    """The sitting, and the reminder to those who have not answered; none where everybody has."""
    number, _ = read_numbered(reminder) or (0, 0)
    sitting = await found_sitting(work, number)
    every = await invitations.of(work, sitting.id)
    told = await history.of_several(work, "invitation", [one.id for one in every])
    meant = [
        (one, entry)
        for one in every
        for entry in told.get(str(one.id), [])
        if entry.verb == REMIND and entry.details["reminder"] == reminder and one.state == INVITED
    ]
    if not meant or sitting.state != PUBLISHED:
        return sitting, None
    cast = {person.oid: person for person in await people.everyone(work)}
    entry, head = meant[0][1], sitting_head(house.policy, sitting)
    alone = len(meant) == 1
    return sitting, ToldOfChange(
        title=invitation_words.REMINDER,
        what=invitation_words.reminds(entry.by_name, entry.at),
        lines=invitation_words.reminder_lines(head.panel, head.when, answer_by(house.policy, sitting)),
        people=tuple((cast[one.manager].name, cast[one.manager].teams_id) for one, _ in meant if one.manager in cast),
        of=address("invitation", meant[0][0].id) if alone else address("sitting", sitting.id),
        show=invitation_words.SHOW_INVITATION if alone else invitation_words.SHOW_SITTING,
    )


async def show_replaced(house: House, work: Work, replaced: str) -> tuple[Sitting, ToldOfChange]:
    """The sitting, and what stands where the invitation was before it was sent again."""
    number, version = read_numbered(replaced) or (0, 0)
    invitation = await invitations.find(work, number)
    if invitation is None:
        raise NotFound(invitation_words.NOT_KNOWN)
    sitting = await found_sitting(work, invitation.sitting_id)
    sent = [entry for entry in await history.of(work, "invitation", number) if entry.verb == SEND_AGAIN]
    head = sitting_head(house.policy, sitting)
    by = next((entry for entry in sent if entry.details.get("version") == version), None)
    return sitting, ToldOfChange(
        title=invitation_words.SENT_AGAIN,
        what=invitation_words.sent_again(by.by_name, by.at) if by else invitation_words.SENT_AGAIN,
        lines=(invitation_words.of_sitting(head.panel, head.when),),
        people=(),
        of=address("invitation", number),
        show=invitation_words.SHOW_INVITATION,
    )
