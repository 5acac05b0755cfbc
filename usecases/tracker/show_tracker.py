"""Show the tracker: the children of a view whom somebody may see, a page of them or all, and what can be chosen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date

from permanence.people import rights
from usecases.house import House
from usecases.tracker.caseload import KeptCaseload
from usecases.tracker.rows import Group, Row
from usecases.tracker.view import View, in_order, says, shows
from usecases.visible_teams import VisibleTeams, visible_teams_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class TrackerAsked:
    """Who asks, for which view, with which words typed; from which row on, or for `whole` all of them."""

    caller: str
    today: date
    view: View = field(default_factory=View)
    words: str = ""
    start: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What a view can be narrowed by, of the children somebody may see."""

    teams: tuple[str, ...]
    managers: tuple[tuple[str, str], ...]  # object id, name
    groups: tuple[Group, ...]
    clauses: tuple[str, ...]
    plans: tuple[str, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tracker:
    """The rows, from which one on, of how many in the view, of how many at all."""

    rows: tuple[Row, ...]
    start: int
    total: int
    seen: int
    overdue: int
    choices: Choices


async def show_tracker(house: House, caseload: KeptCaseload, asked: TrackerAsked) -> Tracker:
    """Refused to whoever may see no child; of the others only what is in their teams."""
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_CHILDREN, asked.today)
    kept = await caseload.now(asked.today)
    return await asyncio.to_thread(_tracker, kept.rows, visible, asked)


def _tracker(rows: tuple[Row, ...], visible: VisibleTeams, asked: TrackerAsked) -> Tracker:
    seen = [row for row in rows if visible.has(row.team or None)]
    found = [row for row in seen if shows(asked.view, row, asked.today) and says(row, asked.words)]
    found = in_order(asked.view, found)
    start = 0 if asked.whole else min(max(asked.start, 0), max(len(found) - 1, 0)) // PAGE * PAGE
    return Tracker(
        rows=tuple(found if asked.whole else found[start : start + PAGE]),
        start=start,
        total=len(found),
        seen=len(seen),
        overdue=sum(any(duty.standing == "overdue" for duty in row.duties) for row in found),
        choices=_choices(seen),
    )


def _choices(seen: list[Row]) -> Choices:
    groups = {group.cohort: group for row in seen for group in row.groups}
    return Choices(
        teams=tuple(sorted({row.team for row in seen if row.team})),
        managers=tuple(
            sorted({(row.manager, row.manager_name) for row in seen if row.manager}, key=lambda one: one[1])
        ),
        groups=tuple(sorted(groups.values(), key=lambda group: group.title)),
        clauses=tuple(sorted({duty.clause for row in seen for duty in row.duties})),
        plans=tuple(sorted({row.care.plan.value for row in seen if row.care.plan})),
        statuses=tuple(sorted({row.care.legal_status.value for row in seen if row.care.legal_status})),
    )
