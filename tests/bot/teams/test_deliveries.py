"""One delivery, one turn: however often Teams delivers, and whoever hangs up."""

from __future__ import annotations

import asyncio

import pytest

from bot.teams.deliveries import Deliveries


async def test_the_same_delivery_while_the_first_is_running_waits_for_its_answer():
    deliveries: Deliveries[str] = Deliveries()
    gate, runs = asyncio.Event(), []

    async def turn() -> str:
        runs.append(1)
        await gate.wait()
        return "the answer"

    waiting = [asyncio.create_task(deliveries.once(("c", "1"), turn)) for _ in range(4)]
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(*waiting) == ["the answer"] * 4
    assert len(runs) == 1
    assert await deliveries.once(("c", "1"), turn) == "the answer"
    assert len(runs) == 1


async def test_hanging_up_does_not_break_the_turn_off():
    deliveries: Deliveries[str] = Deliveries()
    gate = asyncio.Event()

    async def turn() -> str:
        await gate.wait()
        return "done"

    first = asyncio.create_task(deliveries.once(("c", "1"), turn))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    gate.set()
    assert await deliveries.once(("c", "1"), turn) == "done"


async def test_a_failed_turn_is_run_again():
    deliveries: Deliveries[str] = Deliveries()
    runs = []

    async def turn() -> str:
        runs.append(1)
        if len(runs) == 1:
            raise LookupError("first time")
        return "second time"

    with pytest.raises(LookupError):
        await deliveries.once(("c", "1"), turn)
    await asyncio.sleep(0)
    assert await deliveries.once(("c", "1"), turn) == "second time"


async def test_a_turn_that_never_ends_does_not_keep_the_program_from_ending(monkeypatch):
    monkeypatch.setattr("bot.teams.deliveries.SETTLE_SECONDS", 0.01)
    deliveries: Deliveries[str] = Deliveries()
    waiting = asyncio.create_task(deliveries.once(("c", "1"), asyncio.Event().wait))
    await asyncio.sleep(0)
    await deliveries.settle()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_only_so_many_are_remembered():
    deliveries: Deliveries[int] = Deliveries(remembered=3)
    runs = []

    async def turn() -> int:
        runs.append(1)
        return len(runs)

    for number in range(5):
        await deliveries.once((str(number),), turn)
    assert await deliveries.once(("4",), turn) == 5
    assert await deliveries.once(("0",), turn) == 6
