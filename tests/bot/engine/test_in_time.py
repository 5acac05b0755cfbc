"""Whatever the database does, a person is answered in time, with what was or was not changed."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.dispatch import LATE, LATE_PRESS, dispatch
from bot.engine.messages import Reply, Said, Submission
from cards import refusal
from permanence import policy as policies
from permanence.people import rights
from storage.store import Store
from tests.cast import EAST, SUPPORT, staff
from tests.conftest import Clock
from tests.play import CHANNEL, Play, caller, open_play, read
from usecases.house import House

SHORT = 0.2  # seconds


@pytest.fixture
async def play(tmp_path: Path, empty_sqlite: Path, clock: Clock) -> AsyncIterator[Play]:
    """A channel whose store waits for nobody long."""
    path = tmp_path / "permanence.db"
    shutil.copy(empty_sqlite, path)
    store = Store(f"sqlite:///{path}", SHORT)
    house = House(store, policies.load("bcp-2023"), frozenset({"oid-admin"}))
    await staff(house)
    yield await open_play(house, clock)
    await store.close()


async def test_a_press_while_another_process_writes_is_answered_that_nothing_was_changed(play: Play) -> None:
    assert "Who is away" in read(await play.say(SUPPORT, "away"))
    other = sqlite3.connect(str(play.bot.house.store.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asked = Said("agenda", caller(SUPPORT), CHANNEL, "said-while-busy")
    refused = await dispatch(play.bot, play.roster, asked)
    other.execute("ROLLBACK")
    other.close()
    assert "The database is busy or away, so nothing was changed; try again in a minute." in read(refused.card or {})
    again = await dispatch(play.bot, play.roster, asked)
    assert "nothing was changed" not in read(again.card or {})


async def test_a_turn_that_is_late_goes_on_and_its_person_is_told_that_it_is_done_once_at_most(play: Play) -> None:
    go_on, done = asyncio.Event(), []

    async def slow(bot: Bot, pressed: Submission) -> Reply:
        await go_on.wait()
        done.append(pressed.verb)
        return Reply(refusal.draw(refusal.RefusalView("Done.")))

    play.bot.contents = replace(play.bot.contents, verbs={"slow": Verb(slow, rights.READ, writes=False)})
    play.bot.patience = SHORT
    pressed = Submission("slow", {}, caller(EAST), CHANNEL, "card-1", "d-1")
    assert LATE_PRESS in read((await dispatch(play.bot, play.roster, pressed)).card or {})
    assert (done, len(play.bot.late)) == ([], 1)
    go_on.set()
    await asyncio.gather(*play.bot.late)
    assert (done, play.bot.late) == (["slow"], set())
    assert "Done." in read((await dispatch(play.bot, play.roster, pressed)).card or {})


async def test_what_was_asked_late_is_said_to_be_asked_again(play: Play) -> None:
    async def slow(bot: Bot, said: Said, rest: str) -> Reply:
        await asyncio.Event().wait()
        raise AssertionError

    help_ = play.bot.contents.commands["help"]
    play.bot.contents = replace(play.bot.contents, commands={"help": replace(help_, handle=slow)})
    play.bot.patience = SHORT
    answer = await dispatch(play.bot, play.roster, Said("help", caller(EAST), CHANNEL, "said"))
    assert LATE in read(answer.card or {})
    for late in play.bot.late:
        late.cancel()
