"""Slips: a few words the server gives out, signed, for one use within minutes."""

from __future__ import annotations

import base64
import hmac
import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

LONGEST = 4096  # characters


class Slips:
    """Signed with a key of the database, so that every process knows them. `kind` keeps one use from another's.

    A slip is taken once by the process that takes it; what would be lost between two is kept by what it is for: Entra
    takes a code once, and a ticket is nothing without what stayed in its window.
    """

    def __init__(self, key: bytes, kind: str, life: timedelta) -> None:
        self._key, self._life = hmac.digest(key, f"slip {kind}".encode(), sha256), life
        self._used: dict[str, datetime] = {}

    def give(self, words: dict[str, Any], now: datetime) -> str:
        body = base64.urlsafe_b64encode(
            json.dumps({**words, "until": (now + self._life).timestamp()}).encode()
        ).decode()
        return f"{body}.{self._signed(body)}"

    def take(self, slip: str, now: datetime) -> dict[str, Any] | None:
        """Its words; None for one that is not ours, too old, or taken before."""
        body, _, signature = slip[:LONGEST].partition(".")
        if not hmac.compare_digest(self._signed(body).encode(), signature.encode()):
            return None
        words: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body))
        self._used = {one: at for one, at in self._used.items() if now - at < self._life}
        if now.timestamp() >= words["until"] or signature in self._used:
            return None
        self._used[signature] = now
        return words

    def _signed(self, body: str) -> str:
        return hmac.new(self._key, body.encode(), sha256).hexdigest()
