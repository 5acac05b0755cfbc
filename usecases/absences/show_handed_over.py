"""Show what changed hands when an absence was entered or ended: at which sittings, which children, and who presents."""

from __future__ import annotations

from datetime import date

from cards.absences import absence_words
from cards.absences.handed_over import HandedLine, HandedOverView
from permanence.panel.panels import panel_title
from permanence.refusals import NotFound
from permanence.subject import read_numbered
from storage import absences, history, people
from storage.store import Work
from usecases.absences.enter_absence import SUBJECT
from usecases.house import House
from usecases.sittings.found_sitting import found_sitting


async def show_handed_over(house: House, work: Work, change: str) -> HandedOverView:
    """The card of one change; `change` is the absence's id and version, joined by a dash."""
    number, _ = read_numbered(change) or (0, 0)
    entries = await history.of(work, SUBJECT, number)
    entry = next((one for one in entries if one.details.get("change") == change), None)
    absence = await absences.find(work, number) if entry else None
    if entry is None or absence is None:
        raise NotFound(absence_words.NOT_KNOWN)
    lines = []
    for handed in entry.details["handed"]:
        sitting = await found_sitting(work, handed["sitting"])
        title = panel_title(house.policy, sitting.panel)
        lines.append(HandedLine(title, sitting.on, tuple(handed["labels"]), handed["to"]))
    concerned = set(entry.details["concerned"])
    cast = await people.everyone(work)
    ended = entry.verb == "end_absence"
    return HandedOverView(
        name=entry.details["name"],
        deputy=entry.details.get("deputy", ""),
        starts=absence.starts,
        until=None if ended else date.fromisoformat(entry.details["until"]),
        by=entry.by_name,
        at=entry.at,
        lines=tuple(lines),
        people=tuple((one.name, one.teams_id) for one in cast if one.oid in concerned),
    )
