"""Show an invitation: the manager's slots and why, what to prepare by when, and the answer as it stands."""

from __future__ import annotations

from cards.invitations import invitation_words
from cards.invitations.invitation import InvitationView
from cards.invitations.invited import InvitedItem, OpenAction, Preparation
from permanence.panel.panels import answer_by, panel_title
from permanence.panel.preparation import Readiness, checklists
from permanence.panel.sitting import (
    ACTION_REVIEW,
    DEFERRED,
    HEARD,
    LISTED,
    NOBODY,
    PUBLISHED,
    STOOD_DOWN,
    Invitation,
    Item,
    Sitting,
    Slot,
)
from permanence.people.person import manager_of
from permanence.refusals import NotFound
from storage import actions, people
from storage.panel import invitations, items, slots
from storage.store import Work
from usecases.house import House
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.readiness import readiness_of

WITH_A_SLOT = (LISTED, HEARD, DEFERRED)


async def show_invitation(house: House, work: Work, invitation_id: int, line: str = "") -> InvitationView:
    """The invitation's card."""
    invitation = await invitations.find(work, invitation_id)
    if invitation is None:
        raise NotFound(invitation_words.NOT_KNOWN)
    sitting = await found_sitting(work, invitation.sitting_id)
    names = await people.names(work)
    manager = await people.find(work, invitation.manager)
    by = invitation.answered_by or ""
    its = await slotted(work, invitation)
    known = await readiness_of(house, work, sitting, [item for item, _ in its])
    return InvitationView(
        invitation=invitation.id,
        version=invitation.version,
        panel=panel_title(house.policy, sitting.panel),
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        manager=names.get(invitation.manager, invitation.manager),
        manager_teams_id=manager.teams_id if manager else None,
        state=invitation.state,
        items=tuple(_item(item, slot, known.get(item.id)) for item, slot in its),
        prepare=_prepare(house, sitting),
        answer_by=answer_by(house.policy, sitting),
        actions=await _open_actions(work, sitting, {item.own_manager for item, _ in its}),
        by=names.get(by, by),
        at=invitation.answered_at,
        reason=invitation.reason or "",
        to_prepare=bool(known),
        stands_for=tuple(sorted({names.get(item.stands_for, NOBODY) for item, _ in its if item.stands_for})),
        sitting_closed=sitting.state != PUBLISHED,
        stood_down=sitting.state == STOOD_DOWN,
        calendar_url=f"{house.public_url}/calendar/{invitation.calendar_key}.ics" if house.public_url else "",
        sitting=sitting.id,
        line=line,
    )


async def slotted(work: Work, invitation: Invitation) -> list[tuple[Item, Slot]]:
    """The manager's items with their slots, in order of time. Who was put off at the sitting keeps the slot it had."""
    by_item = {slot.item_id: slot for slot in await slots.of(work, invitation.sitting_id)}
    theirs = [
        item for item in await items.of(work, invitation.sitting_id, WITH_A_SLOT) if item.manager == invitation.manager
    ]
    return sorted([(item, by_item[item.id]) for item in theirs if item.id in by_item], key=lambda pair: pair[1].number)


def _item(item: Item, slot: Slot, known: Readiness | None) -> InvitedItem:
    missing = tuple(line.text for line in known.missing) if known else None
    return InvitedItem(slot.starts_at, slot.ends_at, item.label, item.clause, item.because, item.due, missing)


def _prepare(house: House, sitting: Sitting) -> tuple[Preparation, ...]:
    if sitting.kind == ACTION_REVIEW:
        return ()
    return tuple(
        Preparation(checklist.clause, checklist.title, tuple(checklist.items)) for checklist in checklists(house.policy)
    )


async def _open_actions(work: Work, sitting: Sitting, managers: set[str]) -> tuple[OpenAction, ...]:
    if sitting.kind != ACTION_REVIEW or sitting.state != PUBLISHED:
        return ()
    cast = await people.everyone(work)
    found = []
    for action in await actions.open_everywhere(work):
        theirs = manager_of(cast, action.team)
        if theirs is not None and theirs.oid in managers:
            found.append(OpenAction(action.label, action.text, action.due, action.blocked_reason or ""))
    return tuple(found)
