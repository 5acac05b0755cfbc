"""GET /health and GET /metrics: whether the product is well, in counts and instants alone."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import REGISTRY, CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from tab.pulse import Pulse
from usecases.house import House
from usecases.setup.judge_health import judge_health

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

        self._unsaid = self._gauge("permanence_unsaid_messages", "Messages that should have been said and were not")
        self._unsaid_for = self._gauge(
            "permanence_unsaid_seconds", "For how long the oldest of them is late; 0 if none"
        )
        self._doubted_for = self._gauge(
            "permanence_channel_doubted_seconds",
            "For how long Teams has not known the permanence channel; 0 if it does",
        )

    def _gauge(self, name: str, words: str) -> Gauge:
        return Gauge(name, words, registry=self._registry)

    async def health(self, request: web.Request) -> web.Response:
        """503 when the delivery loop is silent or anything is not as it should be; the troubles say what."""
        judged = await judge_health(self._house, self._pulse.now())
        troubles = [*self._pulse.troubles, *judged.troubles]
        status = "silent" if self._pulse.is_silent(DELIVERY) else "trouble" if troubles else "ok"
        counts = judged.rows
        return web.json_response(
            {
                "status": status,
                "troubles": troubles,
                "procedure": self._house.policy.name,
                "outbox": {
                    "waiting": counts["waiting"] + counts["sending"],
                    "failed": counts["failed"],
                    "unknown": counts["unknown"],
                },
                "last_tick": {tick: at.isoformat() for tick, at in sorted(self._pulse.beats.items())},
            },
            status=200 if status == "ok" else 503,
        )

    async def metrics(self, request: web.Request) -> web.Response:
        judged = await judge_health(self._house, self._pulse.now())
        for state, count in judged.rows.items():
            self._rows.labels(state=state).set(count)
        self._unsaid.set(judged.unsaid)
        self._unsaid_for.set(judged.unsaid_seconds)
        self._doubted_for.set(judged.doubted_seconds)
        for tick, at in self._pulse.beats.items():
            self._beats.labels(tick=tick).set(at.timestamp())
        # Counters of this process stand in the library's own registry.
        body = generate_latest(self._registry) + generate_latest(REGISTRY)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})
