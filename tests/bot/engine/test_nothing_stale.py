"""No card in the channel says what is over: what ends or changes a thing also changes the cards that name it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.engine.messages import Card
from permanence.journey import Event
from storage import actions, children, outbox
from storage.store import Press
from tests.cards.strictness import buttons, inputs
from tests.cast import CHAIR, EAST, SUPPORT, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.actions.tell_action import tell_review, tell_summary
from usecases.house import House

MONDAY = date(2026, 1, 5)
ELEVEN = ("C-1001", "East"), ("C-1002", "West"), ("C-1003", "East"), ("C-1004", "West")


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Thursday's sitting is published, with two children of East and two of West."""
    await staff(house)
    for number, (ref, team) in enumerate(ELEVEN):
        await take_into_care(house, ref, team, MONDAY - timedelta(weeks=10, days=-number))
    play = await open_play(house, clock)
    await play.say(CHAIR, "help")
    await publish(play)
    return play


async def publish(play: Play) -> None:
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()


async def exchange(play: Play, on: str) -> None:
    """East asks West to exchange their first slots."""
    form = await play.press(EAST, play.shown("Invitation to", "Erin East", on), "Ask for another slot")
    form = await play.press(EAST, form, "Exchange with another")
    typed = {node["id"]: node["choices"][0]["value"] for node in inputs(form)}
    await play.press(EAST, form, "Ask to exchange", typed)
    await play.post_all()


async def withdraw(play: Play, reference: str, on: str) -> None:
    form = await play.press(WEST, play.shown("Invitation to", "Will West", on), "Withdraw one child")
    [choice] = [one["value"] for one in inputs(form)[0]["choices"] if one["title"].startswith(reference)]
    await play.press(WEST, form, "Withdraw", {"item": choice, "reason": "Ill"})
    await play.post_all()


async def hold(play: Play) -> Card:
    """Record this week's sitting: everybody heard, an action of West's for the first; the summary."""
    play.clock.move(days=3, hours=8)
    while True:
        record = await play.say(SUPPORT, "record")
        if not any(one["title"] == "Record" for one in buttons(record)):
            break
        form = await play.press(SUPPORT, record, "Record")
        item = await play.press(SUPPORT, form, "Save", {"text": "Go on.", "reason": "On time."})
        form = await play.press(SUPPORT, item, "Agree an action")
        typed = {"text": "Book the visit", "owner": WEST.oid, "due": "2026-04-01"}
        await play.press(SUPPORT, form, "Agree the action", typed)
    await play.press(SUPPORT, record, "Close the sitting")
    await play.post_all()
    return play.shown("Summary of the panel")


async def test_what_is_held_can_be_answered_no_more(play: Play) -> None:
    await exchange(play, "8 January")
    await withdraw(play, "C-1004", "8 January")
    await take_into_care(play.bot.house, "C-1009", "East", MONDAY - timedelta(weeks=9))
    await hold(play)
    assert "The sitting has been held." in read(play.shown("A slot was given up"))
    assert "or its time has come" in read(play.shown("Exchange of slots"))
    for words in (("A slot was given up",), ("Exchange of slots",), ("Invitation to", "Erin East")):
        assert buttons(play.shown(*words)) == []


async def test_what_is_moved_says_so_everywhere(play: Play) -> None:
    await exchange(play, "8 January")
    form = await play.press(WEST, play.shown("Invitation to", "Will West"), "Decline")
    await play.press(WEST, form, "Decline", {"reason": "In court"})
    await play.post_all()
    await take_into_care(play.bot.house, "C-1010", "North", MONDAY - timedelta(weeks=9))
    form = await play.press(SUPPORT, play.shown("Slots", "Invited"), "Move or stand down")
    await play.press(SUPPORT, form, "Move it", {"on": "2026-01-09", "begins": "10:00", "reason": "The room is taken"})
    await play.post_all()
    assert "Fri 9 January 2026, 10:00" in read(play.shown("Invitation to", "Will West"))
    assert "Fri 9 January 2026, 10:00" in read(play.shown("A slot was given up"))


