"""Have the channel's cards of a sitting brought up to date, in the transaction of what changed them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from permanence.panel import DECLINED
from storage import invitations, items, outbox, sittings
from storage.store import Work
from usecases.void_swaps import void_swaps


async def tell_sitting(
    work: Work, sitting_id: int, changed: Iterable[int], at: datetime, *, slots_moved: bool = True, gave_up: bool = True
) -> None:
    """Post or update the sitting, the invitations that changed and, unless no slot moved, what was given up at it.

    Without `gave_up` nothing is said of slots given up: the whole sitting is.
    """
    version = await sittings.touch(work, sitting_id)
    await outbox.tell(work, "sitting", sitting_id, f"sitting:{sitting_id}:v{version}", at)
    if slots_moved:
        await void_swaps(work, sitting_id, at)
    managers = await items.released_managers(work, sitting_id)
    now_changed = set(changed)
    for invitation in await invitations.of(work, sitting_id):
        if invitation.id in now_changed:
            key = f"invitation:{invitation.id}:v{invitation.version}"
            await outbox.tell(work, "invitation", invitation.id, key, at)
        if slots_moved and gave_up and (invitation.manager in managers or invitation.state == DECLINED):
            await outbox.tell(work, "declined", invitation.id, f"declined:{invitation.id}:s{version}", at)
