"""Have the other cards that name an action brought up to date, in the transaction of what changed it."""

from __future__ import annotations

from datetime import date, datetime

from permanence.action import CANCELLED, PanelAction
from permanence.panel.sitting import ACTION_REVIEW, CLOSED, DEFERRED, LISTED, PUBLISHED, REOPENED
from permanence.people.person import manager_of
from permanence.subject import Subject
from storage import actions, outbox, people, posted_cards
from storage.panel import invitations, items, sittings
from storage.store import Work


async def tell_card(work: Work, action: PanelAction, at: datetime) -> None:
    """Its card in the channel. One agreed at a sitting has none until that is closed."""
    card = Subject.of("action", action.id)
    sitting = await sittings.find(work, action.sitting) if action.sitting else None
    if sitting and sitting.state in (PUBLISHED, REOPENED) and not await posted_cards.told(work, card):
        return
    await outbox.tell(work, card, action.version, at)


async def tell_agreed(work: Work, sitting_id: int, at: datetime) -> None:
    """The sitting is closed: the cards of what it agreed follow; what was done before that stands in the summary."""
    for action in await actions.of_sitting(work, sitting_id):
        if action.is_open:
            await outbox.tell(work, Subject.of("action", action.id), action.version, at)


async def tell_summary(work: Work, before: PanelAction, after: PanelAction, at: datetime) -> None:
    """The summary of the sitting that agreed it says what it is; of who was not heard, how many stay open."""
    same = _in_summary(before) == _in_summary(after)
    if after.sitting is None or (same and before.is_open == after.is_open):
        return
    sitting = await sittings.find(work, after.sitting)
    if sitting is None or sitting.state != CLOSED:
        return
    if not same or any(item.child == after.child for item in await items.of(work, sitting.id, (DEFERRED,))):
        version = await sittings.touch(work, sitting.id)
        await outbox.tell(work, Subject.of("summary", sitting.id), version, at)


def _in_summary(action: PanelAction) -> tuple[object, ...]:
    return action.text, action.owner, action.due, action.state == CANCELLED


async def tell_review(work: Work, action: PanelAction, today: date, at: datetime) -> None:
    """The invitation to an action review to come of the team manager, or of who stands in, lists what is open."""
    for sitting in await sittings.published_between(work, today, date.max):
        if sitting.state != PUBLISHED or sitting.kind != ACTION_REVIEW:
            continue
        manager = manager_of(await people.everyone(work), action.team)
        presented = await items.of(work, sitting.id, (LISTED,))
        presents = {item.manager for item in presented if manager is not None and item.own_manager == manager.oid}
        for invitation in await invitations.of(work, sitting.id):
            if invitation.manager in presents:
                await invitations.touch(work, invitation.id)
                await outbox.tell(work, Subject.of("invitation", invitation.id), invitation.version + 1, at)
