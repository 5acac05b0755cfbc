"""A published sitting moved to another day or time, or stood down: everybody is told, once."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.engine.messages import Card
from permanence import policy as policies
from permanence.mornings import LONDON
from permanence.panel.moving import moved_to
from permanence.panel.sitting import PUBLISHED, Sitting
from permanence.refusals import Incomplete, NotFound, Stale
from storage.panel import invitations, sittings, slots
from tests.cards.strictness import buttons, inputs
from tests.cast import EAST, EVERYONE, SUPPORT, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.calendars.show_appointment import show_appointment
from usecases.house import House
from usecases.sittings.move_sitting import MoveSitting, move_sitting, show_move_form
from usecases.sittings.show_sitting_change import show_sitting_change
from usecases.sittings.stand_down_sitting import StandDownSitting, stand_down_sitting

MONDAY = date(2026, 1, 5)
FRIDAY = {"on": "2026-01-09", "begins": "10:00", "reason": "The room is *taken*"}


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Thursday's sitting is published with C-1001 of East and C-1002 of West; East has accepted."""
    await staff(house)
    for ref, team, weeks in (("C-1001", "East", 9), ("C-1002", "West", 8)):
        await take_into_care(house, ref, team, MONDAY - timedelta(weeks=weeks))
    play = await open_play(house, clock, EVERYONE)
    await play.say(EAST, "help")
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    await play.press(EAST, play.shown("Invitation to", "Erin East"), "Accept")
    await play.post_all()
    return play


async def form_of(play: Play) -> Card:
    return await play.press(SUPPORT, play.shown("Invited", "Slots"), "Move or stand down")


async def sequence(play: Play, manager: str = EAST.oid) -> tuple[int, datetime, bool]:
    async with play.bot.house.store.read() as work:
        mine = next(one for one in await invitations.of(work, 1) if one.manager == manager)
    appointment = await show_appointment(play.bot.house, mine.calendar_key)
    assert appointment is not None
    return appointment.sequence, appointment.starts_at, appointment.cancelled


async def test_moved_to_another_day_everybody_is_asked_again_and_told_once(play: Play) -> None:
    before, _, _ = await sequence(play)
    posted = len(play.messenger.cards)
    moved = await play.press(SUPPORT, await form_of(play), "Move it", FRIDAY)
    assert "Sam Support moved the sitting on Mon 5 January 2026" in read(moved)
    assert "Fri 9 January 2026, 10:00 to 13:00" in read(moved)
    await play.post_all()
    assert len(play.messenger.cards) == posted + 1, "one new card; the others are changed in place"
    told = play.shown("A sitting was moved")
    said = read(told)
    assert "<at>Erin East</at>, <at>Will West</at>: Permanency Panel." in said
    assert "Thu 8 January 2026, 13:30 to 16:30" in said
    assert "Fri 9 January 2026, 10:00 to 13:00" in said
    assert "The room is \\*taken\\*" in said
    assert "each invitation is to be answered again" in said
    invitation = read(play.shown("Invitation to", "Erin East"))
    assert "10:00 to 10:20: C-1001 (AB)" in invitation
    assert "Not answered yet" in invitation
    after, starts, cancelled = await sequence(play)
    assert after > before
    assert (starts, cancelled) == (datetime(2026, 1, 9, 10, tzinfo=UTC), False)


async def test_moved_within_the_day_the_answers_stand(play: Play) -> None:
    before, _, _ = await sequence(play)
    typed = {**FRIDAY, "on": "2026-01-08", "begins": "14:30"}
    await play.press(SUPPORT, await form_of(play), "Move it", typed)
    await play.post_all()
    assert "the answers stand" in read(play.shown("A sitting was moved"))
    invitation = read(play.shown("Invitation to", "Erin East"))
    assert "14:30 to 14:50: C-1001 (AB)" in invitation
    assert "accepted by Erin East" in invitation
    assert (await sequence(play))[0] > before


async def test_the_day_it_was_moved_from_is_not_proposed_again(play: Play) -> None:
    await play.press(SUPPORT, await form_of(play), "Move it", FRIDAY)
    assert "Thu 15 January 2026" in read(await play.say(SUPPORT, "agenda"))