async def test_an_exchange_asked_for_moves_with_its_sitting(play: Play) -> None:
    await exchange(play, "8 January")
    form = await play.press(SUPPORT, play.shown("Slots", "Invited"), "Move or stand down")
    await play.press(SUPPORT, form, "Move it", {"on": "2026-01-09", "begins": "10:00", "reason": "The room is taken"})
    await play.post_all()
    card = play.shown("Exchange of slots")
    assert "Fri 9 January 2026, 10:00" in read(card)
    assert "agreed to the exchange" in read(await play.press(WEST, card, "Agree"))


async def test_an_exchange_agreed_moves_with_its_sitting_too(play: Play) -> None:
    await exchange(play, "8 January")
    await play.press(WEST, play.shown("Exchange of slots"), "Agree")
    form = await play.press(SUPPORT, play.shown("Slots", "Invited"), "Move or stand down")
    await play.press(SUPPORT, form, "Move it", {"on": "2026-01-09", "begins": "10:00", "reason": "The room is taken"})
    await play.post_all()
    assert "Fri 9 January 2026, 10:00" in read(play.shown("Exchange of slots"))


async def test_a_child_who_had_left_care_before_the_panel_leaves_no_upload_that_can_never_be_made(play: Play) -> None:
    await hold(play)
    press = Press("left", SUPPORT.oid, SUPPORT.name, play.clock())
    async with play.bot.house.store.change(press) as work:
        await children.record_event(work, press, "C-1001", Event(date(2026, 1, 6), "left_care"), "import 9")
    for _ in range(2):
        form = await play.press(SUPPORT, play.shown("Summary of the panel"), "Confirm uploads")
        waiting = [one["value"] for one in inputs(form)[0]["choices"]]
        await play.press(SUPPORT, form, "Confirm", {"children": ",".join(waiting[:2])})
        await play.post_all()
    summary = play.shown("Summary of the panel")
    assert "Every upload to Mosaic is confirmed" in read(summary)
    assert not [one for one in buttons(summary) if one["title"] == "Confirm uploads"]


async def test_a_sitting_stood_down_tells_the_chair_who_is_put_off_again(play: Play) -> None:
    await withdraw(play, "C-1004", "8 January")
    await hold(play)
    play.clock.now = play.clock.now.replace(day=12, hour=9)
    await publish(play)
    await withdraw_nothing_but_stand_down(play)
    told = play.shown("A sitting was stood down")
    assert "<at>Chris Chair</at>: put off more than once without being heard: C-1004 (AB) at 2 sittings" in read(told)
    assert {"29:oid-chair"} <= {one["mentioned"]["id"] for one in told["msteams"]["entities"]}


async def withdraw_nothing_but_stand_down(play: Play) -> None:
    form = await play.press(SUPPORT, play.shown("Slots", "15 January"), "Move or stand down")
    await play.press(SUPPORT, form, "Stand it down", {"reason": "The chair is ill"})
    await play.post_all()


async def test_a_slot_given_up_can_be_offered_no_more_once_the_sitting_is_stood_down(play: Play) -> None:
    await withdraw(play, "C-1004", "8 January")
    await take_into_care(play.bot.house, "C-1009", "East", MONDAY - timedelta(weeks=9))
    form = await play.press(SUPPORT, play.shown("Slots", "Invited"), "Move or stand down")
    await play.press(SUPPORT, form, "Stand it down", {"reason": "The chair is ill"})
    await play.post_all()
    notice = play.shown("A slot was given up")
    assert "The sitting was stood down since." in read(notice)
    assert buttons(notice) == []
    assert len([card for card in play.messenger.cards.values() if "A slot was given up" in read(card)]) == 1


async def test_an_action_handed_over_is_so_on_the_summary_too(play: Play) -> None:
    assert "Book the visit (Will West, Wed 1 April 2026)" in read(await hold(play))
    form = await play.press(WEST, play.shown("Action for C-1001"), "Hand over")
    await play.press(WEST, form, "Hand over", {"owner": EAST.oid})
    await play.post_all()
    assert "Book the visit (Erin East, Wed 1 April 2026)" in read(play.shown("Summary of the panel"))
    async with play.bot.house.store.read() as work:
        assert await outbox.waiting(work) == 0


