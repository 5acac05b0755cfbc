"""The product's Teams edge alone: token, tenant, duplicate check and one answer, with no bot behind it."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from aiohttp import web

from bench.listening import listen
from bot.engine.messages import Place, Reply, Turn
from bot.teams.app import open_teams
from bot.teams.registration import ClientSecret, TeamsSettings


async def serve(card: dict[str, Any], registration: dict[str, Any]) -> None:
    async def reply(turn: Turn) -> Reply:
        return Reply(card)

    settings = TeamsSettings(**{**registration, "credential": ClientSecret(registration["credential"])})
    async with open_teams(settings, reply) as teams:

        async def post(request: web.Request) -> web.Response:
            """Post the card so many times into a conversation."""
            asked = await request.json()
            place = Place(settings.tenant_ids[0], asked["conversation"], asked["service_url"], "personal")
            for _ in range(asked["times"]):
                await teams.messenger.post(place, card, "A card")
            return web.Response()

        app = web.Application()
        app.add_routes([*teams.routes, web.post("/post", post)])
        await listen(app)


if __name__ == "__main__":
    asyncio.run(
        serve(
            json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")),
            json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")),
        )
    )
