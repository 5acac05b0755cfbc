"""Acting from a list: done, accepted, uploaded, snoozed; the list is there again, and it can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.engine.messages import Card
from permanence.refusals import NotFound
from storage import actions, tables
from tests.afternoon import press
from tests.bot.reminders.test_reminders import MONDAY, SIX_WEEKS, at, morning
from tests.cards.strictness import buttons
from tests.cast import EAST, SUPPORT, VIEWER, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.play import CHANNEL, Play, open_play, read
from usecases.house import House
from usecases.reminders.clear_line import ClearLine, OnList, TakeBackLine, clear_line, take_back_line

NAMES = (
    "Ring the school",
    "Ask for the report",
    "Book the visit",
    "Write to the carer",
    "See the nursery",
    "Ring home",
)


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Six actions of Erin's are due today; a child of West waits for a panel date."""
    await staff(house)
    await take_into_care(house, "C-1001", "East", MONDAY - timedelta(days=3))
    await take_into_care(house, "C-1002", "West", MONDAY - SIX_WEEKS)
    async with house.store.change() as work:
        for name in NAMES:
            await actions.add(work, press(SUPPORT, name, clock()), "C-1001", None, name, EAST.oid, MONDAY)
    return await open_play(house, clock)


async def test_done_with_a_note_is_two_presses_and_the_list_is_there_again_without_the_line(play: Play) -> None:
    await morning(play, play.clock())
    form = await play.press(EAST, await play.my_list(EAST), "Done")
    after = await play.press(EAST, form, "Done", {"note": "Spoke to the head."})
    assert "To do, Mon 5 January 2026" in read(after)
    assert "5 things to do" in read(after)
    assert "Ring the school, for C-1001" not in read(after)
    await play.post_all()
    action = play.shown("Ring the school")
    assert "Done" in read(action)
    assert "Spoke to the head." in read(action)


async def test_undo_puts_the_line_back_on_the_list(play: Play) -> None:
    await morning(play, play.clock())
    form = await play.press(EAST, await play.my_list(EAST), "Done")
    after = await play.press(EAST, form, "Done")
    again = await play.press(EAST, after, "Undo")
    assert "6 things to do" in read(again)
    assert "Ring the school, for C-1001" in read(again)
    assert "Undo" not in [button["title"] for button in buttons(again)]


async def test_what_is_opened_and_asked_leads_back_to_the_same_page(play: Play) -> None:
    await morning(play, play.clock())
    second = await play.press(EAST, await play.my_list(EAST), "Show the rest (2)")
    assert "part 2 of 2" in read(second)
    for way in ("Open", "Why", "Snooze", "Done"):
        opened = await play.press(EAST, second, way)
        assert "part 2 of 2" in read(await play.press(EAST, opened, "Back"))


async def test_a_line_done_twice_by_the_same_press_is_done_once_and_its_note_is_there_once(
    play: Play, house: House
) -> None:
    await morning(play, play.clock())
    form = await play.press(EAST, await play.my_list(EAST), "Done")
    pressed = play.pressing(EAST, form, "Done", {"note": "Spoke to the head."})
    answers = [read(await play.deliver_press(pressed)) for _ in range(3)]
    assert len(set(answers)) == 1
    async with house.store.read() as work:
        of = select(tables.history.c.verb, func.count()).where(tables.history.c.subject == "action")
        rows = (await work.conn.execute(of.group_by(tables.history.c.verb))).all()
    assert sorted(tuple(row) for row in rows) == [("complete_action", 1), ("progress_action", 1)]


async def test_a_snooze_is_taken_back(play: Play) -> None:
    await morning(play, play.clock())
    form = await play.press(EAST, await play.my_list(EAST), "Snooze")
    after = await play.press(EAST, form, "Snooze", {"until": "2026-01-14"})
    assert "5 things to do" in read(after)
    back = await play.press(EAST, after, "Undo")
    assert "It is on the list again." in read(back)
    assert "6 things to do" in read(back)


async def test_an_invitation_is_accepted_by_one_press_from_the_list(play: Play) -> None:
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    await morning(play, at(date(2026, 1, 6)))
    mine = await play.my_list(WEST)
    assert "Answer to the invitation" in read(mine)
    after = await play.press(WEST, mine, "Accept")
    assert "Answer to the invitation" not in read(after)
    assert "accepted the invitation" in read(after)
    await play.post_all()
    assert "Accept" not in [button["title"] for button in buttons(play.shown("Invitation to the panel", "Will West"))]
    undone = [await play.deliver_press(play.pressing(WEST, after, "Undo"))]
    assert "took back the acceptance" in read(undone[0])
    assert "Answer to the invitation" in read(undone[0])
    assert "Undo" not in [button["title"] for button in buttons(undone[0])]
    await play.post_all()
    shown = play.shown("Invitation to the panel", "Will West")
    assert "Not answered yet" in read(shown)
    assert "Accept" in [button["title"] for button in buttons(shown)]


