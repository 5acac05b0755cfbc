"""Somebody is away: who stands in presents, is asked and reminded, and everything comes back when they do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.engine.messages import Card
from permanence.people.person import Person
from storage import absences, history, outbox, people
from storage.panel import invitations, items, swaps
from storage.people import on_day
from tests.cards.strictness import buttons, inputs
from tests.cast import CHAIR, EAST, EVERYONE, SUPPORT, VIEWER, WEST, WORKER, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.absences.show_away import show_away, show_away_form
from usecases.absences.show_handed_over import show_handed_over
from usecases.house import House
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.hand_over import hand_over

MONDAY = date(2026, 1, 5)
FRIDAY = "2026-01-09"


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Thursday's sitting is published: 13:30 C-1001 and 13:50 C-1003 of East, 14:10 C-1002 of West."""
    play = await drafted(house, clock)
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    return play


async def drafted(house: House, clock: Clock) -> Play:
    await staff(house)
    for ref, team, weeks in (("C-1001", "East", 9), ("C-1002", "West", 8), ("C-1003", "East", 7)):
        await take_into_care(house, ref, team, MONDAY - timedelta(weeks=weeks))
    play = await open_play(house, clock, EVERYONE)
    for person in EVERYONE:
        await play.say(person, "help")
    await play.say(SUPPORT, "agenda")
    return play


async def away(play: Play, who: Person, deputy: Person, *, by: Person | None = None, **typed: str) -> Card:
    """What the form answers; Monday to Friday unless told."""
    by = by or who
    form = await play.press(by, await play.say(by, "away"), "Enter an absence" if by is SUPPORT else "I am going")
    if by is SUPPORT:
        form = await play.press(by, form, "Next", {"person": who.oid})
    given = {"starts": MONDAY.isoformat(), "until": FRIDAY, "deputy": deputy.oid, **typed}
    return await play.press(by, form, "Save", given)


async def presenters(play: Play) -> dict[str, tuple[str, str | None]]:
    async with play.bot.house.store.read() as work:
        return {item.child or "": (item.manager, item.stands_for) for item in await items.of(work, 1)}


async def states(play: Play) -> dict[str, str]:
    async with play.bot.house.store.read() as work:
        return {one.manager: one.state for one in await invitations.of(work, 1)}


async def test_what_an_absent_manager_was_to_present_goes_to_the_deputy_once_and_both_are_told(play: Play) -> None:
    await play.press(EAST, play.shown("Invitation to", "Erin East"), "Accept")
    await play.post_all()
    said = read(await away(play, EAST, CHAIR))
    assert "Erin East is entered as away from 5 January 2026 to 9 January 2026; Chris Chair stands in." in said
    assert "You: Mon 5 January 2026 to Fri 9 January 2026; Chris Chair stands in." in said
    await play.post_all()
    assert await presenters(play) == {
        "C-1001": (CHAIR.oid, EAST.oid),
        "C-1003": (CHAIR.oid, EAST.oid),
        "C-1002": (WEST.oid, None),
    }
    told = read(play.shown("Handed over"))
    assert "<at>Erin East</at>" in told
    assert "<at>Chris Chair</at>" in told
    assert "Thu 8 January 2026: Chris Chair presents C-1001 (AB), C-1003 (AB)." in told
    old = play.shown("Invitation to", "Erin East is away until")
    assert "not needed: Erin East is away until 9 January 2026, deputy Chris Chair, who presents instead." in read(old)
    assert buttons(old) == []
    new = play.shown("Invitation to", "<at>Chris Chair</at>")
    assert "Standing in for Erin East." in read(new)
    assert "Not answered yet" in read(new)
    sitting = read(play.shown("Invited", "Slots"))
    assert "13:30 to 13:50: C-1001 (AB), Chris Chair for Erin East" in sitting
    assert "Chris Chair: Not answered yet" in sitting
    assert "Erin East: " not in sitting


async def test_the_deputy_answers_and_the_one_who_is_away_is_told_that_nothing_is_asked(play: Play) -> None:
    before = play.shown("Invitation to", "Erin East")
    await away(play, EAST, CHAIR)
    await play.post_all()
    late = read(await play.press(EAST, before, "Accept"))
    assert "Chris Chair, who presents instead. Nothing is asked here any more." in late
    accepted = await play.press(CHAIR, play.shown("Invitation to", "<at>Chris Chair</at>"), "Accept")
    assert "Chris Chair accepted the invitation" in read(accepted)
    assert (await states(play))[CHAIR.oid] == "accepted"


