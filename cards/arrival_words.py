"""What is said of what arrives and cannot be used: one sentence each, what it was and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

Beside = Literal[
    "picture", "voice", "video", "card", "table", "forwarded", "shared file", "contact", "location", "other"
]

UNKNOWN_BUTTON = 'This button is not known here, so nothing was changed; say "help" and ask for the card again.'
UNKNOWN_ASKED = 'This is not something the bot does, so nothing was changed; say "help" to see what it does.'
NO_FORM = "What was filled in did not arrive, so nothing was changed; open it again and fill it in."
NOBODY = (
    "Teams did not say who you are, so nothing was done; sign in to Teams with your account of the council and try "
    "again, and if this comes again tell your administrator."
)
NO_WORDS = "What you typed did not arrive; type it again."
NO_MESSAGE = "Teams did not say which message this is about; choose it again on the message."
TYPED = "You had written:"
NOUNS: Mapping[Beside, str] = {
    "picture": "a picture",
    "voice": "a voice message",
    "video": "a video",
    "card": "a card",
    "table": "a table in a message",
    "forwarded": "a forwarded message",
    "shared file": "a file that is shared and not attached",
    "contact": "a contact",
    "location": "a place",
    "other": "what is attached",
}
ADVICE: Mapping[Beside, str] = {
    "table": "send an extract as a file, in your own chat with the bot",
    "shared file": "attach the file itself from your computer, in your own chat with the bot",
    "other": "write in words what you ask, and send a file in your own chat with the bot",
}
IN_OWN_CHAT = "Answered in your own chat."
NO_OWN_CHAT = (
    'This is answered to you alone: open your own chat with the permanence bot, say "help" there once, and ask again.'
)
ON_ITS_WAY = "The answer, for you alone, is on its way."
IN_WORDS = 'write in words what you ask, or say "help"'


def left_out(kinds: Sequence[Beside]) -> str:
    """That what came with a message was not read, and what to do; nothing when all was read."""
    if not kinds:
        return ""
    *first, last = [NOUNS[kind] for kind in kinds]
    named = f"{', '.join(first)} and {last}" if first else last
    advice = next((ADVICE[kind] for kind in kinds if kind in ADVICE), IN_WORDS)
    return f"{named[0].upper()}{named[1:]} cannot be read here; {advice}."
