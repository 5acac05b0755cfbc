"""What a line of the table of contents is: a command that is said, a verb that is pressed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission


@dataclass(frozen=True, slots=True)
class Command:
    """A typed command: `handle` gets the words after its name. `usage` is one line for help and manifest."""

    handle: Callable[[Bot, Said, str], Awaitable[Reply]]
    usage: str
    tells_of_children: bool = True
    local_only: bool = False


@dataclass(frozen=True, slots=True)
class Verb:
    """A button. `writes` is false only for one that shows something and changes nothing."""

    handle: Callable[[Bot, Submission], Awaitable[Reply]]
    writes: bool = True
