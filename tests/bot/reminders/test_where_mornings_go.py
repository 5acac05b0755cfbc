"""Where mornings go: the channel, people's own chats, or both; and what was done goes from the posts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from permanence.panel.action_changes import Complete
from permanence.people.person import Person
from storage import actions, mornings
from storage.store import Press
from tests.afternoon import press
from tests.bot.reminders.test_reminders import MONDAY, SIX_WEEKS, at, everything, in_chat, mine, morning, own_chat
from tests.cast import ADMIN, EAST, SUPPORT, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.actions.update_action import UpdateAction, update_action
from usecases.house import House
from usecases.reminders.choose_mornings import ChooseMornings, choose_mornings
from usecases.reminders.redraw_morning import redraw_morning


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """East: two actions of Erin's due today. West: a panel date that waits."""
    await staff(house)
    await take_into_care(house, "C-1001", "East", MONDAY - timedelta(days=3))
    await take_into_care(house, "C-1002", "West", MONDAY - SIX_WEEKS)
    async with house.store.change() as work:
        for name in ("Ring the school", "Ask for the report"):
            await actions.add(work, press(SUPPORT, name, clock()), "C-1001", None, name, EAST.oid, MONDAY)
    return await open_play(house, clock)


async def test_who_has_a_chat_gets_their_list_there_and_the_channel_has_one_post(play: Play) -> None:
    await own_chat(play, EAST)
    posted = await morning(play, play.clock())
    assert len(posted) == 2
    assert sum("This morning, Mon 5 January 2026" in text for text in posted) == 1
    (own,) = in_chat(play, EAST)
    assert "2 things to do" in own
    assert "Ring the school" in own


async def test_who_has_no_chat_finds_the_list_behind_the_button(play: Play) -> None:
    await morning(play, play.clock())
    assert in_chat(play, EAST) == []
    assert "Ring the school" in read(await mine(play, EAST))


@pytest.mark.parametrize(("where", "in_channel", "in_chats"), [("channel", 1, 0), ("chats", 1, 1), ("both", 1, 1)])
async def test_an_administrator_chooses_where_mornings_are_posted(
    play: Play, where: str, in_channel: int, in_chats: int
) -> None:
    await own_chat(play, EAST)
    form = await play.press(ADMIN, await play.say(ADMIN, "set up"), "Where mornings are posted")
    chosen = await play.press(ADMIN, form, "Save", {"where": where})
    assert "From the next morning" in read(chosen)
    posted = await morning(play, play.clock())
    channel = [text for text in posted if "This morning" in text]
    assert (len(channel), len(in_chat(play, EAST))) == (in_channel, in_chats)
    # Will has no chat: where mornings go to chats alone, only such people are named in the channel.
    assert "Will West" in channel[0]
    assert ("Erin East" in channel[0]) == (where != "chats")


async def test_where_everybody_has_a_chat_and_mornings_go_there_the_channel_is_silent(play: Play) -> None:
    for who in (EAST, WEST):
        await own_chat(play, who)
    async with play.bot.house.store.change() as work:
        await mornings.choose_where(work, mornings.CHATS_ONLY)
    posted = await morning(play, play.clock())
    assert len(posted) == 2
    assert not [text for text in posted if "This morning" in text]


async def test_only_an_administrator_chooses_and_only_a_place_there_is(play: Play, house: House) -> None:
    card = await play.press(EAST, await play.say(EAST, "set up"), "Where mornings are posted")
    assert "Only an administrator can choose where mornings are posted" in read(card)
    form = await play.press(ADMIN, await play.say(ADMIN, "set up"), "Where mornings are posted")
    assert "Choose where mornings are posted." in read(await play.press(ADMIN, form, "Save", {"where": "nowhere"}))
    command = ChooseMornings("channel", "greeting:x", press(ADMIN, "choose", play.clock()))
    assert (await choose_mornings(house, command)).where == "channel"
    async with house.store.read() as work:
        assert await mornings.where(work) == "channel"


async def test_what_was_done_goes_from_the_posts_once_nobody_is_at_it(play: Play, house: House) -> None:
    await own_chat(play, EAST)
    await own_chat(play, WEST)
    await morning(play, play.clock())
    assert not await redraw_morning(house, play.clock())  # what stands there is kept
    play.clock.move(minutes=6)
    await _done(house, 1, _by(EAST, play))
    assert not await redraw_morning(house, play.clock())  # somebody is just at it
    play.clock.move(minutes=3)
    updates = len(play.messenger.log)
    assert await redraw_morning(house, play.clock())
    assert not await redraw_morning(house, play.clock())
    await play.post_all()
    drawn = [
        how for how, _, card in play.messenger.log[updates:] if "This morning" in read(card) or "To do" in read(card)
    ]
    assert drawn == ["update", "update"]  # Will's list is as it was
    assert "1 action." in read(play.shown("This morning"))
    (own,) = in_chat(play, EAST)
    assert "Ring the school" not in own


async def test_a_list_that_was_cleared_says_so_and_the_post_names_only_who_is_left(play: Play, house: House) -> None:
    await own_chat(play, EAST)
    await morning(play, play.clock())
    await redraw_morning(house, play.clock())
    for number in (1, 2):
        await _done(house, number, _by(EAST, play, number))
    play.clock.move(minutes=20)
    assert await redraw_morning(house, play.clock())
    await play.post_all()
    assert "nothing is left to do here" in in_chat(play, EAST)[0]
    post = read(play.shown("This morning"))
    assert "Erin East" not in post
    assert "Will West" in post


async def test_however_much_is_being_done_the_posts_are_drawn_anew_in_a_quarter_of_an_hour(
    play: Play, house: House
) -> None:
    await morning(play, play.clock())
    await redraw_morning(house, play.clock())
    play.clock.move(minutes=16)
    await _done(house, 1, _by(EAST, play))
    assert await redraw_morning(house, play.clock())


async def test_what_its_own_card_told_this_morning_is_on_the_list_from_the_next_one(play: Play, house: House) -> None:
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    await morning(play, play.clock())
    assert "Answer to the invitation" not in await everything(play, WEST, MONDAY)
    await morning(play, at(date(2026, 1, 6)))
    assert "Answer to the invitation" in read(await mine(play, WEST, date(2026, 1, 6)))


def _by(who: Person, play: Play, number: int = 1) -> Press:
    return press(who, f"done {number} {play.clock()}", play.clock())


async def _done(house: House, number: int, by: Press) -> None:
    async with house.store.read() as work:
        action = await actions.find(work, number)
        assert action is not None
    await update_action(house, UpdateAction(number, action.version, Complete(), by))
