"""The roster of the permanence channel's team: rights end within a minute of leaving it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.engine.context import Bot, Messenger
from bot.engine.messages import Caller, DeliveryError
from bot.engine.places import place_of
from storage import conversations, people

log = structlog.get_logger()
FRESH = timedelta(seconds=60)


@dataclass(slots=True)
class Roster:
    """Who is in the team, asked of Teams at most once a minute. Not known means no."""

    messenger: Messenger
    members: frozenset[str] = field(default_factory=frozenset)
    learned: set[tuple[str, str]] = field(default_factory=set)  # Entra object id and Teams id, as kept
    asked_at: datetime | None = None
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)  # many pressers, one question to Teams

    async def holds(self, bot: Bot, caller: Caller) -> bool:
        """Whether the caller is a member now. Before a channel is chosen there is no roster to hold them to."""
        async with self.asking:
            if not self.asked_at or bot.now() - self.asked_at >= FRESH:
                return await self._ask(bot, caller)
        return caller.oid in self.members

    async def _ask(self, bot: Bot, caller: Caller) -> bool:
        async with bot.house.store.read() as work:
            channel = await conversations.permanence_channel(work)
        if channel is None:
            return True
        try:
            members = await self.messenger.members(place_of(channel))
        except DeliveryError as error:
            log.warning("roster_unknown", detail=error.detail)
            return False
        self.members, self.asked_at = frozenset(member.oid for member in members), bot.now()
        await self._learn(bot, {(member.oid, member.teams_id) for member in members})
        return caller.oid in self.members

    async def _learn(self, bot: Bot, ids: set[tuple[str, str]]) -> None:
        """Keep the ids by which Teams mentions people, so that who never spoke to the bot is mentioned too."""
        if new := ids - self.learned:
            async with bot.house.store.change() as work:
                for oid, teams_id in new:
                    await people.learn_teams_id(work, oid, teams_id)
            self.learned = ids

    def forget(self) -> None:
        """Ask again at the next press."""
        self.asked_at = None
