"""Browsing actions: who may see which, each state by itself, and pages that hold every one once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from permanence.refusals import NotAllowed
from storage import actions
from storage.store import Press
from tests.cast import EAST, SUPPORT, WEST, staff, take_into_care
from usecases.actions.browse_actions import PAGE, STATES, BrowseAsked, browse_actions
from usecases.house import House

TODAY = date(2026, 1, 5)
PRESS = Press("made up", SUPPORT.oid, SUPPORT.name, datetime(2026, 1, 2, 9, tzinfo=UTC))


@pytest.fixture
async def council(house: House) -> House:
    await staff(house)
    await take_into_care(house, "C-1001", "East", date(2025, 6, 2))
    await take_into_care(house, "C-1002", "West", date(2025, 6, 2))
    async with house.store.change(PRESS) as work:
        for at in range(PAGE + 5):
            due = TODAY + timedelta(days=at - 10)
            await actions.add(work, PRESS, "C-1001", None, f"Ring {at}", EAST.oid, due)
        await actions.add(work, PRESS, "C-1002", None, "Ask", EAST.oid, TODAY)
    return house


async def test_nobody_outside_the_people_file_sees_an_action(council: House) -> None:
    with pytest.raises(NotAllowed):
        await browse_actions(council, BrowseAsked("nobody", TODAY))


async def test_pages_hold_every_action_once_soonest_first(council: House) -> None:
    first = await browse_actions(council, BrowseAsked(SUPPORT.oid, TODAY))
    second = await browse_actions(council, BrowseAsked(SUPPORT.oid, TODAY, start=PAGE))
    both = [row.its for row in (*first.rows, *second.rows)]
    assert len({one.id for one in both}) == first.total == PAGE + 6
    assert [one.due for one in both] == sorted(one.due for one in both)
    beyond = await browse_actions(council, BrowseAsked(SUPPORT.oid, TODAY, start=10_000))
    assert beyond.start == PAGE


async def test_an_owner_sees_their_own_of_another_team_and_a_manager_no_other(council: House) -> None:
    assert (await browse_actions(council, BrowseAsked(EAST.oid, TODAY))).total == PAGE + 6
    theirs = await browse_actions(council, BrowseAsked(WEST.oid, TODAY))
    assert [row.its.text for row in theirs.rows] == ["Ask"]


async def test_every_state_asks_for_something_of_its_own(council: House) -> None:
    counts = {
        state: (await browse_actions(council, BrowseAsked(SUPPORT.oid, TODAY, state=state))).total for state in STATES
    }
    every = PAGE + 6
    assert counts == {
        "open": every,
        "overdue": 10,
        "this_week": 9,
        "blocked": 0,
        "done": 0,
        "cancelled": 0,
        "all": every,
    }
