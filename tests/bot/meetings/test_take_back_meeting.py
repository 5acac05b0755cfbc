"""A planning meeting recorded as held by mistake, its minutes and its upload: taken back, due again, and told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bot.engine.messages import Card
from permanence.meetings.meeting import CALLED_OFF, SCHEDULED
from storage import children, history, meetings
from storage.importing import kept_events
from storage.tables import outbox
from tests.bot.meetings.test_planning_meeting import PROCEDURES, arranged, duties, hold, open_under
from tests.cards.strictness import buttons, faults
from tests.cast import EAST, SUPPORT, VIEWER, WEST, WORKER
from tests.conftest import Clock
from tests.play import Play, read
from usecases.house import House

DAY = date(2026, 2, 2)
WHY = {"reason": "It was another child's meeting."}


@pytest.fixture(params=PROCEDURES)
async def play(house: House, clock: Clock, request: pytest.FixtureRequest) -> Play:
    return await open_under(house, clock, request.param)


@pytest.fixture
async def terms(house: House, clock: Clock) -> Play:
    return await open_under(house, clock, "ppm-terms-2017")


async def held(play: Play, clock: Clock) -> Card:
    """Arranged for 2 February, and recorded on it as held, with the next one's day."""
    await arranged(play)
    clock.move(days=13)
    return await hold(play, await play.say(EAST, "meeting C-0001"), on="2026-02-02")


async def taken_back(play: Play, card: Card, who: Any = EAST) -> Card:
    form = await play.press(who, card, "Not held after all")
    return await play.press(who, form, "Take it back", WHY)


async def test_what_it_wrote_is_withdrawn_its_duty_is_due_again_and_the_next_one_is_called_off(
    play: Play, clock: Clock
) -> None:
    before = [(duty.occasion, duty.due, duty.met_on) for duty in await duties(play, "ppm", DAY)]
    card = await held(play, clock)
    await play.post_all()
    form = await play.press(EAST, card, "Not held after all")
    assert "The next one, arranged with it for 12 March 2026, is called off." in read(form)
    assert "Write why it is taken back." in read(await play.press(EAST, form, "Take it back", {"reason": ""}))
    back = await play.press(EAST, form, "Take it back", WHY)
    assert "Taken back: it is not recorded as held any more. It is due again by" in read(back)
    assert "It was recorded as held on 2 February 2026 by mistake: It was another child's meeting." in read(back)
    assert "Arranged for Mon 2 February 2026, 14:00." in read(back)
    assert before == [(duty.occasion, duty.due, duty.met_on) for duty in await duties(play, "ppm", DAY)]
    async with play.bot.house.store.read() as work:
        its = {one.id: one for one in await meetings.of_child(work, "C-0001")}
        kept = [one for one in await kept_events.of(work, "C-0001") if one.source == "meeting 1"]
    assert [one.state for one in its.values()] == [SCHEDULED, CALLED_OFF]
    assert its[1].record.attended == ()
    at_hold = [one for one in kept if one.event.type != "milestone" or one.withdrawn_at]
    assert at_hold
    assert all(one.withdrawn_because == "It was another child's meeting." for one in at_hold)
    await play.post_all()
    assert play.shown("It was recorded as held on 2 February 2026 by mistake", "Arranged for Mon 2 February")
    assert play.shown("Called off.", "It was arranged for 12 March 2026")
    again = await hold(play, await play.say(EAST, "meeting C-0001"), on="2026-02-02")
    assert "Recorded as held on Mon 2 February 2026." in read(again)
    assert "by mistake" not in read(again)
    assert all(faults(one) == [] for one in play.messenger.cards.values())


