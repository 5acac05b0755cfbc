"""An action put right: corrected, cancelled, handed back; who was told of it hears of it, and the card keeps it all."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from bot.engine.messages import Card, Place
from bot.engine.places import kept_as
from permanence.action import FromMessage
from storage import actions, conversations, history, mornings
from storage.tables import outbox
from tests.afternoon import press
from tests.cards.strictness import buttons
from tests.cast import EAST, SUPPORT, VIEWER, WEST, WORKER, staff, take_into_care
from tests.conftest import Clock
from tests.play import CHANNEL, Play, caller, open_play, read
from usecases.actions.create_action import CreateAction, create_action
from usecases.documents.make_tracking_sheet import TrackerAsked, make_tracking_sheet
from usecases.house import House
from usecases.reminders.open_matters import open_matters

DUE = date(2026, 3, 19)
MOVED = {"text": "The child has moved to another school."}


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """One action of Wren's, agreed by Sam out of a message; its card is in the channel."""
    clock.now = datetime(2026, 3, 5, 15, tzinfo=UTC)
    await staff(house)
    await take_into_care(house, "C-1001", "East", date(2025, 11, 3), "AB")
    message = FromMessage("1700000000001", clock())
    await create_action(
        house, CreateAction("C-1001", "Ring the school", WORKER.oid, DUE, message, press(SUPPORT, "new", clock()))
    )
    play = await open_play(house, clock)
    await play.post_all()
    return play


def card(play: Play) -> Card:
    return play.shown("Who did what", "the school")


async def chat(play: Play, house: House, oid: str) -> str:
    """A chat of one's own with the bot; its id."""
    who = next(one for one in play.cast if one.oid == oid)
    place = Place("tenant", f"a:{oid}", CHANNEL.service_url, "personal")
    async with house.store.change() as work:
        await conversations.keep(work, kept_as(place, caller(who)), play.clock())
    return place.conversation_id


async def told(house: House) -> list[tuple[str, str]]:
    async with house.store.read() as work:
        its = select(outbox.c.subject_id, outbox.c.recipient).where(outbox.c.kind == "action_told")
        return [tuple(row) for row in await work.conn.execute(its.order_by(outbox.c.id))]


async def test_the_card_keeps_who_wrote_it_down(play: Play) -> None:
    assert "to do. Recorded by Sam Support." in read(card(play))


async def test_its_words_owner_and_date_are_corrected_in_one_form_with_what_stood_there_before(
    play: Play, house: House
) -> None:
    form = await play.press(SUPPORT, card(play), "Correct or cancel")
    typed = {"words": "Ring the nursery", "owner": EAST.oid, "due": "2026-03-20", "text": "It was misheard."}
    after = read(await play.press(SUPPORT, form, "Save the correction", typed))
    assert (
        'Sam Support corrected the words, which were "Ring the school", the owner, who was Wren Worker '
        "and the date, which was Thu 19 March 2026: It was misheard."
    ) in after
    assert "Owner Erin East. Due Fri 20 March 2026." in after
    assert "Wren Worker had it before." in after
    await play.post_all()
    assert "Ring the nursery" in read(play.shown("Who did what"))


async def test_a_correction_without_a_reason_or_a_difference_comes_back_as_the_form_with_what_was_typed(
    play: Play,
) -> None:
    form = await play.press(SUPPORT, card(play), "Correct or cancel")
    again = await play.press(SUPPORT, form, "Save the correction", {"words": "Ring the nursery", "text": ""})
    assert "Write why it is corrected." in read(again)
    assert "Ring the nursery" in str(again)
    same = await play.press(SUPPORT, form, "Save the correction", {"text": "Misheard."})
    assert "Nothing is different yet" in read(same)


