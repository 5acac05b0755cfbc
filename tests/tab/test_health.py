"""Health and metrics: counts and instants alone, and a loop that has gone silent is seen."""

from __future__ import annotations

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from permanence.subject import Subject
from storage import outbox
from tab.health import DELIVERY, Health
from tab.pulse import Pulse
from tests.conftest import Clock
from usecases.house import House


def page(house: House, pulse: Pulse) -> TestClient[web.Request, web.Application]:
    health, app = Health(house, pulse), web.Application()
    app.add_routes([web.get("/health", health.health), web.get("/metrics", health.metrics)])
    return TestClient(TestServer(app))


async def test_health_counts_what_waits_and_is_not_well_while_something_failed(house: House, clock: Clock) -> None:
    pulse = Pulse(clock)
    pulse.beat(DELIVERY)
    async with house.store.change() as work:
        for number in range(3):
            await outbox.tell(work, Subject.of("sitting", number), 1, clock())
        letter = await outbox.claim(work, clock())
        assert letter is not None
        await outbox.finish(work, letter, "failed", clock(), "refused")
    async with page(house, pulse) as client:
        answer = await client.get("/health")
        said = await answer.json()
        families = text_string_to_metric_families(await (await client.get("/metrics")).text())
    assert (answer.status, said["status"], said["procedure"]) == (503, "trouble", "bcp-2023")
    assert said["troubles"] == ['1 message failed or may not have been posted; the command "failed" lists them.']
    assert said["outbox"] == {"waiting": 2, "failed": 1, "unknown": 0}
    samples = {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}
    assert samples["permanence_outbox_rows", "waiting"] == 2
    assert samples["permanence_outbox_rows", "failed"] == 1
    assert samples["permanence_last_tick_seconds", DELIVERY] == clock().timestamp()


async def test_a_delivery_loop_silent_for_minutes_is_unwell(house: House, clock: Clock) -> None:
    pulse = Pulse(clock, lambda: clock().timestamp())
    async with page(house, pulse) as client:
        assert (await client.get("/health")).status == 503
        pulse.beat(DELIVERY)
        assert (await client.get("/health")).status == 200
        clock.move(minutes=3)
        answer = await client.get("/health")
        assert (answer.status, (await answer.json())["status"]) == (503, "silent")
