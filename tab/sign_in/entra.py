"""Signing in with Entra in a browser: OpenID Connect's authorization code flow with PKCE, state and nonce."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any, Protocol
from urllib.parse import quote

import structlog
from aiohttp import web

from tab.sign_in.desk import Desk, safe
from tab.sign_in.slips import Slips
from tab.sign_in.tokens import NotBelieved, Tokens

log = structlog.get_logger(__name__)

START, BACK = "/sign-in/entra", "/sign-in/entra/back"
COOKIE = "__Host-permanence-way-"  # and the head of its state: two windows may sign in at once
LIFE = timedelta(minutes=10)
LONGEST_ADDRESS = 1500  # characters of where somebody wanted to go: the cookie has to hold it
KEPT = ("state", "redirect_uri", "scope", "nonce", "code_verifier")
WINDOW = re.compile(r"[A-Za-z0-9_-]{43}")  # the hash of what only the page that opened the window knows
AWAY = "The council's sign-in cannot be reached just now; try again in a moment."
TOO_OLD = "This way in was used already, or it is too old; sign in once more."
NOT_DONE = "Signing in did not work; try once more, and tell your administrator when it does not work again."


class CodeFlow(Protocol):
    """What MSAL does for us, off the loop."""

    async def begin(self, redirect_uri: str) -> dict[str, Any] | None: ...

    async def finish(self, flow: dict[str, Any], answer: Mapping[str, str]) -> str | None: ...


class Entra:
    """The browser keeps what an answer is held against, signed and for this site alone; it serves once."""

    name = "entra"

    def __init__(self, flow: CodeFlow, tokens: Tokens, key: bytes, tickets: Slips) -> None:
        self._flow, self._tokens, self._slips, self._tickets = flow, tokens, Slips(key, "entra", LIFE), tickets

    def routes(self, desk: Desk) -> Sequence[web.RouteDef]:
        async def start(request: web.Request) -> web.StreamResponse:
            return await self._start(desk, request)

        async def back(request: web.Request) -> web.StreamResponse:
            answer = await self._back(desk, request)
            _keep(answer, request.query.get("state", ""), "", 0)
            return answer

        return [web.get(START, start), web.get(BACK, back)]

    async def greet(self, desk: Desk, request: web.Request) -> web.StreamResponse | None:
        return web.Response(status=303, headers={"Location": f"{START}?to={quote(request.path_qs, safe='')}"})

    async def _start(self, desk: Desk, request: web.Request) -> web.StreamResponse:
        flow = await self._flow.begin(f"{desk.house.public_url}{BACK}")
        if flow is None:
            return _refused(desk, request, AWAY, 503)
        to, window = safe(request.query.get("to", "/")), request.query.get("window", "")
        kept = {name: flow[name] for name in KEPT} | {"to": to if len(to) <= LONGEST_ADDRESS else "/"}
        kept |= {"window": window if WINDOW.fullmatch(window) else ""}
        answer = web.Response(status=303, headers={"Location": str(flow["auth_uri"])})
        _keep(answer, flow["state"], self._slips.give(kept, desk.now()), int(LIFE.total_seconds()))
        return _opened(answer) if kept["window"] else answer

    async def _back(self, desk: Desk, request: web.Request) -> web.StreamResponse:
        slip = request.cookies.get(_name(request.query.get("state", "")), "")
        kept = self._slips.take(slip, desk.now())
        if kept is None:
            return _refused(desk, request, TOO_OLD, 401)
        to, window = kept.pop("to"), kept.pop("window")
        token = await self._flow.finish(kept, request.query)
        if token is None:
            return _refused(desk, request, NOT_DONE, 401)
        try:
            # MSAL sends the hash of the nonce it keeps.
            oid = await self._tokens.signed_in(token, sha256(kept["nonce"].encode()).hexdigest())
        except NotBelieved as why:
            log.warning("id_token_not_believed", reason=str(why))
            return _refused(desk, request, NOT_DONE, 401)
        if window:  # opened by our page in Teams, which has cookies of its own
            ticket = self._tickets.give({"oid": oid, "window": window}, desk.now())
            return _opened(desk.layout.bare(request, "teams_window.html", "Sign in", 200, ticket=ticket))
        return await desk.admit(request, oid, self, to)


def _opened(answer: web.Response) -> web.Response:
    """Let the window keep its tie to the one that opened it: the ticket goes that way."""
    answer.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return answer


def _refused(desk: Desk, request: web.Request, sentence: str, status: int) -> web.Response:
    return desk.layout.bare(request, "signed_out.html", "Sign in", status, sentence=sentence)


def _name(state: str) -> str:
    return COOKIE + sha256(state.encode()).hexdigest()[:12]


def _keep(answer: web.StreamResponse, state: str, value: str, seconds: int) -> None:
    """No script reads it; it comes along when Entra leads back here, and with nothing another site sends."""
    more = f"Path=/; HttpOnly; Max-Age={seconds}; SameSite=Lax; Secure"
    answer.headers.add("Set-Cookie", f"{_name(state)}={value}; {more}")
