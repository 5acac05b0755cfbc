"""Entra over https on this machine: discovery, authorize, token and keys, as OpenID Connect has them.

A code serves once, for its client, address and PKCE verifier. `claims` changes what the next id tokens say.
"""

from __future__ import annotations

import base64
import json
import secrets
import ssl
import tempfile
import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jwt
import trustme
from aiohttp import web
from jwt.algorithms import RSAAlgorithm

from tests.loopback.serving import Served
from tests.loopback.signing import private_key

TENANT = "7e4a0000-1234-4abc-9def-0123456789ab"
CLIENT = "c11e0000-1234-4abc-9def-0123456789ab"
SECRET = "the registration's secret"


@dataclass(slots=True)
class Entra:
    """`oid` is who sits at the browser. `number` is the signing key in use; `published` those that are to be seen."""

    redirect_uri: str
    oid: str = ""
    number: int = 0
    published: list[int] = field(default_factory=lambda: [0])
    claims: dict[str, Any] = field(default_factory=dict)
    sign: Any = None  # another way to sign an id token
    trusts: str = ""  # the assertion of a managed identity that the registration trusts in place of a secret
    refuses: str = ""  # the error Entra leads back with
    sends_on: str = ""  # where the token address points instead of answering
    key_fetches: int = 0
    verifiers: list[str] = field(default_factory=list)
    nonces: list[str] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)
    _folder: Any = field(default_factory=tempfile.TemporaryDirectory)
    _served: Served | None = None

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
        app.router.add_get("/{tenant}/discovery/v2.0/keys", self._keys)
        app.router.add_get("/{tenant}/oauth2/v2.0/authorize", self._authorize)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        self._served = await Served.start(app, tls)

    async def stop(self) -> None:
        if self._served:
            await self._served.stop()
        self._folder.cleanup()

    def roll(self) -> None:
        """From now on only a new key is published and signed with."""
        self.number += 1
        self.published = [self.number]

    def token(self, **changes: Any) -> str:
        """A token as this tenant signs it; a change of None leaves the claim out."""
        now = int(time.time())
        claims = {
            "iss": f"{self.authority}/{TENANT}/v2.0",
            "aud": CLIENT,
            "tid": TENANT,
            "oid": self.oid,
            "nbf": now - 60,
            "iat": now - 60,
            "exp": now + 3600,
            "sub": "pairwise",
            "ver": "2.0",
        }
        claims = {name: value for name, value in {**claims, **changes}.items() if value is not None}
        if self.sign:
            return str(self.sign(claims))
        return jwt.encode(claims, private_key(self.number), "RS256", headers={"kid": f"key-{self.number}"})

    async def _discovery(self, request: web.Request) -> web.Response:
        base = f"{self.authority}/{request.match_info['tenant']}"
        points = {
            "issuer": f"{base}/v2.0",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "jwks_uri": f"{base}/discovery/v2.0/keys",
        }
        return web.json_response(points)

    async def _keys(self, request: web.Request) -> web.Response:
        self.key_fetches += 1
        keys = [json.loads(RSAAlgorithm.to_jwk(private_key(one).public_key())) for one in self.published]
        named = [{**key, "kid": f"key-{one}", "use": "sig"} for key, one in zip(keys, self.published, strict=True)]
        return web.json_response({"keys": named})

    async def _authorize(self, request: web.Request) -> web.Response:
        asked = dict(request.query)
        good = (
            request.match_info["tenant"] == TENANT
            and (asked.get("client_id"), asked.get("redirect_uri")) == (CLIENT, self.redirect_uri)
            and (asked.get("response_type"), asked.get("code_challenge_method")) == ("code", "S256")
            and "openid" in asked.get("scope", "").split()
            and all(len(asked.get(name, "")) >= 16 for name in ("state", "nonce", "code_challenge"))
        )
        if not good:
            return web.Response(status=400, text="AADSTS90014")
        back = {"state": asked["state"]}
        if self.refuses:
            back |= {"error": self.refuses, "error_description": "<b>refused</b>"}
        else:
            code = secrets.token_urlsafe(24)
            self._codes[code] = asked
            back |= {"code": code, "session_state": secrets.token_hex(8)}
        return web.Response(status=302, headers={"Location": f"{self.redirect_uri}?{urlencode(back)}"})

    async def _token(self, request: web.Request) -> web.Response:
        if self.sends_on:
            return web.Response(status=307, headers={"Location": self.sends_on})
        form = {name: str(value) for name, value in (await request.post()).items()}
        asked = self._codes.pop(form.get("code", ""), None)
        vouched = form.get("client_assertion") == self.trusts if self.trusts else form.get("client_secret") == SECRET
        if form.get("client_id") != CLIENT or not vouched:
            return web.json_response({"error": "invalid_client"}, status=401)
        proof = base64.urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
        good = (
            asked is not None
            and form.get("grant_type") == "authorization_code"
            and form.get("redirect_uri") == asked["redirect_uri"]
            and secrets.compare_digest(proof, asked["code_challenge"])
        )
        if asked is None or not good:
            return web.json_response({"error": "invalid_grant", "error_description": "AADSTS54005"}, status=400)
        self.verifiers.append(form["code_verifier"])
        self.nonces.append(asked["nonce"])
        token = self.token(**{"nonce": asked["nonce"], **self.claims})
        answer = {"token_type": "Bearer", "expires_in": 3600, "access_token": "opaque", "id_token": token}
        return web.json_response(answer)
