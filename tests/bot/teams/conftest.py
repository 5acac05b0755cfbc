"""A bot that answers with a card telling what it was told, living in the loopback world."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.engine.messages import Card, DeliveryError, Place, Reply, Said, Submission, Turn
from bot.teams.app import Teams, open_teams
from tests.loopback import TeamsWorld


def card(*lines: str, **more: Any) -> Card:
    """A small card with these lines and one input, one button and its fallback for old clients."""
    button = {
        "type": "Action.Execute",
        "title": "Accept",
        "verb": "accept",
        "data": {"action": "accept", "slot": 7},
        "fallback": {"type": "Action.Submit", "title": "Accept", "data": {"action": "accept", "slot": 7}},
    }
    body: list[dict[str, Any]] = [{"type": "TextBlock", "text": line, "wrap": True} for line in lines]
    body.append({"type": "Input.Text", "id": "note", "label": "Note"})
    return {"type": "AdaptiveCard", "version": "1.5", "body": body, "actions": [button], **more}


@dataclass(slots=True)
class EchoBot:
    """Remembers its turns; what `replies` says goes back, else a card that names the turn."""

    turns: list[Turn] = field(default_factory=list)
    reply: Callable[[Turn], Awaitable[Reply]] | None = None

    async def __call__(self, turn: Turn) -> Reply:
        self.turns.append(turn)
        if self.reply is not None:
            return await self.reply(turn)
        match turn:
            case Said():
                return Reply(card(f"You said {turn.text}"), shared=True)
            case Submission():
                return Reply(card(f"You pressed {turn.verb}", f"with {dict(turn.data)}"))
        return Reply(card("Hello") if type(turn).__name__ == "Installed" else None)


@dataclass(slots=True)
class Stage:
    """A world with a bot in it."""

    world: TeamsWorld
    bot: EchoBot
    teams: Teams

    @property
    def messenger(self) -> Any:
        return self.teams.messenger


class Staging:
    """Opens worlds with bots in them, and closes them after the test."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self._stack = stack

    async def __call__(self, *, anonymous: bool = False, **changes: Any) -> Stage:
        world = await self._stack.enter_async_context(TeamsWorld(anonymous=anonymous))
        bot = EchoBot()
        teams = await self._stack.enter_async_context(open_teams(world.settings(**changes), bot))
        app = web.Application()
        app.add_routes(teams.routes)
        await world.serve(app)
        return Stage(world, bot, teams)


@pytest.fixture
async def staging() -> AsyncIterator[Staging]:
    async with AsyncExitStack() as stack:
        yield Staging(stack)


@pytest.fixture
async def stage(staging: Staging) -> Stage:
    return await staging()


@pytest.fixture
async def place(stage) -> Place:
    await stage.world.install(by=stage.world.person("Priya Shah"))
    stage.world.connector.log.clear()
    return stage.bot.turns[0].place


async def failed_post(stage, place) -> DeliveryError:
    with pytest.raises(DeliveryError) as failed:
        await stage.messenger.post(place, card("x"), "x")
    return failed.value