async def test_what_was_typed_wrongly_comes_back_with_the_sentence(play: Play) -> None:
    form = await form_of(play)
    for typed, sentence in (
        ({**FRIDAY, "on": "2026-01-10"}, "Saturday 10 January 2026 is not a working day; choose another."),
        ({**FRIDAY, "on": "2026-01-08", "begins": "13:30"}, "This is when it sits already"),
        ({**FRIDAY, "on": "2025-12-09"}, "That is in the past"),
        ({**FRIDAY, "reason": "  "}, "Say why; a few words are enough."),
        ({**FRIDAY, "on": "soon"}, 'New day: "soon" is not a date'),
        ({**FRIDAY, "on": ""}, "Choose the day."),
        ({**FRIDAY, "begins": "2.30"}, "write 2.30am or 2.30pm"),
        ({**FRIDAY, "begins": ""}, "Choose a time."),
    ):
        back = await play.press(SUPPORT, form, "Move it", typed)
        assert sentence in read(back)
        assert [node["value"] for node in inputs(back) if node["id"] == "reason"] in ([typed["reason"]], [])
    await play.say(SUPPORT, "agenda")
    await take_into_care(play.bot.house, "C-1009", "West", MONDAY - timedelta(weeks=9))
    taken = await play.press(SUPPORT, form, "Move it", {**FRIDAY, "on": "2026-01-15"})
    assert "The panel has an agenda in draft on that day already; choose another." in read(taken)


async def test_only_business_support_moves_a_sitting(play: Play) -> None:
    for who in (EAST, WEST):
        refused = await play.press(who, play.shown("Invited", "Slots"), "Move or stand down")
        assert "Only business support can move a sitting" in read(refused)


async def test_a_sitting_that_changed_meanwhile_is_not_moved_and_nothing_typed_is_lost(play: Play) -> None:
    form = await form_of(play)
    await play.press(SUPPORT, form, "Move it", FRIDAY)
    late = await play.press(SUPPORT, form, "Move it", {**FRIDAY, "on": "2026-01-12"})
    assert "This changed while you were looking at it: Sam Support moved the sitting" in read(late)
    assert next(node["value"] for node in inputs(late) if node["id"] == "on") == "2026-01-12"
    down = await play.press(SUPPORT, form, "Stand it down", FRIDAY)
    assert "This changed while you were looking at it" in read(down)


async def test_the_same_press_twice_moves_it_once_and_tells_once(play: Play) -> None:
    pressed = play.pressing(SUPPORT, await form_of(play), "Move it", FRIDAY)
    once = await play.deliver_press(pressed)
    assert await play.deliver_press(pressed) == once
    await play.post_all()
    play.shown("A sitting was moved")
    async with play.bot.house.store.read() as work:
        assert next(slot.starts_at.hour for slot in await slots.of(work, 1)) == 10


async def test_moved_twice_is_told_twice(play: Play, house: House) -> None:
    await play.press(SUPPORT, await form_of(play), "Move it", FRIDAY)
    await play.post_all()
    await play.press(SUPPORT, await form_of(play), "Move it", {**FRIDAY, "on": "2026-01-12"})
    await play.post_all()
    play.shown("A sitting was moved", "Was", "Fri 9 January 2026, 10:00 to 13:00", "Mon 12 January 2026")
    assert "Thu 15 January 2026" in read(await play.say(SUPPORT, "agenda"))
    async with house.store.read() as work:
        with pytest.raises(NotFound, match="This change is not known"):
            await show_sitting_change(house, work, "1-99")


async def test_stood_down_releases_everybody_to_the_next_and_cancels_the_calendar(play: Play) -> None:
    before, _, _ = await sequence(play)
    form = await form_of(play)
    assert "Say why" in read(await play.press(SUPPORT, form, "Stand it down"))
    posted = len(play.messenger.cards)
    down = await play.press(SUPPORT, form, "Stand it down", {"reason": "The chair is ill"})
    assert "Sam Support stood the sitting down" in read(down)
    await play.post_all()
    assert len(play.messenger.cards) == posted + 1
    said = read(play.shown("A sitting was stood down"))
    assert "<at>Erin East</at>, <at>Will West</at>: Permanency Panel." in said
    assert "The chair is ill" in said
    assert "First at the next sitting: C-1001 (AB), C-1002 (AB)." in said
    invitation = play.shown("Invitation to", "Erin East")
    assert "not needed: the sitting was stood down" in read(invitation)
    assert not [one for one in buttons(invitation) if one["title"] in ("Accept", "Decline")]
    after, _, cancelled = await sequence(play)
    assert after > before
    assert cancelled
    following = read(await play.say(SUPPORT, "agenda"))
    assert "Thu 15 January 2026" in following
    assert "13:30: C-1001 (AB), Overdue; Carried over; due" in following


