"""/sittings over HTTP: what is to come and what is gone by, in numbers, for whoever may see a sitting."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from permanence.panel.sitting import CLOSED, Sitting
from storage.panel import invitations, sittings, slots
from tests.afternoon import THURSDAY, afternoon, press
from tests.cast import EAST, SUPPORT, VIEWER, staff, take_into_care
from tests.conftest import Clock
from tests.tab.visiting import visiting
from usecases.house import House
from usecases.sittings.list_sittings import ListAsked, list_sittings
from usecases.sittings.propose_agenda import ProposeAgenda, propose_agenda


def row(page: str, words: str) -> str:
    """The row that says this, without its tags."""
    found = next(one for one in re.findall(r"<tr>.*?</tr>", page, re.S) if words in one)
    return " ".join(re.sub(r"<[^>]*>", " ", found).split())


async def test_a_published_sitting_is_a_row_with_its_numbers_and_its_address(house: House, clock: Clock) -> None:
    kept = await afternoon(house.store)
    async with house.store.change() as work:
        times = [
            (datetime(2026, 3, 12, hour, tzinfo=UTC), datetime(2026, 3, 12, hour, 20, tzinfo=UTC)) for hour in (14, 15)
        ]
        await slots.add(work, kept.sitting, times)
        first = (await invitations.of(work, kept.sitting))[0]
        assert await invitations.answer(work, press(EAST, "yes"), first.id, first.version, "accepted")
    async with visiting(house, clock, VIEWER) as viewer:
        page = await viewer.open("/sittings")
    its = row(page, "Published")
    assert f'href="/sittings/{kept.sitting}"' in page
    assert its.startswith("Thu 12 March 2026 14:00 to 17:00 The panel")
    assert "Published 3 children, 2 slots 2 1 answered: 1 accepted, 0 declined 0 of 3" in its


async def test_a_draft_is_there_for_business_support_and_for_others_a_day_without_an_agenda(
    house: House, clock: Clock
) -> None:
    await staff(house)
    await take_into_care(house, "C-1001", "East", clock().date() - timedelta(weeks=9))
    draft = await propose_agenda(house, ProposeAgenda(press(SUPPORT, "propose", clock())))
    on = f"{draft.head.starts_at:%-d %B %Y}"
    async with visiting(house, clock, SUPPORT) as support:
        assert "Draft 1 child, 9 slots" in row(await support.open("/sittings"), on)
    async with visiting(house, clock, EAST) as manager:
        page = await manager.open("/sittings")
        assert "No agenda yet" in row(page, on)
        assert f"/sittings/{draft.sitting}" not in page


async def test_past_sittings_are_paged_newest_first_and_a_page_too_far_is_the_last(house: House, clock: Clock) -> None:
    await staff(house)
    async with house.store.change() as work:
        for week in range(1, 24):
            on = clock().date() - timedelta(weeks=week)
            at = datetime(on.year, on.month, on.day, 14, tzinfo=UTC)
            ends = at + timedelta(hours=3)
            assert await sittings.add(
                work, Sitting(0, "permanence", on, at, ends, "review", None, "BCP-4.1", 20, CLOSED, 1)
            )
    async with visiting(house, clock, SUPPORT) as support:
        first = await support.open("/sittings")
        assert "23 sittings so far, page 1 of 2" in first
        assert first.index("29 December 2025") < first.index("22 December 2025")
        last = await support.open("/sittings?page=999999")
        assert "page 2 of 2" in last
        assert await support.open("/sittings?page=2") is not None
        await support.open("/sittings?page=%C2%B2")
    its = await list_sittings(house, ListAsked(SUPPORT.oid, clock().date(), 1))
    assert (len(its.past), its.page, its.pages) == (3, 1, 2)


async def test_a_sitting_gone_by_and_not_closed_says_so(house: House, clock: Clock) -> None:
    await afternoon(house.store)
    clock.now = datetime.combine(THURSDAY + timedelta(days=5), clock.now.timetz())
    async with visiting(house, clock, SUPPORT) as support:
        page = await support.open("/sittings")
    assert "Record not closed yet 3 children" in row(page, "12 March 2026")
    assert page.index("12 March 2026") > page.index('id="past"')
