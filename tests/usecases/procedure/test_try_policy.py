"""Another policy is tried on the caseload, and the database is as it was."""

from __future__ import annotations

from datetime import date

from permanence.journey import Event
from permanence.policy import load
from storage.importing import imports
from storage.importing.imports import ChildFacts
from storage.store import Press
from tests.conftest import Clock
from tests.dump import dump
from usecases.house import House
from usecases.procedure.try_policy import compare_with, what_if


async def test_whose_dates_move_and_how_many_meetings_follow(house: House, clock: Clock) -> None:
    press = Press("test", "oid-support", "Sam Support", clock())
    async with house.store.change() as work:
        await imports.keep_children(work, [ChildFacts("C-1", "", None, False, "East", None, {})])
        entered = Event(date(2026, 1, 5), "entered_care", {"legal_status": "V2", "placement": "U6"})
        await imports.add_events(work, press, "test", [("C-1", entered)])
    before = await dump(house.store)
    found = await compare_with(house, house.policy, load("dudley-2021"), date(2026, 1, 12))
    assert found.children == 1
    assert {item.child for item in found.moved} == {"C-1"}
    now, then = await what_if(house, load("dudley-2021"), date(2026, 1, 12), 8)
    assert (now.policy, then.policy) == ("bcp-2023", "dudley-2021")
    assert now.by_week[5] == 1  # seen in the sixth week, six weeks after 5 January falling on 16 February
    assert await dump(house.store) == before
