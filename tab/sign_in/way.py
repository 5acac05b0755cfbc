"""A way to sign in: it learns who somebody is, and leaves the rest to the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from aiohttp import web

if TYPE_CHECKING:
    from tab.sign_in.desk import Desk


class Way(Protocol):
    """One module a way. `name` is a stored word.

    `routes` are its own public addresses, all below /sign-in/; a form sent there is known to come from our page. They
    end in `desk.admit`, which opens the session. `greet` answers a page asked for by nobody signed in: it leads to
    where one signs in this way, or is None where this way does not fit the request.
    """

    @property
    def name(self) -> str: ...

    def routes(self, desk: Desk) -> Sequence[web.RouteDef]: ...

    async def greet(self, desk: Desk, request: web.Request) -> web.StreamResponse | None: ...
