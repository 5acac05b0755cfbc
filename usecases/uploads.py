"""Uploads to the record that a sitting asks for, as the procedure's own clock says: by when, and which are made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from permanence.journey import Journey
from permanence.timeline import Obligation, timeline
from storage import children
from storage.store import Work
from usecases.house import House

UPLOAD = "record_upload"


def uploads(house: House, journey: Journey, today: date) -> list[Obligation]:
    """Every upload ever due for a child, oldest first."""
    return [duty for duty in timeline(house.policy, journey, today).obligations if duty.what == UPLOAD]


def waiting(house: House, journey: Journey, today: date) -> list[Obligation]:
    """Uploads due for a child and not made, oldest first."""
    return [duty for duty in uploads(house, journey, today) if duty.is_open]


async def of_panel(house: House, work: Work, child_refs: Iterable[str], on: date, today: date) -> dict[str, Obligation]:
    """The upload that the panel held on a day asks for, by child."""
    found = {}
    for ref, (_, journey) in (await children.several(work, child_refs)).items():
        its = [duty for duty in uploads(house, journey, today) if held_on(duty) == on]
        if its:
            found[ref] = its[-1]
    return found


def held_on(duty: Obligation) -> date | None:
    """The day of the meeting an upload is of."""
    _, _, day = duty.occasion.partition("@")
    return date.fromisoformat(day[:10]) if day else None
