"""The whole product as one side of the bench: served as in earnest, on SQLite, with an action to press on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.child import Child
from tests.loopback import TeamsWorld


@dataclass(frozen=True, slots=True)
class Product:
    """The product's server, the card it answers with, and one turn of it."""

    child: Child
    card: dict[str, Any]
    turn: Callable[[int], Awaitable[None]]


async def start_product(world: TeamsWorld, folder: Path, opened: AsyncExitStack) -> Product:
    raise SystemExit("The whole product cannot be measured yet: use --edge-only.")
