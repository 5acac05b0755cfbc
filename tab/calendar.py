"""GET /calendar/{key}.ics and /calendar/feed/{key}.ics: an appointment, or a person's, for whoever holds the key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from cards.parts import LONDON
from records.documents.appointment import calendar_feed, calendar_file
from usecases.calendars.show_appointment import show_appointment
from usecases.calendars.show_feed import show_feed
from usecases.house import House

HEADERS = {
    "Cache-Control": "private, no-cache",
    "Content-Disposition": 'attachment; filename="panel.ics"',
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


class CalendarFiles:
    """The two addresses. A file says when and which panel; no child, no reference, no reason."""

    def __init__(self, house: House, now: Callable[[], datetime]) -> None:
        self._house = house
        self._now = now

    async def file(self, request: web.Request) -> web.Response:
        """The appointment as it stands now; 404 for a key that opens nothing."""
        appointment = await show_appointment(self._house, request.match_info["key"])
        if appointment is None:
            raise web.HTTPNotFound(text="There is no appointment at this address.")
        return _answer(calendar_file(appointment, self._now()))

    async def feed(self, request: web.Request) -> web.Response:
        """A person's appointments as they stand now; 404 for a key that opens nothing, as one that was ended."""
        now = self._now()
        found = await show_feed(self._house, request.match_info["key"], now.astimezone(LONDON).date())
        if found is None:
            raise web.HTTPNotFound(text="There is no calendar at this address.")
        return _answer(calendar_feed("Permanence panel", found, now))


def _answer(body: bytes) -> web.Response:
    return web.Response(body=body, content_type="text/calendar", charset="utf-8", headers=HEADERS)
