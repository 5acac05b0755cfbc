"""Every address the web server answers beside the bot's own: those below are public by name, the site's are its own."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from tab.calendar import CalendarFiles
from tab.health import Health, no_trouble
from tab.pulse import Pulse
from tab.site.site import Site
from usecases.house import House


def routes(
    house: House, pulse: Pulse, credential: Callable[[], str] = no_trouble, site: Site | None = None
) -> list[web.RouteDef]:
    """What is served beside the bot's own address. `credential` says what is wrong with the bot's sign-in."""
    health, calendar = Health(house, pulse, credential), CalendarFiles(house, pulse.now)
    return [
        web.get("/health", health.health),
        web.get("/health/live", health.live),
        web.get("/health/ready", health.ready),
        web.get("/metrics", health.metrics),
        web.get("/calendar/feed/{key:[A-Za-z0-9_-]+}.ics", calendar.feed),
        web.get("/calendar/{key:[A-Za-z0-9_-]+}.ics", calendar.file),
        *(site.routes() if site else ()),
    ]
