"""The greeting: posted once where the bot is added, and kept up to date as the set-up goes on."""

from __future__ import annotations

from datetime import date

from bot.engine.dispatch import dispatch
from bot.engine.messages import Installed
from tests.cast import ADMIN, SUPPORT, staff
from tests.conftest import Clock
from tests.play import CHANNEL, Play, caller, open_play, read
from tests.records.books import workbook
from usecases.house import House
from usecases.imports.import_caseload import ImportCaseload, import_caseload
from usecases.imports.import_people import ImportPeople, import_people
from usecases.operator import press_at_command_line
from usecases.refresh_greeting import refresh_greeting
from usecases.setup.show_setup import show_setup

PEOPLE = "Name,Entra id,Roles,Teams\nErin East,11111111-0000-4000-8000-000000000001,team manager,East\n"


async def greeted(house: House, clock: Clock) -> Play:
    """The bot was added to the channel, twice as Teams likes to say it, and has greeted."""
    await staff(house, ADMIN)
    play = await open_play(house, clock, (ADMIN, SUPPORT))
    async with house.store.change() as work:
        await refresh_greeting(work, "test", clock())
    for _ in range(2):
        await dispatch(play.bot, play.roster, Installed(caller(ADMIN), CHANNEL))
    await play.post_all()
    return play


async def test_an_import_at_the_command_line_shows_on_the_greeting(house: House, clock: Clock) -> None:
    play = await greeted(house, clock)
    assert "Children\nmissing" in read(play.shown("Set up"))
    press = press_at_command_line(clock())
    await import_caseload(house, ImportCaseload(workbook(), "c.xlsx", date(2026, 11, 20), press, confirm=True))
    await play.post_all()
    assert "Children\n1" in read(play.shown("Set up"))
    for _ in range(2):
        press = press_at_command_line(clock())
        await import_people(house, ImportPeople(PEOPLE.encode(), "people.csv", press, confirm=True))
    await play.post_all()
    assert "missing: somebody in business support, a panel chair" in read(play.shown("Set up"))
    assert [kind for kind, _, _ in play.messenger.log] == ["post", "update", "update"]


async def test_before_a_channel_is_chosen_there_is_no_greeting_to_refresh(house: House, clock: Clock) -> None:
    async with house.store.change() as work:
        await refresh_greeting(work, "test", clock())
        view = await show_setup(house, work, "19:nowhere")
    assert (view.channel, view.can_be_channel) == ("", False)


async def test_added_twice_it_greets_once(house: House, clock: Clock) -> None:
    play = await greeted(house, clock)
    assert len(play.messenger.cards) == 1
