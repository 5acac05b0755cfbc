"""The roster of the permanence channel's team: rights end within a minute of leaving it, and begin at once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.engine.context import Bot, Messenger
from bot.engine.messages import Caller, DeliveryError
from bot.engine.places import place_of
from permanence.refusals import NotAllowed
from storage import conversations, people
from storage.conversations import Conversation
from storage.processes import roster_changes

log = structlog.get_logger()
FRESH = timedelta(seconds=60)
KNOWN_FOR = timedelta(minutes=30)  # how long the last known roster serves while Teams cannot be asked
AGAIN = timedelta(seconds=1)  # a stranger may have been added since the roster was read, unless it was read just now
DEADLINE = 4.0  # seconds a press waits for Teams; Teams itself gives up on an answer after some ten

STRANGER = "You are not, or not known to be, a member of the permanence channel's team; its owner can add you."
NOT_ASKED = (
    "Teams could not be asked who is in the permanence channel's team, so nothing was shown or changed; try again soon."
)


@dataclass(slots=True)
class Roster:
    """Who is in the team: one question to Teams at a time, shared by all who wait for it, each not for long."""

    messenger: Messenger
    members: frozenset[str] = field(default_factory=frozenset)  # as last known
    learned: set[tuple[str, str]] = field(default_factory=set)  # Entra object id and Teams id, as kept
    known_at: datetime | None = None  # when the members were last told
    void: bool = True  # something happened since: ask before anybody is let in
    flight: asyncio.Task[bool] | None = None
    deadline: float = DEADLINE
    heard: int = 0  # changes of the roster that any process was told of

    async def admit(self, bot: Bot, caller: Caller) -> None:
        """Let the caller through, or say why not. Before a channel is chosen there is no roster to hold them to."""
        await self._hear(bot)
        if not self.void and self._younger_than(bot, FRESH) and caller.oid in self.members:
            return
        if self.void or not self._younger_than(bot, AGAIN):
            async with bot.house.store.read() as work:
                channel = await conversations.permanence_channel(work)
            if channel is None:
                return
            if not await self._told(bot, channel):
                if caller.oid in self.members and self._younger_than(bot, KNOWN_FOR):
                    return
                raise NotAllowed(NOT_ASKED)
        if caller.oid not in self.members:
            raise NotAllowed(STRANGER)

    def forget(self, left: tuple[str, ...] = ()) -> None:
        """Ask again at the next press; who is said to have left is known no more."""
        self.void = True
        self.members -= {oid for oid, teams_id in self.learned if teams_id in left}
        self.flight = None  # a question asked before may be answered as it was before

    async def changed(self, bot: Bot, left: tuple[str, ...] = ()) -> None:
        """Somebody left or came: forget it, and let the other processes of this database hear of it."""
        self.forget(left)
        async with bot.house.store.change() as work:
            await roster_changes.note(work, left)

    async def _hear(self, bot: Bot) -> None:
        """Whether another process was told of a change; one that has its database alone was told itself."""
        if bot.house.store.is_sqlite:
            return
        async with bot.house.store.read() as work:
            count, left = await roster_changes.since(work, self.heard)
        if count != self.heard:
            self.heard = count
            self.forget(left)

    async def _told(self, bot: Bot, channel: Conversation) -> bool:
        """Whether Teams told the roster in time; a question on its way is waited for and not asked twice."""
        for _ in range(2):
            if not self.void and self._younger_than(bot, AGAIN):
                return True  # somebody else's question was answered just now
            flight = self.flight
            if flight is None or flight.done():
                flight = self.flight = asyncio.create_task(self._ask(bot, channel))
            await asyncio.wait({flight}, timeout=self.deadline)
            if self.flight is flight:  # else somebody left or came meanwhile, and what it tells is of before
                return flight.done() and flight.result()
        return False

    async def _ask(self, bot: Bot, channel: Conversation) -> bool:
        try:
            members = await self.messenger.members(place_of(channel))
        except DeliveryError as error:
            log.warning("roster_unknown", detail=error.detail)
            return False
        if self.flight is asyncio.current_task():  # nobody left or came while it was on its way
            self.members, self.void = frozenset(member.oid for member in members), False
            self.known_at = bot.now()
        await self._learn(bot, {(member.oid, member.teams_id) for member in members})
        return True

    async def _learn(self, bot: Bot, ids: set[tuple[str, str]]) -> None:
        """Keep the ids by which Teams mentions people, so that who never spoke to the bot is mentioned too."""
        if new := ids - self.learned:
            async with bot.house.store.change() as work:
                for oid, teams_id in sorted(new):  # in one order in every process, so that none waits for another
                    await people.learn_teams_id(work, oid, teams_id)
            self.learned = ids

    def _younger_than(self, bot: Bot, age: timedelta) -> bool:
        """Whether the roster was told so lately; a clock that was set back makes nothing young."""
        return self.known_at is not None and timedelta(0) <= bot.now() - self.known_at < age


async def admit(bot: Bot, caller: Caller) -> None:
    """Who reads is held to the team's roster like who writes."""
    if bot.roster is not None:
        await bot.roster.admit(bot, caller)


async def is_admitted(bot: Bot, caller: Caller) -> bool:
    """Whether they would not be refused."""
    try:
        await admit(bot, caller)
    except NotAllowed:
        return False
    return True
