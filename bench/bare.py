"""The floor: aiohttp alone, reading a JSON body and answering the same card."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from aiohttp import web

from bench.listening import listen


async def serve(card: dict[str, object]) -> None:
    async def answer(request: web.Request) -> web.Response:
        await request.json()
        return web.json_response({"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": card})

    app = web.Application()
    app.add_routes([web.post("/api/messages", answer)])
    await listen(app)


if __name__ == "__main__":
    asyncio.run(serve(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
