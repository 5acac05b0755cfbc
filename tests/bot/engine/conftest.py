"""The whole product on real HTTP beside a loopback Teams, with a permanence channel chosen and a clock that is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from permanence.subject import Subject
from serving import Running, running
from storage import conversations, outbox, tables
from storage.conversations import Conversation
from tab.health import DELIVERY
from tests.cast import ADMIN, SUPPORT, staff
from tests.conftest import Clock
from tests.loopback import TeamsWorld, Visitor
from usecases.house import House


@dataclass
class Live:
    """A product at work. `settle` moves the told clock by seconds until nothing is left to send, or for so many."""

    world: TeamsWorld
    product: Running
    clock: Clock
    house: House
    admin: Visitor
    support: Visitor

    async def ask(self, *keys: str, to: str = outbox.CHANNEL) -> None:
        """Ask for a card each to be posted."""
        async with self.house.store.change() as work:
            for key in keys:
                await outbox.tell(work, Subject("greeting", key), "", self.clock(), recipient=to)
        self.product.bot.mail.set()

    async def rows(self, kind: str = "greeting") -> dict[str, str]:
        """The state of each row of a kind, by its subject."""
        async with self.house.store.read() as work:
            rows = await work.conn.execute(select(tables.outbox).where(tables.outbox.c.kind == kind))
            return {row.subject_id: row.state for row in rows}

    async def channel(self) -> Conversation:
        """The permanence channel as kept."""
        async with self.house.store.read() as work:
            found = await conversations.permanence_channel(work)
        assert found is not None
        return found

    async def until(self, holds: Callable[[], Any], steps: int = 200, seconds: float = 5) -> None:
        """Let the told clock go on until this holds."""
        for _ in range(steps):
            found = holds()
            if await found if asyncio.iscoroutine(found) else found:
                return
            self.clock.move(seconds=seconds)
            await self.round()
        raise AssertionError("it did not come to that")

    async def round(self) -> None:
        """Let the delivery loop go round once, from its beginning: the beat of a round begun before may come first."""
        for _ in range(2):
            self.clock.move(microseconds=1)
            self.product.bot.mail.set()
            async with asyncio.timeout(60):
                while self.product.pulse.beats.get(DELIVERY) != self.clock():  # noqa: ASYNC110
                    await asyncio.sleep(0.002)

    async def passes(self, hours: float, step: float = 300) -> None:
        """Let the told clock go on for so long."""
        for _ in range(int(hours * 3600 / step)):
            self.clock.move(seconds=step)
            await self.round()

    async def all_sent(self) -> bool:
        return set((await self.rows()).values()) == {"sent"}


@pytest.fixture
async def live(house: House, clock: Clock) -> AsyncIterator[Live]:
    """The bot is in the team, the panel's channel is chosen, an administrator and business support are there."""
    await staff(house)
    async with TeamsWorld() as world, running(house, world.settings(), clock, local=False) as product:
        await world.serve(product.app)
        admin = world.person(ADMIN.name, oid=ADMIN.oid)
        support = world.person(SUPPORT.name, oid=SUPPORT.oid)
        await world.install(by=admin)
        async with house.store.change() as work:
            await conversations.choose_permanence_channel(work, world.channel.id)
        at_work = Live(world, product, clock, house, admin, support)
        await at_work.until(at_work.all_sent)
        yield at_work
