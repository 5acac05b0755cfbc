"""People at the web page, over real HTTP on this machine: they sign in the local way, open pages and send forms."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from permanence.people.person import Person
from tab.contents import open_site
from tab.pulse import Pulse
from tab.routes import routes
from tab.sign_in.local import Local
from tab.site.headers import plain
from tests.conftest import Clock
from usecases.house import House

Client = TestClient[web.Request, web.Application]


@dataclass(slots=True)
class Visitor:
    """Somebody signed in, with the page they saw last."""

    client: Client
    text: str = ""

    @property
    def origin(self) -> str:
        return str(self.client.make_url("/")).rstrip("/")

    async def open(self, path: str, status: int = 200) -> str:
        """The page at this address."""
        return await self._seen(await self.client.get(path), status)

    async def send(self, path: str, form: Mapping[str, str], status: int = 200) -> str:
        """Send a form of the page seen last, as a browser does: with its tokens and its Origin."""
        sealed = {name: value for name in ("csrf", "once") if (value := hidden(self.text, name))}
        answer = await self.client.post(path, data={**sealed, **form}, headers={"Origin": self.origin})
        return await self._seen(answer, status)

    async def send_all(self, path: str, form: list[tuple[str, str]], status: int = 200) -> str:
        """The same with a name that stands in the form more than once."""
        sealed = [(name, value) for name in ("csrf", "once") if (value := hidden(self.text, name))]
        answer = await self.client.post(path, data=[*sealed, *form], headers={"Origin": self.origin})
        return await self._seen(answer, status)

    async def _seen(self, answer: ClientResponse, status: int) -> str:
        self.text = await answer.text()
        assert answer.status == status, self.text
        return self.text


@asynccontextmanager
async def served(house: House, clock: Clock, *, local: bool = True) -> AsyncIterator[Client]:
    """The web server of this house, beside no bot."""
    app = web.Application()
    app.on_response_prepare.append(plain)
    site = await open_site(house, clock, (Local(),) if local else (), local=local)
    app.add_routes(routes(house, Pulse(clock), site=site))
    async with TestClient(TestServer(app)) as client:
        yield client


@asynccontextmanager
async def visiting(house: House, clock: Clock, who: Person) -> AsyncIterator[Visitor]:
    """This person, signed in."""
    async with served(house, clock) as client:
        visitor = Visitor(client)
        await visitor.open("/sign-in/local")
        await sign_in(visitor, who)
        yield visitor


async def sign_in(visitor: Visitor, who: Person) -> None:
    """Choose this person on the page of local people; what they see first may be refused to them."""
    key = sha256(who.oid.encode()).hexdigest()[:16]
    form = {"person": key}
    answer = await visitor.client.post(
        "/sign-in/local", data=form, headers={"Origin": visitor.origin}, allow_redirects=False
    )
    assert answer.status == 303


def hidden(text: str, name: str) -> str:
    """What the first hidden input of this name holds."""
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    return found.group(1) if found else ""