async def test_a_deputy_with_slots_of_their_own_has_one_invitation_and_is_asked_again(play: Play) -> None:
    await play.press(WEST, play.shown("Invitation to", "Will West"), "Accept")
    await away(play, EAST, WEST)
    await play.post_all()
    assert await states(play) == {EAST.oid: "passed_on", WEST.oid: "invited"}
    card = read(play.shown("Invitation to", "<at>Will West</at>"))
    assert all(child in card for child in ("C-1001", "C-1002", "C-1003"))


async def test_an_absence_ended_early_hands_back_what_is_still_to_come_and_tells_once(play: Play) -> None:
    await away(play, EAST, CHAIR)
    await play.post_all()
    posted = len(play.messenger.cards)
    ended = await play.press(EAST, await play.say(EAST, "away"), "I'm back: end my absence")
    assert "Erin East is there again from today." in read(ended)
    assert "Nobody is entered as away" in read(ended)
    await play.post_all()
    assert len(play.messenger.cards) == posted + 1
    assert "Thu 8 January 2026: Erin East presents C-1001 (AB), C-1003 (AB)." in read(play.shown("Handed back"))
    assert await states(play) == {EAST.oid: "invited", WEST.oid: "invited", CHAIR.oid: "passed_on"}
    assert (await presenters(play))["C-1001"] == (EAST.oid, None)
    assert "Not answered yet" in read(play.shown("Invitation to", "<at>Erin East</at>"))
    assert "Erin East presents instead" in read(play.shown("Invitation to", "Chris Chair"))


async def test_an_absence_that_is_over_before_the_sitting_changes_nothing_and_nothing_is_posted(play: Play) -> None:
    before = dict(play.messenger.cards)
    await away(play, EAST, WEST, until="2026-01-07")
    await play.post_all()
    assert play.messenger.cards == before
    assert (await presenters(play))["C-1001"] == (EAST.oid, None)


async def test_a_draft_is_handed_over_silently_and_who_stands_in_is_invited(house: House, clock: Clock) -> None:
    play = await drafted(house, clock)
    await away(play, EAST, CHAIR)
    await play.post_all()
    assert not [card for card in play.messenger.cards.values() if "Handed over" in read(card)]
    draft = await play.say(SUPPORT, "agenda")
    assert "Chris Chair for Erin East" in read(draft)
    await play.press(SUPPORT, draft, "Publish and invite")
    assert await states(play) == {CHAIR.oid: "invited", WEST.oid: "invited"}


async def test_an_agenda_proposed_during_an_absence_names_the_deputy_of_its_day(house: House, clock: Clock) -> None:
    await staff(house)
    await take_into_care(house, "C-1001", "East", MONDAY - timedelta(weeks=9))
    play = await open_play(house, clock, EVERYONE)
    await away(play, EAST, WEST, starts="2026-01-08", until="2026-01-08")
    assert "Will West for Erin East" in read(await play.say(SUPPORT, "agenda"))
    assert (await presenters(play))["C-1001"] == (WEST.oid, EAST.oid)
    assert "for Erin East" not in read(await play.say(SUPPORT, "due")), "today she is there"


async def test_a_pending_swap_is_void_when_one_of_the_two_is_away(play: Play, house: House) -> None:
    slot_form = await play.press(EAST, play.shown("Invitation to", "Erin East"), "Ask for another slot")
    form = await play.press(EAST, slot_form, "Exchange with another manager")
    picked = {
        name: next(
            c["value"] for node in inputs(form) if node["id"] == name for c in node["choices"] if child in c["title"]
        )
        for name, child in (("mine", "C-1001"), ("theirs", "C-1002"))
    }
    await play.press(EAST, form, "Ask to exchange", picked)
    await play.post_all()
    await away(play, WEST, CHAIR)
    async with house.store.read() as work:
        found = await swaps.find(work, 1)
        assert found is not None
        assert found.state == "void"


async def test_business_support_enters_it_for_somebody_and_ends_it(play: Play) -> None:
    said = read(await away(play, EAST, WEST, by=SUPPORT))
    assert "Erin East: Mon 5 January 2026 to Fri 9 January 2026; Will West stands in." in said
    found = await play.say(SUPPORT, "away erin")
    assert "Erin East is there again from today." in read(await play.press(SUPPORT, found, "End Erin East"))
    assert "Nobody called quin is entered" in read(await play.say(SUPPORT, "away quin"))


