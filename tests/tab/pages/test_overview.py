"""The overview over HTTP: every number equals a count made apart by SQL and plain sums, and opens who is behind it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from sqlalchemy import text

from permanence.journey import Event, Field
from storage import actions, children, history
from storage.store import Press
from tests.cast import EAST, SUPPORT, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.tab.visiting import Visitor, visiting
from usecases.house import House

PRESS = Press("made up", SUPPORT.oid, SUPPORT.name, datetime(2026, 1, 2, 9, tzinfo=UTC))
ENTERED = {
    "C-1001": date(2025, 6, 2),
    "C-1002": date(2025, 11, 17),
    "C-1003": date(2025, 12, 1),
    "C-1004": date(2023, 2, 6),
    "C-1005": date(2022, 9, 5),
    "C-1006": date(2024, 5, 1),
}


def happened(on: str, kind: str, **fields: Field) -> Event:
    return Event(date.fromisoformat(on), kind, fields)


EVENTS = {
    "C-1001": [
        happened("2025-07-01", "panel_held"),
        happened("2025-06-28", "review_held"),
        happened("2025-09-20", "review_held"),
        happened("2025-10-01", "plan_agreed", plan="sgo", final=True),
    ],
    "C-1002": [happened("2025-12-10", "review_held")],
    "C-1003": [happened("2025-12-10", "plan_agreed", plan="adoption", final=False)],
    "C-1004": [
        happened("2023-03-01", "plan_agreed", plan="adoption", final=True),
        happened("2023-05-01", "order_made", order="placement_order"),
        happened("2023-07-10", "matched", match="adoption"),
        happened("2023-08-15", "placed_for_adoption"),
        happened("2024-02-01", "permanence_achieved", by="adoption_order"),
        happened("2024-02-01", "left_care"),
    ],
    "C-1005": [
        happened("2022-10-01", "review_held"),
        happened("2023-01-10", "review_held"),
        happened("2024-06-01", "adoption_decision"),
    ],
    "C-1006": [
        happened("2024-06-12", "plan_agreed", plan="sgo", final=True),
        happened("2024-12-02", "permanence_achieved", by="sgo"),
        happened("2024-12-02", "left_care"),
    ],
}


@pytest.fixture
async def support(house: House, clock: Clock) -> AsyncIterator[Visitor]:
    """Business support at the page, over six children in two teams and four actions."""
    await staff(house)
    for at, (ref, entered) in enumerate(ENTERED.items()):
        await take_into_care(house, ref, "East" if at % 2 else "West", entered)
    async with house.store.change(PRESS) as work:
        for ref, events in EVENTS.items():
            for event in events:
                await children.record_event(work, PRESS, ref, event, "import 1")
        for day in (1, 10):
            await actions.add(work, PRESS, "C-1001", None, "Ring the school", WEST.oid, date(2025, 12, day))
            await actions.add(work, PRESS, "C-1002", None, "Write the report", EAST.oid, date(2026, 2, day))
        await history.record(work, PRESS, "agree_action", "action", 1, child_ref="C-1001")
    async with visiting(house, clock, SUPPORT) as visitor:
        yield visitor


def row(page: str, name: str, nth: int = 0) -> list[str]:
    """The cells of the row of this name: the nth table that has one."""
    found = re.findall(rf'<tr><th scope="row">{re.escape(name)}</th>(.*?)</tr>', page, re.DOTALL)[nth]
    return [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", found, re.DOTALL)]


async def count(house: House, sql: str, **values: object) -> int:
    async with house.store.read() as work:
        return int((await work.conn.execute(text(sql), values)).scalar_one())


async def test_what_stands_now_is_what_sql_counts(support: Visitor, house: House, clock: Clock) -> None:
    page = await support.open("/overview")
    today = clock().date()
    in_care = "select count(*) from events e where type = 'entered_care' and not exists "
    in_care += "(select 1 from events l where l.child_ref = e.child_ref and l.type = 'left_care')"
    assert row(page, "Children in care") == [str(await count(house, in_care))]
    still = "select count(*) from actions where state != 'done'"
    assert row(page, "Open actions") == [str(await count(house, still))]
    overdue = await count(house, f"{still} and due < :today", today=today.isoformat())
    assert row(page, "Overdue actions") == [str(overdue)]
    second = "select count(*) from (select child_ref from events where type = 'review_held' and child_ref not in "
    second += (
        "(select child_ref from events where type in ('left_care', 'plan_agreed')) group by 1 having count(*) > 1) t"
    )
    assert row(page, "No plan agreed, second review held") == [str(await count(house, second))]


async def test_a_clause_is_on_time_late_or_overdue_by_plain_arithmetic(support: Visitor, clock: Clock) -> None:
    """BCP-3.1: a first panel within six weeks of entering care."""
    page, today = await support.open("/overview"), clock().date()
    first = date(today.year - 1, today.month + 1, 1) if today.month < 12 else date(today.year, 1, 1)
    outcome = {"on time": 0, "late": 0, "overdue": 0}
    for ref, entered in ENTERED.items():
        due = entered + timedelta(weeks=6)
        held = next((event.on for event in EVENTS[ref] if event.type == "panel_held"), None)
        if first <= due <= today and (held or due < today):
            outcome["overdue" if held is None else "on time" if held <= due else "late"] += 1
    counts = [int(cell) for cell in row(page, "BCP-3.1")[:3]]
    assert counts == list(outcome.values())
    assert sum(counts) > 0


async def test_the_scorecard_is_the_mean_of_the_days_counted_by_hand(support: Visitor) -> None:
    page = await support.open("/overview")
    care = (date(2023, 8, 15) - ENTERED["C-1004"]).days
    match = (date(2023, 7, 10) - date(2023, 5, 1)).days
    assert row(page, "A10: entering care to moving in with the adoptive family, days")[0] == str(care)
    assert row(page, "A2: court authority to a match, days")[0] == str(match)
    # C-1004 moved in within 14 months; C-1005 has a decision and has waited longer
    assert row(page, "A3: waited less than 14 months")[0] == "50 %"


async def test_a_curve_counts_those_still_waiting(support: Visitor) -> None:
    """To a plan: 121, 9, 23 and 42 days; C-1002 and C-1005 still wait."""
    page = await support.open("/overview")
    cells = row(page, "All children")
    assert cells[:2] == ["4", "2"]
    # four of six waits are over by day 121, and everybody was followed beyond day 42: 1/6 fewer each, then 1/2 of two
    ended = sorted([121, 9, 23, 42])
    still = [(date(2026, 1, 5) - ENTERED[ref]).days for ref in ("C-1002", "C-1005")]
    share = 1.0
    for days in ended:
        at_risk = sum(one >= days for one in (*ended, *still))
        share *= 1 - 1 / at_risk
    assert cells[4] == f"{round(100 * share)} %"


async def test_every_number_opens_as_many_lines_as_it_says(support: Visitor) -> None:
    page = await support.open("/overview")
    links = re.findall(r'<a href="(/overview/children[^"]*)"[^>]*>([^<]*)</a>', page)
    assert len(links) > 15
    for address, words in links:
        behind = await support.open(unescape(address))
        lines = len(re.findall(r'<th scope="row">', behind))
        if "of=a10" not in address and "of=a2." not in address:  # there the number is days
            assert lines == int(words.replace(",", "")), address
        assert lines > 0


async def test_a_team_is_counted_alone_and_another_is_not_seen(house: House, clock: Clock, support: Visitor) -> None:
    both = int(row(await support.open("/overview"), "Children in care")[0])
    parts = [int(row(await support.open(f"/overview?team={team}"), "Children in care")[0]) for team in ("East", "West")]
    assert sum(parts) == both
    async with visiting(house, clock, EAST) as manager:
        assert int(row(await manager.open("/overview"), "Children in care")[0]) == parts[0]
        assert row(await manager.open("/overview?team=West"), "Children in care") == ["0"]


async def test_a_figure_that_is_none_is_one_sentence(support: Visitor) -> None:
    assert "There is no such figure" in await support.open("/overview/children?of=anything", 404)


async def test_what_happens_is_in_the_numbers_at_once(support: Visitor, house: House) -> None:
    before = int(row(await support.open("/overview"), "Children in care")[0])
    async with house.store.change() as work:
        await children.record_event(work, PRESS, "C-1003", happened("2025-12-20", "left_care"), "import 2")
    assert int(row(await support.open("/overview"), "Children in care")[0]) == before - 1
