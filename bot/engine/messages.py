"""What comes in from Teams and what goes back, in our own words: the last types that know a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cards.arrival_words import Beside
from permanence.refusals import Refusal

Card = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message was said or is to be posted: our own few columns of a conversation reference."""

    tenant_id: str
    conversation_id: str  # without ";messageid="; a channel's id in a team
    service_url: str
    kind: str  # "channel", "personal" or "group"
    team_id: str | None = None
    channel_id: str | None = None
    team_name: str | None = None
    channel_name: str | None = None
    bot_id: str = ""
    thread: str | None = None  # root message id when said in a channel thread


@dataclass(frozen=True, slots=True)
class Caller:
    """Who pressed or spoke. `oid` is the Entra object id, the only thing rights are given by."""

    oid: str
    teams_id: str  # the "29:..." id, for mentions
    name: str


@dataclass(frozen=True, slots=True)
class Submission:
    """A button pressed: `verb` and the card's own data merged with what was typed into its inputs."""

    verb: str
    data: Mapping[str, Any]
    caller: Caller
    place: Place
    activity_id: str  # of the card that was pressed, or of the message a dialog is about ("" when unknown)
    delivery: str  # id of this delivery, for the log only
    dialog: bool = False  # pressed in a dialog
    lacking: tuple[str, ...] = ()  # inputs that had to come with it and did not
    in_words: tuple[str, ...] = ()  # inputs in which a name or reference was typed, to be understood
    typed: tuple[str, ...] = ()  # boxes in which words were typed
    too_long: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # box -> characters typed, at most
    posted_by: str = ""  # the row that posted the card, when it is one posted by itself and as it was posted
    upload: Mapping[str, str] | None = None  # where Teams takes a file somebody agreed to


@dataclass(frozen=True, slots=True)
class Attached:
    """A file sent with a message: where Teams says it can be fetched for a few minutes, without signing in."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Said:
    """A message to the bot, mention removed and white space folded."""

    text: str
    caller: Caller
    place: Place
    activity_id: str
    attachments: tuple[Attached, ...] = ()
    beside: tuple[Beside, ...] = ()  # what came with it that cannot be read here


@dataclass(frozen=True, slots=True)
class Message:
    """A message of somebody's, in plain words, that a dialog was opened on."""

    id: str
    text: str
    at: datetime | None = None
    thread: str = ""  # the message that began its thread, when it is a reply


@dataclass(frozen=True, slots=True)
class DialogAsked:
    """A command of the message extension was chosen: its dialog is to open."""

    command: str
    about: Message | None
    caller: Caller
    place: Place


@dataclass(frozen=True, slots=True)
class Searched:
    """Words typed into the search box beside where one writes; none when it has just been opened."""

    command: str
    words: str
    caller: Caller
    place: Place
    start: int = 0  # results to leave out


@dataclass(frozen=True, slots=True)
class ChoicesAsked:
    """Words typed into a long choice on a card; which choice, its card's sealed `dataset` says."""

    dataset: str
    words: str
    caller: Caller
    place: Place
    start: int = 0  # choices to leave out
    verb: str = ""  # these three are what the seal found in the dataset: the button that sends the form,
    data: Mapping[str, Any] = field(default_factory=dict)  # the button's data
    input: str = ""  # and the input


@dataclass(frozen=True, slots=True)
class Installed:
    """The bot was added to (or opened in) this place."""

    caller: Caller
    place: Place


@dataclass(frozen=True, slots=True)
class Uninstalled:
    """The bot was removed from this team, channel or chat, or the place was deleted: it is looked for before a post."""

    place: Place


@dataclass(frozen=True, slots=True)
class Returned:
    """The team or channel is there: restored, renamed, moved, or the bot was added to it."""

    place: Place


@dataclass(frozen=True, slots=True)
class MemberLeft:
    """People left the team: what was remembered of its roster is void."""

    place: Place
    teams_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """People were added to the team: what was remembered of its roster is void."""

    place: Place
    teams_ids: tuple[str, ...]


Turn = (
    Submission
    | Said
    | DialogAsked
    | Searched
    | ChoicesAsked
    | Installed
    | Uninstalled
    | Returned
    | MemberLeft
    | MemberJoined
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person who pressed or spoke gets at once: a card, or nothing; `shared` when everybody may read it."""

    card: Card | None = None
    shared: bool = field(default=False, kw_only=True)
    unsealed: Card | None = field(default=None, kw_only=True)  # the card before it was sealed for this place


@dataclass(frozen=True, slots=True)
class Dialog(Reply):
    """A dialog that goes on with a card; without one it ends, with a last sentence."""

    title: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found: how it reads in the list, and the card that is shared when it is chosen."""

    title: str
    line: str
    card: Card


@dataclass(frozen=True, slots=True)
class Results(Reply):
    """What was found; the sentence is said when nothing was."""

    found: tuple[Result, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Choices(Reply):
    """What a long choice offers for the words typed, as (shown, value); the sentence says why nothing may be seen."""

    found: tuple[tuple[str, str], ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a posted card now is, so that it can be updated."""

    conversation_id: str
    activity_id: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on a team's roster."""

    oid: str
    teams_id: str
    name: str


class NotFetched(Refusal):
    """The file could not be fetched; send it again."""


class DeliveryError(Exception):
    """A post or update that did not succeed. `retry_after` is in seconds when the other side said so.

    `kind` is "retry" (certainly not posted, try again), "gateway" (something on the way answered: mostly not posted),
    "ambiguous" (broken off after the whole was sent), "gone" (place, message or roster) or "refused" (for good).
    """

    def __init__(self, kind: str, detail: str, retry_after: float | None = None, at: datetime | None = None):
        super().__init__(detail)
        self.kind, self.detail = kind, detail
        self.retry_after, self.at = retry_after, at