async def test_what_will_not_do_is_said_on_the_form_with_what_was_typed(play: Play) -> None:
    await away(play, WEST, CHAIR)
    again = await away(play, EAST, WEST)
    assert "Will West is away from 5 January 2026 to 9 January 2026; choose another deputy." in read(again)
    assert {"2026-01-05", FRIDAY, WEST.oid} <= {node.get("value") for node in inputs(again)}
    twice = read(await away(play, WEST, CHAIR))
    assert "Will West is entered as away from 5 January 2026 to 9 January 2026 already" in twice
    wrong = read(await away(play, EAST, WEST, until="2026-01-04"))
    assert "The last day away is before the first" in wrong
    form = await play.press(EAST, await play.say(EAST, "away"), "I am going")
    assert "Choose who stands in." in read(await play.press(EAST, form, "Save", {"until": FRIDAY}))
    assert "Choose who stands in from the list." in read(await away(play, EAST, VIEWER))


async def test_only_ones_own_absence_is_ended_or_business_support_ends_it(play: Play) -> None:
    await away(play, EAST, CHAIR)
    card = await play.say(EAST, "away")
    assert "Only the one who is away or business support can enter or end an absence" in read(
        await play.press(WEST, card, "I'm back")
    )
    press = play.pressing(EAST, card, "I'm back")
    first, twice = await play.deliver_press(press), await play.deliver_press(press)
    assert first == twice
    late = read(await play.press(SUPPORT, card, "I'm back"))
    assert "This changed while you were looking at it: Erin East ended it." in late


async def test_one_press_twice_enters_one_absence(play: Play, house: House) -> None:
    form = await play.press(EAST, await play.say(EAST, "away"), "I am going")
    press = play.pressing(EAST, form, "Save", {"starts": "2026-01-05", "until": FRIDAY, "deputy": WEST.oid})
    first, twice = await play.deliver_press(press), await play.deliver_press(press)
    assert first == twice
    async with house.store.read() as work:
        assert len(await absences.since(work, MONDAY)) == 1
        assert [entry.verb for entry in await history.of(work, "absence", 1)] == ["enter_absence"]


async def test_a_manager_who_stood_in_and_falls_ill_passes_both_on(play: Play) -> None:
    await away(play, EAST, WEST)
    await away(play, WEST, CHAIR)
    assert {oid for oid, _ in (await presenters(play)).values()} == {CHAIR.oid}
    await play.press(WEST, await play.say(WEST, "away"), "I'm back")
    assert await presenters(play) == {
        "C-1001": (WEST.oid, EAST.oid),
        "C-1003": (WEST.oid, EAST.oid),
        "C-1002": (WEST.oid, None),
    }


async def test_handing_over_asked_again_changes_nothing(play: Play, house: House) -> None:
    await away(play, EAST, CHAIR)
    before = await presenters(play)
    press = play.bot.press(play.pressing(SUPPORT, await play.say(SUPPORT, "away"), "Enter"))
    async with house.store.change(press) as work:
        handed = await hand_over(work, press, await found_sitting(work, 1))
        assert handed.items == ()
        waiting = await outbox.waiting(work)
    assert await presenters(play) == before
    assert waiting > 0


async def test_moving_the_sitting_out_of_the_absence_hands_it_back(play: Play) -> None:
    await away(play, EAST, CHAIR)
    await play.post_all()
    form = await play.press(SUPPORT, play.shown("Invited", "Slots"), "Move or stand down")
    moved = await play.press(SUPPORT, form, "Move", {"on": "2026-01-12", "begins": "14:00", "reason": "The room"})
    assert "C-1001 (AB), Erin East" in read(moved)
    assert (await presenters(play))["C-1001"] == (EAST.oid, None)


async def test_the_views_are_loaded_alike_by_whoever_asks(play: Play, house: House) -> None:
    await away(play, EAST, CHAIR)
    async with house.store.read() as work:
        view = await show_away(house, work, WORKER.oid, MONDAY)
        assert [(line.name, line.mine, line.may_end) for line in view.lines] == [("Erin East", False, False)]
        form = await show_away_form(house, work, EAST.oid, MONDAY)
        assert {oid for _, oid in form.deputies} == {WEST.oid, CHAIR.oid}
        handed = await show_handed_over(house, work, "1-1")
        assert [line.to for line in handed.lines] == ["Chris Chair"]
        assert (await people.find(work, EAST.oid)) in await people.everyone(work)
        chair = await people.find(work, CHAIR.oid, MONDAY)
        assert chair in await on_day(work, MONDAY)
