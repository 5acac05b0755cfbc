"""The comparison: a bot on the stock SDK, its double serialisation worked around so that it can answer at all."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.schema import (
    Activity,
    AdaptiveCardInvokeResponse,
    AdaptiveCardInvokeValue,
    Attachment,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
    InvokeResponse,
)

from bench.listening import listen

CARD_TYPE = "application/vnd.microsoft.card.adaptive"


class StockBot(ActivityHandler):
    """Answers every press with the card; no database, no token."""

    def __init__(self, card: dict[str, Any]) -> None:
        self._card = card

    async def on_adaptive_card_invoke(
        self, turn_context: TurnContext, invoke_value: AdaptiveCardInvokeValue
    ) -> AdaptiveCardInvokeResponse:
        return AdaptiveCardInvokeResponse(status_code=200, type=CARD_TYPE, value=self._card)

    @staticmethod
    def _create_invoke_response(body: object = None) -> InvokeResponse:
        return InvokeResponse(status=200, body=body)


async def serve(card: dict[str, Any]) -> None:
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(SimpleNamespace(APP_ID="", APP_PASSWORD="")))
    bot = StockBot(card)

    async def answer(request: web.Request) -> web.StreamResponse:
        response = await adapter.process(request, bot)
        assert response is not None
        return response

    async def post(request: web.Request) -> web.Response:
        """Post the card so many times into a conversation, as a proactive message."""
        asked = await request.json()
        reference = ConversationReference(
            channel_id="msteams",
            service_url=asked["service_url"],
            bot=ChannelAccount(id="28:bot"),
            conversation=ConversationAccount(id=asked["conversation"]),
        )

        async def send(context: TurnContext) -> None:
            await context.send_activity(
                Activity(type="message", attachments=[Attachment(content_type=CARD_TYPE, content=card)])
            )

        for _ in range(asked["times"]):
            await adapter.continue_conversation(reference, send, "")
        return web.Response()

    app = web.Application()
    app.add_routes([web.post("/api/messages", answer), web.post("/post", post)])
    await listen(app)


if __name__ == "__main__":
    asyncio.run(serve(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
