"""GET /calendar/{key}.ics: a manager's appointment, for whoever holds the invitation's secret key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from records.appointment import calendar_file
from usecases.house import House
from usecases.show_appointment import show_appointment

HEADERS = {
    "Cache-Control": "private, no-cache",
    "Content-Disposition": 'attachment; filename="panel.ics"',
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


class CalendarFiles:
    """The one address. The file says when and which panel; no child, no reference, no reason."""

    def __init__(self, house: House, now: Callable[[], datetime]) -> None:
        self._house = house
        self._now = now

    async def file(self, request: web.Request) -> web.Response:
        """The appointment as it stands now; 404 for a key that opens nothing."""
        appointment = await show_appointment(self._house, request.match_info["key"])
        if appointment is None:
            raise web.HTTPNotFound(text="There is no appointment at this address.")
        return web.Response(
            body=calendar_file(appointment, self._now()),
            content_type="text/calendar",
            charset="utf-8",
            headers=HEADERS,
        )
