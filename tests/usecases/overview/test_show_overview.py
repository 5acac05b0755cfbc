"""The overview's figures: who may see them, and how long what was worked out is kept."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime

import pytest

from permanence.journey import Event
from permanence.refusals import NotAllowed
from storage import actions, children, history
from storage.store import Press
from tests.cast import EAST, SUPPORT, staff, take_into_care
from usecases.house import House
from usecases.overview.outcomes import KeptOutcomes, months_shown
from usecases.overview.show_overview import KeptFigures, OverviewAsked, show_overview

TODAY = date(2026, 1, 5)
PRESS = Press("e", SUPPORT.oid, SUPPORT.name, datetime(2026, 1, 5, 9, tzinfo=UTC))


@pytest.fixture
async def kept(house: House) -> KeptOutcomes:
    await staff(house)
    await take_into_care(house, "C-1001", "East", date(2025, 6, 2))
    await take_into_care(house, "C-1002", "West", date(2025, 12, 1))
    return KeptOutcomes(house)


async def test_whoever_is_not_in_the_people_file_sees_no_number(house: House, kept: KeptOutcomes) -> None:
    with pytest.raises(NotAllowed):
        await show_overview(house, KeptFigures(house), OverviewAsked("nobody", TODAY))


async def test_a_manager_sees_the_numbers_of_their_own_teams(house: House, kept: KeptOutcomes) -> None:
    figures = KeptFigures(house)
    everybody = await show_overview(house, figures, OverviewAsked(SUPPORT.oid, TODAY))
    assert len(everybody.figures.lines["in_care"]) == 2
    its = await show_overview(house, figures, OverviewAsked(EAST.oid, TODAY))
    assert (its.teams, [line.ref for line in its.figures.lines["in_care"]]) == (("East",), ["C-1001"])


async def test_it_is_worked_out_once_until_the_record_moves_and_by_the_day(house: House, kept: KeptOutcomes) -> None:
    first, second = await asyncio.gather(kept.now(TODAY), kept.now(TODAY))
    assert first is second
    tomorrow = await kept.now(date(2026, 1, 6))
    assert tomorrow is not first
    async with house.store.change() as work:
        await children.record_event(work, PRESS, "C-1001", Event(date(2026, 1, 2), "panel_held", {}), "import 2")
    assert await kept.now(date(2026, 1, 6)) is not tomorrow


async def test_what_is_brought_up_to_date_equals_what_is_worked_out_from_nothing(
    house: House, kept: KeptOutcomes
) -> None:
    await kept.now(TODAY)
    plan = Event(date(2025, 7, 1), "plan_agreed", {"plan": "sgo", "final": True})
    async with house.store.change(PRESS) as work:
        await children.record_event(work, PRESS, "C-1001", plan, "import 2")
        number = await actions.add(work, PRESS, "C-1002", None, "Ring", EAST.oid, date(2025, 12, 1))
        await history.record(work, PRESS, "agree_action", "action", number, child_ref="C-1002")
    assert (await kept.now(TODAY)).children == (await KeptOutcomes(house).now(TODAY)).children
    assert any(one.actions for one in (await kept.now(TODAY)).children)


def test_the_months_are_twelve_and_this_one_is_the_last() -> None:
    assert (months_shown(TODAY)[0], months_shown(TODAY)[-1]) == (date(2025, 2, 1), date(2026, 1, 1))
