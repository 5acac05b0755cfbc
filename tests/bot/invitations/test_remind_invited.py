"""Who has not answered is reminded, once a working day, in the sitting's thread; an invitation is sent again."""

from __future__ import annotations

from datetime import date

import pytest

from permanence.calendar import Calendar
from permanence.panel.reminding import next_reminder
from storage import history
from storage.panel import invitations
from tests.bot.engine.conftest import Live, live as live
from tests.bot.engine.test_threads import nothing_waits, posts_since, published, says
from tests.cast import EAST, SUPPORT, WEST, take_into_care
from tests.loopback import Accepted, Shown
from usecases.invitations.show_reminder import show_reminder

ENTERED = date(2025, 11, 3)


@pytest.fixture
async def invited(live: Live) -> tuple[Live, list[Accepted]]:
    """Two managers are invited to the sitting of Thursday 8 January; it is Monday."""
    await take_into_care(live.house, "C-1001", "East", ENTERED)
    await take_into_care(live.house, "C-1002", "West", ENTERED)
    return live, await published(live)


def shown(live: Live, post: Accepted) -> Shown:
    return next(card for card in live.world.shown() if card.activity_id == post.activity_id)


async def unanswered(live: Live, sitting: Accepted) -> Shown:
    return (await live.support.presses(shown(live, sitting), "show_unanswered")).card


async def test_everybody_who_has_not_answered_is_mentioned_in_one_reply(invited: tuple[Live, list[Accepted]]) -> None:
    live, (sitting, *_) = invited
    east = live.world.person(EAST.name, oid=EAST.oid)
    await east.says("help", east.chat)
    waiting = await unanswered(live, sitting)
    assert "2 managers have not answered, 0 have." in waiting.words
    assert "Erin East: not reminded yet." in waiting.words
    before = len(live.world.connector.log)
    after = (await live.support.presses(waiting, "remind_invited", data={"id": 1})).card
    assert "Sam Support reminded Erin East, Will West of the invitation on Mon 5 January 2026" in after.words
    assert "Will West: reminded on Mon 5 January 2026" in after.words
    await live.until(lambda: nothing_waits(live))
    [reminder] = posts_since(live, before)
    assert (reminder.thread, reminder.kind) == (sitting.activity_id, "message")
    assert says(reminder, "Sam Support asks for your answer to the invitation, on Mon 5 January 2026")
    mentioned = [one["mentioned"]["name"] for one in reminder.card["msteams"]["entities"]]
    assert mentioned == ["Erin East"], "Teams has not shown yet who Will West is"
    assert says(reminder, "Will West")


async def test_nobody_is_reminded_twice_on_a_working_day_and_history_says_by_whom(
    invited: tuple[Live, list[Accepted]],
) -> None:
    live, (sitting, *_) = invited
    waiting = await unanswered(live, sitting)
    await live.support.presses(waiting, "remind_invited", data={"invitation": 1}, deliveries=3)
    waiting = await unanswered(live, sitting)
    refused = (await live.support.presses(waiting, "remind_invited", data={"invitation": 1})).card
    assert "Erin East was reminded on Mon 5 January 2026" in refused.words
    assert "by Sam Support; the next reminder can go on Tue 6 January 2026." in refused.words
    again = (await live.support.presses(waiting, "send_invitation_again", data={"invitation": 1})).card
    assert "the next reminder can go on Tue 6 January 2026." in again.words
    both = (await live.support.presses(waiting, "remind_invited", data={"id": 1})).card
    assert "reminded Will West of the invitation" in both.words, "who was reminded today is left out"
    async with live.house.store.read() as work:
        told = await history.of(work, "invitation", 1)
    assert [(one.verb, one.by_oid) for one in told] == [("remind_invited", SUPPORT.oid)]
    live.clock.move(days=1)
    waiting = await unanswered(live, sitting)
    await live.support.presses(waiting, "remind_invited", data={"invitation": 1})
    assert "Erin East: reminded on Tue 6 January 2026" in (await unanswered(live, sitting)).words
    assert "2 reminders so far." in (await unanswered(live, sitting)).words


async def test_after_a_friday_the_next_reminder_goes_on_monday() -> None:
    assert next_reminder(date(2026, 1, 9), Calendar()) == date(2026, 1, 12)
    assert next_reminder(date(2026, 4, 2), Calendar()) == date(2026, 4, 7), "over Easter"


async def test_an_invitation_sent_again_is_one_live_card_in_the_thread(invited: tuple[Live, list[Accepted]]) -> None:
    live, (sitting, east, _) = invited
    before = len(live.world.connector.log)
    waiting = await unanswered(live, sitting)
    answer = (await live.support.presses(waiting, "send_invitation_again", data={"invitation": 1})).card
    assert "Sam Support sent the invitation to Erin East again on Mon 5 January 2026" in answer.words
    await live.until(lambda: nothing_waits(live))
    [anew] = posts_since(live, before)
    assert anew.thread == sitting.activity_id
    assert says(anew, "Invitation to the panel")
    old = shown(live, east)
    assert "This invitation was sent again" in old.words
    assert "accept_invitation" not in old.verbs
    manager = live.world.person(EAST.name, oid=EAST.oid)
    led = (await manager.presses(old, "show_again")).card
    assert "Invitation to the panel" in led.words

    await manager.presses(shown(live, anew), "accept_invitation")
    await live.until(lambda: nothing_waits(live))
    assert "accepted by Erin East" in shown(live, anew).words
    assert "This invitation was sent again" in shown(live, east).words
    async with live.house.store.read() as work:
        assert [one.state for one in await invitations.of(work, 1)] == ["accepted", "invited"]


async def test_who_has_answered_is_left_alone(invited: tuple[Live, list[Accepted]]) -> None:
    live, (sitting, east, west) = invited
    waiting = await unanswered(live, sitting)
    await live.support.presses(shown(live, east), "accept_invitation")
    for verb in ("remind_invited", "send_invitation_again"):
        said = (await live.support.presses(waiting, verb, data={"invitation": 1})).card
        assert "Erin East has answered, so there is nothing to remind them of." in said.words
    await live.support.presses(waiting, "remind_invited", data={"invitation": 2})
    await live.support.presses(shown(live, west), "accept_invitation")
    await live.until(lambda: nothing_waits(live))
    async with live.house.store.read() as work:
        _, view = await show_reminder(live.house, work, "1-1")
    assert view is None, "a reminder that was not posted yet is not posted any more"
    said = (await live.support.presses(waiting, "remind_invited", data={"id": 1})).card
    assert "Everybody invited has answered" in said.words
    assert "show_unanswered" not in shown(live, sitting).verbs


async def test_only_business_support_reminds(invited: tuple[Live, list[Accepted]]) -> None:
    live, (sitting, *_) = invited
    west = live.world.person(WEST.name, oid=WEST.oid)
    refused = (await west.presses(shown(live, sitting), "show_unanswered")).card
    assert "Only business support can remind who was invited" in refused.words
