"""The table of contents of the page: every address it answers. All are public by name here or go through sign-in."""

from __future__ import annotations

from aiohttp import web

from tab.health import Health
from tab.pulse import Pulse
from usecases.house import House


def routes(house: House, pulse: Pulse) -> list[web.RouteDef]:
    """What is served beside the bot's own address."""
    health = Health(house, pulse)
    return [
        web.get("/health", health.health),
        web.get("/metrics", health.metrics),
    ]
