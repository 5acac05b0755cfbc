"""Past sittings are found by day and in a list; from one of them its summary, uploads and correction are a press."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from permanence.panel.sitting import CLOSED, STOOD_DOWN, Sitting
from storage.panel import items, sittings, slots
from tests.afternoon import AFTER, Afternoon, afternoon, press
from tests.cast import CHAIR, SUPPORT, VIEWER, staff
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.sittings.show_past_sittings import show_past_sittings

FIRST = datetime(2026, 1, 8, 14, tzinfo=UTC)


@pytest.fixture
async def panel(house: House) -> Afternoon:
    """The sitting of 12 March closed, and eight before it; one of them was stood down."""
    made = await afternoon(house.store, state=CLOSED)
    async with house.store.change() as work:
        for week in range(9):
            at = FIRST + timedelta(weeks=week)
            state = STOOD_DOWN if week == 3 else CLOSED
            ends = at + timedelta(hours=3)
            await sittings.add(
                work, Sitting(0, "permanence", at.date(), at, ends, "review", None, "BCP-4.1", 20, state, 1)
            )
    return made


@pytest.fixture
async def play(house: House, clock: Clock, panel: Afternoon) -> Play:
    clock.now = AFTER + timedelta(days=1)
    return await open_play(house, clock)


async def test_they_are_listed_newest_first_a_page_at_a_time(play: Play) -> None:
    first = await play.say(VIEWER, "sitting past")
    assert "9 sittings so far, page 1 of 3." in read(first)
    assert read(first).index("Thu 12 March 2026") < read(first).index("Thu 5 March 2026")
    second = await play.press(VIEWER, first, "Earlier")
    assert "page 2 of 3" in read(second)
    assert "Thu 29 January 2026" not in read(second), "what was stood down was not held"
    last = await play.press(VIEWER, second, "Earlier")
    assert "Thu 8 January 2026" in read(last)
    assert "page 2 of 3" in read(await play.press(VIEWER, last, "Later"))
    opened = await play.press(VIEWER, last, "Open")
    assert "Thu 8 January 2026, 14:00 to 17:00" in read(opened)
    assert "page 1 of 3" in read(await play.press(VIEWER, opened, "Past sittings"))


async def test_one_of_a_day_leads_to_its_summary_uploads_and_correction(play: Play) -> None:
    card = await play.say(SUPPORT, "sitting 12 March 2026")
    assert "Thu 12 March 2026, 14:00 to 17:00" in read(card)
    assert "Summary of the panel of Thu 12 March 2026" in read(await play.press(SUPPORT, card, "Summary"))
    assert "uploads" in read(await play.press(SUPPORT, card, "Confirm uploads")).lower()
    assert "Correct" in read(await play.press(CHAIR, card, "Correct the record"))
    assert "Only" in read(await play.press(VIEWER, card, "Correct the record"))


async def test_a_council_without_a_sitting_is_told_so(house: House, clock: Clock) -> None:
    await staff(house)
    play = await open_play(house, clock)
    assert (await show_past_sittings(house, SUPPORT.oid, clock().date(), page=7)).page == 0
    assert "No sitting has been held yet." in read(await play.say(SUPPORT, "sitting past"))


async def test_the_record_is_in_order_of_time_with_the_times(house: House, clock: Clock) -> None:
    made = await afternoon(house.store)
    starts = datetime(2026, 3, 12, 14, tzinfo=UTC)
    times = [(starts + timedelta(minutes=20 * n), starts + timedelta(minutes=20 * n + 20)) for n in range(4)]
    async with house.store.change() as work:
        await slots.add(work, made.sitting, times)
        for number, item in zip((4, 1, 2), made.items, strict=True):
            await slots.take(work, press(SUPPORT, f"slot {number}"), made.sitting, number, item)
    clock.now = AFTER
    play = await open_play(house, clock)
    said = read(await play.say(SUPPORT, "record"))
    order = ("14:00 to 14:20: C-0002", "14:20 to 14:40: C-0003", "15:00 to 15:20: C-0001")
    assert sorted(order, key=said.index) == list(order)
    item = await play.press(SUPPORT, await play.say(SUPPORT, "record"), "Open")
    assert "C-0002" in read(item)
    assert "C-0003" in read(await play.press(SUPPORT, item, "Next on the agenda"))
    async with house.store.read() as work:
        timed = await items.in_time_order(work, made.sitting, ["listed"])
    assert [one.item.child for one in timed] == ["C-0002", "C-0003", "C-0001"]
