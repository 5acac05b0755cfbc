"""The table of contents of the bot: what may be said to it, pressed and searched, and what it posts by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.engine.context import Bot
from bot.engine.messages import DialogAsked, Installed, Reply, Said, Searched, Submission
from bot.engine.outcomes import Outcome
from storage.outbox import Letter


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


Notice = Callable[[Bot, Letter], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class Contents:
    """Every way to and from the people: the engine finds a handler here and knows none by name."""

    commands: Mapping[str, Command]
    verbs: Mapping[str, Verb]
    forms: Mapping[str, str]  # by the verb that sends a form, the verb that shows it
    notices: Mapping[str, Notice]
    dialogs: Mapping[str, Callable[[Bot, DialogAsked], Awaitable[Reply]]]
    searches: Mapping[str, Callable[[Bot, Searched], Awaitable[Reply]]]
    installed: Callable[[Bot, Installed], Awaitable[Reply]]
    files: Callable[[Bot, Said], Awaitable[Reply]]
