"""More children than slots: the reserve in order, how long the backlog takes, and nobody put off twice in silence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.engine.messages import Card
from storage.panel import sittings
from tests.cards.strictness import buttons, inputs
from tests.cast import EAST, SUPPORT, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.panel_candidates import following_reviews

MONDAY = date(2026, 1, 5)


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Twelve children overdue for nine slots: West's C-1001 first, then East's, a day apart; West's C-1012 last."""
    await staff(house)
    for number in range(1, 13):
        team = "West" if number in (1, 12) else "East"
        await take_into_care(house, f"C-10{number:02}", team, MONDAY - timedelta(weeks=10, days=-number))
    return await open_play(house, clock)


async def test_the_agenda_names_the_reserve_in_order_and_how_long_it_needs(play: Play) -> None:
    said = read(await play.say(SUPPORT, "agenda"))
    assert "And 3 more are due by then and not on it." in said
    assert "On the reserve, in this order: C-1010 (AB), C-1011 (AB), C-1012 (AB)." in said
    assert "At 9 a sitting they need 1 more sitting: all are heard within 1 week of this one" in said


async def test_a_released_slot_goes_to_the_first_of_the_reserve(play: Play) -> None:
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    form = await play.press(WEST, play.shown("Invitation to", "Will West"), "Decline")
    await play.press(WEST, form, "Decline", {"reason": "In court"})
    await play.post_all()
    assert "Next in line: C-1010 (AB)" in read(play.shown("A slot was given up"))


async def test_whoever_is_put_off_twice_running_is_told_to_the_chair(play: Play) -> None:
    await play.say(SUPPORT, "help")
    first = await hold(play, not_heard="C-1002")
    assert "put off more than once" not in read(first)
    draft = read(await play.say(SUPPORT, "agenda"))
    assert draft.index("C-1002 (AB), Overdue; Carried over; due") < draft.index("C-1010")
    play.clock.move(days=7)
    second = await hold(play, not_heard="C-1002", declined=True)
    said = read(second)
    assert "<at>Chris Chair</at>: put off more than once without being heard: C-1002 (AB) at 2 sittings running" in said
    assert second["msteams"]["entities"][0]["mentioned"]["id"] == "29:oid-chair"
    assert "C-1002 (AB), Overdue; Carried over, put off 2 times; due" in read(await play.say(SUPPORT, "agenda"))


async def test_who_is_heard_in_between_starts_anew(play: Play) -> None:
    await hold(play, not_heard="C-1002")
    play.clock.move(days=7)
    await hold(play, not_heard="C-1010")
    async with play.bot.house.store.read() as work:
        assert await sittings.times_put_off(work) == {"C-1010": 1}
        assert await sittings.times_put_off(work, until=date(2026, 1, 8)) == {"C-1002": 1}


async def test_an_action_review_hears_no_child_so_the_backlog_passes_it_by(play: Play) -> None:
    await play.say(SUPPORT, "agenda")
    async with play.bot.house.store.read() as work:
        sitting = await found_sitting(work, 1)
        days = await following_reviews(play.bot.house, work, sitting, 40)
    assert len(days) >= 40
    assert date(2026, 2, 12) in days
    assert date(2026, 2, 19) not in days, "the seventh sitting reviews the actions"


async def hold(play: Play, not_heard: str, *, declined: bool = False) -> Card:
    """Publish this Thursday's sitting, hold it with one child not heard (or given up beforehand), and close it."""
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    monday = play.clock.now
    if declined:
        day = f"{(monday + timedelta(days=3)).day} January 2026"
        form = await play.press(EAST, play.shown("Invitation to", "Erin East", day), "Withdraw one child")
        choices = {one["title"]: one["value"] for one in inputs(form)[0]["choices"]}
        item = next(value for title, value in choices.items() if title.startswith(not_heard))
        await play.press(EAST, form, "Withdraw", {"item": item, "reason": "Ill"})
    play.clock.move(days=3, hours=8)
    record = await play.say(SUPPORT, "record")
    item = await play.press(SUPPORT, record, "Record")
    while "What the panel recommends" in read(item):
        if f"Record {not_heard} (AB)" in read(item):
            form = await play.press(SUPPORT, item, "Not heard")
            item = await play.press(SUPPORT, form, "Save", {"reason": "No time was left."})
        else:
            typed = {"text": "Go on with the plan.", "reason": "It is on time."}
            item = await play.press(SUPPORT, item, "Save", typed)
        if any(one["title"].startswith("Next on") for one in buttons(item)):
            item = await play.press(SUPPORT, item, "Next on the agenda")
    record = await play.press(SUPPORT, item, "Back to the sitting")
    closed = await play.press(SUPPORT, record, "Close the sitting")
    assert "The sitting is closed" in read(closed)
    await play.post_all()
    on = play.clock.now.date()
    play.clock.now = monday
    return play.shown("Summary of the panel", f"{on.day} January 2026")