async def test_nothing_more_is_done_with_a_sitting_stood_down(play: Play, house: House) -> None:
    form = await form_of(play)
    invitation = play.shown("Invitation to", "Erin East")
    pressed = play.pressing(SUPPORT, form, "Stand it down", {"reason": "The chair is ill"})
    once = await play.deliver_press(pressed)
    assert await play.deliver_press(pressed) == once
    assert "This sitting was stood down, so it is too late to decline the invitation." in read(
        await play.press(EAST, invitation, "Decline")
    )
    press = play.bot.press(pressed)
    typed = MoveSitting(1, 1, "2026-01-09", "10:00", "Why not", press)
    with pytest.raises(Stale, match="Only a published sitting"):
        await show_move_form(house, 1, press)
    other = play.bot.press(play.pressing(SUPPORT, form, "Move it", FRIDAY))
    with pytest.raises(Stale, match="Only a published sitting"):
        await move_sitting(house, MoveSitting(1, 1, "2026-01-09", "10:00", "Why not", other))
    again = await stand_down_sitting(house, StandDownSitting(typed))
    assert "stood the sitting down" in again.line
    play.clock.move(days=4)
    assert "No sitting" in read(await play.say(SUPPORT, "record"))


async def test_a_sitting_may_be_moved_to_a_day_that_was_stood_down(play: Play, house: House) -> None:
    await play.press(SUPPORT, await form_of(play), "Stand it down", {"reason": "The chair is ill"})
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    shown = play.shown("Invited", "Slots", "15 January 2026")
    form = await play.press(SUPPORT, shown, "Move or stand down")
    back = await play.press(SUPPORT, form, "Move it", {**FRIDAY, "on": "2026-01-08"})
    assert "Thu 8 January 2026, 10:00 to 13:00" in read(back)
    async with house.store.read() as work:
        there = await sittings.on_day(work, "permanency", date(2026, 1, 8))
        assert there is not None
        assert there.state == PUBLISHED
        days = [date(2026, 1, 8), date(2026, 1, 15), date(2026, 1, 22)]
        assert set(await sittings.days_taken(work, "permanency", days)) == set(days[:2])


async def test_a_sitting_that_has_begun_is_not_moved(play: Play) -> None:
    shown = play.shown("Invited", "Slots")
    play.clock.move(days=3, hours=5)
    assert "This sitting has begun" in read(await play.press(SUPPORT, shown, "Move or stand down"))


CALENDAR = policies.load("bcp-2023").calendar
NOW = datetime(2026, 3, 9, 9, tzinfo=UTC)
THURSDAY = Sitting(
    1, "p", date(2026, 3, 12), datetime(2026, 3, 12, 13, 30, tzinfo=UTC), datetime(2026, 3, 12, 16, 30, tzinfo=UTC),
    "review", None, "BCP-4.1", 20, PUBLISHED, 1,
)  # fmt: skip


@given(st.dates(date(2026, 3, 9), date(2026, 9, 9)), st.times(time(8), time(19, 59)))
def test_wherever_it_may_be_moved_to_it_begins_at_that_london_time_on_a_working_day(on: date, at: time) -> None:
    at = at.replace(second=0, microsecond=0)
    try:
        by = moved_to(THURSDAY, on, at, CALENDAR, NOW)
    except Incomplete:
        return
    begins = (THURSDAY.starts_at + by).astimezone(LONDON)
    assert (begins.date(), begins.time()) == (on, at)
    assert CALENDAR.last_working_day(on.toordinal()) == on.toordinal()
    assert THURSDAY.starts_at + by > NOW


def test_half_a_year_is_the_furthest_and_midnight_the_latest() -> None:
    with pytest.raises(Incomplete, match="half a year"):
        moved_to(THURSDAY, date(2026, 12, 1), time(10), CALENDAR, NOW)
    with pytest.raises(Incomplete, match="past midnight"):
        moved_to(THURSDAY, date(2026, 3, 13), time(22), CALENDAR, NOW)
