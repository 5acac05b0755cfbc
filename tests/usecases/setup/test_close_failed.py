"""What failed, or may be there, is closed by a person: it is not sent again, and health is well again."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from cli.commands import COMMANDS, parser_of
from cli.failed import run
from cli.words import Trouble
from permanence.refusals import NotAllowed
from permanence.subject import Subject
from storage import history, outbox, tables
from storage.store import Press
from tests.cast import ADMIN, EAST, SUPPORT, staff
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


@pytest.mark.parametrize("state", ["failed", "unknown"])
async def test_at_the_command_line_it_is_given_up_with_a_reason_that_is_kept(
    play: Play, house: House, state: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    row = await lost(play, state)
    listed = await asked(house, monkeypatch, capsys)
    assert f"row {row}: greeting one, {'failed' if state == 'failed' else 'may or may not have been posted,'}" in listed
    why = ("--give-up", str(row), "--because", "Said by telephone")
    assert await asked(house, monkeypatch, capsys, *why) == f"Row {row} is closed; it will not be sent again.\n"
    assert await state_of(house, row) == ("cancelled", "the command line left it: Said by telephone")
    async with house.store.read() as work:
        [entry] = await history.of(work, "outbox", row)
    assert (entry.verb, entry.details["because"]) == ("close_failed", "Said by telephone")


async def test_at_the_command_line_what_may_be_there_is_found_there_and_what_failed_is_not(
    play: Play, house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    there, failed = await lost(play, "unknown"), await lost(play, "failed")
    await asked(house, monkeypatch, capsys, "--there", str(there))
    assert await state_of(house, there) == ("sent", "the command line found it there")
    with pytest.raises(Trouble, match="failed, so it is not there; send it again, or give it up"):
        await asked(house, monkeypatch, capsys, "--there", str(failed))
    assert f"Row {failed} will be sent again." in await asked(house, monkeypatch, capsys, "--again", str(failed))


async def test_only_administrators_and_business_support_see_what_failed(play: Play) -> None:
    await lost(play, "failed")
    assert "Only an administrator or business support can see what could not be sent" in read(
        await play.say(EAST, "failed")
    )
    assert "1 failed" in read(await play.say(ADMIN, "failed"))


async def asked(house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    """What `python app.py failed` prints on this database."""
    url = house.store.url.set(drivername="sqlite" if house.store.is_sqlite else "postgresql")
    monkeypatch.setenv("PERMANENCE_DATABASE_URL", url.render_as_string(hide_password=False))
    await run(parser_of(["failed", *argv], COMMANDS).parse_args(["failed", *argv]))
    return capsys.readouterr().out


async def test_only_an_administrator_or_business_support_closes_it(play: Play, house: House) -> None:
    row = await lost(play, "failed")
    with pytest.raises(NotAllowed, match="Only an administrator or business support can send it again or close it"):
        await close_failed(house, CloseFailed(row, Press("east", EAST.oid, EAST.name, play.clock())))
