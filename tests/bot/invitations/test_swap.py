"""Two managers exchange their slots, both agreeing, or nothing happens."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.engine.messages import Card
from cards.invitations import swap as swap_card
from permanence.panel.sitting import Slot
from permanence.panel.swapping import Swap, still_stands
from storage import outbox
from storage.panel import invitations, slots, swaps
from tests.cards.strictness import buttons, inputs
from tests.cast import CHAIR, EAST, EVERYONE, SUPPORT, VIEWER, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.invitations.answer_swap import AnswerSwap, answer_swap
from usecases.invitations.ask_swap import AskSwap, ask_swap, show_swap_form
from usecases.invitations.show_swap import show_swap
from usecases.sittings.void_swaps import void_swaps

MONDAY = date(2026, 1, 5)


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Thursday's sitting is published: 13:30 C-1001 and 13:50 C-1003 of East, 14:10 C-1002 of West."""
    await staff(house)
    for ref, team, weeks in (("C-1001", "East", 9), ("C-1002", "West", 8), ("C-1003", "East", 7)):
        await take_into_care(house, ref, team, MONDAY - timedelta(weeks=weeks))
    play = await open_play(house, clock, EVERYONE)
    await play.say(WEST, "help")
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    return play


async def form_of(play: Play, who: str = "Erin East", by: object = EAST) -> Card:
    slot_form = await play.press(by, play.shown("Invitation to", who), "Ask for another slot")  # type: ignore[arg-type]
    return await play.press(by, slot_form, "Exchange with another manager")  # type: ignore[arg-type]


def chosen(form: Card, mine: str, theirs: str) -> dict[str, str]:
    found = {}
    for name, start in (("mine", mine), ("theirs", theirs)):
        [node] = [one for one in inputs(form) if one["id"] == name]
        found[name] = next(one["value"] for one in node["choices"] if start in one["title"])
    return found


async def asked(play: Play, mine: str = "C-1001", theirs: str = "C-1002") -> Card:
    """East asks West; the card as posted."""
    form = await form_of(play)
    said = read(await play.press(EAST, form, "Ask to exchange", chosen(form, mine, theirs)))
    assert "Erin East asked Will West to exchange" in said
    await play.post_all()
    return play.shown("Exchange of slots", mine)


async def test_both_agree_and_the_slots_change_hands(play: Play) -> None:
    card = await asked(play)
    said = read(card)
    assert "<at>Will West</at>: Erin East asks to exchange slots on Thu 8 January 2026" in said
    assert "has 13:30 to 13:50, would have 14:10 to 14:30" in said
    assert "13:30 to 13:50: C-1001 (AB), Erin East" in read(play.shown("Invited")), "nothing changes until they agree"
    agreed = await play.press(WEST, card, "Agree")
    assert "Will West agreed to the exchange on Mon 5 January 2026" in read(agreed)
    assert buttons(agreed) == []
    await play.post_all()
    sitting = read(play.shown("Invited"))
    assert "13:30 to 13:50: C-1002 (AB), Will West" in sitting
    assert "14:10 to 14:30: C-1001 (AB), Erin East" in sitting
    assert "14:10 to 14:30: C-1001 (AB)" in read(play.shown("Invitation to", "Erin East"))
    assert "13:30 to 13:50: C-1002 (AB)" in read(play.shown("Invitation to", "Will West"))
    assert "agreed. Will West agreed to the exchange" in read(play.shown("Exchange of slots"))
    assert "accepted by Erin East on Mon 5 January 2026" in read(play.shown("Invitation to", "Erin East"))
    assert "accepted by Will West on Mon 5 January 2026" in read(play.shown("Invitation to", "Will West"))
    assert "Not answered yet" not in sitting


async def test_two_slots_taken_at_once_are_both_named_and_the_invitation_is_answered(play: Play) -> None:
    form = await play.press(EAST, play.shown("Invitation to", "Erin East"), "Ask for another slot")
    first, second = (one["id"] for one in inputs(form))
    said = read(await play.press(EAST, form, "Take these slots", {first: "8", second: "9"}))
    assert "15:50 to 16:10 and 16:10 to 16:30 for C-1001 (AB) and C-1003 (AB)" in said
    assert "accepted by Erin East" in said


async def test_refused_leaves_everything_as_it_was(play: Play) -> None:
    card = await asked(play)
    refused = read(await play.press(WEST, card, "Refuse"))
    assert "Will West refused the exchange" in refused
    await play.post_all()
    assert "13:30 to 13:50: C-1001 (AB), Erin East" in read(play.shown("Invited"))
    late = read(await play.press(WEST, card, "Agree"))
    assert "This changed while you were looking at it: Will West refused the exchange" in late


async def test_only_the_manager_asked_or_who_stands_in_answers(play: Play) -> None:
    card = await asked(play)
    for who in (EAST, VIEWER):
        assert "Only Will West, a team manager standing in" in read(await play.press(who, card, "Agree"))
    assert "Sam Support agreed to the exchange for Will West" in read(await play.press(SUPPORT, card, "Agree"))


async def test_the_same_press_again_exchanges_nothing_back(play: Play) -> None:
    card = await asked(play)
    pressed = play.pressing(WEST, card, "Agree")
    once = await play.deliver_press(pressed)
    assert await play.deliver_press(pressed) == once
    async with play.bot.house.store.read() as work:
        assert [entry.item_id for entry in await slots.of(work, 1)][:3] == [3, 2, 1]


