"""Whether a token of Entra says who somebody is: key, tenant, issuer, audience and time, every doubt a refusal."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any, Protocol

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

LEEWAY_SECONDS = 300
LONGEST = 16 * 1024  # characters
NEEDED = ["iss", "aud", "exp", "nbf", "tid", "oid"]
SCOPE = "access_as_user"
TEAMS = (
    "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
    "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",
)  # Teams itself; Teams in a browser
TROUBLE = (jwt.PyJWTError, ArithmeticError, ValueError, TypeError, RecursionError)


class NotBelieved(Exception):
    """The token does not say who somebody is; the text says why and holds nothing of it."""


class Key(Protocol):
    @property
    def public(self) -> RSAPublicKey: ...


class Keys(Protocol):
    """The signing keys of one tenant, kept as the bot keeps its own."""

    async def find(self, key_id: str) -> Key | None: ...


class Tokens:
    """Tokens for one app registration. Each tenant's are held against that tenant's own keys and issuer."""

    def __init__(self, client_id: str, authority: str, keys: Mapping[str, Keys], host: str) -> None:
        self.client_id, self._authority, self._keys, self._host = client_id, authority, keys, host

    async def signed_in(self, token: str, nonce: str) -> str:
        """The Entra object id in an id token that was made for this nonce; NotBelieved for anything less."""
        claims = await self._believed(token, [self.client_id], old=False)
        given = claims.get("nonce")
        if not isinstance(given, str) or not hmac.compare_digest(given.encode(), nonce.encode()):
            raise NotBelieved("the nonce is another")
        return _oid(claims)

    async def from_teams(self, token: str) -> str:
        """The Entra object id in the access token that Teams got for our page; NotBelieved for anything less."""
        claims = await self._believed(token, [self.client_id, f"api://{self._host}/{self.client_id}"], old=True)
        if SCOPE not in str(claims.get("scp", "")).split():
            raise NotBelieved("it has another scope")
        if claims.get("azp", claims.get("appid")) not in TEAMS:
            raise NotBelieved("it was given to something else than Teams")
        return _oid(claims)

    async def _believed(self, token: str, audience: list[str], *, old: bool) -> dict[str, Any]:
        """The claims of a token. `old` takes an issuer of the first version too."""
        if len(token) > LONGEST or not token.isascii():
            raise NotBelieved("it cannot be read")
        header, said = _unchecked(token)
        if header.get("alg") != "RS256":
            raise NotBelieved("its algorithm is not RS256")
        tenant, key_id = said.get("tid"), header.get("kid")
        keys = self._keys.get(tenant) if isinstance(tenant, str) else None
        if keys is None:
            raise NotBelieved("its tenant is not one of ours")
        key = await keys.find(key_id) if isinstance(key_id, str) else None
        if key is None:
            raise NotBelieved("its key is not known")
        issuers = [f"{self._authority}/{tenant}/v2.0", *([f"https://sts.windows.net/{tenant}/"] if old else [])]
        try:
            found: dict[str, Any] = jwt.decode(
                token,
                key.public,
                algorithms=["RS256"],
                audience=audience,
                issuer=issuers,
                leeway=LEEWAY_SECONDS,
                options={"require": NEEDED},
            )
        except TROUBLE as error:
            raise NotBelieved(type(error).__name__) from error
        return found


def _unchecked(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a token says of itself, believed only as far as to look for its key."""
    try:
        header = jwt.get_unverified_header(token)
        said: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    except TROUBLE as error:
        raise NotBelieved("it cannot be read") from error
    return header, said


def _oid(claims: Mapping[str, Any]) -> str:
    oid = claims["oid"]
    if not isinstance(oid, str) or not oid:
        raise NotBelieved("it names nobody")
    return oid
