"""What may be done to an action of the panel: one value for each change, with what is typed for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from permanence.deeds import Verb


@dataclass(frozen=True, slots=True)
class Progress:
    """A note of what was done so far."""

    verb: ClassVar[Verb] = "progress_action"
    text: str


@dataclass(frozen=True, slots=True)
class Complete:
    """It is done."""

    verb: ClassVar[Verb] = "complete_action"


@dataclass(frozen=True, slots=True)
class Block:
    """It cannot go on, and why."""

    verb: ClassVar[Verb] = "block_action"
    reason: str


@dataclass(frozen=True, slots=True)
class Unblock:
    """It can go on again."""

    verb: ClassVar[Verb] = "unblock_action"


@dataclass(frozen=True, slots=True)
class Reopen:
    """It was not done after all, and why."""

    verb: ClassVar[Verb] = "reopen_action"
    reason: str


@dataclass(frozen=True, slots=True)
class AskLater:
    """A later date is asked for; it holds when the chair agrees."""

    verb: ClassVar[Verb] = "ask_later_date"
    due: date
    reason: str


@dataclass(frozen=True, slots=True)
class AgreeLater:
    """The chair agrees the later date asked for."""

    verb: ClassVar[Verb] = "agree_later_date"


@dataclass(frozen=True, slots=True)
class RefuseLater:
    """The chair keeps the date, and why."""

    verb: ClassVar[Verb] = "refuse_later_date"
    reason: str


@dataclass(frozen=True, slots=True)
class Reassign:
    """Somebody else is to do it."""

    verb: ClassVar[Verb] = "reassign_action"
    owner: str
    name: str


@dataclass(frozen=True, slots=True)
class TakeBackReassignment:
    """It was handed over by mistake, and why; `owner` is who had it before, found where it is made."""

    verb: ClassVar[Verb] = "take_back_reassignment"
    reason: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Correct:
    """It was written down wrongly, and why; `text`, `owner` and `due` are what it says from now on."""

    verb: ClassVar[Verb] = "correct_action"
    reason: str
    text: str
    owner: str
    due: date


@dataclass(frozen=True, slots=True)
class Cancel:
    """It is not to be done at all, and why."""

    verb: ClassVar[Verb] = "cancel_action"
    reason: str


Change = (
    Progress
    | Complete
    | Block
    | Unblock
    | Reopen
    | AskLater
    | AgreeLater
    | RefuseLater
    | Reassign
    | TakeBackReassignment
    | Correct
    | Cancel
)
