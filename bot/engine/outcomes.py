"""What a notice answers when its turn to be sent has come: post this, wait until then, or never mind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.engine.messages import Card, Reply
from permanence.subject import Subject


@dataclass(frozen=True, slots=True)
class Post:
    """Post this card, or update the one already there. `version` is the row version shown; 0 is never updated.

    `summary` is the toast text: no names, no references.
    """

    card: Card
    summary: str
    version: int = 0
    thread: str = ""  # the message in whose thread it belongs; a thread of its own when empty
    follows: Subject | None = None  # whose card it is a reply to, once that is posted


@dataclass(frozen=True, slots=True)
class FileOffer(Reply):
    """A reply that offers a file: its card has two buttons, to send it and not to."""

    name: str = ""
    said: str = ""
    size: int = 0  # bytes


@dataclass(frozen=True, slots=True)
class Snooze:
    """Not now: look again at `until`.

    `failed` says that an attempt was made and did not succeed, `perhaps` that it may have succeeded all the same.
    """

    until: datetime
    why: str
    failed: bool = False
    perhaps: bool = False


@dataclass(frozen=True, slots=True)
class Cancel:
    """Nothing to say any more."""

    why: str


@dataclass(frozen=True, slots=True)
class TakeDown:
    """Take this message of the bot's own down: the same card is there once more. `thread` is the one it is in."""

    activity_id: str
    thread: str = ""


Outcome = Post | Snooze | Cancel | TakeDown
