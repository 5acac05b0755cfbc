"""From a Reply to what Teams expects: the body of an invoke's answer, or a message with one card."""

from __future__ import annotations

from typing import Any

from bot.messages import Card, Reply

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
MESSAGE_TYPE = "application/vnd.microsoft.activity.message"
ERROR_TYPE = "application/vnd.microsoft.error"

Json = dict[str, Any]


def invoke_answer(reply: Reply) -> Json:
    """The answer to a press; never empty, because Teams delivers again after an empty one."""
    if reply.card is None:
        return {"statusCode": 200, "type": MESSAGE_TYPE, "value": "Done."}
    return {"statusCode": 200, "type": CARD_TYPE, "value": reply.card}


def invoke_error(code: str, sentence: str, status: int = 500) -> Json:
    """An answer that shows the sentence instead of a new card; the HTTP status stays 200."""
    return {"statusCode": status, "type": ERROR_TYPE, "value": {"code": code, "message": sentence}}


def card_message(card: Card, summary: str = "") -> Json:
    """A message of one card and no text: Teams splits text and card and then names no message id."""
    message: Json = {"type": "message", "attachments": [{"contentType": CARD_TYPE, "content": card}]}
    if summary:
        message["summary"] = summary
    return message
