"""Whether a form was sent from our own page: by the Origin the browser names, and by a token only our page knows."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from urllib.parse import urlsplit

from aiohttp import web

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def token(key: str) -> str:
    """What a form of a session carries: another one each time, so that packed pages give nothing away by their size."""
    salt = secrets.token_hex(8)
    return salt + _signed(key, salt)


def holds(key: str, given: str) -> bool:
    """Whether a form carried a token of this session."""
    return hmac.compare_digest(_signed(key, given[:16]).encode(), given[16:].encode())


def _signed(key: str, salt: str) -> str:
    return hmac.new(key.encode(), f"form {salt}".encode(), sha256).hexdigest()


def from_our_page(request: web.Request, public_url: str, *, local: bool) -> bool:
    """Whether the Origin is our own; every browser names one with a form. In local mode this machine's, by any name."""
    given = request.headers.get("Origin", "")
    if local:
        return given == f"http://{request.host}" and on_this_machine(request)
    return bool(public_url) and given == origin(public_url)


def on_this_machine(request: web.Request) -> bool:
    """Whether the address asked for is this machine's own: a name from outside that leads here is not."""
    return request.host.rpartition(":")[0] in LOOPBACK or request.host in LOOPBACK


def origin(url: str) -> str:
    """https://permanence.council.example, of any address there."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
