"""The caseload as pages show it: worked out off the event loop, kept, and brought up to date when the record moves."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from usecases.imports.pausing_collection import garbage_collection_paused
from usecases.sittings.readiness import readiness_of
from usecases.tracker.rows import Beside, Judged, Row, is_followed, judged, row_of
from usecases.tracker.touched import touched_since

BATCH = 100  # children read at once, so that others are answered in between


@dataclass(frozen=True, slots=True)
class Caseload:
    """Every child followed, as of a day and a mark of the record; by reference."""

    today: date
    mark: Mark
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands beside the journeys, read in one transaction."""

    kept: Sequence[KeptSitting]
    cast: list[Person]
    meetings: Mapping[str, Sitting]
    actions: Mapping[str, tuple[int, int]]
    ready: Mapping[str, Readiness]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A row with all that it was made of."""

    its: Judged
    beside: Beside
    kept: Sequence[KeptSitting]
    row: Row


class KeptCaseload:
    """The newest caseload; whoever asks while it is worked out waits for the same one.

    A journey is judged again when something of it was recorded, and all of them on another day or after an import.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._newest: Caseload | None = None
        self._drawn: dict[str, _Drawn] = {}
        self._turn = asyncio.Lock()

    async def now(self, today: date) -> Caseload:
        """As the record stands: what was changed before the question is in it."""
        async with self._turn:
            newest = self._newest
            async with self._house.store.read() as work:
                here = await marks.mark(work)
                if newest and (newest.mark, newest.today) == (here, today):
                    return newest
                with garbage_collection_paused():
                    known = await self._bring(work, newest, here, today)
                    around = await _around(self._house, work, today)
                    drawn = await asyncio.to_thread(_drawn, self._house.policy, known, around, self._drawn, today)
            # Only now: whatever broke off in between leaves the caseload as it was.
            rows = tuple(one.row for one in drawn.values() if is_followed(one.row))
            self._drawn, self._newest = drawn, Caseload(today, here, rows)
            return self._newest

    async def _bring(self, work: Work, newest: Caseload | None, here: Mark, today: date) -> dict[str, Judged]:
        """Everybody as judged today: those whom something touched anew, the others as they were."""
        touched = await touched_since(work, newest.mark, here) if newest and newest.today == today else None
        if touched is None:
            return await self._judge(work, await children.references(work), today)
        anew = await self._judge(work, touched, today)
        together = {ref: was.its for ref, was in self._drawn.items() if ref not in touched} | anew
        return dict(sorted(together.items()))

    async def _judge(self, work: Work, refs: Sequence[str], today: date) -> dict[str, Judged]:
        found: dict[str, Judged] = {}
        for start in range(0, len(refs), BATCH):
            some = await children.several(work, refs[start : start + BATCH])
            found |= await asyncio.to_thread(_judged, self._house.policy, some, today)
        return found


def _judged(policy: Policy, known: Mapping[str, tuple[Child, Journey]], today: date) -> dict[str, Judged]:
    return {ref: judged(policy, child, journey, today) for ref, (child, journey) in known.items()}


async def _around(house: House, work: Work, today: date) -> _Around:
    meetings = await sittings.children_on_open_sittings(work, today)
    return _Around(
        kept=await sittings.kept(work),
        cast=await people.on_day(work, today),
        meetings=meetings,
        actions=await actions.how_many_open(work, today),
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


def _drawn(
    policy: Policy, known: Mapping[str, Judged], around: _Around, before: Mapping[str, _Drawn], today: date
) -> dict[str, _Drawn]:
    """Everybody's row; one whose child and surroundings are as before is the one from before."""
    managers: dict[str | None, Person | None] = {}
    found = {}
    for ref, its in known.items():
        team = its.child.team
        if team not in managers:
            managers[team] = manager_of(around.cast, team)
        meeting, (still_open, overdue) = around.meetings.get(ref), around.actions.get(ref, (0, 0))
        beside = Beside(managers[team], meeting.on if meeting else None, still_open, overdue, around.ready.get(ref))
        was = before.get(ref)
        if was is None or was.its is not its or was.beside != beside or was.kept != around.kept:
            was = _Drawn(its, beside, around.kept, row_of(policy, its, beside, around.kept, today))
        found[ref] = was
    return found
