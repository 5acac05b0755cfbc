"""Whether a request was really sent by Teams to this bot: the bearer token checked, every doubt a refusal."""

from __future__ import annotations

import jwt

from bot.teams.keys import SigningKeys
from bot.teams.registration import TeamsSettings

CHANNEL = "msteams"
LEEWAY_SECONDS = 300


class NotAuthentic(Exception):
    """The bearer token is missing, not valid, or not meant for this request."""


class Verifier:
    """Checks the token of one request; says which service URL it was issued for."""

    def __init__(self, settings: TeamsSettings, keys: SigningKeys) -> None:
        self._settings = settings
        self._keys = keys

    async def service_url(self, authorization: str | None) -> str:
        """The service URL the token vouches for; raises NotAuthentic for anything less than a proper token."""
        token = _bearer(authorization)
        try:
            header = jwt.get_unverified_header(token)
        except (jwt.PyJWTError, ValueError) as error:
            raise NotAuthentic("the token cannot be read") from error
        if header.get("alg") != "RS256":
            raise NotAuthentic("the token's algorithm is not RS256")
        key_id = header.get("kid")
        key = await self._keys.find(key_id) if isinstance(key_id, str) else None
        if key is None:
            raise NotAuthentic("the token's key is not known")
        if CHANNEL not in key.endorsements:
            raise NotAuthentic("the token's key does not speak for Teams")
        try:
            claims = jwt.decode(
                token,
                key.public,
                algorithms=["RS256"],
                audience=self._settings.app_id,
                issuer=self._settings.token_issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["iss", "aud", "exp", "nbf"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise NotAuthentic(f"the token is refused: {type(error).__name__}") from error
        vouched = claims.get("serviceurl")
        if not isinstance(vouched, str) or not vouched:
            raise NotAuthentic("the token names no service URL")
        return vouched


def _bearer(authorization: str | None) -> str:
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token or not token.isascii():
        raise NotAuthentic("there is no bearer token")
    return token
