"""Show the draft of an agenda as it stands, with who else is due and who could not be placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from cards.sittings import sitting_words
from cards.sittings.agenda import AgendaLine, AgendaView
from permanence.panel.backlog import Backlog, backlog, sittings_needed
from permanence.panel.panels import capacity_of, only_panel, refer_by_of
from permanence.panel.sitting import ACTION_REVIEW, DRAFT, Item, Sitting
from permanence.people import rights
from permanence.refusals import NotFound
from storage import people, siblings
from storage.panel import items, sittings
from storage.store import Work
from usecases.house import House
from usecases.sittings.actual_sittings import actual_sittings
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.panel_candidates import candidates, following_reviews, under_theme
from usecases.sittings.panel_seats import also_invited, panel_seats
from usecases.sittings.sitting_head import sitting_head


async def show_draft(house: House, sitting_id: int, caller: str, today: date) -> AgendaView:
    """The draft, for business support."""
    async with house.store.read() as work:
        rights.require(await people.find(work, caller), rights.SEE_DRAFT)
        return await show_agenda(house, work, await found_sitting(work, sitting_id), today)


async def show_agenda(house: House, work: Work, sitting: Sitting, today: date, line: str = "") -> AgendaView:
    """The draft's card."""
    if sitting.state != DRAFT:
        raise NotFound(sitting_words.PUBLISHED_ALREADY)
    listed = await items.of(work, sitting.id)
    names = await people.names(work)
    pool = await candidates(house, work, sitting, today)
    rest = pool.left(frozenset(item.key for item in listed))
    put_off = await sittings.times_put_off(work, panel=only_panel(house.policy, sitting.panel))
    capacity = capacity_of(house.policy, sitting)
    themed = await under_theme(house, work, sitting, [item.child for item in listed if item.child], today)
    kin = await _siblings_beside(work, listed)
    seats = await panel_seats(house, work, sitting, [item.child for item in listed])
    return AgendaView(
        sitting=sitting.id,
        version=sitting.version,
        head=sitting_head(house.policy, sitting),
        capacity=capacity,
        slot_minutes=sitting.slot_minutes,
        today=today,
        lines=tuple(
            replace(_line(item, names, put_off.get(item.child or "", 0), item.child in themed), siblings=kin[item.id])
            for item in listed
        ),
        without_manager=tuple((c.label, c.team or "") for c in rest.without_manager),
        reserve=tuple(one.label for one in rest.waiting),
        also=also_invited(seats),
        unreferred=pool.unreferred,
        refer_by=refer_by_of(house.policy, sitting) if pool.unreferred else None,
        backlog=await _backlog(house, work, sitting, len(rest.waiting), capacity),
        skipped=await _skipped(house, work, sitting, today),
        line=line,
    )


def _line(item: Item, names: dict[str, str], put_off: int, themed: bool) -> AgendaLine:
    return AgendaLine(item.label, item.presenter(names), item.clause, item.because, item.due, put_off, themed)


async def _backlog(house: House, work: Work, sitting: Sitting, waiting: int, capacity: int) -> Backlog | None:
    if sitting.kind == ACTION_REVIEW or not waiting:
        return None
    following = await following_reviews(house, work, sitting, sittings_needed(waiting, capacity))
    return backlog(waiting, capacity, sitting.on, following)


async def _skipped(house: House, work: Work, sitting: Sitting, today: date) -> tuple[tuple[date, str], ...]:
    before = (await actual_sittings(house, work, today + timedelta(days=1), sitting.on)).skipped
    return tuple((day.date, day.reason) for day in before if day.panel == sitting.panel)


async def _siblings_beside(work: Work, listed: Sequence[Item]) -> dict[int, tuple[str, ...]]:
    """For each item of an agenda, the labels of the child's siblings that are on it too."""
    kept = await siblings.of(work, [item.child for item in listed if item.child])
    labels = {item.child: item.label for item in listed}
    return {item.id: tuple(labels[ref] for ref in kept.get(item.child or "", ()) if ref in labels) for item in listed}
