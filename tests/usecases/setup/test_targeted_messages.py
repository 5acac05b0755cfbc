"""What was learned of a tenant is known to every process, and that it had none is doubted after a week."""

from __future__ import annotations

from datetime import timedelta

from tests.conftest import Clock
from usecases.house import House
from usecases.setup.targeted_messages import AGAIN, known, learn


async def test_what_was_learned_is_known_of_that_tenant_alone(house: House, clock: Clock) -> None:
    assert await known(house, "tenant", clock()) is None
    for can in (True, False):
        await learn(house, "tenant", can, clock())
        assert await known(house, "tenant", clock()) is can
    assert await known(house, "another", clock()) is None


async def test_that_there_are_none_is_believed_for_a_week_and_that_there_are_until_told_otherwise(
    house: House, clock: Clock
) -> None:
    later = clock() + AGAIN + timedelta(seconds=1)
    await learn(house, "tenant", False, clock())
    assert await known(house, "tenant", later) is None
    await learn(house, "tenant", True, clock())
    assert await known(house, "tenant", later) is True
    await learn(house, "tenant", None, clock())
    assert await known(house, "tenant", clock()) is None
