"""The headers of every answer: what a page may load and who may frame it, and that nothing is kept on the way."""

from __future__ import annotations

from aiohttp import hdrs, web

TEAMS = ("https://teams.microsoft.com", "https://*.teams.microsoft.com", "https://teams.cloud.microsoft")
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        f"frame-ancestors {' '.join(TEAMS)}",
    )
)
OF_A_PAGE = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # with none at all a browser would not name the Origin of a form
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex",
}


async def plain(request: web.BaseRequest, response: web.StreamResponse) -> None:
    """Of every answer of this server, the bot's too: no name of the program, and no guessing what a file is."""
    response.headers.popall(hdrs.SERVER, None)
    response.headers["X-Content-Type-Options"] = "nosniff"


def guard(response: web.StreamResponse) -> web.StreamResponse:
    """A page's own headers; one that was set already stays."""
    for name, value in OF_A_PAGE.items():
        response.headers.setdefault(name, value)
    return response
