"""`calendar`: a person's own secret address, told in their own chat, made anew and switched off there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine.dispatch import dispatch
from bot.engine.messages import Card, Place, Said
from permanence.people.person import Person
from permanence.refusals import Incomplete
from storage import history
from storage.store import Press
from tests.cards.strictness import buttons
from tests.cast import EAST, SUPPORT, staff
from tests.conftest import Clock
from tests.play import Play, caller, open_play, read
from usecases.calendars.change_calendar import ChangeCalendar, make_calendar_address
from usecases.house import House

CHAT = Place("tenant", "a:erin", "http://127.0.0.1:1/", "personal")


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    await staff(house)
    return await open_play(replace(house, public_url="https://permanence.example"), clock)


async def say(play: Play, who: Person, place: Place = CHAT) -> Card:
    play.turns += 1
    turn = Said("calendar", caller(who), place, f"said-{play.turns}")
    card = (await dispatch(play.bot, play.roster, turn)).card
    assert card is not None
    return card


async def press(play: Play, who: Person, card: Card, title: str) -> Card:
    reply = await dispatch(play.bot, play.roster, replace(play.pressing(who, card, title), place=CHAT))
    assert reply.card is not None
    return reply.card


def address(card: Card) -> str:
    [found] = [line for line in read(card).split("\n") if line.startswith("https://")]
    return found


def titles(card: Card) -> list[str]:
    return [button["title"] for button in buttons(card)]


async def test_nobody_has_an_address_before_they_make_one(play: Play) -> None:
    card = await say(play, EAST)
    assert "https://" not in read(card)
    assert titles(card) == ["Make my address"]
    made = await press(play, EAST, card, "Make my address")
    assert address(made).startswith("https://permanence.example/calendar/feed/")
    assert address(await say(play, EAST)) == address(made)
    assert "https://" not in read(await say(play, SUPPORT)), "an address is its owner's alone"


async def test_in_the_channel_it_says_to_ask_in_ones_own_chat(play: Play) -> None:
    await press(play, EAST, await say(play, EAST), "Make my address")
    card = await play.say(EAST, "calendar")
    assert 'say "calendar" in your own chat with the bot' in read(card)
    assert "feed" not in str(card)
    assert "your own chat" in read(await play.press(EAST, await say(play, EAST), "Make a new address"))


async def test_a_new_address_is_another_one_and_the_same_press_makes_only_one(play: Play) -> None:
    first = await press(play, EAST, await say(play, EAST), "Make my address")
    turn = replace(play.pressing(EAST, first, "Make a new address"), place=CHAT)
    second, again = [(await dispatch(play.bot, play.roster, turn)).card for _ in range(2)]
    assert second is not None
    assert address(second) != address(first)
    assert second == again
    async with play.bot.house.store.read() as work:
        lines = await history.of(work, "person", EAST.oid)
    assert [line.verb for line in lines] == ["make_calendar_address", "make_calendar_address"]
    assert address(second).rsplit("/", 1)[1][:20] not in str([line.details for line in lines]), "a key is told nowhere"


async def test_an_older_card_changes_nothing(play: Play) -> None:
    first = await press(play, EAST, await say(play, EAST), "Make my address")
    second = await press(play, EAST, first, "Make a new address")
    late = await press(play, EAST, first, "Switch it off")
    assert "This changed while you were looking at it" in read(late)
    assert address(late) == address(second)


async def test_switched_off_and_made_again_on_the_same_card(play: Play) -> None:
    card = await press(play, EAST, await say(play, EAST), "Make my address")
    off = await press(play, EAST, card, "Switch it off")
    assert titles(off) == ["Make my address"]
    assert "https://" not in read(off)
    assert address(await press(play, EAST, off, "Make my address")) != address(card)


async def test_somebody_without_a_role_has_none(play: Play) -> None:
    assert "not in the people file" in read(await say(play, Person("oid-nobody", "Nobody", frozenset())))


async def test_where_no_public_address_is_set_it_says_so(house: House, clock: Clock) -> None:
    await staff(house)
    card = await say(await open_play(house, clock), EAST)
    assert "an administrator sets where they are served" in read(card)
    assert titles(card) == []
    with pytest.raises(Incomplete, match="PERMANENCE_PUBLIC_URL"):
        await make_calendar_address(house, ChangeCalendar(0, Press("k", EAST.oid, EAST.name, clock())))
