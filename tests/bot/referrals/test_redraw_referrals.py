"""The day a referral is for: its card follows the sitting that is moved or stood down, and the last day that passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from bot.engine.messages import Card
from permanence import policy as policies
from permanence.journey import Event
from storage import children, referrals
from storage.tables import outbox
from tests.afternoon import press
from tests.cards.strictness import buttons, inputs
from tests.cast import EAST, SUPPORT, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.referrals.raise_referrals import raise_due
from usecases.reminders.open_matters import open_matters
from usecases.reminders.plan_reminders import begin_tomorrow, plan_reminders

VIEWS = {
    "view_child_views_captured": "Wants to stay.",
    "view_iro_views_captured": "Agrees.",
    "view_supervising_social_worker_views_captured": "Ready.",
}
THE_6TH = "It is for 6 March 2026, if it is made by 3 March 2026."


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """A child referred long ago, so that the sitting of 6 March can be published; it is Monday 2 March 2026."""
    under = replace(house, policy=policies.load("west-sussex"))
    await staff(under)
    for number in range(1, 10):
        await take_into_care(under, f"C-{number:04}", "East", date(2025, 11, 3))
    clock.now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    async with under.store.change() as work:
        await begin_tomorrow(work, datetime(2026, 2, 27, 9, tzinfo=UTC))
        made = Event(date(2026, 3, 2), "panel_referral_made")
        await children.record_event(work, press(SUPPORT, "import"), "C-0009", made, "import 1")
    return await open_play(under, clock)


async def plan(play: Play, *refs: str, on: date = date(2026, 2, 20)) -> None:
    """A final plan of each child, as an import brings it."""
    async with play.bot.house.store.change() as work:
        agreed = Event(on, "plan_agreed", {"plan": "long_term_fostering", "final": True})
        for ref in refs:
            await children.record_event(work, press(SUPPORT, f"import {ref}"), ref, agreed, "import 1")


async def morning(play: Play, clock: Clock, on: str) -> None:
    clock.now = datetime.fromisoformat(f"{on}T09:00+00:00")
    await plan_reminders(play.bot.house, clock())
    await play.post_all()


def card_of(play: Play, ref: str = "C-0001") -> Card:
    return play.shown("Referral to the Permanency Panel", ref)


def cards(play: Play) -> list[str]:
    return [said for card in play.messenger.cards.values() if "Referral to the" in (said := read(card))]


async def keys(play: Play) -> list[str]:
    async with play.bot.house.store.read() as work:
        query = select(outbox.c.key).where(outbox.c.kind == "referral").order_by(outbox.c.id)
        return list((await work.conn.execute(query)).scalars())


async def published(play: Play) -> Card:
    """The sitting of 6 March."""
    draft = await play.say(SUPPORT, "agenda")
    assert "Fri 6 March 2026" in read(draft)
    shown = await play.press(SUPPORT, draft, "Publish and invite")
    await play.post_all()
    return shown


async def test_a_sitting_moved_moves_the_last_day_on_every_card(play: Play, clock: Clock) -> None:
    await plan(play, "C-0001")
    await morning(play, clock, "2026-03-02")
    assert THE_6TH in read(card_of(play))
    form = await play.press(SUPPORT, await published(play), "Move or stand down")
    typed = {"on": "2026-03-10", "begins": "10:00", "reason": "The room is taken."}
    await play.press(SUPPORT, form, "Move it", typed)
    posted = len(play.messenger.cards)
    await play.post_all()
    assert len(cards(play)) == 1, "changed in place"
    assert len(play.messenger.cards) == posted + 1, "the change itself is told"
    assert "It is for 10 March 2026, if it is made by 5 March 2026." in read(card_of(play))
    clock.now = datetime(2026, 3, 5, 9, tzinfo=UTC)
    assert "It is for 10 March 2026, if it is made by 5 March" in read(await play.say(EAST, "refer C-0001"))
    written = await play.press(EAST, await play.press(EAST, card_of(play), "Write"), "Refer", VIEWS)
    assert "Referred on 5 March 2026. It is for 10 March 2026." in read(written)
    due = read(await play.say(SUPPORT, "due"))
    assert "due soon, by Tue 10 March 2026" in due.replace("Due soon", "due soon")
    assert "10 March 2026" in read(await play.say(EAST, "child C-0001"))
    async with play.bot.house.store.read() as work:
        matters = await open_matters(play.bot.house, work, clock())
    assert [one.due for one in matters if one.child_ref == "C-0001" and one.what == "panel"] == [date(2026, 3, 10)]
    draft = read(await play.say(SUPPORT, "agenda"))
    assert "Fri 13 March 2026" in draft
    assert "C-0001 (AB), Due Tue 10 March 2026" in draft


async def test_a_sitting_stood_down_is_no_day_to_refer_to(play: Play, clock: Clock) -> None:
    await plan(play, "C-0001", "C-0002")
    await morning(play, clock, "2026-03-02")
    await play.press(EAST, await play.press(EAST, card_of(play), "Write"), "Refer", VIEWS)
    await play.post_all()
    assert "It is for 6 March 2026." in read(card_of(play))
    form = await play.press(SUPPORT, await published(play), "Move or stand down")
    await play.press(SUPPORT, form, "Stand it down", {"reason": "The chair is ill."})
    await play.post_all()
    assert "It is for 13 March 2026." in read(card_of(play))
    assert "It is for 13 March 2026, if it is made by 10 March 2026." in read(card_of(play, "C-0002"))
    assert len(cards(play)) == 2
    clock.now = datetime(2026, 3, 9, 9, tzinfo=UTC)
    due = read(await play.say(SUPPORT, "due"))
    assert "13 March 2026" in due
    assert "6 March 2026" not in due.replace("13 March 2026", "")
    draft = read(await play.say(SUPPORT, "agenda"))
    assert "Fri 13 March 2026" in draft
    assert "C-0001 (AB), Carried over; due Fri 13 March 2026" in draft
    assert "C-0002 (AB). The last day to refer to this sitting is Tue 10 March 2026." in draft


async def test_a_child_referred_too_late_for_a_draft_is_on_none_though_the_next_sitting_is_stood_down(
    play: Play, clock: Clock
) -> None:
    form = await play.press(SUPPORT, await published(play), "Move or stand down")
    await play.press(SUPPORT, form, "Stand it down", {"reason": "The chair is ill."})
    async with play.bot.house.store.change() as work:
        late = Event(date(2026, 2, 25), "panel_referral_made")
        await children.record_event(work, press(SUPPORT, "late"), "C-0003", late, "import 2")
    clock.now = datetime(2026, 2, 25, 9, tzinfo=UTC)
    draft = read(await play.say(SUPPORT, "agenda"))
    assert "Fri 27 February 2026" in draft
    assert "C-0003" not in draft, "it was made after the last day for the 27th, and the 6th is not held"


async def test_a_card_is_redrawn_once_for_each_last_day_that_passes_and_never_posted_again(
    play: Play, clock: Clock
) -> None:
    await plan(play, "C-0001")
    await morning(play, clock, "2026-03-02")
    assert THE_6TH in read(card_of(play))
    for day in ("2026-03-03", "2026-03-03"):
        await morning(play, clock, day)
    assert (await keys(play)) == ["referral:1:v1"], "the last day itself has not passed"
    for day in ("2026-03-04", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-09", "2026-03-10"):
        await morning(play, clock, day)
        assert "it is for 13 March 2026, if it is made by 10 March 2026." in read(card_of(play))
    assert (await keys(play)) == ["referral:1:v1", "referral:1:past-2026-03-03"]
    await morning(play, clock, "2026-03-11")
    said = read(card_of(play))
    assert "It is too late for 13 March 2026; it is for 20 March 2026, if it is made by 17 March 2026." in said
    assert "As it stood on Wed 11 March 2026." in said
    assert len(cards(play)) == 1
    await play.press(EAST, await play.press(EAST, card_of(play), "Write"), "Refer", VIEWS)
    for day in ("2026-03-12", "2026-03-18", "2026-03-25"):
        await morning(play, clock, day)
    assert (await keys(play))[2:] == ["referral:1:past-2026-03-10", "referral:1:v2"], "made: it says when it is heard"


async def test_plans_of_years_are_raised_without_a_card_until_somebody_opens_one(play: Play, clock: Clock) -> None:
    await plan(play, "C-0001", on=date(2026, 2, 2))
    await plan(play, "C-0002", on=date(2026, 2, 1))
    await morning(play, clock, "2026-03-02")
    assert [said for said in cards(play) if "C-0001" in said] == cards(play), "four weeks ago to the day has one"
    async with play.bot.house.store.read() as work:
        (quiet,) = await referrals.of_child(work, "C-0002")
    assert quiet.state == "raised"
    assert "C-0002 (AB)" in read(await play.say(SUPPORT, "due"))
    assert "C-0002 (AB)" in read(await play.say(SUPPORT, "agenda"))
    for day in ("2026-03-04", "2026-03-11"):
        await morning(play, clock, day)
    assert len(cards(play)) == 1, "what has no card is not redrawn either"
    for _ in range(2):
        await play.say(EAST, "refer C-0002")
        await play.post_all()
    assert len(cards(play)) == 2
    await play.press(EAST, await play.press(EAST, card_of(play, "C-0002"), "Write"), "Save draft", VIEWS)
    await play.post_all()
    assert len(cards(play)) == 2
    assert "Complete, and not made yet." in read(card_of(play, "C-0002"))


async def test_more_than_five_on_one_morning_come_without_cards_and_later_ones_with_theirs(
    play: Play, clock: Clock
) -> None:
    refs = [f"C-{number:04}" for number in range(1, 7)]
    await plan(play, *refs)
    await morning(play, clock, "2026-03-02")
    assert cards(play) == []
    async with play.bot.house.store.read() as work:
        assert [one.child for one in await referrals.open_ones(work)] == refs
    await plan(play, "C-0007", on=date(2026, 3, 2))
    await morning(play, clock, "2026-03-03")
    assert ["C-0007" in said for said in cards(play)] == [True]


async def test_five_on_one_morning_have_their_cards_and_a_morning_broken_off_is_one_morning(
    play: Play, clock: Clock
) -> None:
    await plan(play, *(f"C-{number:04}" for number in range(1, 6)))
    clock.now = datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert await raise_due(play.bot.house, clock(), date(2026, 3, 2)) == 5
    await plan(play, "C-0006")
    assert await raise_due(play.bot.house, clock(), date(2026, 3, 2)) == 1
    await play.post_all()
    assert len(cards(play)) == 5


async def test_a_referral_offered_a_slot_of_an_earlier_sitting_and_heard_there_says_so(
    play: Play, clock: Clock
) -> None:
    await plan(play, "C-0001")
    await morning(play, clock, "2026-03-02")
    await published(play)
    clock.now = datetime(2026, 3, 4, 9, tzinfo=UTC)
    await play.press(EAST, await play.press(EAST, card_of(play), "Write"), "Refer", VIEWS)
    await play.post_all()
    form = await play.press(SUPPORT, play.shown("Free slots"), "Offer a free slot")
    await play.press(SUPPORT, form, "Offer the slot", {"child": "C-0001"})
    await play.post_all()
    assert "It is for 6 March 2026." in read(card_of(play))
    form = await play.press(EAST, play.shown("Invitation to"), "Withdraw one child")
    [chosen] = [one["value"] for one in inputs(form)[0]["choices"] if one["title"].startswith("C-0001")]
    await play.press(EAST, form, "Withdraw", {"item": chosen, "reason": "Ill"})
    await play.post_all()
    assert "it is for 13 March 2026." in read(card_of(play))
    form = await play.press(SUPPORT, play.shown("Free slots"), "Offer a free slot")
    await play.press(SUPPORT, form, "Offer the slot", {"reference": "C-0001"})
    clock.now = datetime(2026, 3, 6, 14, tzinfo=UTC)
    record = await play.say(SUPPORT, "record")
    while any(one["title"] == "Record" for one in buttons(record)):
        form = await play.press(SUPPORT, record, "Record")
        await play.press(SUPPORT, form, "Save", {"text": "Ratified.", "reason": "It is right."})
        record = await play.say(SUPPORT, "record")
    await play.press(SUPPORT, record, "Close the sitting")
    await play.post_all()
    assert "The panel heard it on Fri 6 March 2026." in read(card_of(play))