async def test_a_cancelled_action_says_so_leaves_every_list_and_may_be_reopened(play: Play, house: House) -> None:
    form = await play.press(EAST, card(play), "Correct or cancel")
    form = await play.press(EAST, form, "Cancel the action instead")
    after = await play.press(EAST, form, "Cancel the action", MOVED)
    line = "Cancelled by Erin East on Thu 5 March 2026, 15:00: The child has moved to another school."
    assert line in read(after)
    assert [node["title"] for node in buttons(after)] == ["Reopen"]
    await play.post_all()
    assert line in read(card(play))
    async with house.store.read() as work:
        assert not await actions.open_everywhere(work)
        found = await open_matters(house, work, datetime(2026, 3, 30, 9, tzinfo=UTC))
    assert not [one for one in found if one.occasion.startswith("action:")]
    assert "No action" in read(await play.say(WORKER, "my actions"))
    assert "\nCancelled\n" in read(await play.say(EAST, "actions C-1001"))
    sheet = await make_tracking_sheet(house, TrackerAsked(SUPPORT.oid, date(2026, 3, 30)))
    assert [one.state for one in sheet.actions] == ["Cancelled"]
    form = await play.press(EAST, card(play), "Reopen")
    assert "\nOpen\n" in read(await play.press(EAST, form, "Reopen", {"text": "It has not moved."}))


async def test_a_hand_over_tells_the_new_owner_in_the_channel_and_is_taken_back(play: Play, house: House) -> None:
    form = await play.press(SUPPORT, card(play), "Hand over")
    after = await play.press(SUPPORT, form, "Hand over", {"owner": EAST.oid})
    assert "Wren Worker had it before." in read(after)
    await play.post_all()
    said = play.shown("Sam Support handed it from Wren Worker to Erin East.", "<at>Erin East</at>: ")
    assert "Ring the school" in read(said)
    form = await play.press(EAST, after, "Take the hand-over back")
    back = await play.press(EAST, form, "Take it back", {"text": "The wrong Erin."})
    assert "Erin East took it back from Erin East and gave it to Wren Worker again: The wrong Erin." in read(back)
    assert "Take the hand-over back" not in [node["title"] for node in buttons(back)]
    await play.post_all()
    assert play.shown("gave it to Wren Worker again", "<at>Wren Worker</at>: ")
    assert "Owner Wren Worker" in read(await play.press(WORKER, said, "Show the action"))
    assert await told(house) == [("1-2", "channel"), ("1-3", "channel")]


async def test_who_has_a_chat_is_told_there_and_nobody_is_told_of_what_they_did(play: Play, house: House) -> None:
    """`tell_concerned` chooses the place, `show_action_told` what is said there."""
    chats = [await chat(play, house, who.oid) for who in (EAST, WORKER)]
    form = await play.press(EAST, card(play), "Hand over")
    after = await play.press(EAST, form, "Hand over", {"owner": EAST.oid})
    assert await told(house) == []
    form = await play.press(SUPPORT, after, "Take the hand-over back")
    await play.press(SUPPORT, form, "Take it back", {"text": "It is Wren's."})
    assert await told(house) == [("1-3", EAST.oid), ("1-3", WORKER.oid)]
    await play.post_all()
    assert [place for place in play.messenger.places.values() if place in chats] == chats


async def test_where_the_channel_alone_is_chosen_a_new_owner_is_mentioned_there(play: Play, house: House) -> None:
    await chat(play, house, EAST.oid)
    async with house.store.change() as work:
        await mornings.choose_where(work, mornings.CHANNEL_ONLY)
    form = await play.press(SUPPORT, card(play), "Hand over")
    await play.press(SUPPORT, form, "Hand over", {"owner": EAST.oid})
    assert await told(house) == [("1-2", "channel")]


async def test_a_mend_pressed_twice_or_on_an_old_card_is_made_once(play: Play, house: House) -> None:
    old = card(play)
    form = await play.press(EAST, await play.press(EAST, old, "Correct or cancel"), "Cancel the action instead")
    pressed = play.pressing(EAST, form, "Cancel the action", MOVED)
    answers = {read(await play.deliver_press(pressed)) for _ in range(3)}
    assert len(answers) == 1
    late = await play.press(SUPPORT, form, "Cancel the action", {"text": "Another reason."})
    assert "This changed while you were looking at it" in read(late)
    async with house.store.read() as work:
        its = await history.of(work, "action", 1)
    assert [one.verb for one in its] == ["agree_action", "cancel_action"]
    assert len(await told(house)) == 1


@pytest.mark.parametrize("who", [WEST, VIEWER])
async def test_who_may_not_mend_is_refused_before_the_form_opens(play: Play, who: object) -> None:
    for title in ("Correct or cancel", "Hand over"):
        assert "Only" in read(await play.press(who, card(play), title))  # type: ignore[arg-type]
