"""No client of ours sends anything on to where an answer points: each of them, by each way there is to redirect."""

from __future__ import annotations

import ast
import asyncio
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import trustme
from aiohttp import web

from bot.engine.messages import Attached, DeliveryError, NotFetched, Posted
from bot.teams.connector import Connector
from bot.teams.credentials import Bearer, BotToken, LoginSession, NoToken, login
from bot.teams.files import TeamsFiles
from bot.teams.keys import SigningKeys
from bot.teams.registration import Certificate, ClientSecret, TeamsSettings
from tests.loopback.cast import TENANT
from tests.loopback.serving import Served

CODES = (301, 302, 303, 307, 308)
ROOT = Path(__file__).parents[3]
# Every module of the product that opens a way out over HTTP, and the client that is tried below.
CLIENTS = {
    "bot/teams/app.py": "one session for Connector and SigningKeys",
    "bot/teams/files.py": "TeamsFiles",
    "bot/teams/credentials.py": "the session of MSAL",
    "bot/teams/sign_in.py": "a session for SigningKeys, which tests/tab/sign_in try with Entra",
    "doctor.py": "a session for SigningKeys",
}


class Elsewhere:
    """Two hosts: one that sends everything on to the other, and the other, which keeps what it was sent."""

    def __init__(self, folder: Path) -> None:
        self.code = 307
        self.asked: list[str] = []
        self.got: list[str] = []
        self.ca_file = str(folder / "ca.pem")
        self._authority = trustme.CA()
        self._authority.cert_pem.write_to_path(self.ca_file)
        self._served: list[Served] = []
        self.here = self.plain = self.there = ""

    async def start(self) -> None:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert("localhost", "127.0.0.1").configure_cert(tls)
        for handler, secure in ((self._keep, True), (self._send_on, True), (self._send_on, False)):
            app = web.Application()
            app.router.add_route("*", "/{rest:.*}", handler)
            self._served.append(await Served.start(app, tls if secure else None))
        self.there, self.here, self.plain = (served.address for served in self._served)

    async def stop(self) -> None:
        for served in self._served:
            await served.stop()

    async def _send_on(self, request: web.Request) -> web.Response:
        self.asked.append(f"{request.method} {request.path}")
        if request.path.endswith("/openid-configuration"):  # MSAL is to come as far as the token
            base = f"{self.here}/{TENANT}"
            points = {"authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token"}
            return web.json_response({"issuer": f"{base}/v2.0", **points})
        return web.Response(status=self.code, headers={"Location": f"{self.there}{request.path_qs}"})

    async def _keep(self, request: web.Request) -> web.Response:
        self.got.append(f"{dict(request.headers)} {await request.text()}")
        return web.json_response({})


@pytest.fixture
async def elsewhere(tmp_path: Path) -> AsyncIterator[Elsewhere]:
    found = Elsewhere(tmp_path)
    await found.start()
    yield found
    await found.stop()


def settings(elsewhere: Elsewhere, credential: Any) -> TeamsSettings:
    return TeamsSettings(
        app_id="b0b0b0b0-1234-4abc-9def-0123456789ab",
        tenant_ids=(TENANT,),
        credential=credential,
        authority=elsewhere.here,
        ca_file=elsewhere.ca_file,
        allow_loopback_service_urls=True,
        allow_loopback_files=True,
    )


def certificate(folder: Path) -> Certificate:
    made = trustme.CA(key_type=trustme.KeyType.RSA).issue_cert("bot", key_type=trustme.KeyType.RSA)
    made.private_key_pem.write_to_path(folder / "key.pem")
    made.cert_chain_pems[0].write_to_path(folder / "cert.pem")
    return Certificate(folder / "key.pem", folder / "cert.pem")


@pytest.mark.parametrize("code", CODES)
async def test_no_secret_and_no_signature_is_sent_on_by_the_sign_in(
    elsewhere: Elsewhere, tmp_path: Path, code: int
) -> None:
    elsewhere.code = code
    for credential in (ClientSecret("very secret"), certificate(tmp_path)):
        token = BotToken(login(settings(elsewhere, credential)))
        with pytest.raises(NoToken):
            await token.current()
        await token.close()
    assert any(asked.startswith("POST") for asked in elsewhere.asked), "the secret was asked for"
    assert elsewhere.got == []


@pytest.mark.parametrize("code", CODES)
async def test_nothing_is_sent_on_by_the_session_that_managed_identities_use_too(
    elsewhere: Elsewhere, code: int
) -> None:
    elsewhere.code = code

    def ask() -> list[int]:
        with LoginSession(elsewhere.ca_file) as session:
            asked = {"headers": {"X-IDENTITY-HEADER": "very secret"}}
            return [session.get(elsewhere.here, **asked).status_code, session.post(elsewhere.here, **asked).status_code]

    assert await asyncio.to_thread(ask) == [code, code]
    assert elsewhere.got == []


@pytest.mark.parametrize("code", CODES)
async def test_no_token_and_no_card_is_sent_on_by_the_connector(elsewhere: Elsewhere, code: int) -> None:
    elsewhere.code = code
    token = BotToken(lambda: Bearer("very secret", 3600))
    async with aiohttp.ClientSession() as session:
        connector = Connector(settings(elsewhere, ClientSecret("x")), session, token)
        place = Posted("19:x", "1")
        for call in (
            connector.start_thread(elsewhere.plain, TENANT, "19:x", {}),
            connector.send(elsewhere.plain, "19:x", {}),
            connector.target(elsewhere.plain, "19:x", {}, "29:x"),
            connector.update(elsewhere.plain, place, {}),
            connector.delete(elsewhere.plain, place),
            connector.members(elsewhere.plain, "19:x"),
        ):
            with pytest.raises(DeliveryError):
                await call
    await token.close()
    assert len(elsewhere.asked) == 6
    assert elsewhere.got == []


@pytest.mark.parametrize("code", CODES)
async def test_keys_are_believed_from_no_other_host_and_no_file_is_fetched_from_one(
    elsewhere: Elsewhere, code: int
) -> None:
    elsewhere.code = code
    async with aiohttp.ClientSession() as session:
        keys = SigningKeys(session, f"{elsewhere.plain}/keys")
        assert await keys.count() == 0
        await keys.close()
    files = TeamsFiles(settings(elsewhere, ClientSecret("x")))
    with pytest.raises(NotFetched):
        await files.fetch([Attached("a.csv", f"{elsewhere.plain}/a.csv?tempauth=secret")], 1000)
    await files.close()
    assert len(elsewhere.asked) == 2
    assert elsewhere.got == []


def test_every_client_of_the_product_is_among_those_tried() -> None:
    opened = ("ClientSession", "requests.Session", "urlopen", "build_opener", "HTTPConnection", "HTTPSConnection")
    found = set()
    folders = ("bot", "cards", "cli", "permanence", "records", "scheduler", "storage", "tab", "usecases")
    paths = [*ROOT.glob("*.py"), *(path for folder in folders for path in (ROOT / folder).rglob("*.py"))]
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            called = node.func if isinstance(node, ast.Call) else None
            bases = node.bases if isinstance(node, ast.ClassDef) else []
            for name in (called, *bases):
                if isinstance(name, ast.Attribute | ast.Name) and ast.unparse(name).endswith(opened):
                    found.add(str(path.relative_to(ROOT)))
    assert found == set(CLIENTS)
