"""Signing in inside Teams: Teams' own token for our page, or a ticket from a window that asked Entra."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Sequence
from hashlib import sha256

import structlog
from aiohttp import web

from tab.sign_in.desk import Desk, safe
from tab.sign_in.slips import Slips
from tab.sign_in.tokens import NotBelieved, Tokens

log = structlog.get_logger(__name__)

ADDRESS = "/sign-in/teams"
LONGEST_FORM = 64 * 1024  # bytes
SIGNING_IN = "Teams is asked who you are."
NOT_DONE = "Teams' answer was not accepted. You can sign in in a window of its own."


class Teams:
    """The tab leads here first; so does every page that is asked for inside Teams by nobody signed in."""

    name = "teams"

    def __init__(self, tokens: Tokens, tickets: Slips) -> None:
        self._tokens, self._tickets = tokens, tickets

    def routes(self, desk: Desk) -> Sequence[web.RouteDef]:
        async def show(request: web.Request) -> web.StreamResponse:
            to = safe(request.query.get("to", "/"))
            if await desk.recognise(request):
                return web.Response(status=303, headers={"Location": to})
            return _page(desk, request, to, SIGNING_IN, 200)

        async def enter(request: web.Request) -> web.StreamResponse:
            if (request.content_length or LONGEST_FORM + 1) > LONGEST_FORM:
                raise web.HTTPRequestEntityTooLarge(LONGEST_FORM, request.content_length or 0)
            form = {name: str(value) for name, value in (await request.post()).items()}
            to = safe(form.get("to", "/"))
            try:
                oid = await self._who(form, desk)
            except NotBelieved as why:
                log.warning("teams_token_not_believed", reason=str(why))
                return _page(desk, request, to, NOT_DONE, 401, failed=True)
            return await desk.admit(request, oid, self, to, framed=True)

        return [web.get(ADDRESS, show), web.post(ADDRESS, enter)]

    async def greet(self, desk: Desk, request: web.Request) -> web.StreamResponse | None:
        return _page(desk, request, safe(request.path_qs), SIGNING_IN, 401) if inside_teams(request) else None

    async def _who(self, form: dict[str, str], desk: Desk) -> str:
        if not form.get("ticket"):
            return await self._tokens.from_teams(form.get("token", ""))
        ticket = self._tickets.take(form["ticket"], desk.now())
        digest = sha256(form.get("secret", "").encode()).digest()
        window = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if ticket is None or not hmac.compare_digest(window, ticket["window"]):
            raise NotBelieved("the ticket is another window's, used or too old")
        return str(ticket["oid"])


def inside_teams(request: web.Request) -> bool:
    """In a frame, where nobody but Teams may put the page; or in Teams' own app on a phone, which has no frame."""
    in_a_frame = request.headers.get("Sec-Fetch-Dest") == "iframe"
    return in_a_frame or "TeamsMobile" in request.headers.get("User-Agent", "")


def _page(
    desk: Desk, request: web.Request, to: str, sentence: str, status: int, *, failed: bool = False
) -> web.Response:
    words = {"to": to, "sentence": sentence, "failed": failed}
    return desk.layout.bare(request, "teams_sign_in.html", "Sign in", status, **words)
