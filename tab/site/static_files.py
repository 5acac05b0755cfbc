"""GET /static/...: styles, scripts and pictures of the pages, all our own, under addresses that change with them."""

from __future__ import annotations

import gzip
import mimetypes
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent.parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Held:
    """A file as it is served."""

    body: bytes
    packed: bytes
    kind: str
    mark: str  # changes with its content


class StaticFiles:
    """The files, read once. There are few, and none comes from anybody but us."""

    def __init__(self, folder: Path = FOLDER) -> None:
        found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        self._held = {path.relative_to(folder).as_posix(): _held(path) for path in found}

    def address(self, name: str) -> str:
        """Where a file is, as it is now; KeyError for one that is not there."""
        return f"/static/{name}?v={self._held[name].mark}"

    async def serve(self, request: web.Request) -> web.Response:
        held = self._held.get(request.match_info["name"])
        if held is None:
            raise web.HTTPNotFound(text="There is no such file.")
        headers = {
            "Cache-Control": FOR_EVER if request.query.get("v") == held.mark else "no-cache",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Vary": "Accept-Encoding",
        }
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        if packed:
            headers["Content-Encoding"] = "gzip"
        return web.Response(body=held.packed if packed else held.body, content_type=held.kind, headers=headers)


def _held(path: Path) -> Held:
    body, kind = path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Held(body, gzip.compress(body, mtime=0), kind, sha256(body).hexdigest()[:16])
