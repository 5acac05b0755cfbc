"""The pages put together: every address goes through sign-in, its right is asked, and trouble is one sentence."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import structlog
from aiohttp import web
from multidict import MultiDict

from permanence.people import rights
from permanence.refusals import Incomplete, NotAllowed, NotFound, Refusal
from storage.databases.busy import Busy
from tab.page import Page, Route, Visit
from tab.sign_in.desk import Desk
from tab.sign_in.way import Way
from tab.site import forgery
from tab.site.headers import guard
from tab.site.layout import Layout
from tab.site.static_files import StaticFiles
from usecases.house import House
from usecases.opaque_ids import OpaqueIds
from usecases.overview.show_overview import KeptFigures
from usecases.tracker.caseload import KeptCaseload

log = structlog.get_logger(__name__)

STATUS: tuple[tuple[type[Refusal], int], ...] = ((NotAllowed, 403), (NotFound, 404), (Incomplete, 422), (Busy, 503))
NOT_OURS = "This form was not sent from this page, or it is too old; open the page again and send it once more."
NOT_HERE = "This address is for this machine alone; open it as 127.0.0.1."
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site:
    """Everything a page stands on."""

    def __init__(
        self,
        house: House,
        now: Callable[[], datetime],
        pages: Sequence[Page],
        ways: Sequence[Way],
        ids: OpaqueIds,
        *,
        local: bool,
    ) -> None:
        self.house, self.now, self.local, self.pages, self.ids = house, now, local, pages, ids
        self.caseload, self.figures = KeptCaseload(house), KeptFigures(house)
        self.files = StaticFiles()
        self.layout = Layout(self.files, pages, local=local)
        self.desk = Desk(house, now, self.layout, ways, local=local)

    def routes(self) -> list[web.RouteDef]:
        """Every address: files, the way to sign in and out, and each page's own."""
        its = [web.route(one.method, one.path, self._signed(one)) for page in self.pages for one in page.routes]
        public = [web.route(one.method, one.path, self._open(one.handler)) for one in self.desk.routes()]
        return [web.get("/static/{name:.+}", self.files.serve), web.get("/", self._first), *public, *its]

    def page(self, name: str) -> Page | None:
        """The page of this name, where there is one to lead to."""
        return next((page for page in self.pages if page.name == name), None)

    async def _first(self, request: web.Request) -> web.StreamResponse:
        raise web.HTTPSeeOther(self.pages[0].address)

    def _open(self, answer: Answer) -> Answer:
        """An address of the way in: nobody is signed in there yet, so a form is known by its Origin alone."""

        async def handle(request: web.Request) -> web.StreamResponse:
            return guard(await self._kept_from_trouble(request, lambda: self._checked(request, answer)))

        return handle

    def _signed(self, route: Route) -> Answer:
        """An address for somebody who is signed in and has its right."""

        async def handle(request: web.Request) -> web.StreamResponse:
            return guard(await self._kept_from_trouble(request, lambda: self._checked(request, entered)))

        async def entered(request: web.Request) -> web.StreamResponse:
            signed = await self.desk.recognise(request)
            if signed is None:
                return await self.desk.greet(request)
            visit = Visit(self, request, signed, self.now())
            try:
                if request.method == "POST":
                    visit.form = await _form(request, route.longest)
                    if not forgery.holds(signed.key, str(visit.form.get("csrf", ""))):
                        raise NotAllowed(NOT_OURS)
                rights.require(visit.person, route.right)
                return await route.handle(visit)
            except Refusal as refusal:
                status = next((status for kind, status in STATUS if isinstance(refusal, kind)), 409)
                return await visit.page(
                    "refused.html", "This did not work", {"sentence": refusal.sentence}, status=status
                )

        return handle

    async def _checked(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        if self.local and not forgery.on_this_machine(request):
            return self._refused(request, NOT_HERE, 421)
        ours = forgery.from_our_page(request, self.house.public_url, local=self.local)
        if request.method == "POST" and not ours:
            return self._refused(request, NOT_OURS, 403)
        return await answer(request)

    async def _kept_from_trouble(
        self, request: web.Request, answer: Callable[[], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        try:
            return await answer()
        except Refusal as refusal:
            return self._refused(request, refusal.sentence, 503 if isinstance(refusal, Busy) else 403)
        except web.HTTPException as answered:
            if answered.status >= 400:
                return self._refused(request, answered.text or answered.reason, answered.status)
            guard(answered)
            raise
        except Exception:
            reference = secrets.token_hex(4).upper()
            log.exception("page_failed", reference=reference, method=request.method)
            sentence = f"This did not work; tell your administrator the reference {reference}."
            return self._refused(request, sentence, 500)

    def _refused(self, request: web.Request, sentence: str, status: int) -> web.Response:
        return self.layout.bare(request, "refused.html", "This did not work", status, sentence=sentence)


async def _form(request: web.Request, longest: int) -> MultiDict[object]:
    """What a form sent; one longer than its route takes is refused before it is read."""
    if request.content_length is None or request.content_length > longest:
        raise web.HTTPRequestEntityTooLarge(max_size=longest, actual_size=request.content_length or 0)
    given = request.clone(client_max_size=longest)
    return MultiDict(await given.post())
