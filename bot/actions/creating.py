"""What the dialog that makes an action of a message remembers of it, and the way back to the message."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote, urlencode

from bot.engine.context import Bot
from bot.engine.messages import Place, Submission
from permanence.action import FromMessage

TITLE = "Create an action"
MESSAGES = "https://teams.microsoft.com/l/message"


def message_of(bot: Bot, pressed: Submission) -> FromMessage:
    """The message, as the dialog's own data has it."""
    message_id, at = str(pressed.data.get("message", "")), str(pressed.data.get("at", ""))
    link = "" if bot.local else link_to(pressed.place, message_id, thread_of(pressed))
    return FromMessage(message_id, datetime.fromisoformat(at) if at else None, link)


def thread_of(pressed: Submission) -> str:
    """The message that began the thread, when the message is a reply."""
    return str(pressed.data.get("thread", ""))


def link_to(place: Place, message: str, thread: str) -> str:
    """Where Teams opens a message of a channel; made by us, not taken from what was sent."""
    known = {"tenantId": place.tenant_id, "parentMessageId": thread or message}
    return f"{MESSAGES}/{quote(place.conversation_id, safe=':@')}/{quote(message, safe='')}?{urlencode(known)}"
