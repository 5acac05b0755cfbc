"""What failed, or may be there, is closed by a person: it is not sent again, and health is well again."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from permanence.refusals import NotAllowed
from permanence.subject import Subject
from storage import outbox, tables
from storage.store import Press
from tests.cast import EAST, SUPPORT, staff
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.setup.close_failed import CloseFailed, close_failed
from usecases.setup.judge_health import judge_health


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    await staff(house)
    return await open_play(house, clock)


async def lost(play: Play, state: str) -> int:
    """A row that failed, or may be there."""
    async with play.bot.house.store.change() as work:
        await outbox.tell(work, Subject("greeting", "one"), state, play.clock())
        letter = await outbox.claim(work, play.clock())
        assert letter is not None
        await outbox.finish(work, letter, state, play.clock(), "504")
    return letter.id


async def state_of(house: House, row: int) -> tuple[str, str]:
    async with house.store.read() as work:
        found = (await work.conn.execute(select(tables.outbox).where(tables.outbox.c.id == row))).one()
    return found.state, found.note


@pytest.mark.parametrize(
    ("state", "title", "after", "note"),
    [
        ("unknown", "It is there", "sent", "Sam Support found it there"),
        ("failed", "Leave it unsent", "cancelled", "Sam Support left it"),
    ],
)
async def test_a_person_closes_it_from_the_card(
    play: Play, house: House, state: str, title: str, after: str, note: str
) -> None:
    row = await lost(play, state)
    assert (await judge_health(house, play.clock())).troubles
    said = read(await play.press(SUPPORT, await play.say(SUPPORT, "failed"), title))
    assert f"Row {row} is closed; it will not be sent again." in said
    assert "Nothing failed." in said
    assert await state_of(house, row) == (after, note)
    assert (await judge_health(house, play.clock())).troubles == ()


async def test_pressed_twice_it_is_closed_once_and_said_so(play: Play, house: House) -> None:
    row = await lost(play, "failed")
    press = Press("a", SUPPORT.oid, SUPPORT.name, play.clock())
    first = await close_failed(house, CloseFailed(row, press))
    assert first == await close_failed(house, CloseFailed(row, press))
    other = await close_failed(house, CloseFailed(row, Press("b", SUPPORT.oid, SUPPORT.name, play.clock())))
    assert "is not among what failed any more" in other.line


async def test_only_an_administrator_or_business_support_closes_it(play: Play, house: House) -> None:
    row = await lost(play, "failed")
    with pytest.raises(NotAllowed, match="Only an administrator or business support can send it again or close it"):
        await close_failed(house, CloseFailed(row, Press("east", EAST.oid, EAST.name, play.clock())))
