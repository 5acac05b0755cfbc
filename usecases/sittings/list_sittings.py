"""List the sittings, those to come and those gone by, each with who is on it, who answered and who is prepared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cards.sittings.sitting_head import SittingHead
from permanence.panel.panel_calendar import PlannedSitting, Skipped
from permanence.panel.panels import capacity_of
from permanence.panel.recording import TO_RECORD
from permanence.panel.sitting import ACCEPTED, DECLINED, DRAFT, INVITED, PASSED_ON, PUBLISHED, STOOD_DOWN, Sitting
from permanence.people import rights
from storage import people
from storage.panel import invitations, items, sittings, slots
from storage.store import Work
from usecases.house import House
from usecases.sittings.actual_sittings import actual_sittings
from usecases.sittings.readiness import readiness_of
from usecases.sittings.sitting_head import sitting_head

PAGE = 20
AHEAD = timedelta(weeks=17)


@dataclass(frozen=True, slots=True)
class ListAsked:
    """Who asks on which day, and for which page of those gone by."""

    caller: str
    today: date
    page: int = 0


@dataclass(frozen=True, slots=True)
class ListedSitting:
    """A sitting in numbers. `on_it` counts children, at an action review managers; `prepared` those fully ready.

    `to_prepare` counts those whose preparation the procedure asks for.
    """

    its: Sitting
    head: SittingHead
    on_it: int
    capacity: int
    invited: int
    accepted: int
    declined: int
    prepared: int = 0
    to_prepare: int = 0

    @property
    def answered(self) -> int:
        return self.accepted + self.declined


@dataclass(frozen=True, slots=True)
class ListedSittings:
    """`planned` are days of the panels for which there is no agenda yet; `total` counts those gone by."""

    to_come: tuple[ListedSitting, ...]
    planned: tuple[PlannedSitting, ...]
    skipped: tuple[Skipped, ...]
    past: tuple[ListedSitting, ...]
    total: int
    page: int
    pages: int


async def list_sittings(house: House, asked: ListAsked) -> ListedSittings:
    """Drafts only for whoever may see a draft; a page past the end is the last."""
    async with house.store.read() as work:
        person = rights.require(await people.find(work, asked.caller, asked.today), rights.SEE_SITTING)
        drafts = (DRAFT,) if rights.may_at_all(person, rights.SEE_DRAFT) else ()
        coming = await sittings.to_come(work, asked.today, (PUBLISHED, STOOD_DOWN, *drafts))
        gone, total, page = await _past(work, asked)
        calendar = await actual_sittings(house, work, asked.today, asked.today + AHEAD)
        there = {(one.panel, one.on) for one in coming if one.state != STOOD_DOWN}
        there |= {(one.panel, one.on) for one in gone}
        return ListedSittings(
            to_come=tuple([await _listed(house, work, one) for one in coming]),
            planned=tuple(one for one in calendar.sittings if (one.panel, one.date) not in there),
            skipped=calendar.skipped,
            past=tuple([await _listed(house, work, one) for one in gone]),
            total=total,
            page=page,
            pages=_pages(total),
        )


async def _past(work: Work, asked: ListAsked) -> tuple[Sequence[Sitting], int, int]:
    page = max(asked.page, 0)
    found, total = await sittings.past(work, asked.today, page * PAGE, PAGE)
    if found or not total:
        return found, total, page if found else 0
    page = _pages(total) - 1
    found, total = await sittings.past(work, asked.today, page * PAGE, PAGE)
    return found, total, page


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE))


async def _listed(house: House, work: Work, sitting: Sitting) -> ListedSitting:
    on_it = await items.of(work, sitting.id, TO_RECORD)
    asked = [one.state for one in await invitations.of(work, sitting.id) if one.state != PASSED_ON]
    known = await readiness_of(house, work, sitting, on_it)
    kept = await slots.of(work, sitting.id)
    assert set(asked) <= {INVITED, ACCEPTED, DECLINED}
    return ListedSitting(
        its=sitting,
        head=sitting_head(house.policy, sitting),
        on_it=len(on_it),
        capacity=len(kept) if kept or sitting.state != DRAFT else capacity_of(house.policy, sitting),
        invited=len(asked),
        accepted=asked.count(ACCEPTED),
        declined=asked.count(DECLINED),
        prepared=sum(not one.missing for one in known.values()),
        to_prepare=len(known),
    )
