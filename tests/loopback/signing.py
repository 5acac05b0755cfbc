"""The Bot Framework's signing keys: published over HTTP, rotated at will, used to sign what a test sends."""

from __future__ import annotations

import asyncio
import functools
import json
import time
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from tests.loopback.serving import Served

ISSUER = "https://api.botframework.com"


@functools.cache
def private_key(number: int) -> rsa.RSAPrivateKey:
    """Made once for the whole test run: a key takes longer to make than most tests to run."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class SigningKeyServer:
    """Serves the openid configuration and the key set; `hold` makes it hang, `broken` makes it fail, `asked` tells."""

    def __init__(self) -> None:
        self.fetches = 0
        self.asked = asyncio.Event()
        self.broken = False
        self.hold: asyncio.Event | None = None
        self.endorsements = ["msteams"]
        self.numbers = [0]
        self._served: Served | None = None

    @property
    def metadata_url(self) -> str:
        assert self._served
        return f"{self._served.address}/v1/.well-known/openidconfiguration"

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/v1/.well-known/openidconfiguration", self._metadata)
        app.router.add_get("/v1/.well-known/keys", self._keys)
        self._served = await Served.start(app)

    async def stop(self) -> None:
        if self.hold:
            self.hold.set()
        if self._served:
            await self._served.stop()

    def rotate(self) -> None:
        """From now on only a new key is published and signed with."""
        self.numbers = [self.numbers[-1] + 1]

    def token(self, app_id: str, service_url: str, **changes: Any) -> str:
        """A token as the Bot Framework issues it; a change of None leaves the claim out."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": app_id,
            "nbf": now - 60,
            "exp": now + 3600,
            "serviceurl": service_url,
        }
        claims = {name: value for name, value in {**claims, **changes}.items() if value is not None}
        return self.sign(claims)

    def sign(self, claims: dict[str, Any], number: int | None = None, kid: str | None = None) -> str:
        chosen = self.numbers[-1] if number is None else number
        return jwt.encode(claims, private_key(chosen), "RS256", headers={"kid": kid or f"key-{chosen}"})

    async def _metadata(self, request: web.Request) -> web.Response:
        self.fetches += 1
        self.asked.set()
        if self.hold:
            await self.hold.wait()
        if self.broken:
            return web.Response(status=503)
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{request.url.origin()}/v1/.well-known/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        if self.broken:
            return web.Response(status=503)
        return web.json_response({"keys": [self._public(number) for number in self.numbers]})

    def _public(self, number: int) -> dict[str, Any]:
        entry: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(private_key(number).public_key()))
        return {**entry, "kid": f"key-{number}", "use": "sig", "endorsements": self.endorsements}
