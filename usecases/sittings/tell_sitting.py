"""Have the channel's cards of a sitting brought up to date, in the transaction of what changed them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from permanence.panel.sitting import ACCEPTED, DECLINED, INVITED
from permanence.subject import Subject
from storage import history, outbox
from storage.panel import invitations, items, sittings, swaps
from storage.store import Work
from usecases.sittings.void_swaps import void_swaps

GIVING_UP = ("decline_invitation", "release_item")


async def tell_sitting(
    work: Work, sitting_id: int, changed: Iterable[int], at: datetime, *, slots_moved: bool = True, gave_up: bool = True
) -> None:
    """Post or update the sitting, the invitations that changed and, unless no slot moved, what was given up at it.

    Without `gave_up` nothing is said of slots given up: the whole sitting is.
    """
    version = await sittings.touch(work, sitting_id)
    await outbox.tell(work, Subject.of("sitting", sitting_id), version, at)
    if slots_moved:
        await void_swaps(work, sitting_id, at)
    managers = await items.released_managers(work, sitting_id)
    now_changed = set(changed)
    for invitation in await invitations.of(work, sitting_id):
        if invitation.id in now_changed:
            await outbox.tell(work, Subject.of("invitation", invitation.id), invitation.version, at)
        if slots_moved and gave_up and (invitation.manager in managers or invitation.state == DECLINED):
            await outbox.tell(work, Subject.of("declined", invitation.id), f"s{version}", at)


async def tell_change(work: Work, sitting_id: int, change: str, at: datetime) -> None:
    """The sitting was moved or stood down: bring what else says when it is up to date, for those not coming too."""
    for swap in await swaps.of(work, sitting_id):
        version = await swaps.touch(work, swap.id)
        await outbox.tell(work, Subject.of("swap", swap.id), version, at)
    for invitation in await invitations.of(work, sitting_id):
        if invitation.state not in (INVITED, ACCEPTED):
            await _touch_and_tell(work, invitation.id, invitation.version, at)
        if await _gave_up(work, invitation.id):
            await outbox.tell(work, Subject.of("declined", invitation.id), f"change-{change}", at)


async def tell_held(work: Work, sitting_id: int, version: int, at: datetime) -> None:
    """The sitting is over: nothing of its invitations, exchanges and slots given up can be answered any more."""
    await void_swaps(work, sitting_id, at)
    for invitation in await invitations.of(work, sitting_id):
        await _touch_and_tell(work, invitation.id, invitation.version, at)
        if await _gave_up(work, invitation.id):
            await outbox.tell(work, Subject.of("declined", invitation.id), f"s{version}", at)


async def _touch_and_tell(work: Work, invitation_id: int, version: int, at: datetime) -> None:
    await invitations.touch(work, invitation_id)
    await outbox.tell(work, Subject.of("invitation", invitation_id), version + 1, at)


async def _gave_up(work: Work, invitation_id: int) -> bool:
    return any(entry.verb in GIVING_UP for entry in await history.of(work, "invitation", invitation_id))
