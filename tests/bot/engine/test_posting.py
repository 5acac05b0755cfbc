"""The delivery loop sleeps until somebody wakes it or a row's time has come, and outlives a database that is away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.engine.context import Bot
from bot.engine.posting import keep_posting
from bot.routes import CONTENTS
from permanence.subject import Subject
from storage import conversations, outbox
from storage.conversations import Conversation
from storage.store import Store
from tests.recording import RecordingMessenger
from usecases.house import House


class Flickering(Store):
    """A store that is away as often as it is told to be."""

    away = 0

    def change(self, press: object = None) -> object:  # type: ignore[override]
        if self.away:
            self.away -= 1
            raise ConnectionError("the database is away")
        return super().change()


def real_now() -> datetime:
    return datetime.now(UTC)


async def ask(bot: Bot, in_how_long: timedelta) -> None:
    async with bot.house.store.change() as work:
        where = Conversation("19:abc", "tenant", "http://127.0.0.1:1/", "channel", channel_name="Permanence")
        await conversations.keep(work, where, bot.now())
        await outbox.tell(work, Subject("greeting", "19:abc"), "one", bot.now() + in_how_long, recipient="19:abc")


async def deliver_until(bot: Bot, holds: Callable[[RecordingMessenger], bool]) -> list[int]:
    """Run the loop until this holds of the messenger; the beats there were."""
    teams, stop, beats = RecordingMessenger(), asyncio.Event(), [0]

    def beat() -> None:
        beats[0] += 1

    loop = asyncio.create_task(keep_posting(bot, teams, stop, beat))
    async with asyncio.timeout(30):
        while not holds(teams):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    stop.set()
    bot.mail.set()
    await loop
    return beats


async def test_a_row_whose_time_comes_later_is_sent_then_without_anybody_waking_the_loop(house: House) -> None:
    bot = Bot(house, real_now, CONTENTS)
    await ask(bot, timedelta(seconds=0.3))
    beats = await deliver_until(bot, lambda teams: len(teams.log) == 1)
    assert beats[0] <= 4, "it slept until then and was not polled"


async def test_a_database_that_is_away_for_a_moment_ends_a_round_and_not_the_loop(house: House) -> None:
    flickering = Flickering(house.store.url.render_as_string(hide_password=False))
    bot = Bot(House(flickering, house.policy), real_now, CONTENTS)
    await ask(Bot(house, real_now, CONTENTS), timedelta(0))
    flickering.away = 1
    beats = await deliver_until(bot, lambda teams: len(teams.log) == 1)
    await flickering.close()
    assert beats[0] >= 1
