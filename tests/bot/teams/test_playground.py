"""The edge against the real Playground server: what works in Teams works in the local client."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.engine.messages import DeliveryError, Installed, Place, Posted, Reply, Said, Submission
from bot.teams.app import Teams, open_teams
from bot.teams.registration import TeamsSettings
from tests.bot.teams.conftest import EchoBot, card
from tests.loopback.serving import Served
from tools import playground

pytestmark = pytest.mark.browser

ME = playground.Person("oid-me", "29:me", "Priya Shah", "priya@example.org")
OTHERS = [playground.Person(f"oid-{n}", f"29:{n}", f"Person {n}", f"p{n}@example.org") for n in range(5)]
WORLD = playground.World(
    *("tenant", "28:bot", "Permanence", "19:team@thread.tacv2", "group", "Children's Services"),
    *("19:panel@thread.tacv2", "Panel", ME, OTHERS),
)
PATIENCE = 30.0


@dataclass(slots=True)
class Local:
    """A Playground, the bot it speaks to, and the way the Playground's own page speaks to its server."""

    address: str
    bot: EchoBot
    teams: Teams
    session: aiohttp.ClientSession

    async def page(self, path: str, body: dict[str, Any]) -> Any:
        async with self.session.post(f"{self.address}{path}", json=body) as response:
            assert response.status == 200, await response.text()
            text = await response.text()
            return await response.json() if text else None

    async def open(self, conversation: str) -> Place:
        """What the page does when somebody opens a place."""
        await self.page(f"/_debug/conversation/{conversation}/installation", {})
        installed = await self.turn(Installed)
        return installed.place

    async def turn(self, kind: type) -> Any:
        """The next turn of this kind: the Playground sends to the bot after it has answered its page."""
        async with asyncio.timeout(PATIENCE):
            while not any(isinstance(turn, kind) for turn in self.bot.turns):  # noqa: ASYNC110  nobody to tell us
                await asyncio.sleep(0.01)
        found = next(turn for turn in self.bot.turns if isinstance(turn, kind))
        self.bot.turns.clear()
        return found


@pytest.fixture
async def local(tmp_path) -> AsyncIterator[Local]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = tmp_path / "playground.yml"
    settings.write_text(playground.settings(WORLD), encoding="utf-8")
    async with AsyncExitStack() as stack:
        bot = EchoBot()
        ours = TeamsSettings(anonymous=True, allow_loopback_service_urls=True, tenant_ids=("tenant",))
        teams = await stack.enter_async_context(open_teams(ours, bot))
        app = web.Application()
        app.add_routes(teams.routes)
        served = await Served.start(app)
        stack.push_async_callback(served.stop)
        process = await asyncio.create_subprocess_exec(
            *playground.command(f"{served.address}/api/messages", port),
            env=playground.environment(settings),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        stack.push_async_callback(process.wait)
        stack.callback(process.kill)
        session = await stack.enter_async_context(aiohttp.ClientSession())
        address = f"http://127.0.0.1:{port}"
        async with asyncio.timeout(PATIENCE):
            while True:
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.get(f"{address}/_debug/ping") as response:
                        if response.status == 200:
                            break
                await asyncio.sleep(0.05)
        yield Local(address, bot, teams, session)


async def test_a_whole_conversation_with_the_playground(local):
    place = await local.open(WORLD.channel_id)
    assert (place.kind, place.channel_id, place.team_id) == ("channel", WORLD.channel_id, WORLD.team_id)

    posted = await local.teams.messenger.post(place, card("posted"), "A card")
    assert posted.conversation_id == f"{WORLD.channel_id};messageid={posted.activity_id}"
    await local.teams.messenger.update(place, posted, card("updated"))
    with pytest.raises(DeliveryError) as gone:
        await local.teams.messenger.update(place, Posted(place.conversation_id, "1"), card("x"))
    assert gone.value.kind == "gone"

    members = await local.teams.messenger.members(place)
    assert {member.oid for member in members} == {"oid-me", *(person.oid for person in OTHERS)}
    assert {member.name for member in members} >= {"Priya Shah"}

    local.bot.turns.clear()
    mention = "<at>Permanence</at>"
    await local.page(
        f"/_conversation/v1/conversations/{WORLD.channel_id}/messages",
        {
            "from": {"id": ME.teams_id},
            "text": f"{mention} my actions",
            "textFormat": "plain",
            "mentions": [{"mentioned": {"id": WORLD.bot_id}, "text": mention}],
        },
    )
    said = await local.turn(Said)
    assert (said.text, said.caller.oid, said.place.conversation_id) == ("my actions", "oid-me", WORLD.channel_id)

    answer = await press(local, posted)
    assert answer["type"] == "application/vnd.microsoft.card.adaptive"
    assert answer["value"]["body"][0]["text"] == "You pressed accept"
    pressed = await local.turn(Submission)
    assert (pressed.verb, pressed.data, pressed.activity_id) == ("accept", {"slot": 7}, posted.activity_id)
    assert pressed.place.conversation_id == WORLD.channel_id

    async def nothing(turn):
        return Reply()

    local.bot.reply = nothing
    assert (await press(local, posted))["value"] == "Done."


async def test_the_personal_chat_of_the_playground_takes_and_updates_cards(local):
    place = await local.open("a:personal-chat")
    assert place.kind == "personal"
    posted = await local.teams.messenger.post(place, card("posted"), "A card")
    await local.teams.messenger.update(place, posted, card("updated"))
    assert [member.oid for member in await local.teams.messenger.members(place)] == ["oid-me"]


async def press(local: Local, posted: Posted) -> Any:
    action = {"type": "Action.Execute", "verb": "accept", "data": {"slot": 7}}
    return await local.page(
        "/_conversation/v1/invoke",
        {
            "name": "adaptiveCard/action",
            "conversation": {"id": posted.conversation_id},
            "from": {"id": ME.teams_id},
            "replyToId": posted.activity_id,
            "value": {"action": action, "trigger": "manual"},
        },
    )
