"""The whole product as one side of the bench: served as in earnest, each turn a note written on another action."""

from __future__ import annotations

import json
import uuid
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bench.child import Child, python
from storage.conversations import Conversation
from tests.loopback import TeamsWorld
from tests.loopback.cast import TENANT

SAVED = "Visited at home and at school"


@dataclass(frozen=True, slots=True)
class Product:
    """The product's server, the card it answers with, and one turn of it."""

    child: Child
    card: dict[str, Any]
    turn: Callable[[int], Awaitable[None]]


async def start_product(
    world: TeamsWorld, registration: dict[str, Any], folder: Path, turns: int, opened: AsyncExitStack, database: str
) -> Product:
    """Started with as many actions as there will be turns, and one more for the card everybody else answers with."""
    priya = world.person("Priya Shah")
    world.team.installed = True
    channel = world.channel
    where = Conversation(
        *(channel.id, TENANT, world.connector.service_url, "channel", world.team.id, channel.id),
        team_name=world.team.name,
        channel_name=channel.name,
        bot_id=world.bot_id,
    )
    asked = {
        "registration": registration,
        "database": database,
        "channel": asdict(where),
        "oid": priya.oid,
        "name": priya.name,
        "actions": turns + 1,
        "presses": str(folder / "presses.json"),
    }
    (folder / "product.json").write_text(json.dumps(asked), encoding="utf-8")
    child = await Child.start(python("bench.serve_product", str(folder / "product.json")))
    opened.push_async_callback(child.stop)
    presses = iter(json.loads((folder / "presses.json").read_text(encoding="utf-8")))
    session = await opened.enter_async_context(aiohttp.ClientSession())
    headers = {"Content-Type": "application/json", **world.authorization()}

    async def press() -> dict[str, Any]:
        data = next(presses)
        activity = world.activity("invoke", priya.person, channel, thread="1699999999999")
        activity |= {"name": "adaptiveCard/action", "replyToId": "1699999999999", "id": f"f:{uuid.uuid4()}"}
        activity["value"] = {"action": {"type": "Action.Execute", "verb": data["action"], "data": data}}
        async with session.post(f"{child.address}/api/messages", json=activity, headers=headers) as response:
            answer = await response.json()
        card: dict[str, Any] = answer["value"]
        assert SAVED in json.dumps(card), card
        return card

    async def turn(client: int) -> None:
        await press()

    return Product(child, await press(), turn)