async def test_an_asking_that_ended_names_who_has_the_action_now(play: Play) -> None:
    await hold(play)
    form = await play.press(WEST, play.shown("Action for C-1001"), "Ask for a later date")
    await play.press(WEST, form, "Ask the chair", {"due": "2026-04-20", "text": "The school is closed"})
    await play.post_all()
    await play.press(CHAIR, play.shown("A later date for C-1001"), "Agree the later date")
    await play.post_all()
    form = await play.press(WEST, play.shown("Action for C-1001"), "Hand over")
    await play.press(WEST, form, "Hand over", {"owner": EAST.oid})
    await play.post_all()
    assert "Owner Erin East" in read(play.shown("A later date for C-1001"))
    assert "Mon 20 April 2026" in read(play.shown("Summary of the panel"))


async def test_an_invitation_to_the_action_review_drops_what_was_done(play: Play, clock: Clock) -> None:
    await hold(play)
    clock.now = clock.now.replace(month=2, day=16, hour=9)
    await publish(play)
    asked = play.shown("Invitation to", "Erin East", "19 February")
    assert "C-1001 (AB): Book the visit" in read(asked)
    await play.press(WEST, play.shown("Action for C-1001"), "Done")
    await play.post_all()
    asked = play.shown("Invitation to", "Erin East", "19 February")
    assert "C-1001 (AB): Book the visit" not in read(asked)
    assert "C-1003 (AB): Book the visit" in read(asked)
    assert "accepted" in read(await play.press(EAST, asked, "Accept"))


async def test_the_invitation_of_whoever_stands_in_at_the_action_review_drops_what_was_done(
    play: Play, clock: Clock
) -> None:
    await hold(play)
    clock.now = clock.now.replace(month=2, day=16, hour=9)
    await publish(play)
    form = await play.press(EAST, await play.say(EAST, "away"), "I am going")
    await play.press(EAST, form, "Save", {"starts": "2026-02-19", "until": "2026-02-19", "deputy": CHAIR.oid})
    await play.post_all()
    asked = play.shown("Invitation to", "Chris Chair", "19 February", "Standing in for Erin East")
    assert "C-1001 (AB): Book the visit" in read(asked)
    await play.press(WEST, play.shown("Action for C-1001"), "Done")
    await play.post_all()
    asked = play.shown("Invitation to", "Chris Chair", "19 February", "Standing in for Erin East")
    assert "C-1001 (AB): Book the visit" not in read(asked)
    assert "C-1003 (AB): Book the visit" in read(asked)


async def test_an_action_changed_with_no_review_to_come_tells_nobody_else(play: Play) -> None:
    await hold(play)
    async with play.bot.house.store.change() as work:
        action = next(iter(await actions.open_everywhere(work)))
        await tell_review(work, action, date(2026, 1, 9), play.clock())
        await tell_summary(work, action, action, play.clock())
        assert await outbox.waiting(work) == 0


async def test_what_stays_open_of_a_child_not_heard_after_all_is_counted_as_it_is(play: Play) -> None:
    summary = await hold(play)
    form = await play.press(SUPPORT, summary, "Correct the record")
    record = await play.press(SUPPORT, form, "Open it again", {"reason": "The wrong child was marked."})
    form = await play.press(SUPPORT, await play.press(SUPPORT, record, "Open"), "Not heard")
    await play.press(SUPPORT, form, "Save", {"reason": "It was the sister."})
    await play.press(SUPPORT, await play.say(SUPPORT, "record"), "Close the sitting")
    await play.post_all()
    assert "1 action agreed before stays open." in read(play.shown("Summary of the panel"))
    await play.press(WEST, play.shown("Action for C-1001"), "Done")
    await play.post_all()
    assert "stays open" not in read(play.shown("Summary of the panel"))
