"""The login service over https, as MSAL demands it: tenant discovery and tokens for the bot, each one remembered."""

from __future__ import annotations

import asyncio
import secrets
import ssl
import tempfile
import time
from pathlib import Path

import trustme
from aiohttp import web

from tests.loopback.serving import Served

SCOPE = "https://api.botframework.com/.default"


class LoginServer:
    """Issues opaque bearer tokens; `expires_in` sets their life, `broken` refuses, `hold` makes it hang."""

    def __init__(self, app_id: str, secret: str, tenant_id: str) -> None:
        self.fetches = 0
        self.asked = asyncio.Event()
        self.expires_in = 3600
        self.broken = False
        self.hold: asyncio.Event | None = None
        self.assertions = 0
        self.secret = secret
        self._app_id = app_id
        self._tenant_id = tenant_id
        self._issued: dict[str, float] = {}
        self._folder = tempfile.TemporaryDirectory()
        self._served: Served | None = None

    @property
    def authority(self) -> str:
        assert self._served
        return self._served.address

    @property
    def ca_file(self) -> str:
        return str(Path(self._folder.name) / "ca.pem")

    async def start(self) -> None:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(self.ca_file)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost", "127.0.0.1").configure_cert(tls)
        app = web.Application()
        app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", self._discovery)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        self._served = await Served.start(app, tls)

    async def stop(self) -> None:
        if self.hold:
            self.hold.set()
        if self._served:
            await self._served.stop()
        self._folder.cleanup()

    def valid(self, token: str) -> bool:
        return self._issued.get(token, 0.0) > time.monotonic()

    def revoke(self) -> None:
        """Every token issued so far is refused from now on."""
        self._issued.clear()

    async def _discovery(self, request: web.Request) -> web.Response:
        base = f"{self.authority}/{request.match_info['tenant']}"
        return web.json_response(
            {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
            }
        )

    async def _token(self, request: web.Request) -> web.Response:
        self.fetches += 1
        self.asked.set()
        form = await request.post()
        if self.hold:
            await self.hold.wait()
        assertion = "client_assertion" in form
        self.assertions += assertion
        known = (
            form.get("client_id") == self._app_id
            and form.get("grant_type") == "client_credentials"
            and SCOPE in str(form.get("scope", "")).split()
            and request.match_info["tenant"] == self._tenant_id
            and (assertion or form.get("client_secret") == self.secret)
        )
        if self.broken or not known:
            return web.json_response({"error": "invalid_client", "error_description": "refused"}, status=401)
        token = secrets.token_urlsafe(24)
        self._issued[token] = time.monotonic() + self.expires_in
        return web.json_response({"token_type": "Bearer", "expires_in": self.expires_in, "access_token": token})
