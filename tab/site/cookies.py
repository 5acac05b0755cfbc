"""The session's cookie: what it is called, how a browser keeps it, and how it is read back."""

from __future__ import annotations

from aiohttp import web

from usecases.sessions.keep_session import LONGEST, Signed

SECURE_NAME, LOCAL_NAME = "__Host-permanence", "permanence-local"  # http on this machine knows no __Host-


def read(request: web.Request, *, local: bool) -> str:
    """The secret, or nothing."""
    return request.cookies.get(LOCAL_NAME if local else SECURE_NAME, "")


def give(response: web.StreamResponse, signed: Signed, *, local: bool) -> None:
    """Let the browser keep it: no script reads it, and no other site sends it.

    Inside Teams the page stands in a frame of another site; there a browser keeps it for that site alone.
    """
    same = "SameSite=None; Partitioned" if signed.session.framed else "SameSite=Lax"
    _set(response, signed.key, f"Max-Age={int(LONGEST.total_seconds())}; {same}", local=local)


def take(response: web.StreamResponse, *, framed: bool, local: bool) -> None:
    """Let the browser forget it."""
    _set(response, "", f"Max-Age=0; {'SameSite=None; Partitioned' if framed else 'SameSite=Lax'}", local=local)


def _set(response: web.StreamResponse, value: str, more: str, *, local: bool) -> None:
    name, secure = (LOCAL_NAME, "") if local else (SECURE_NAME, "; Secure")
    response.headers.add("Set-Cookie", f"{name}={value}; Path=/; HttpOnly; {more}{secure}")
