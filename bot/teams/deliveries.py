"""Teams delivers again when an answer is slow: the same delivery gets the same answer, and only one turn runs."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")
Key = tuple[str, ...]

REMEMBERED = 1024
SETTLE_SECONDS = 10.0


class Deliveries(Generic[Answer]):
    """The answers of the last few deliveries, running or done, of this process; storage knows the rest."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._answers: OrderedDict[Key, asyncio.Task[Answer]] = OrderedDict()

    async def once(self, key: Key, turn: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer of this delivery: of the turn already running or done, or of this one.

        The turn runs as a task of its own: a client that hangs up does not break it off.
        """
        task = self._answers.get(key)
        if task is None:
            task = asyncio.create_task(_run(turn))
            self._answers[key] = task
            task.add_done_callback(lambda done: self._forget_failure(key, done))
            while len(self._answers) > self._remembered:
                self._answers.popitem(last=False)
        return await asyncio.shield(task)

    def _forget_failure(self, key: Key, task: asyncio.Task[Answer]) -> None:
        """A failed turn is not an answer worth repeating."""
        if (task.cancelled() or task.exception() is not None) and self._answers.get(key) is task:
            del self._answers[key]

    async def settle(self) -> None:
        """Wait for every turn still running, but not for ever."""
        running = [task for task in self._answers.values() if not task.done()]
        if running:
            _, late = await asyncio.wait(running, timeout=SETTLE_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


async def _run(turn: Callable[[], Awaitable[Answer]]) -> Answer:
    return await turn()
