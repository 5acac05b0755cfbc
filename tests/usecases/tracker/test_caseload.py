"""The kept caseload: brought up to date after a change, it is what would be worked out from nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest
from sqlalchemy import insert

from permanence.journey import Event
from storage import actions, children, history
from storage.page import marks
from storage.page.marks import WINDOW
from storage.tables import history as history_table
from tests.afternoon import FRIDAY, THURSDAY, Afternoon, afternoon, press
from tests.cast import CHAIR, EAST, SUPPORT, WEST
from tests.usecases.recording.test_reopen_sitting import AWAY, GOOD, close, record, reopen
from usecases.absences.enter_absence import EnterAbsence, enter_absence
from usecases.children.keep_siblings import KeepSiblings, keep_siblings
from usecases.house import House
from usecases.tracker.caseload import KeptCaseload


@pytest.fixture
async def panel(house: House) -> Afternoon:
    return await afternoon(house.store)


async def plan_agreed(house: House, panel: Afternoon) -> None:
    said = press(SUPPORT, "plan")
    async with house.store.change(said) as work:
        event = Event(date(2026, 3, 2), "plan_agreed", {"plan": "adoption", "final": False})
        await children.record_event(work, said, "C-0002", event, "import 1")


async def action_agreed(house: House, panel: Afternoon) -> None:
    said = press(CHAIR, "action")
    async with house.store.change(said) as work:
        number = await actions.add(work, said, "C-0003", None, "Ring the school", WEST.oid, date(2026, 3, 1))
        await history.record(work, said, "agree_action", "action", number, child_ref="C-0003")


async def siblings_known(house: House, panel: Afternoon) -> None:
    await keep_siblings(house, KeepSiblings("C-0001", 0, "C-0003", press(SUPPORT, "siblings")))


async def manager_away(house: House, panel: Afternoon) -> None:
    await enter_absence(
        house, EnterAbsence(EAST.oid, THURSDAY, date(2026, 3, 20), WEST.oid, press(SUPPORT, "away", on=THURSDAY))
    )


async def sitting_recorded(house: House, panel: Afternoon) -> None:
    for item, result in zip(panel.items, (GOOD, AWAY, GOOD), strict=True):
        await record(house, item, result, 1)
    await close(house, panel)


async def sitting_corrected(house: House, panel: Afternoon) -> None:
    await reopen(house, panel)
    await record(house, panel.items[0], AWAY, 2, FRIDAY)
    await close(house, panel, FRIDAY)


Change = Callable[[House, Afternoon], Awaitable[None]]
CHANGES: tuple[Change, ...] = (
    *(plan_agreed, action_agreed, siblings_known, manager_away),
    *(sitting_recorded, sitting_corrected),
)


async def test_after_every_change_it_is_what_is_worked_out_from_nothing(house: House, panel: Afternoon) -> None:
    kept = KeptCaseload(house)
    before = (await kept.now(FRIDAY)).rows
    for change in CHANGES:
        await change(house, panel)
        rows = (await kept.now(FRIDAY)).rows
        shown = change is not siblings_known  # which no column of the tracker shows
        assert (rows != before) == shown, f"{change.__name__} is not seen"
        assert rows == (await KeptCaseload(house).now(FRIDAY)).rows, change.__name__
        before = rows


async def test_only_whom_something_touched_is_judged_again(house: House, panel: Afternoon) -> None:
    kept = KeptCaseload(house)
    first = {row.ref: row for row in (await kept.now(FRIDAY)).rows}
    await plan_agreed(house, panel)
    assert {row.ref for row in (await kept.now(FRIDAY)).rows if row is not first[row.ref]} == {"C-0002"}


async def test_everybody_is_judged_again_on_another_day(house: House, panel: Afternoon) -> None:
    kept = KeptCaseload(house)
    first = await kept.now(THURSDAY)
    later = await kept.now(date(2026, 6, 1))
    assert [row.late(later.today) for row in later.rows] != [row.late(first.today) for row in first.rows]
    assert later.rows == (await KeptCaseload(house).now(date(2026, 6, 1))).rows


async def test_a_line_that_was_begun_earlier_and_ended_later_is_not_missed(house: House, panel: Afternoon) -> None:
    async with house.store.change() as work:
        row = history.line(press(CHAIR, "late"), "progress_action", "action", 1, child_ref="C-0001")
        await work.conn.execute(insert(history_table).values(id=1000, **row))
    async with house.store.read() as work:
        before = await marks.mark(work)
    async with house.store.change() as work:
        await work.conn.execute(insert(history_table).values(id=999, **(row | {"child_ref": "C-0002"})))
    async with house.store.read() as work:
        here = await marks.mark(work)
        assert here != before
        assert (await marks.moved(work, before, here)).children == {"C-0002"}


async def test_more_lines_than_are_compared_may_touch_anybody(house: House, panel: Afternoon) -> None:
    async with house.store.read() as work:
        before = await marks.mark(work)
    lines = [
        history.line(press(CHAIR, "many"), "progress_action", "action", number, child_ref="C-0001")
        for number in range(WINDOW + 1)
    ]
    async with house.store.change() as work:
        await history.record_lines(work, lines)
    async with house.store.read() as work:
        assert (await marks.moved(work, before, await marks.mark(work))).whole
