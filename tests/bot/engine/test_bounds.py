"""One person who asks over and over is told so, and slows nobody else: counted in turns, not in seconds."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.engine.bounds import MINUTE, Bounds
from bot.engine.messages import Caller, MemberLeft, Place, Reply, Said, Searched, Submission, Turn
from cards import refusal
from tests.bot.engine.conftest import Live
from tests.play import CHANNEL, read

PLACE: Place = CHANNEL


def said(who: str) -> Said:
    return Said("due", Caller(who, f"29:{who}", who), PLACE, "1")


def pressed(who: str) -> Submission:
    return Submission("x", {}, Caller(who, f"29:{who}", who), PLACE, "1", "1")


@dataclass
class Work:
    """A handler that counts what it is given and waits for its gate."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    done: list[str] = field(default_factory=list)
    now: int = 0
    most: int = 0

    async def __call__(self, turn: Turn) -> Reply:
        self.now += 1
        self.most = max(self.most, self.now)
        await self.gate.wait()
        self.now -= 1
        self.done.append(turn.caller.oid)  # type: ignore[union-attr]
        return Reply(refusal.draw(refusal.RefusalView("Done.")))


def words(reply: Reply) -> str:
    return read(reply.card or {}) or str(getattr(reply, "sentence", ""))


async def test_one_turn_of_a_person_runs_at_a_time_and_others_are_not_held_up() -> None:
    work, bounds = Work(), Bounds(waiting=5)
    flood = [asyncio.create_task(bounds.held(said("a"), work)) for _ in range(50)]
    other = asyncio.create_task(bounds.held(said("b"), work))
    for _ in range(10):
        await asyncio.sleep(0)
    assert work.most == 2, "one of the two of each"
    work.gate.set()
    answers = [words(answer) for answer in await asyncio.gather(*flood, other)]
    assert sum("at once" in answer for answer in answers) == 45
    assert work.done.count("a") == 5
    assert work.done.count("b") == 1


async def test_who_asks_too_often_in_a_minute_is_told_when_to_ask_again_and_may_then() -> None:
    work, now = Work(), [0.0]
    work.gate.set()
    bounds = Bounds(words=3, presses=4, searches=2, clock=lambda: now[0])
    assert ["Done." in words(await bounds.held(said("a"), work)) for _ in range(5)] == [True] * 3 + [False] * 2
    assert "ask again in 60 seconds" in words(await bounds.held(said("a"), work))
    assert ["Done." in words(await bounds.held(pressed("a"), work)) for _ in range(5)] == [True] * 4 + [False]
    searched = Searched("find", "x", Caller("a", "29:a", "a"), PLACE)
    assert "very often" not in words(await bounds.held(searched, work))
    await bounds.held(searched, work)
    assert "very often" in words(await bounds.held(searched, work))
    assert "Done." in words(await bounds.held(said("b"), work)), "others are not held to it"
    now[0] = MINUTE
    assert "Done." in words(await bounds.held(said("a"), work))


async def test_what_happens_to_the_team_is_held_to_no_bound() -> None:
    left: list[Turn] = []

    async def go(turn: Turn) -> Reply:
        left.append(turn)
        return Reply()

    bounds = Bounds(words=0, presses=0, waiting=0)
    await bounds.held(MemberLeft(PLACE, ("29:x",)), go)
    assert len(left) == 1


async def test_a_flood_of_due_by_one_person_is_answered_and_a_press_of_another_too(live: Live) -> None:
    flood = [asyncio.create_task(live.support.says("due", live.support.chat)) for _ in range(130)]
    heard = await live.admin.says("help", live.admin.chat)
    assert "What you can say" in heard.card.words
    await asyncio.gather(*flood)
    shown = [card.words for card in live.world.shown(live.support.chat)]
    assert any("many things at once" in one for one in shown)