async def test_a_swap_ends_when_one_of_the_two_moves_and_both_see_it(play: Play) -> None:
    card = await asked(play)
    form = await play.press(EAST, play.shown("Invitation to", "Erin East"), "Ask for another slot")
    first = next(node["id"] for node in inputs(form) if node["label"].startswith("C-1001"))
    await play.press(EAST, form, "Take these slots", {first: "9"})
    await play.post_all()
    shown = play.shown("Exchange of slots")
    assert "not possible any more: one of the two no longer has the slot" in read(shown)
    assert buttons(shown) == []
    late = read(await play.press(WEST, card, "Agree"))
    assert "This exchange is not possible any more" in late
    assert "16:10 to 16:30: C-1001 (AB), Erin East" in read(play.shown("Invited"))


async def test_two_swaps_for_one_slot_agreed_at_once_are_carried_out_once(play: Play) -> None:
    first, second = await asked(play, "C-1001"), await asked(play, "C-1003")
    await asyncio.gather(*(play.press(WEST, card, "Agree") for card in (first, second)))
    await play.post_all()
    async with play.bot.house.store.read() as work:
        found = [await swaps.find(work, number) for number in (1, 2)]
        held = [slot.item_id for slot in await slots.of(work, 1) if slot.item_id]
        assert await swaps.asked(work, 1) == []
        await void_swaps(work, 1, play.clock())  # nothing is left to end
    assert sorted(swap.state for swap in found if swap) == ["agreed", "void"]
    assert sorted(held) == [1, 2, 3]


async def test_what_was_chosen_must_be_there_and_is_asked_once(play: Play) -> None:
    form = await form_of(play)
    nothing = await play.press(EAST, form, "Ask to exchange")
    assert "Choose your slot." in read(nothing)
    mine = chosen(form, "C-1001", "C-1002")
    again = await play.press(EAST, form, "Ask to exchange", {"mine": mine["mine"]})
    assert "Choose the other manager's slot." in read(again)
    assert inputs(again)[0]["value"] == mine["mine"]
    await play.press(EAST, again, "Ask to exchange", mine)
    twice = await play.press(EAST, form, "Ask to exchange", mine)
    assert "This exchange is asked for already" in read(twice)
    async with play.bot.house.store.read() as work:
        assert len(await swaps.asked(work, 1)) == 1


async def test_a_declined_invitation_has_nothing_to_exchange(play: Play, house: House) -> None:
    declining = await play.press(WEST, play.shown("Invitation to", "Will West"), "Decline")
    await play.press(WEST, declining, "Decline", {"reason": "In court"})
    form = read(await form_of(play))
    assert "There is no other manager's slot to exchange with." in form
    async with house.store.read() as work:
        mine = next(one for one in await invitations.of(work, 1) if one.manager == WEST.oid)
    press = play.bot.press(play.pressing(WEST, play.shown("Invited"), "Record the sitting"))
    shown = await show_swap_form(house, mine.id, press)
    assert shown == await ask_swap(house, AskSwap(mine.id, "3", "1", press))


async def test_a_swap_posts_one_card_and_its_answer_changes_that_card(play: Play, house: House) -> None:
    before = len(play.messenger.cards)
    card = await asked(play)
    assert len(play.messenger.cards) == before + 1
    press = play.bot.press(play.pressing(WEST, card, "Agree"))
    view = await answer_swap(house, AnswerSwap(1, agreed=True, press=press))
    await play.post_all()
    assert len(play.messenger.cards) == before + 1
    async with house.store.read() as work:
        assert (await show_swap(work, 1, view.line)) == view
        assert await outbox.waiting(work) == 0


AT = datetime(2026, 1, 8, 13, 30, tzinfo=UTC)
SWAP = Swap(1, 1, 11, 1, 12, 2, "asked", "oid", AT, 1)


@given(st.sampled_from([11, 12, 13, None]), st.sampled_from([11, 12, 13, None]), st.integers(-60, 60))
def test_a_swap_stands_only_while_both_hold_what_they_held(one: int | None, other: int | None, minutes: int) -> None:
    length = timedelta(minutes=20)
    afternoon = {1: Slot(1, 1, AT, AT + length, one), 2: Slot(1, 2, AT + length, AT + 2 * length, other)}
    stands = still_stands(SWAP, afternoon, AT + timedelta(minutes=minutes))
    assert stands == ((one, other) == (11, 12) and minutes < 0)
    assert not still_stands(SWAP, {1: afternoon[1]}, AT - length)


async def test_an_answered_exchange_stays_between_the_two_it_was_asked_between(play: Play, house: House) -> None:
    await play.press(WEST, await asked(play), "Refuse")
    await play.post_all()
    shown = play.shown("Exchange of slots")
    form = await play.press(EAST, await play.say(EAST, "away"), "I am going")
    typed = {"starts": "2026-01-05", "until": "2026-01-09", "deputy": CHAIR.oid}
    assert "Chris Chair stands in" in read(await play.press(EAST, form, "Save", typed))
    await play.post_all()
    assert play.shown("Exchange of slots") == shown
    async with house.store.read() as work:
        assert swap_card.draw(await show_swap(work, 1)) == shown
