"""What stands where on a list, and what the one post of a morning counts: `morning_lists` and `show_morning`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from permanence.people.clearing import ARRANGE, HISTORY, SETTLE, UNDATED, WAITS, place
from permanence.people.person import BUSINESS_SUPPORT, Away, Person
from permanence.reminders import Matter
from storage import actions
from tests.afternoon import press
from tests.cast import CHAIR, EAST, EVERYONE, SUPPORT, WORKER, staff, take_into_care
from tests.conftest import Clock
from tests.play import open_play
from usecases.house import House
from usecases.reminders.morning_lists import heard_by, marks, morning_lists, together
from usecases.reminders.plan_reminders import plan_reminders
from usecases.reminders.show_morning import show_morning

MONDAY = date(2026, 1, 5)
LONG = date(2025, 8, 20)


def matter(what: str, **more: object) -> Matter:
    values: dict[str, object] = {"occasion": f"{what}:C-0001:2026-01-05", "what": what, "name": what, "due": MONDAY}
    values |= {"origin": "BCP-3.1", "because": "so", "child_ref": "C-0001", "team": "East"}
    return Matter(**{**values, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "recipient", "part", "whose"),
    [
        (matter("action", owner=EAST.oid), EAST.oid, SETTLE, ""),
        (matter("invitation", owner=EAST.oid), EAST.oid, SETTLE, ""),
        (matter("record_upload"), EAST.oid, SETTLE, ""),
        (matter("minutes"), EAST.oid, SETTLE, ""),
        (matter("ppm"), EAST.oid, ARRANGE, ""),
        (matter("panel"), EAST.oid, WAITS, BUSINESS_SUPPORT),
        (matter("panel"), BUSINESS_SUPPORT, ARRANGE, BUSINESS_SUPPORT),
        (matter("preparation", owner=EAST.oid), BUSINESS_SUPPORT, SETTLE, ""),
        (matter("action", owner=WORKER.oid), CHAIR.oid, WAITS, WORKER.oid),
        (matter("ppm"), CHAIR.oid, WAITS, EAST.oid),
        (matter("ppm_required", dated=False), EAST.oid, UNDATED, ""),
        (matter("ppm", due=LONG), EAST.oid, HISTORY, ""),
        (matter("approval_required", due=LONG, dated=False), EAST.oid, HISTORY, ""),
        (matter("action", due=LONG, owner=EAST.oid), EAST.oid, SETTLE, ""),
        (matter("team_transfer"), EAST.oid, ARRANGE, ""),
    ],
)
def test_what_one_can_settle_arrange_or_only_wait_for(one: Matter, recipient: str, part: str, whose: str) -> None:
    found = place(one, recipient, EVERYONE, MONDAY)
    assert (found.part, found.whose) == (part, whose)
    assert bool(found.fold) == (part in (WAITS, UNDATED, HISTORY))


def test_without_a_first_morning_nothing_is_history() -> None:
    assert place(matter("ppm", due=LONG), EAST.oid, EVERYONE, None).part == ARRANGE


def test_a_deputy_and_the_role_hear_what_is_theirs_to_clear() -> None:
    away = Person("oid-x", "Xan", frozenset({"team_manager"}), away=Away(MONDAY, EAST.oid, EAST.name))
    assert heard_by(EAST, [EAST, away]) == (EAST.oid, "oid-x")
    assert heard_by(SUPPORT, [EAST, away]) == (SUPPORT.oid, BUSINESS_SUPPORT)


async def test_each_thing_is_counted_once_and_what_a_first_import_brings_is_one_number(
    house: House, clock: Clock
) -> None:
    await staff(house)
    await open_play(house, clock)
    for number in range(5):
        await take_into_care(house, f"C-000{number}", "East", LONG - timedelta(weeks=6))
    async with house.store.change() as work:
        by = press(SUPPORT, "one", clock())
        await actions.add(work, by, "C-0001", None, "Ring home", CHAIR.oid, date(2025, 12, 1))
    await plan_reminders(house, clock())
    async with house.store.read() as work:
        view = await show_morning(house, work, MONDAY, clock())
        lists = await morning_lists(house, work, MONDAY, clock())
    assert (view.due, view.overdue, view.history) == (1, 1, 5)
    assert [line.history for line in view.lines] == [5, 5]  # the team manager's and the service manager's
    chair = together(lists, [CHAIR.oid])
    assert [entry.place.part for entry in chair] == [SETTLE] + [HISTORY] * 5
    assert [entry.matter.name for entry in chair[:1]] == ["Ring home"]
    assert marks(lists) == marks(lists)
    assert marks({"a": chair}) != marks({"a": chair[1:]})


async def test_a_week_later_history_is_still_one_line(house: House, clock: Clock) -> None:
    await staff(house)
    play = await open_play(house, clock)
    await take_into_care(house, "C-0001", "East", LONG - timedelta(weeks=6))
    said = []
    for day in range(21):
        clock.now = datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("UTC")) + timedelta(days=day)
        await plan_reminders(house, clock())
        await play.post_all()
        async with house.store.read() as work:
            lists = await morning_lists(house, work, clock.now.date(), clock())
        said += [(clock.now.date(), entry.place.part) for entry in lists.get(EAST.oid, [])]
    assert [part for _, part in said] == [HISTORY] * 3
    assert said[1][0] >= date(2026, 1, 12)
