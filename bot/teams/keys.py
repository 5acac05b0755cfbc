"""The Bot Framework's signing keys: fetched without stalling anybody, kept when the key server is away."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm
from jwt.exceptions import InvalidKeyError

from bot.teams.reading import read_bounded

log = structlog.get_logger(__name__)

FRESH_FOR = 24 * 3600.0
UNKNOWN_KEY_PAUSE = 30.0
FAILED_FETCH_PAUSE = 5.0
FETCH_TIMEOUT = 5.0
MAX_BYTES = 1 << 20
MIN_KEY_BITS = 2048


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key and the channels it may speak for."""

    public: RSAPublicKey
    endorsements: frozenset[str]


class SigningKeys:
    """Keys by id. Known keys answer at once, even stale ones; an unknown id is looked up, but not too often."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        metadata_url: str,
        *,
        timeout: float = FETCH_TIMEOUT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._metadata_url = metadata_url
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._clock = clock
        self._keys: Mapping[str, SigningKey] = {}
        self._fresh_until = -1.0
        self._no_fetch_before = float("-inf")
        self._fetch: asyncio.Task[None] | None = None

    async def find(self, key_id: str) -> SigningKey | None:
        key = self._keys.get(key_id)
        if key is not None:
            if self._clock() >= self._fresh_until:
                self._start_fetch()
            return key
        fetch = self._start_fetch()
        if fetch is not None:
            await asyncio.shield(fetch)
        return self._keys.get(key_id)

    async def count(self) -> int:
        """How many keys there are, looked up when none is known yet; 0 when they cannot be had."""
        fetch = None if self._keys else self._start_fetch()
        if fetch is not None:
            await asyncio.shield(fetch)
        return len(self._keys)

    async def close(self) -> None:
        if self._fetch is not None:
            self._fetch.cancel()
            await asyncio.gather(self._fetch, return_exceptions=True)

    def _start_fetch(self) -> asyncio.Task[None] | None:
        """The fetch that is running, or a new one, or None when it is too soon for another."""
        if self._fetch is not None and not self._fetch.done():
            return self._fetch
        if self._clock() < self._no_fetch_before:
            return None
        self._fetch = asyncio.create_task(self._refresh())
        return self._fetch

    async def _refresh(self) -> None:
        first = not self._keys
        try:
            metadata = await self._get(self._metadata_url)
            keys = _parse(await self._get(metadata["jwks_uri"]))
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
            self._no_fetch_before = self._clock() + FAILED_FETCH_PAUSE
            log.warning("signing_keys_not_fetched", reason=type(error).__name__, count=len(self._keys))
            return
        self._keys = keys
        self._fresh_until = self._clock() + FRESH_FOR
        self._no_fetch_before = self._clock() + (0.0 if first else UNKNOWN_KEY_PAUSE)

    async def _get(self, url: str) -> dict[str, Any]:
        async with self._session.get(url, timeout=self._timeout, allow_redirects=False) as response:
            if response.status != 200:
                raise ValueError(f"status {response.status}")
            found = json.loads(await read_bounded(response.content, MAX_BYTES))
        if not isinstance(found, dict):
            raise TypeError("not an object")
        return found


def _parse(key_set: Mapping[str, Any]) -> dict[str, SigningKey]:
    """Every usable RSA key of the set; an empty set is an error, so that known keys are kept."""
    keys: dict[str, SigningKey] = {}
    for entry in key_set["keys"]:
        try:
            public = RSAAlgorithm.from_jwk(entry)
        except (InvalidKeyError, ValueError, TypeError):
            continue
        if isinstance(public, RSAPublicKey) and public.key_size >= MIN_KEY_BITS and entry.get("kid"):
            keys[str(entry["kid"])] = SigningKey(public, frozenset(entry.get("endorsements") or ()))
    if not keys:
        raise ValueError("no usable key")
    return keys
