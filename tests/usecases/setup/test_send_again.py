"""What failed for good is told to people, listed, and sent again when one of them says so."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.engine.messages import Card, DeliveryError, Place, Posted
from permanence.refusals import NotAllowed
from permanence.subject import Subject
from storage import outbox, tables
from storage.store import Press
from tests.cast import ADMIN, EAST, SUPPORT, staff
from tests.conftest import Clock
from tests.play import Play, open_play, read
from tests.recording import RecordingMessenger
from usecases.house import House
from usecases.setup.report_failure import report_failure
from usecases.setup.send_again import SendAgain, send_again
from usecases.setup.show_failed import show_failed


class Refusing(RecordingMessenger):
    """Refuses the first posts, as many as it is told, in the way it is told."""

    kind, times = "refused", 0

    async def post(self, place: Place, card: Card, summary: str) -> Posted:
        if self.times:
            self.times -= 1
            raise DeliveryError(self.kind, "403 NotEnoughPermissions")
        return await super().post(place, card, summary)


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    await staff(house)
    opened = await open_play(house, clock)
    opened.messenger = Refusing(team=opened.messenger.team)
    return opened


async def ask(play: Play, *keys: str) -> None:
    async with play.bot.house.store.change() as work:
        for key in keys:
            await outbox.tell(work, Subject("greeting", key), "", play.clock())


def refuse(play: Play, times: int, kind: str = "refused") -> None:
    assert isinstance(play.messenger, Refusing)
    play.messenger.times, play.messenger.kind = times, kind


async def test_a_failure_is_told_in_the_channel_and_can_be_sent_again_from_there(play: Play) -> None:
    refuse(play, 1)
    await ask(play, "one")
    await play.post_all()
    card = play.shown("Messages that were not sent", "1 failed.")
    assert "Failed: greeting, to the permanence channel." in read(card)
    assert "403 NotEnoughPermissions" in read(card)
    after = read(await play.press(SUPPORT, card, "Send again"))
    assert "will be sent again." in after
    assert "Nothing failed." in after
    await play.post_all()
    assert play.shown("This bot runs the permanence panel")


async def test_more_failures_change_the_one_card_and_a_new_one_is_posted_after_a_time_of_none(play: Play) -> None:
    refuse(play, 1)
    await ask(play, "one")
    await play.post_all()
    refuse(play, 1)
    await ask(play, "two")
    await play.post_all()
    card = play.shown("Messages that were not sent", "2 failed.")
    for _ in range(2):
        await play.press(ADMIN, await play.say(ADMIN, "failed"), "Send again")
    await play.post_all()
    assert "Nothing failed." in read(await play.say(ADMIN, "failed"))
    refuse(play, 1)
    await ask(play, "three")
    await play.post_all()
    told = [each for each in play.messenger.cards.values() if "Messages that were not sent" in read(each)]
    assert len(told) == 2
    assert told[0] == card


async def test_what_may_have_been_posted_says_so_and_a_person_decides(play: Play) -> None:
    refuse(play, 2, "ambiguous")
    await ask(play, "one")
    await play.post_all()
    card = play.shown("May or may not have been posted: greeting")
    await play.press(SUPPORT, card, "Post it again")
    await play.post_all()
    assert play.shown("This bot runs the permanence panel")


async def test_only_an_administrator_or_business_support_sends_again(play: Play, house: House) -> None:
    refuse(play, 1)
    await ask(play, "one")
    await play.post_all()
    async with house.store.read() as work:
        row = (await show_failed(work)).rows[0]
    with pytest.raises(NotAllowed, match="Only an administrator or business support can send it again"):
        await send_again(house, SendAgain(row.id, Press("east", EAST.oid, EAST.name, play.clock())))


async def test_a_row_sent_again_by_two_people_is_posted_once(play: Play, house: House) -> None:
    refuse(play, 1)
    await ask(play, "one")
    await play.post_all()
    async with house.store.read() as work:
        row = (await show_failed(work)).rows[0]
    first = await send_again(house, SendAgain(row.id, Press("a", ADMIN.oid, ADMIN.name, play.clock())))
    again = await send_again(house, SendAgain(row.id, Press("a", ADMIN.oid, ADMIN.name, play.clock())))
    other = await send_again(house, SendAgain(row.id, Press("b", SUPPORT.oid, SUPPORT.name, play.clock())))
    assert first == again
    assert "is not among what failed any more" in other.line
    await play.post_all()
    assert play.shown("This bot runs the permanence panel")


async def test_the_card_that_tells_of_failures_does_not_tell_of_its_own(play: Play, house: House) -> None:
    async with house.store.change() as work:
        await outbox.tell(work, Subject("failed", "list"), "1:1", play.clock())
        letter = await outbox.claim(work, play.clock())
        assert letter
        await outbox.finish(work, letter, "failed", play.clock())
        await report_failure(house, work, letter, play.clock())
        assert len((await work.conn.execute(select(tables.outbox))).all()) == 1
