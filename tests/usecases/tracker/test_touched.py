"""Who is touched by what was recorded since a mark: nobody, a child, and with a child the siblings."""

from __future__ import annotations

from datetime import UTC, date, datetime

from permanence.journey import Event
from storage import children, siblings
from storage.page import marks
from storage.page.marks import Mark
from storage.store import Press
from tests.cast import SUPPORT, staff, take_into_care
from usecases.house import House
from usecases.tracker.touched import touched_since

PRESS = Press("touched", SUPPORT.oid, SUPPORT.name, datetime(2026, 1, 5, 9, tzinfo=UTC))


async def touched(house: House, before: Mark) -> list[str] | None:
    async with house.store.read() as work:
        return await touched_since(work, before, await marks.mark(work))


async def test_a_child_is_touched_and_so_are_the_siblings(house: House) -> None:
    await staff(house)
    for ref in ("C-1001", "C-1002", "C-1003"):
        await take_into_care(house, ref, "East", date(2025, 6, 2))
    async with house.store.change() as work:
        await siblings.keep(work, {"C-1001": ["C-1002"], "C-1002": ["C-1001"]})
    async with house.store.read() as work:
        before = await marks.mark(work)
    assert await touched(house, before) == []
    async with house.store.change() as work:
        await children.record_event(work, PRESS, "C-1001", Event(date(2026, 1, 2), "panel_held", {}), "import 2")
    assert await touched(house, before) == ["C-1001", "C-1002"]
