"""The bot greets a place once, and the greeting there follows what is set up."""

from __future__ import annotations

import pytest

from permanence.refusals import Incomplete, NotAllowed, NotFound
from storage import conversations, history, outbox
from storage.conversations import Conversation
from storage.store import Press
from tests.conftest import Clock
from usecases.house import House
from usecases.setup.greet import greet
from usecases.setup.set_permanence_channel import SetPermanenceChannel, set_permanence_channel
from usecases.setup.show_setup import show_setup

CHANNEL = Conversation("19:p", "tenant", "https://service", "channel", "T", "19:p", "Team", "Permanence")
CHAT = Conversation("a:chat", "tenant", "https://service", "personal", person_oid="oid-admin")


def press(clock: Clock, by: str = "oid-admin", key: str = "k") -> Press:
    return Press(key, by, "Ada Admin", clock())


async def waiting(house: House) -> int:
    async with house.store.read() as work:
        return await outbox.waiting(work)


async def test_a_channel_is_greeted_once_however_often_teams_says_so(house: House, clock: Clock) -> None:
    for minute in range(3):
        clock.move(minutes=minute)
        await greet(house, CHANNEL, press(clock))
    assert await waiting(house) == 1


async def test_a_channel_the_bot_comes_back_to_is_greeted_again(house: House, clock: Clock) -> None:
    await greet(house, CHANNEL, press(clock))
    async with house.store.change() as work:
        await conversations.doubt(work, CHANNEL.id, "taken out", clock(), clock(), dead=False)
    clock.move(hours=1)
    await greet(house, CHANNEL, press(clock))
    assert await waiting(house) == 2


async def test_an_administrator_of_the_settings_chooses_the_channel_and_the_greeting_says_so(
    house: House, clock: Clock
) -> None:
    await greet(house, CHANNEL, press(clock))
    view = await set_permanence_channel(house, SetPermanenceChannel(CHANNEL.id, press(clock)))
    assert (view.channel, view.is_this_channel) == ("Permanence", True)
    again = await set_permanence_channel(house, SetPermanenceChannel(CHANNEL.id, press(clock)))
    assert again == view
    async with house.store.read() as work:
        assert (await show_setup(house, work, CHANNEL.id)).is_this_channel
        assert len(await history.of(work, "conversation", CHANNEL.id)) == 1
        assert await outbox.waiting(work) == 2


async def test_nobody_else_chooses_and_only_a_known_channel_is_chosen(house: House, clock: Clock) -> None:
    await greet(house, CHANNEL, press(clock))
    await greet(house, CHAT, press(clock))
    with pytest.raises(NotAllowed):
        await set_permanence_channel(house, SetPermanenceChannel(CHANNEL.id, press(clock, by="oid-first-to-speak")))
    with pytest.raises(Incomplete):
        await set_permanence_channel(house, SetPermanenceChannel(CHAT.id, press(clock)))
    with pytest.raises(NotFound):
        await set_permanence_channel(house, SetPermanenceChannel("19:unknown", press(clock)))
    async with house.store.read() as work:
        assert await conversations.permanence_channel(work) is None
