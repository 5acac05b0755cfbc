"""An outage of seconds costs seconds: over real HTTP nothing becomes `unknown`, and a clock set back stops nothing."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from storage import tables
from tests.bot.engine.conftest import Live
from tests.loopback.faults import Fault

TWELVE = tuple(f"row-{number}" for number in range(12))


@pytest.mark.parametrize(
    "fault",
    [*(Fault(status) for status in (500, 502, 503, 504, 408)), Fault(reset=True)],
    ids=lambda fault: "reset" if fault.reset else str(fault.status),
)
@pytest.mark.parametrize("reads", [True, False], ids=["and reads fail too", "and reads go well"])
async def test_eight_seconds_of_trouble_before_anything_was_taken_make_no_post_doubtful(
    live: Live, fault: Fault, reads: bool
) -> None:
    when: Any = None if reads else lambda request: request.method == "POST"
    posted = len(live.world.connector.log)
    live.world.connector.fail(fault, None, when)
    await live.ask(*TWELVE)
    for _ in range(8):
        await live.round()
        live.clock.move(seconds=1)
    live.world.connector.mend()
    await live.until(live.all_sent, steps=60)
    assert len(live.world.connector.log) - posted == 12
    async with live.house.store.read() as work:
        notes = (await work.conn.execute(select(tables.outbox.c.state))).scalars()
        assert set(notes) == {"sent"}


async def test_a_clock_set_back_two_hours_leaves_nothing_waiting_for_two_hours(live: Live) -> None:
    live.world.connector.fail(Fault(429, "TooManyRequests", retry_after="30"), 1, lambda r: r.method == "POST")
    await live.ask("one", "two")
    await live.round()
    live.clock.move(hours=-2)
    await live.until(live.all_sent, steps=12)
