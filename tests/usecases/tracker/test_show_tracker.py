"""The tracker's rows: what follows from a journey, what is kept and for how long, and in which order."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime

import pytest

from permanence.journey import Event
from storage import actions, children, history
from storage.store import Press
from tests.cast import EAST, SUPPORT, WEST, staff, take_into_care
from tests.conftest import Clock
from usecases.house import House
from usecases.opaque_ids import OpaqueIds, opaque_ids
from usecases.tracker.caseload import KeptCaseload
from usecases.tracker.rows import Row
from usecases.tracker.show_tracker import TrackerAsked, show_tracker
from usecases.tracker.view import SORTS, View, in_order, says, shows

TODAY = date(2026, 1, 5)


def press(key: str) -> Press:
    return Press(key, SUPPORT.oid, SUPPORT.name, datetime(2026, 1, 5, 9, tzinfo=UTC))


@pytest.fixture
async def caseload(house: House) -> KeptCaseload:
    await staff(house)
    await take_into_care(house, "C-1001", "East", date(2025, 6, 2), "QX")
    await take_into_care(house, "C-1002", "West", date(2025, 12, 1), "RY")
    return KeptCaseload(house)


async def rows(house: House, caseload: KeptCaseload, today: date = TODAY, **view: object) -> list[Row]:
    asked = TrackerAsked(SUPPORT.oid, today, View(**view), whole=True)  # type: ignore[arg-type]
    return list((await show_tracker(house, caseload, asked)).rows)


async def happens(house: House, ref: str, *events: Event) -> None:
    async with house.store.change() as work:
        for event in events:
            await children.record_event(work, press("event"), ref, event, "import 1")


async def test_a_row_holds_what_the_journey_and_the_record_say(house: House, caseload: KeptCaseload) -> None:
    async with house.store.change() as work:
        late = await actions.add(work, press("a"), "C-1001", None, "Ring the school", EAST.oid, date(2025, 12, 1))
        await actions.add(work, press("b"), "C-1001", None, "Write the report", EAST.oid, date(2026, 2, 1))
        await history.record(work, press("a"), "agree_action", "action", late, child_ref="C-1001")
    first, _ = await rows(house, caseload)
    assert (first.label, first.team, first.manager, first.age(TODAY)) == ("C-1001 (QX)", "East", EAST.oid, 5)
    assert (first.open_actions, first.overdue_actions) == (2, 1)
    assert first.entered == date(2025, 6, 2)
    assert first.next is not None
    assert (first.next.standing, first.late(TODAY)) == ("overdue", (TODAY - (first.next.due or TODAY)).days)
    assert [duty.due for duty in first.duties] == sorted(duty.due or date.max for duty in first.duties)


async def test_a_child_waits_for_a_match_only_where_the_plan_asks_for_one(house: House, caseload: KeptCaseload) -> None:
    assert [row.matched for row in await rows(house, caseload)] == [None, None]
    plan = Event(date(2025, 12, 10), "plan_agreed", {"plan": "long_term_fostering", "final": True})
    await happens(house, "C-1001", plan)
    await happens(house, "C-1002", plan, Event(date(2025, 12, 20), "placement_changed", {"placement": "U4"}))
    assert {row.ref: row.matched for row in await rows(house, caseload)} == {"C-1001": False, "C-1002": True}
    assert [row.ref for row in await rows(house, caseload, unmatched=True)] == ["C-1001"]
    await happens(house, "C-1001", Event(date(2026, 1, 2), "matched", {"match": "long_term_fostering"}))
    assert await rows(house, caseload, unmatched=True) == []


async def test_who_left_care_with_nothing_open_is_followed_no_more(house: House, caseload: KeptCaseload) -> None:
    await happens(house, "C-1002", Event(date(2025, 12, 20), "left_care", {}))
    assert [row.ref for row in await rows(house, caseload)] == ["C-1001"]
    async with house.store.change() as work:
        number = await actions.add(work, press("a"), "C-1002", None, "Close the file", WEST.oid, date(2026, 2, 1))
        await history.record(work, press("a"), "agree_action", "action", number, child_ref="C-1002")
    assert {row.ref for row in await rows(house, caseload)} == {"C-1001", "C-1002"}


async def test_what_is_kept_is_worked_out_again_when_the_record_or_the_day_moves_and_not_before(
    house: House, caseload: KeptCaseload, clock: Clock
) -> None:
    first, again = await asyncio.gather(caseload.now(TODAY), caseload.now(TODAY))
    assert first is again
    await happens(house, "C-1001", Event(date(2026, 1, 3), "review_held", {}))
    moved = await caseload.now(TODAY)
    assert moved is not first
    assert await caseload.now(TODAY) is moved
    later = await caseload.now(date(2026, 1, 6))
    assert (later.today, later.mark) == (date(2026, 1, 6), moved.mark)


async def test_a_page_starts_where_a_page_starts_and_never_after_the_last(house: House) -> None:
    await staff(house)
    for number in range(120):
        await take_into_care(house, f"C-{2000 + number}", "East", date(2025, 6, 2))
    caseload = KeptCaseload(house)
    for asked, start, count in ((0, 0, 50), (50, 50, 50), (60, 50, 50), (100, 100, 20), (9999, 100, 20)):
        found = await show_tracker(house, caseload, TrackerAsked(SUPPORT.oid, TODAY, start=asked))
        assert (found.start, len(found.rows), found.total) == (start, count, 120)


async def test_every_sort_orders_every_row_and_turns_round(house: House, caseload: KeptCaseload) -> None:
    its = list((await caseload.now(TODAY)).rows)
    for name in SORTS:
        up, down = in_order(View(sort=name), its), in_order(View(sort=name, descending=True), its)
        assert {row.ref for row in up} == {row.ref for row in down} == {"C-1001", "C-1002"}
        keys = [SORTS[name](row) for row in up]
        assert keys == sorted(keys)
        assert [SORTS[name](row) for row in down] == keys[::-1]


async def test_words_are_found_in_any_case_and_all_of_them_must_be(house: House, caseload: KeptCaseload) -> None:
    first, other = (await caseload.now(TODAY)).rows
    assert says(first, "qx EAST")
    assert not says(first, "qx west")
    assert says(other, "")
    assert shows(View(), first, TODAY)


async def test_an_opaque_id_is_the_same_every_time_and_says_nothing_without_the_key(house: House) -> None:
    ids, again = await opaque_ids(house), await opaque_ids(house)
    one = ids.of("child", "C-1001")
    assert one == again.of("child", "C-1001")
    assert len({one, ids.of("child", "C-1002"), ids.of("person", "C-1001"), OpaqueIds(b"x").of("child", "C-1001")}) == 4
    assert ids.behind("child", one, ["C-1000", "C-1001"]) == "C-1001"
    assert ids.behind("child", one, ["C-1000"]) is None
    assert ids.key.hex() not in repr(ids)
