"""What a page of the web is: its name, its place in the navigation, its addresses, and whoever visits one."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from aiohttp import web
from multidict import MultiDict

from permanence.mornings import LONDON
from permanence.people.person import Person
from permanence.people.rights import Right
from storage.store import Press
from tab.site import forgery
from usecases.house import House
from usecases.sessions.keep_session import Signed

if TYPE_CHECKING:
    from tab.site.site import Site

LONGEST_FORM = 256 * 1024  # bytes; a route that takes a file says its own


@dataclass(slots=True)
class Visit:
    """One request of somebody who is signed in. `form` is what was sent, once it is known to come from our page."""

    site: Site
    request: web.Request
    signed: Signed
    now: datetime
    form: MultiDict[Any] = field(default_factory=MultiDict)

    @property
    def house(self) -> House:
        return self.site.house

    @property
    def person(self) -> Person:
        return self.signed.person

    @property
    def today(self) -> date:
        """Today in London."""
        return self.now.astimezone(LONDON).date()

    @property
    def csrf(self) -> str:
        """What every form of this session carries."""
        return forgery.token(self.signed.key)

    @property
    def once(self) -> str:
        """What makes a second sending of the same form recognisable."""
        return secrets.token_hex(8)

    def press(self) -> Press:
        """The press of the form that was sent; sent twice it is one press."""
        parts = (self.person.oid, self.request.path, str(self.form.get("once", "")) or secrets.token_hex(8))
        return Press(sha256("\n".join(parts).encode()).hexdigest(), self.person.oid, self.person.name, self.now)

    async def page(
        self, template: str, title: str, words: Mapping[str, Any], *, said: str = "", heard: str = "", status: int = 200
    ) -> web.Response:
        """The page in the layout. `said` is what was just done; `heard` is read aloud where it is not that."""
        around = {"said": said, "heard": heard or said}
        return await self.site.layout.page(self, template, title, {**around, **words}, status)

    def go_to(self, path: str) -> web.Response:
        """After something was done: the browser fetches this address anew."""
        return web.Response(status=303, headers={"Location": path})


Handle = Callable[[Visit], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Route:
    """An address behind sign-in. Its right is asked for before anything is looked up; the use case asks again."""

    method: str
    path: str
    handle: Handle
    right: Right
    longest: int = LONGEST_FORM


@dataclass(frozen=True, slots=True)
class Page:
    """A page. `title` stands in the navigation, where whoever has the first route's right finds it; else nowhere."""

    name: str
    title: str
    routes: tuple[Route, ...]

    @property
    def address(self) -> str:
        return self.routes[0].path