async def test_who_recorded_it_and_whose_child_it_is_hear_of_it_and_who_takes_it_back_does_not(
    terms: Play, clock: Clock
) -> None:
    await taken_back(terms, await held(terms, clock), SUPPORT)
    await terms.post_all()
    said = terms.shown("Sam Support said that it was not held after all", "<at>Erin East</at>")
    assert "It was recorded as held on 2 February 2026 by mistake" in read(said)
    assert "Arranged for Mon 2 February" in read(await terms.press(EAST, said, "Show the meeting"))
    async with terms.bot.house.store.read() as work:
        rows = await work.conn.execute(select(outbox.c.recipient).where(outbox.c.kind == "meeting_told"))
        assert [row.recipient for row in rows] == ["channel"]


async def test_minutes_are_taken_back_and_asked_for_again(terms: Play, clock: Clock) -> None:
    """`papers_made` names what may be taken back, `tell_papers` has the meeting's card follow."""
    card = await held(terms, clock)
    made = {title for title in ("Minutes issued", "Uploaded") if any(b["title"] == title for b in buttons(card))}
    assert made == {"Minutes issued"}
    card = await terms.press(EAST, card, "Minutes issued")
    await terms.post_all()
    assert "Minutes: Mon 2 February 2026." in read(card)
    refused = read(await terms.press(EAST, card, "Not held after all"))
    assert "First take back what was recorded after it: minutes." in refused
    form = await terms.press(EAST, card, "Take back")
    steps = await terms.press(EAST, form, "Take it back", {"reason": "They were not sent."})
    assert "Taken back: minutes issued, Mon 2 February 2026." in read(steps)
    assert [duty.met_on for duty in await duties(terms, "minutes", DAY)] == [None]
    await terms.post_all()
    assert any(b["title"] == "Minutes issued" for b in buttons(terms.shown("Held on Mon 2 February 2026")))
    async with terms.bot.house.store.read() as work:
        entry = (await history.of_child(work, "C-0001"))[-1]
    assert (entry.verb, entry.details["reason"]) == ("take_back_step", "They were not sent.")
    assert await terms.press(EAST, await terms.say(EAST, "meeting C-0001"), "Minutes issued")


async def test_a_meeting_taken_back_twice_or_on_an_old_card_is_taken_back_once(terms: Play, clock: Clock) -> None:
    card = await held(terms, clock)
    form = await terms.press(EAST, card, "Not held after all")
    pressed = terms.pressing(EAST, form, "Take it back", WHY)
    answers = {read(await terms.deliver_press(pressed)) for _ in range(3)}
    assert len(answers) == 1
    late = read(await terms.press(SUPPORT, form, "Take it back", WHY))
    assert "This changed while you were looking at it: Erin East said that it was not held after all" in late
    async with terms.bot.house.store.read() as work:
        its = [one.verb for one in await history.of(work, "meeting", 1)]
    assert its.count("take_back_meeting") == 1


async def test_a_meeting_stands_while_another_was_arranged_or_held_after_it(terms: Play, clock: Clock) -> None:
    """`held_before` says what comes first."""
    card = await held(terms, clock)
    form = await terms.press(EAST, await terms.say(EAST, "meeting C-0001"), "Move it")
    await terms.press(EAST, form, "Arrange it", {"on": "2026-03-13", "time": "09:00"})
    assert "Another meeting is to come for 13 March 2026 and was changed since; call that one off first." in read(
        await terms.press(EAST, card, "Not held after all")
    )
    clock.move(days=39)
    await hold(terms, await terms.say(EAST, "meeting C-0001"), on="2026-03-13", next_on="2026-04-20")
    assert "A later meeting was held on 13 March 2026; take that one back first." in read(
        await terms.press(EAST, card, "Not held after all")
    )


@pytest.mark.parametrize("who", [WORKER, WEST, VIEWER])
async def test_who_may_not_record_that_it_was_held_may_not_take_it_back(terms: Play, clock: Clock, who: Any) -> None:
    refused = read(await terms.press(who, await held(terms, clock), "Not held after all"))
    assert "Only" in refused or "not in your teams" in refused
    async with terms.bot.house.store.read() as work:
        assert (await children.several(work, ["C-0001"]))["C-0001"][1].events
