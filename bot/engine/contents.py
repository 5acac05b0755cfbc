"""The table of contents of the bot: what may be said to it, pressed and searched, and what it posts by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.engine.context import Bot
from bot.engine.messages import DialogAsked, Installed, Reply, Said, Searched, Submission
from bot.engine.outcomes import Outcome
from permanence.people.rights import Right
from storage.outbox import Letter


@dataclass(frozen=True, slots=True)
class Command:
    """A typed command: `handle` gets the words after its name. `usage` is one line for help and manifest.

    `shared` is true only where everybody in a channel may read the answer that one of them asked for.
    """

    handle: Callable[[Bot, Said, str], Awaitable[Reply]]
    right: Right
    usage: str
    tells_of_children: bool = True
    shared: bool = False
    local_only: bool = False
    reads_days: bool = False  # what stands after it is a day, which it reads itself


@dataclass(frozen=True, slots=True)
class Verb:
    """A button, and the right it asks for. `writes` is false only for one that shows something and changes nothing.

    `form` names the verb that shows the form this button sends: what did not arrive whole is asked for again by it.
    `back` names the verb that shows where to do first what this button refuses for the want of.
    """

    handle: Callable[[Bot, Submission], Awaitable[Reply]]
    right: Right
    writes: bool = True
    form: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """A dialog that is opened on a message."""

    handle: Callable[[Bot, DialogAsked], Awaitable[Reply]]
    right: Right


@dataclass(frozen=True, slots=True)
class Search:
    """A search beside the box one writes in."""

    handle: Callable[[Bot, Searched], Awaitable[Reply]]
    right: Right


Notice = Callable[[Bot, Letter], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class Contents:
    """Every way to and from the people: the engine finds a handler here and knows none by name."""

    commands: Mapping[str, Command]
    verbs: Mapping[str, Verb]
    notices: Mapping[str, Notice]
    dialogs: Mapping[str, Opening]
    searches: Mapping[str, Search]
    installed: Callable[[Bot, Installed], Awaitable[Reply]]
    files: Callable[[Bot, Said], Awaitable[Reply]]
    # What is typed and is no command as it stands: with the command it begins with, and whether anybody may be named.
    understand: Callable[[Bot, Said, str, bool], Awaitable[str | Reply]]
