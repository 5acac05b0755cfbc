"""Show one change of a published sitting: that it was moved or stood down, why, and whom it concerns."""

from __future__ import annotations

from datetime import datetime

from cards.sittings import sitting_words
from cards.sittings.sitting_change import SittingChangeView
from permanence.panel.panels import panel_title
from permanence.panel.sitting import NOT_COMING
from permanence.people.person import PANEL_CHAIR
from permanence.refusals import NotFound
from permanence.subject import read_numbered
from storage import history, people
from storage.panel import invitations
from storage.store import Work
from usecases.house import House
from usecases.sittings.found_sitting import found_sitting

MOST_CHAIRS = 3


async def show_sitting_change(house: House, work: Work, change: str) -> SittingChangeView:
    """The change's card; `change` is the sitting's id and the version that was changed, joined by a dash."""
    number, _ = read_numbered(change) or (0, 0)
    entries = await history.of(work, "sitting", number)
    entry = next((one for one in entries if one.details.get("change") == change), None)
    if entry is None:
        raise NotFound(sitting_words.CHANGE_NOT_KNOWN)
    sitting = await found_sitting(work, number)
    concerned = {one.manager for one in await invitations.of(work, sitting.id) if one.state not in NOT_COMING}
    cast = await people.everyone(work)
    details = entry.details
    return SittingChangeView(
        sitting=sitting.id,
        panel=panel_title(house.policy, sitting.panel),
        before=_times(details["before"]),
        now=_times(details["now"]) if details["now"] else None,
        reason=details["reason"],
        by=entry.by_name,
        at=entry.at,
        managers=tuple((person.name, person.teams_id) for person in cast if person.oid in concerned),
        labels=tuple(details["labels"]),
        answer_again=details["answer_again"],
        put_off=tuple((label, times) for label, times in details.get("put_off", ())),
        chairs=tuple((person.name, person.teams_id) for person in cast if person.has(PANEL_CHAIR))[:MOST_CHAIRS],
    )


def _times(kept: list[str]) -> tuple[datetime, datetime]:
    starts, ends = (datetime.fromisoformat(at) for at in kept)
    return starts, ends
