"""Bounds for one person: so many turns at a time and so many in a minute, so that nobody slows the others."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from bot.engine.kept_words import refused
from bot.engine.messages import ChoicesAsked, Reply, Said, Searched, Turn
from permanence.explain import counted

MINUTE = 60.0
WORDS, PRESSES, SEARCHES = 120, 300, 300  # of one person in a minute: more than anybody does by hand
WAITING = 40  # turns of one person that wait for one of theirs that runs
REMEMBERED = 2000  # people


@dataclass(slots=True)
class OneCaller:
    """What one person did of late; one turn of theirs runs at a time."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    past: dict[str, deque[float]] = field(default_factory=dict)


@dataclass(slots=True)
class Bounds:
    """Lets a turn through, one at a time for each person; who asks too often is told so in one sentence."""

    words: int = WORDS
    presses: int = PRESSES
    searches: int = SEARCHES
    waiting: int = WAITING
    clock: Callable[[], float] = time.monotonic
    callers: OrderedDict[str, OneCaller] = field(default_factory=OrderedDict)

    async def held(self, turn: Turn, go: Callable[[Turn], Awaitable[Reply]]) -> Reply:
        """The answer to a turn, or the sentence."""
        oid = getattr(getattr(turn, "caller", None), "oid", "")
        if not oid:
            return await go(turn)
        one = self._caller(oid)
        if one.waiting >= self.waiting:
            return _too_many(turn, "You have asked for many things at once; wait for their answers, then ask again.")
        if wait := self._wait(one, turn):
            soon = counted(round(wait), "second")
            return _too_many(turn, f"You have asked very often in the last minute; ask again in {soon}.")
        one.waiting += 1
        try:
            async with one.turn:
                return await go(turn)
        finally:
            one.waiting -= 1

    def _caller(self, oid: str) -> OneCaller:
        one = self.callers.setdefault(oid, OneCaller())
        self.callers.move_to_end(oid)
        while len(self.callers) > REMEMBERED:
            oldest = next(iter(self.callers))
            if self.callers[oldest].waiting:
                break
            del self.callers[oldest]
        return one

    def _wait(self, one: OneCaller, turn: Turn) -> float:
        """Seconds until one more of its kind may be asked; zero counts it."""
        kind, most = self._bound(turn)
        past, now = one.past.setdefault(kind, deque(maxlen=most)), self.clock()
        if len(past) == most and now - past[0] < MINUTE:
            return max(1.0, past[0] + MINUTE - now)
        past.append(now)
        return 0.0

    def _bound(self, turn: Turn) -> tuple[str, int]:
        match turn:
            case Said():
                return "words", self.words
            case Searched() | ChoicesAsked():
                return "searches", self.searches
        return "presses", self.presses


def _too_many(turn: Turn, sentence: str) -> Reply:
    return replace(refused(sentence, turn), shared=isinstance(turn, Said))
