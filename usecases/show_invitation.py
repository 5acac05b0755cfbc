"""Show an invitation: the manager's slots and why, what to prepare by when, and the answer as it stands."""

from __future__ import annotations

from datetime import date

from cards.invitation import InvitationView
from cards.invited import InvitedItem, OpenAction, Preparation
from permanence.panel import (
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
from permanence.people import manager_of
from permanence.preparation import Readiness, checklists
from permanence.refusals import NotFound
from storage import actions, invitations, items, people, slots
from storage.store import Work
from usecases.house import House
from usecases.panel_candidates import panel_title
from usecases.readiness import readiness_of
from usecases.show_agenda import found_sitting

WITH_A_SLOT = (LISTED, HEARD, DEFERRED)


async def show_invitation(house: House, work: Work, invitation_id: int, line: str = "") -> InvitationView:
    """The invitation's card."""
    invitation = await invitations.find(work, invitation_id)
    if invitation is None:
        raise NotFound('This invitation is not known any more; say "sitting" for the sitting as it stands.')
    sitting = await found_sitting(work, invitation.sitting_id)
    names = await people.names(work)
    manager = await people.find(work, invitation.manager)
    by = invitation.answered_by or ""
    its = await slotted(work, invitation)
    known = await readiness_of(house, work, sitting, [item for item, _ in its])
    return InvitationView(
        invitation=invitation.id,
        version=invitation.version,
        panel=panel_title(house, sitting.panel),
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        manager=names.get(invitation.manager, invitation.manager),
        manager_teams_id=manager.teams_id if manager else None,
        state=invitation.state,
        items=tuple(_item(item, slot, known.get(item.id)) for item, slot in its),
        prepare=_prepare(house, sitting),
        answer_by=answer_by(house, sitting),
        actions=await _open_actions(work, sitting, {item.own_manager for item, _ in its}),
        by=names.get(by, by),
        at=invitation.answered_at,
        reason=invitation.reason or "",
        to_prepare=bool(known),
        stands_for=tuple(sorted({names.get(item.stands_for, NOBODY) for item, _ in its if item.stands_for})),
        sitting_closed=sitting.state != PUBLISHED,
        stood_down=sitting.state == STOOD_DOWN,
        calendar_url=f"{house.public_url}/calendar/{invitation.calendar_key}.ics" if house.public_url else "",
        line=line,
    )


def answer_by(house: House, sitting: Sitting) -> date | None:
    """The day to answer and be prepared by: so many working days before the sitting, when the panel says how many."""
    days = next((panel.answer_working_days for panel in house.policy.panels if panel.name == sitting.panel), None)
    if days is None:
        return None
    return date.fromordinal(house.policy.calendar.working_days_before(sitting.on.toordinal(), days))


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
