"""A browser at the page of a council, with a loopback Entra that it is led to."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar, TCPConnector, web
from aiohttp.test_utils import TestClient, TestServer, unused_port

from bot.teams.registration import ClientSecret, ManagedIdentity, TeamsSettings
from bot.teams.sign_in import open_sign_in
from serving import ways_of
from tab.contents import open_site
from tab.pulse import Pulse
from tab.routes import routes
from tests.cast import EAST, staff
from tests.conftest import Clock
from tests.loopback.entra import CLIENT, SECRET, TENANT, Entra
from tests.tab.visiting import Client
from usecases.house import House

SESSION = "__Host-permanence"


@dataclass(slots=True)
class Browser:
    """Somebody's browser, which goes where it is led, one step at a time."""

    client: Client
    house: House
    entra: Entra
    abroad: ClientSession  # with the hosts of others

    @property
    def jar(self) -> CookieJar:
        jar = self.client.session.cookie_jar
        assert isinstance(jar, CookieJar)
        return jar

    def kept(self) -> dict[str, str]:
        """The cookies it would send to the page."""
        return {name: one.value for name, one in self.jar.filter_cookies(self.client.make_url("/")).items()}

    async def get(self, path: str) -> ClientResponse:
        return await self.client.get(path, allow_redirects=False)

    async def led_to_entra(self, to: str = "/tracker") -> str:
        """Ask for a page without a session; where Entra is to be asked."""
        greeted = await self.get(to)
        assert greeted.status == 303
        started = await self.get(greeted.headers["Location"])
        assert started.status == 303, await started.text()
        return started.headers["Location"]

    async def led_back(self, to: str = "/tracker") -> str:
        """The address at the page that Entra leads back to, code and all."""
        answer = await self.abroad.get(await self.led_to_entra(to), allow_redirects=False)
        assert answer.status == 302, await answer.text()
        return answer.headers["Location"].removeprefix(self.house.public_url)

    async def sign_in(self, to: str = "/tracker") -> ClientResponse:
        """All of it; the last answer of the page."""
        return await self.get(await self.led_back(to))


@pytest.fixture
async def browser(house: House, clock: Clock) -> AsyncIterator[Browser]:
    async with browsing(house, clock) as its:
        yield its


@asynccontextmanager
async def browsing(house: House, clock: Clock, identity: str = "") -> AsyncIterator[Browser]:
    """Nobody is signed in yet; whoever sits there is Entra's EAST."""
    await staff(house)
    port = unused_port()
    known = replace(house, public_url=f"http://127.0.0.1:{port}")
    entra = Entra(f"{known.public_url}/sign-in/entra/back", EAST.oid)
    await entra.start()
    how = TeamsSettings(
        app_id=identity or CLIENT,
        sign_in_app_id=CLIENT if identity else "",
        tenant_ids=(TENANT,),
        credential=ManagedIdentity() if identity else ClientSecret(SECRET),
        authority=entra.authority,
        ca_file=entra.ca_file,
    )
    app = web.Application()
    abroad = ClientSession(connector=TCPConnector(ssl=ssl.create_default_context(cafile=entra.ca_file)))
    async with AsyncExitStack() as opened:
        opened.push_async_callback(entra.stop)
        people = await opened.enter_async_context(open_sign_in(how))
        await opened.enter_async_context(abroad)
        site = await open_site(known, clock, await ways_of(known, people))
        app.add_routes(routes(known, Pulse(clock), site=site))
        server = TestServer(app, port=port)
        await server.start_server()
        jar = CookieJar(unsafe=True, treat_as_secure_origin=[server.make_url("/").origin()])
        async with TestClient(server, cookie_jar=jar) as client:
            yield Browser(client, known, entra, abroad)
