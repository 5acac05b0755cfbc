"""The delivery loop goes on whatever happens, and ends when told, with nothing left half done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy import text
from structlog.testing import capture_logs

from bot.posting import keep_posting
from tests.cast import ADMIN, staff
from tests.conftest import Clock
from tests.play import Play, open_play
from usecases.house import House
from usecases.refresh_greeting import refresh_greeting

TURNS = 2000  # of five milliseconds, until what is waited for counts as never coming


async def until(so: Callable[[], bool], play: Play) -> None:
    """Wake the loop until that is so."""
    for _ in range(TURNS):
        if so():
            return
        play.bot.mail.set()
        await asyncio.sleep(0.005)
    raise AssertionError("it never came")


@asynccontextmanager
async def posting(play: Play, beats: list[int]) -> AsyncIterator[asyncio.Event]:
    stop = asyncio.Event()
    loop = asyncio.create_task(keep_posting(play.bot, play.messenger, stop, lambda: beats.append(1)))
    yield stop
    stop.set()
    play.bot.mail.set()
    await loop


async def tell(house: House, clock: Clock, because: str) -> None:
    async with house.store.change() as work:
        await refresh_greeting(work, because, clock())


async def test_what_is_told_is_posted_and_the_pulse_beats(house: House, clock: Clock) -> None:
    await staff(house, ADMIN)
    play, beats = await open_play(house, clock), list[int]()
    async with posting(play, beats):
        await tell(house, clock, "first")
        await until(lambda: bool(play.messenger.log and beats), play)
    assert [kind for kind, _, _ in play.messenger.log] == ["post"]


async def test_a_database_away_for_a_moment_ends_a_round_and_not_the_loop(house: House, clock: Clock) -> None:
    await staff(house, ADMIN)
    play, beats = await open_play(house, clock), list[int]()

    async def rename(old: str, new: str) -> None:
        async with house.store.change() as work:
            await work.conn.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))

    with capture_logs() as logged:
        async with posting(play, beats):
            await until(lambda: bool(beats), play)
            await rename("outbox", "away")
            await until(lambda: "delivery_round_failed" in [line["event"] for line in logged], play)
            await rename("away", "outbox")
            await tell(house, clock, "after")
            await until(lambda: bool(play.messenger.log), play)


async def test_told_to_stop_it_ends_with_nothing_claimed(house: House, clock: Clock) -> None:
    await staff(house, ADMIN)
    play = await open_play(house, clock)
    async with posting(play, []) as stop:
        stop.set()
        play.bot.mail.set()
    async with house.store.read() as work:
        rows = (await work.conn.execute(text("SELECT count(*) FROM outbox WHERE state = 'sending'"))).scalar_one()
    assert rows == 0
