"""Signing in on one machine: whoever tries the product there is its local person, and may be another of the file."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web

from tab.sign_in.desk import Desk
from usecases.sessions.local_people import LocalPerson, local_people


class Local:
    """No secret is asked for: only `serve --local` has this way, which listens on this machine alone."""

    name = "local"

    def routes(self, desk: Desk) -> Sequence[web.RouteDef]:
        async def choose(request: web.Request) -> web.StreamResponse:
            people = await local_people(desk.house)
            return desk.layout.bare(request, "local_people.html", "Who are you?", 200, people=people)

        async def be(request: web.Request) -> web.StreamResponse:
            wanted = (await request.post()).get("person", "")
            found = _of([one for one in await local_people(desk.house) if one.key == wanted])
            if found is None:
                raise web.HTTPNotFound(text="This person is not in the people file; choose another.")
            return await desk.admit(request, found.oid, self, "/")

        return [web.get("/sign-in/local", choose), web.post("/sign-in/local", be)]

    async def greet(self, desk: Desk, request: web.Request) -> web.StreamResponse | None:
        """Nobody has to sign in here: the local person goes straight on."""
        first = _of(await local_people(desk.house))
        return await desk.admit(request, first.oid, self, request.path_qs) if first else None


def _of(people: Sequence[LocalPerson]) -> LocalPerson | None:
    return people[0] if people else None
