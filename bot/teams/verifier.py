"""Whether a request was really sent by Teams to this bot: the bearer token checked, every doubt a refusal."""

from __future__ import annotations

import base64
import json
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jwt

from bot.teams.keys import SigningKey, SigningKeys
from bot.teams.registration import TeamsSettings

CHANNEL = "msteams"
LEEWAY_SECONDS = 300
LAST = 1 << 40  # seconds; no clock of Teams goes so far
REMEMBERED = 256  # Teams sends the same token with every request of an hour


class NotAuthentic(Exception):
    """The bearer token is missing, not valid, or not meant for this request."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A token found good: for which service URL, until when, and under which key."""

    service_url: str
    until: float
    key_id: str
    key: SigningKey


class Verifier:
    """Checks the token of one request; says which service URL it was issued for."""

    def __init__(
        self,
        settings: TeamsSettings,
        keys: SigningKeys,
        *,
        clock: Callable[[], float] = time.time,
        remembered: int = REMEMBERED,
    ) -> None:
        self._settings = settings
        self._keys = keys
        self._clock = clock
        self._remembered = remembered
        self._good: OrderedDict[str, Checked] = OrderedDict()

    async def service_url(self, authorization: str | None) -> str:
        """The service URL the token vouches for; raises NotAuthentic for anything less than a proper token.

        A token found good stays so until it expires or its key is no longer published.
        """
        token = _bearer(authorization)
        known = self._good.get(token)
        if known is not None and self._clock() < known.until and await self._keys.find(known.key_id) is known.key:
            return known.service_url
        checked = await self._check(token)
        self._good[token] = checked
        while len(self._good) > self._remembered:
            self._good.popitem(last=False)
        return checked.service_url

    async def _check(self, token: str) -> Checked:
        header = _header(token)
        if header.get("alg") != "RS256":
            raise NotAuthentic("the token's algorithm is not RS256")
        key_id = header.get("kid")
        key = await self._keys.find(key_id) if isinstance(key_id, str) else None
        if key is None or not isinstance(key_id, str):
            raise NotAuthentic("the token's key is not known")
        if CHANNEL not in key.endorsements:
            raise NotAuthentic("the token's key does not speak for Teams")
        claims = self._claims(token, key)
        vouched = claims.get("serviceurl")
        if not isinstance(vouched, str) or not vouched:
            raise NotAuthentic("the token names no service URL")
        until = _instant(claims["exp"]) + LEEWAY_SECONDS
        if self._clock() >= until:
            raise NotAuthentic("the token has expired")
        return Checked(vouched, until, key_id, key)

    def _claims(self, token: str, key: SigningKey) -> dict[str, Any]:
        try:
            return jwt.decode(
                token,
                key.public,
                algorithms=["RS256"],
                audience=self._settings.app_id,
                issuer=self._settings.token_issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["iss", "aud", "exp", "nbf"]},
            )
        except (jwt.PyJWTError, ArithmeticError, ValueError, TypeError, RecursionError) as error:
            raise NotAuthentic(f"the token is refused: {type(error).__name__}") from error


def _instant(claimed: object) -> float:
    """A time in seconds; what has hundreds of digits, or is a number in words, is none."""
    if not isinstance(claimed, int | float) or isinstance(claimed, bool) or not 0 < claimed < LAST:
        raise NotAuthentic("the token's end cannot be read")
    return float(claimed)


def _bearer(authorization: str | None) -> str:
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token or not token.isascii():
        raise NotAuthentic("there is no bearer token")
    return token


def _header(token: str) -> dict[str, Any]:
    """What the token says of itself, believed only as far as to look for its key."""
    part = token.partition(".")[0]
    try:
        header = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError) as error:
        raise NotAuthentic("the token cannot be read") from error
    if not isinstance(header, dict):
        raise NotAuthentic("the token cannot be read")
    return header
