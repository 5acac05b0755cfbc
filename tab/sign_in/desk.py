"""The desk: recognises who is signed in, leads others to a way to sign in, opens sessions and ends them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from aiohttp import web

from tab.sign_in.way import Way
from tab.site import cookies
from tab.site.layout import Layout
from usecases.house import House
from usecases.sessions.keep_session import OpenSession, Signed, end_session, find_session, open_session

OURS = re.compile(r"/(?![/\\])[!-~]*")
NOT_ENTERED = "You are not in the people file, so there is nothing to see; ask an administrator to add you."
NOT_SIGNED_IN = "You are not signed in, or your session has ended."
NO_WAY = "Signing in to this page is not set up; tell your administrator."


class Desk:
    """What a way to sign in is given. In local mode the cookie is one that http on this machine can keep."""

    def __init__(
        self, house: House, now: Callable[[], datetime], layout: Layout, ways: Sequence[Way], *, local: bool
    ) -> None:
        self.house, self.now, self.layout, self.ways, self.local = house, now, layout, ways, local

    def routes(self) -> list[web.RouteDef]:
        """Public by name: these are all the addresses that nobody needs to be signed in for."""
        its = [route for way in self.ways for route in way.routes(self)]
        return [web.post("/sign-out", self.sign_out), web.get("/signed-out", self.signed_out), *its]

    async def recognise(self, request: web.Request) -> Signed | None:
        """Who this is, as they stand today."""
        return await find_session(self.house, cookies.read(request, local=self.local), self.now())

    async def greet(self, request: web.Request) -> web.StreamResponse:
        """The answer to whoever is not signed in."""
        if request.method == "GET":
            for way in self.ways:
                if answer := await way.greet(self, request):
                    return answer
        sentence = NOT_SIGNED_IN if self.ways else NO_WAY
        return self.layout.bare(request, "signed_out.html", "Sign in", 401, sentence=sentence)

    async def admit(
        self, request: web.Request, oid: str, way: Way, back: str, *, framed: bool = False
    ) -> web.StreamResponse:
        """Open a session for this Entra object id and go where they wanted to; whoever is not entered sees nothing."""
        if old := cookies.read(request, local=self.local):
            await end_session(self.house, old, self.now())
        signed = await open_session(self.house, OpenSession(oid, way.name, self.now(), framed))
        if signed is None:
            return self.layout.bare(request, "signed_out.html", "Sign in", 403, sentence=NOT_ENTERED)
        answer = web.Response(status=303, headers={"Location": safe(back)})
        cookies.give(answer, signed, local=self.local)
        return answer

    async def sign_out(self, request: web.Request) -> web.StreamResponse:
        """The session is over; its cookie is taken back."""
        signed = await self.recognise(request)
        if signed is not None:
            await end_session(self.house, signed.key, self.now())
        answer = web.Response(status=303, headers={"Location": "/signed-out"})
        cookies.take(answer, framed=bool(signed and signed.session.framed), local=self.local)
        return answer

    async def signed_out(self, request: web.Request) -> web.StreamResponse:
        return self.layout.bare(request, "signed_out.html", "Signed out", 200, sentence="You are signed out.")


def safe(back: str) -> str:
    """An address of our own to go back to; anything else leads to the first page."""
    return back if OURS.fullmatch(back) else "/"
