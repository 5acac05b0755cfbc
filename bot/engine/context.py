"""What every handler and notice is given: the house, the clock, the messenger and what the bot remembers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING, Protocol

from bot.engine.messages import Attached, Caller, Card, Member, Place, Posted, Reply, Said, Submission
from cards.parts import LONDON
from storage.outbox import Letter
from storage.posted_cards import Shown
from storage.store import Press
from usecases.house import House
from usecases.setup.learn_card import CardSeen

if TYPE_CHECKING:
    from bot.engine.contents import Contents
    from bot.engine.roster import Roster

FOR_THE_ANSWER = 1.5  # seconds


class Messenger(Protocol):
    """The way out to Teams. `summary` is the toast text and holds no names. Errors are DeliveryError."""

    async def post(self, place: Place, card: Card, summary: str) -> Posted: ...

    async def update(self, place: Place, posted: Posted, card: Card) -> None: ...

    async def delete(self, place: Place, posted: Posted) -> None: ...

    async def members(self, place: Place) -> tuple[Member, ...]: ...


class Files(Protocol):
    """The way to the files people send, and to where Teams takes one for them; NotFetched when it is closed."""

    async def fetch(self, files: Sequence[Attached], most: int) -> tuple[bytes, ...]: ...

    async def send(self, address: str, data: bytes, shown_at: str) -> str: ...


@dataclass(slots=True)
class Bot:
    """The bot at work. `local` is true only for a person trying it alone on this machine."""

    house: House
    now: Callable[[], datetime]
    contents: Contents
    local: bool = False
    known: set[tuple[str, ...]] = field(default_factory=set)  # places and people already kept in this process
    mail: asyncio.Event = field(default_factory=asyncio.Event)  # set when the outbox may hold something new
    roster: Roster | None = None  # whom everybody is held to, once somebody asks
    files: Files | None = None  # none until the way to Teams is open
    reading: set[str] = field(default_factory=set)  # whose files are being read just now
    set_back: bool = False  # the wall clock was set back, and what waits has not been looked at since
    patience: float = 0  # seconds until a person is answered, whatever the database does; told in __post_init__
    late: set[asyncio.Task[Reply]] = field(default_factory=set)  # turns that go on after their person was answered
    pressed: set[CardSeen] = field(default_factory=set)  # posted cards pressed on that have not been looked at yet
    unrecorded: list[tuple[Letter, Shown]] = field(default_factory=list)  # posted while the database was away

    def __post_init__(self) -> None:
        # Teams waits ten to fifteen seconds: as long as a transaction is waited for, and a little for the answer.
        self.patience = self.patience or self.house.store.patience + FOR_THE_ANSWER

    def today(self) -> date:
        """Today in London."""
        return self.now().astimezone(LONDON).date()

    def press(self, turn: Submission | Said) -> Press:
        """The press of this turn. Equal presses have equal keys, however often Teams delivers them."""
        match turn:
            case Submission():
                parts = [turn.verb, turn.activity_id, dict(turn.data)]
            case Said():
                parts = ["said", turn.activity_id, turn.text]
        text = dumps([turn.place.conversation_id, turn.caller.oid, parts], sort_keys=True, default=str)
        return press_by(turn.caller, sha256(text.encode()).hexdigest(), self.now())


def press_by(caller: Caller, key: str, at: datetime) -> Press:
    """A press by this caller."""
    return Press(key=key, by=caller.oid, name=caller.name, at=at)
