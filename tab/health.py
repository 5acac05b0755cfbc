"""GET /health and GET /metrics: whether the product is well, in counts and instants alone."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import REGISTRY, CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from storage import outbox
from tab.pulse import Pulse
from usecases.house import House

DELIVERY = "delivery"


class Health:
    """The two pages a watcher reads."""

    def __init__(self, house: House, pulse: Pulse) -> None:
        self._house = house
        self._pulse = pulse
        self._registry = CollectorRegistry()
        self._rows = Gauge("permanence_outbox_rows", "Rows of the outbox by state", ["state"], registry=self._registry)
        self._beats = Gauge(
            "permanence_last_tick_seconds",
            "When each tick last went well, in seconds since 1970",
            ["tick"],
            registry=self._registry,
        )

    async def health(self, request: web.Request) -> web.Response:
        """503 when the delivery loop is silent or the audit found something; a database that is away is a 500."""
        counts = await self._counts()
        status = "silent" if self._pulse.is_silent(DELIVERY) else "trouble" if self._pulse.troubles else "ok"
        return web.json_response(
            {
                "status": status,
                "troubles": list(self._pulse.troubles),
                "procedure": self._house.policy.name,
                "outbox": {"waiting": counts["waiting"] + counts["sending"], "failed": counts["failed"]},
                "last_tick": {tick: at.isoformat() for tick, at in sorted(self._pulse.beats.items())},
            },
            status=200 if status == "ok" else 503,
        )

    async def metrics(self, request: web.Request) -> web.Response:
        for state, count in (await self._counts()).items():
            self._rows.labels(state=state).set(count)
        for tick, at in self._pulse.beats.items():
            self._beats.labels(tick=tick).set(at.timestamp())
        # Counters of this process stand in the library's own registry.
        body = generate_latest(self._registry) + generate_latest(REGISTRY)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _counts(self) -> dict[str, int]:
        async with self._house.store.read() as work:
            return await outbox.by_state(work)
