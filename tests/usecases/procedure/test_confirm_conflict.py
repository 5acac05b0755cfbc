"""Where the document contradicts itself, an administrator is shown both quotes until one confirms the choice."""

from __future__ import annotations

import pytest

from permanence.refusals import NotAllowed
from storage import history, people
from storage.store import Press
from tests.cast import EVERYONE
from tests.conftest import Clock
from usecases.house import House
from usecases.procedure.confirm_conflict import ConfirmConflict, confirm_conflict
from usecases.procedure.show_conflicts import open_conflicts, show_conflicts


@pytest.fixture
async def staffed(house: House) -> House:
    async with house.store.change() as work:
        for person in EVERYONE:
            await people.keep(work, person)
    return house


def press(by: str, clock: Clock, key: str = "k") -> Press:
    return Press(key, by, "Ada Admin", clock())


async def test_both_quotes_and_the_choice_are_shown_until_confirmed(staffed: House, clock: Clock) -> None:
    async with staffed.store.read() as work:
        view = await show_conflicts(staffed, work)
        assert await open_conflicts(staffed, work) == len(view.conflicts) > 0
    [chair] = [conflict for conflict in view.conflicts if conflict.clause == "BCP-4.2"]
    assert len(chair.statements) == 2
    assert chair.choice

    after = await confirm_conflict(staffed, ConfirmConflict("BCP-4.2", press("oid-admin", clock)))
    [chair] = [conflict for conflict in after.conflicts if conflict.clause == "BCP-4.2"]
    assert chair.confirmed == "Ada Admin, Mon 5 January 2026, 09:00"


async def test_only_an_administrator_confirms(staffed: House, clock: Clock) -> None:
    with pytest.raises(NotAllowed):
        await confirm_conflict(staffed, ConfirmConflict("BCP-4.2", press("oid-east", clock)))
    async with staffed.store.read() as work:
        assert await open_conflicts(staffed, work) > 0


async def test_confirming_twice_keeps_the_first(staffed: House, clock: Clock) -> None:
    first = await confirm_conflict(staffed, ConfirmConflict("BCP-4.2", press("oid-admin", clock)))
    clock.move(hours=1)
    again = await confirm_conflict(staffed, ConfirmConflict("BCP-4.2", press("oid-admin", clock, "k2")))
    assert first.conflicts == again.conflicts
    async with staffed.store.read() as work:
        assert len(await history.of(work, "policy", "bcp-2023")) == 1
