"""The caseload as pages show it: worked out off the event loop, kept, and worked out again when the record moves."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from permanence.journey import Journey
from permanence.panel.changed_sittings import KeptSitting
from permanence.panel.preparation import Readiness
from permanence.panel.sitting import Sitting
from permanence.people.person import Person, manager_of
from permanence.policy import Policy
from storage import actions, children, people
from storage.children import Child
from storage.page import marks
from storage.page.marks import Mark
from storage.panel import items, sittings
from storage.store import Work
from usecases.house import House
from usecases.sittings.readiness import readiness_of
from usecases.tracker.rows import Row, is_followed, row_of


@dataclass(frozen=True, slots=True)
class Caseload:
    """Every child followed, as of a day and a mark of the record; by reference."""

    today: date
    mark: Mark
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read in one transaction."""

    mark: Mark
    known: Mapping[str, tuple[Child, Journey]]
    kept: Sequence[KeptSitting]
    cast: list[Person]
    meetings: Mapping[str, Sitting]
    open_actions: Counter[str]
    overdue: Counter[str]
    ready: Mapping[str, Readiness]


class KeptCaseload:
    """The newest caseload; whoever asks while it is worked out waits for the same one."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._newest: Caseload | None = None
        self._turn = asyncio.Lock()

    async def now(self, today: date) -> Caseload:
        """As the record stands: what was changed before the question is in it."""
        async with self._turn:
            async with self._house.store.read() as work:
                here = await marks.mark(work)
                newest = self._newest
                if newest and (newest.mark, newest.today) == (here, today):
                    return newest
                read = await _read(self._house, work, here, today)
            rows = await asyncio.to_thread(_rows, self._house.policy, read, today)
            self._newest = Caseload(today, read.mark, tuple(rows))
            return self._newest


async def _read(house: House, work: Work, mark: Mark, today: date) -> _Read:
    still = await actions.open_everywhere(work)
    meetings = await sittings.children_on_open_sittings(work, today)
    return _Read(
        mark=mark,
        known=await children.everyone(work),
        kept=await sittings.kept(work),
        cast=await people.on_day(work, today),
        meetings=meetings,
        open_actions=Counter(action.child for action in still),
        overdue=Counter(action.child for action in still if action.due < today),
        ready=await _ready(house, work, meetings),
    )


async def _ready(house: House, work: Work, meetings: Mapping[str, Sitting]) -> dict[str, Readiness]:
    """How far each child's preparation is for the sitting they are on."""
    found: dict[str, Readiness] = {}
    for sitting in {one.id: one for one in meetings.values()}.values():
        listed = await items.of(work, sitting.id)
        by_item = await readiness_of(house, work, sitting, listed)
        found |= {item.child: by_item[item.id] for item in listed if item.child and item.id in by_item}
    return found


def _rows(policy: Policy, read: _Read, today: date) -> list[Row]:
    managers: dict[str | None, Person | None] = {}
    found = []
    for child, journey in read.known.values():
        if child.team not in managers:
            managers[child.team] = manager_of(read.cast, child.team)
        manager, meeting = managers[child.team], read.meetings.get(child.ref)
        ready = read.ready.get(child.ref)
        row = replace(
            row_of(policy, child, journey, read.kept, today),
            manager=manager.oid if manager else "",
            manager_name=manager.name if manager else "",
            next_panel=meeting.on if meeting else None,
            open_actions=read.open_actions[child.ref],
            overdue_actions=read.overdue[child.ref],
            ready=len(ready.ready) if ready else None,
            to_prepare=len(ready.lines) if ready else 0,
        )
        if is_followed(row):
            found.append(row)
    return found
