"""The uploads to the record that one sitting asks for, by child."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from permanence.meetings.uploads import uploads
from permanence.timeline import Obligation
from storage import children
from storage.store import Work
from usecases.house import House


async def uploads_of_panel(
    house: House, work: Work, child_refs: Iterable[str], on: date, today: date
) -> dict[str, Obligation]:
    """The upload that the panel held on a day asks for, by child."""
    found = {}
    for ref, (_, journey) in (await children.several(work, child_refs)).items():
        its = [duty for duty in uploads(house.policy, journey, today) if duty.since == on]
        if its:
            found[ref] = its[-1]
    return found
