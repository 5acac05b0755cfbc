"""Interleaved rounds: A B A B, CPU per turn of each server process, and the ratio that is the claim."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bench.child import Child

CLIENTS = 8


@dataclass(slots=True)
class Side:
    """One server and how one turn is asked of it; what each round cost is collected here."""

    name: str
    child: Child
    turn: Callable[[int], Awaitable[None]]  # the number of the client that asks
    clients: int = CLIENTS
    cpu_ms: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    async def round(self, turns: int) -> None:
        """So many turns by the clients together."""
        left = iter(range(turns))

        async def client(number: int) -> None:
            for _ in left:
                begun = time.perf_counter()
                await self.turn(number)
                self.seconds.append(time.perf_counter() - begun)

        before = self.child.cpu_seconds()
        await asyncio.gather(*(client(number) for number in range(self.clients)))
        self.cpu_ms.append((self.child.cpu_seconds() - before) / turns * 1000)

    def figures(self) -> dict[str, float]:
        ordered = sorted(self.seconds)
        return {
            "cpu_ms": statistics.median(self.cpu_ms),
            "cpu_ms_least": min(self.cpu_ms),
            "cpu_ms_most": max(self.cpu_ms),
            "p50_ms": ordered[len(ordered) // 2] * 1000,
            "p99_ms": ordered[int(len(ordered) * 0.99)] * 1000,
        }


async def interleave(sides: Sequence[Side], rounds: int, turns: int) -> None:
    """One round to warm up that does not count, then every side in turn, round after round."""
    for side in sides:
        await side.round(warming(turns, side.clients))
        side.cpu_ms.clear()
        side.seconds.clear()
    for _ in range(rounds):
        for side in sides:
            await side.round(turns)


def warming(turns: int, clients: int) -> int:
    """How many turns the round has that does not count."""
    return max(turns // 5, clients)


def ratio(one: Side, other: Side) -> dict[str, float]:
    """Round by round, because both sides of a round met the same machine."""
    ratios = [a / b for a, b in zip(one.cpu_ms, other.cpu_ms, strict=True)]
    return {"median": statistics.median(ratios), "least": min(ratios), "most": max(ratios)}
