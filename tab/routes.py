"""The table of contents of the page: every address it answers. All are public by name here or go through sign-in."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from tab.calendar import CalendarFiles
from tab.health import Health, no_trouble
from tab.pulse import Pulse
from usecases.house import House


def routes(house: House, pulse: Pulse, credential: Callable[[], str] = no_trouble) -> list[web.RouteDef]:
    """What is served beside the bot's own address. `credential` says what is wrong with the bot's sign-in."""
    health, calendar = Health(house, pulse, credential), CalendarFiles(house, pulse.now)
    return [
        web.get("/health", health.health),
        web.get("/health/live", health.live),
        web.get("/health/ready", health.ready),
        web.get("/metrics", health.metrics),
        web.get("/calendar/feed/{key:[A-Za-z0-9_-]+}.ics", calendar.feed),
        web.get("/calendar/{key:[A-Za-z0-9_-]+}.ics", calendar.file),
    ]