async def test_an_acceptance_is_taken_back_by_whoever_gave_it_and_never_another_answer(play: Play) -> None:
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    await morning(play, at(date(2026, 1, 6)))
    after = await play.press(WEST, await play.my_list(WEST), "Accept")
    assert "nly " in read(await play.press(EAST, after, "Undo"))
    await play.post_all()
    form = await play.press(WEST, play.shown("Invitation to the panel", "Will West"), "Decline")
    await play.press(WEST, form, "Decline", {"reason": "At court."})
    late = await play.press(WEST, after, "Undo")
    assert "declined the invitation" in read(late)
    await play.post_all()
    assert "declined by Will West" in read(play.shown("Invitation to the panel", "Will West"))


async def test_who_may_not_do_it_from_its_card_may_not_from_a_list(play: Play, house: House) -> None:
    await morning(play, play.clock())
    form = await play.press(EAST, await play.my_list(EAST), "Done")
    for who in (VIEWER, WEST):
        assert "nly " in read(await play.press(who, form, "Done"))
    assert "6 things to do" in read(await play.my_list(EAST))
    line = OnList(999, "digest:oid-east:2026-01-05")
    with pytest.raises(NotFound):
        await clear_line(house, ClearLine(line, press(EAST, "no such", play.clock())))
    with pytest.raises(NotFound):
        await take_back_line(house, TakeBackLine(line, press(EAST, "no such either", play.clock())))


async def test_never_more_than_six_buttons_are_in_sight(play: Play) -> None:
    await morning(play, play.clock())
    first = await play.my_list(EAST)
    form = await play.press(EAST, first, "Done")
    for card in (first, await play.press(EAST, form, "Done"), await play.press(EAST, first, "Show the rest")):
        assert sum(button.get("mode") != "secondary" for button in buttons(card)) <= 6


async def test_the_way_back_to_the_same_page_is_carried_over_cards_opened_further_on(play: Play) -> None:
    await morning(play, play.clock())
    second = await play.press(EAST, await play.my_list(EAST), "Show the rest (2)")
    card = await play.press(EAST, second, "Open")
    for way, typed in (("Add a note", {}), ("Save the note", {"text": "Rang."}), ("Blocked", {}), ("Back", {})):
        assert "part 2 of 2" in read(await play.press(EAST, card, "Back to the list")), way
        card = await play.press(EAST, card, way, typed)
    assert "part 2 of 2" in read(await play.press(EAST, card, "Back to the list"))
    assert not [
        button
        for button in buttons(second)
        if "list" in button["data"] and button["title"] != "Everything coming for you"
    ]


async def test_a_refusal_on_the_way_leads_back_too(play: Play) -> None:
    await morning(play, play.clock())
    opened = await play.press(EAST, await play.my_list(EAST), "Open")
    refused = await play.press(VIEWER, opened, "Done")
    assert "nly " in read(refused)
    assert "Back to the list" in [button["title"] for button in buttons(refused)]


async def test_a_list_opened_from_a_list_leads_back_to_itself_and_then_to_the_first(play: Play) -> None:
    await morning(play, play.clock())
    second = await play.press(EAST, await play.my_list(EAST), "Show the rest (2)")
    coming = await play.press(EAST, second, "Everything coming for you")
    assert "part 2 of 2" in read(await play.press(EAST, coming, "Back to the list"))
    action = await play.press(EAST, coming, "Open")
    again = await play.press(EAST, await play.press(EAST, action, "Add a note"), "Back to the list")
    assert "Your next reminders" in read(again)
    assert "part 2 of 2" in read(await play.press(EAST, again, "Back to the list"))


async def test_a_line_is_cleared_in_ones_own_chat_as_behind_the_button_in_the_channel(play: Play) -> None:
    """Done, Undo and Snooze on the list there; what is opened there leads back there."""
    chat = replace(CHANNEL, conversation_id="a:erin", kind="personal", team_id="", channel_id="")
    await morning(play, play.clock())
    mine = await play.my_list(EAST)

    async def pressed(card: Card, title: str, typed: dict[str, str] | None = None) -> Card:
        return await play.deliver_press(replace(play.pressing(EAST, card, title, typed), place=chat))

    after = await pressed(await pressed(mine, "Done"), "Done", {"note": "Rang."})
    assert "5 things to do" in read(after)
    again = await pressed(after, "Undo")
    assert "6 things to do" in read(again)
    snoozed = await pressed(await pressed(again, "Snooze"), "Snooze", {"until": "2026-01-14"})
    assert "5 things to do" in read(snoozed)
    opened = await pressed(snoozed, "Open")
    assert "To do, Mon 5 January 2026" in read(await pressed(opened, "Back to the list"))
