"""GET /health, its /live and /ready, and GET /metrics: whether the product is well, in counts and instants alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import web
from prometheus_client import REGISTRY, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from permanence.explain import counted
from storage.databases.busy import in_time
from tab.gauges import Gauges
from tab.pulse import Pulse
from usecases.house import House
from usecases.setup.judge_health import Judged, judge_health

DELIVERY = "delivery"
ANSWERS_WITHIN = 4.0  # seconds the database may take before it counts as not answering
NO_DATABASE = "The database does not answer."


def no_trouble() -> str:
    """Where no credential is used none is refused."""
    return ""


class Health:
    """The pages a watcher reads. `credential` says what is wrong with the bot's sign-in, in one sentence."""

    def __init__(self, house: House, pulse: Pulse, credential: Callable[[], str] = no_trouble) -> None:
        self._house = house
        self._pulse = pulse
        self._credential = credential
        self._gauges = Gauges()
        self._asked: asyncio.Task[Judged] | None = None

    async def live(self, request: web.Request) -> web.Response:
        """200 for as long as the process answers at all: what is wrong is no reason to start it anew."""
        return web.json_response({"status": "live"})

    async def ready(self, request: web.Request) -> web.Response:
        """200 when this process can answer people: the database answers and its deliveries go round."""
        judged = await self._judged()
        reason = NO_DATABASE if judged is None else "deliveries are silent" if self._pulse.is_silent(DELIVERY) else ""
        status = {"status": "not ready", "reason": reason} if reason else {"status": "ready"}
        return web.json_response(status, status=503 if reason else 200)

    async def health(self, request: web.Request) -> web.Response:
        """503 when anything is not as it should be; the troubles say what, in sentences."""
        judged = await self._judged()
        troubles = [*self._pulse.troubles, *self._silent()]
        troubles += judged.troubles if judged else [NO_DATABASE]
        if sentence := self._credential():
            troubles.append(sentence)
        status = "silent" if self._pulse.is_silent(DELIVERY) else "trouble" if troubles else "ok"
        counts = judged.rows if judged else {}
        return web.json_response(
            {
                "status": status,
                "troubles": troubles,
                "procedure": self._house.policy.name,
                "outbox": {
                    "waiting": counts.get("waiting", 0) + counts.get("sending", 0),
                    "failed": counts.get("failed", 0),
                    "unknown": counts.get("unknown", 0),
                },
                "last_tick": {tick: at.isoformat() for tick, at in sorted(self._pulse.beats.items())},
            },
            status=200 if status == "ok" else 503,
        )

    async def metrics(self, request: web.Request) -> web.Response:
        self._gauges.set(await self._judged(), self._pulse, trouble=bool(self._credential()))
        # Counters of this process stand in the library's own registry.
        body = generate_latest(self._gauges.registry) + generate_latest(REGISTRY)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    def _silent(self) -> list[str]:
        silent = [(tick, self._pulse.silence(tick)) for tick in self._pulse.silent()]
        return [
            f'The "{tick}" tick has not gone well for {counted(int(seconds) // 60, "minute")}.'
            for tick, seconds in silent
        ]

    async def _judged(self) -> Judged | None:
        """None when the database does not answer in time; one question at a time, however many watch."""
        if self._asked is None or self._asked.done():
            self._asked = asyncio.create_task(judge_health(self._house, self._pulse.now()))
        return await in_time(self._asked, ANSWERS_WITHIN)
