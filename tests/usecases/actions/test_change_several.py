"""Changing several actions: each as its own button would, one refused stops no other, sent twice it is once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from permanence.panel.action_changes import Complete, Progress
from storage import actions, history
from storage.store import Press
from tests.cast import EAST, SUPPORT, staff, take_into_care
from usecases.actions.change_several import ChangeSeveral, change_several
from usecases.house import House

PRESS = Press("made up", SUPPORT.oid, SUPPORT.name, datetime(2026, 1, 2, 9, tzinfo=UTC))
LATER = Press("several", EAST.oid, EAST.name, datetime(2026, 1, 5, 9, tzinfo=UTC))


@pytest.fixture
async def council(house: House) -> House:
    await staff(house)
    await take_into_care(house, "C-1001", "East", date(2025, 6, 2))
    async with house.store.change(PRESS) as work:
        for words in ("Ring", "Write"):
            await actions.add(work, PRESS, "C-1001", None, words, EAST.oid, date(2026, 1, 9))
    return house


async def test_one_that_is_not_there_stops_no_other(council: House) -> None:
    its = await change_several(council, ChangeSeveral([(99, 1), (1, 1)], Complete(), LATER))
    assert its.done == (1,)
    assert [number for number, _ in its.refused] == [99]


async def test_sent_twice_each_is_changed_once(council: House) -> None:
    command = ChangeSeveral([(1, 1), (2, 1)], Progress("Rang."), LATER)
    first, second = await change_several(council, command), await change_several(council, command)
    assert first.done == second.done == (1, 2)
    async with council.store.read() as work:
        assert len(await history.of(work, "action", 1)) == 1
        assert len(await history.of(work, "action", 2)) == 1


async def test_what_somebody_else_changed_meanwhile_is_said(council: House) -> None:
    await change_several(council, ChangeSeveral([(1, 1)], Progress("First."), LATER))
    other = Press("other", SUPPORT.oid, SUPPORT.name, LATER.at)
    its = await change_several(council, ChangeSeveral([(1, 1), (2, 1)], Complete(), other))
    assert its.done == (2,)
    assert its.refused[0][0] == 1
    assert its.refused[0][1]
