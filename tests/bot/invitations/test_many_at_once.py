"""Many people at once, every press delivered three times: one effect each, one holder a slot, equal answers."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.engine.messages import Card, Submission
from permanence import policy as policies
from permanence.people.person import Person
from permanence.policy import Policy, build
from storage import history, tables
from storage.panel import sittings, slots
from storage.store import Store
from tests.cards.strictness import inputs
from tests.cast import SUPPORT, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House

pytestmark = pytest.mark.long

MONDAY = date(2026, 1, 5)
SECOND_SUPPORT = Person("oid-support-2", "Sol Support", frozenset({"business_support"}))
MANAGERS = tuple(
    Person(f"oid-m{n:02}", f"Manager {n:02}", frozenset({"team_manager"}), frozenset({f"Team {n:02}"}))
    for n in range(1, 51)
)
EVERYBODY = (SUPPORT, SECOND_SUPPORT, *MANAGERS)


def roomy() -> Policy:
    """BCP's procedure with an afternoon of 55 short slots, so that 5 are free beside 50 children."""
    file = policies.load("bcp-2023").file
    panel = file.panel[0].model_copy(update={"capacity": 55, "slot_minutes": 3})
    return build(file.model_copy(update={"panel": [panel]}))


@pytest.fixture
async def play(store: Store, clock: Clock) -> Play:
    """Fifty teams, one overdue child each."""
    house = House(store, roomy())
    await staff(house, *EVERYBODY)
    for number in range(1, 51):
        entered = MONDAY - timedelta(weeks=8, days=number)
        await take_into_care(house, f"C-{number:04}", f"Team {number:02}", entered)
    return await open_play(house, clock, EVERYBODY)


async def publish(play: Play) -> None:
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()


async def all_at_once(play: Play, presses: list[Submission], times: int = 3) -> dict[int, list[Card]]:
    """Every press delivered so often, in no order, all at the same time; the answers to each."""
    deliveries = [(number, press) for number, press in enumerate(presses) for _ in range(times)]
    random.Random(20260105).shuffle(deliveries)
    answers = await asyncio.gather(*(play.deliver_press(press) for _, press in deliveries))
    found: dict[int, list[Card]] = {}
    for (number, _), answer in zip(deliveries, answers, strict=True):
        found.setdefault(number, []).append(answer)
    return found


def first_line(card: Card) -> str:
    return str(card["body"][0]["items"][0]["text"])


async def holders(play: Play) -> dict[int, int | None]:
    async with play.bot.house.store.read() as work:
        sitting = await sittings.current(work, MONDAY)
        assert sitting is not None
        return {slot.number: slot.item_id for slot in await slots.of(work, sitting.id)}


async def test_fifty_people_press_for_five_slots(play: Play) -> None:
    await publish(play)
    before = await holders(play)
    free = [number for number, item in before.items() if item is None]
    assert len(free) == 5
    presses = []
    for number, manager in enumerate(MANAGERS):
        form = await play.press(manager, play.shown("Invitation to", manager.name), "Ask for another slot")
        [row] = inputs(form)
        presses.append(play.pressing(manager, form, "Take these slots", {row["id"]: str(free[number % 5])}))
    answers = await all_at_once(play, presses)

    after = await holders(play)
    held = [item for item in after.values() if item is not None]
    assert len(held) == len(set(held)) == 50
    won = [number for number, cards in answers.items() if "took" in first_line(cards[0])]
    assert len(won) == 5
    assert sorted(number % 5 for number in won) == [0, 1, 2, 3, 4]
    winner_of = {number % 5: MANAGERS[number].name for number in won}
    for number, cards in answers.items():
        lines = {first_line(card) for card in cards}
        assert len(lines) == 1, "repeats of a press are answered alike"
        if number not in won:
            [line] = lines
            assert f"is taken: {winner_of[number % 5]} has had it since Mon 5 January 2026, 09:" in line
            assert read(cards[-1]).count("keep") == 1
    async with play.bot.house.store.read() as work:
        taken = await work.conn.execute(select(tables.history.c.by_oid).where(tables.history.c.verb == "take_slot"))
        assert Counter(row.by_oid for row in taken) == {MANAGERS[number].oid: 1 for number in won}
    await play.post_all()
    sitting = read(play.shown("Slots", "Invited"))
    assert all(sitting.count(f", {manager.name}") == 1 for manager in MANAGERS)


async def test_who_was_too_late_is_shown_the_slots_still_free(play: Play) -> None:
    await publish(play)
    first, second = MANAGERS[:2]
    free = [number for number, item in (await holders(play)).items() if item is None]
    for manager in (first, second):
        form = await play.press(manager, play.shown("Invitation to", manager.name), "Ask for another slot")
        [row] = inputs(form)
        answer = await play.press(manager, form, "Take these slots", {row["id"]: str(free[0])})
    assert "is taken: Manager 01 has had it" in first_line(answer)
    [row] = inputs(answer)
    offered = {choice["value"] for choice in row["choices"]} - {"keep"}
    assert str(free[0]) not in offered
    assert {str(number) for number in free[1:]} < offered


async def test_two_of_business_support_publish_at_once(play: Play) -> None:
    draft = await play.say(SUPPORT, "agenda")
    presses = [play.pressing(who, draft, "Publish and invite") for who in (SUPPORT, SECOND_SUPPORT)]
    answers = await all_at_once(play, presses)
    async with play.bot.house.store.read() as work:
        [sitting] = await sittings.published_between(work, MONDAY, MONDAY + timedelta(days=30))
        told = [entry for entry in await history.of(work, "sitting", sitting.id) if entry.verb == "publish_agenda"]
    [winner] = [entry.by_name for entry in told]
    for number, who in enumerate((SUPPORT, SECOND_SUPPORT)):
        [line] = {first_line(card) for card in answers[number]}
        meanwhile = "" if who.name == winner else "This changed while you were looking at it: "
        assert line.startswith(f"{meanwhile}{winner} published this agenda on Mon 5 January 2026")
    await play.post_all()
    assert len(play.messenger.cards) == 1 + len(MANAGERS)


async def test_two_ask_for_the_agenda_at_once_and_there_is_one_draft(play: Play) -> None:
    cards = await asyncio.gather(*(play.say(who, "agenda") for who in (SUPPORT, SECOND_SUPPORT) * 3))
    async with play.bot.house.store.read() as work:
        rows = (await work.conn.execute(select(tables.sittings.c.id))).all()
    assert len(rows) == 1
    assert len({first_line(card) for card in cards}) == 1


async def test_an_answer_given_twice_at_once_by_two_people_counts_once(play: Play) -> None:
    await publish(play)
    manager = MANAGERS[0]
    invitation = play.shown("Invitation to", manager.name)
    presses = [play.pressing(who, invitation, "Accept") for who in (manager, SUPPORT)]
    answers = await all_at_once(play, presses)
    async with play.bot.house.store.read() as work:
        rows = (
            await work.conn.execute(select(tables.history).where(tables.history.c.verb == "accept_invitation"))
        ).all()
    assert len(rows) == 1
    for cards in answers.values():
        assert len({first_line(card) for card in cards}) == 1
        assert rows[0].by_name in first_line(cards[0])


async def test_one_slot_offered_to_one_child_by_two_people_goes_to_it_once(play: Play) -> None:
    await publish(play)
    await take_into_care(play.bot.house, "C-0900", "Team 02", MONDAY - timedelta(weeks=7))
    form = await play.press(SUPPORT, play.shown("Slots", "Invited"), "Offer a free slot")
    presses = [play.pressing(who, form, "Offer the slot", {"reference": "C-0900"}) for who in (SUPPORT, SECOND_SUPPORT)]
    answers = await all_at_once(play, presses)
    lines = {first_line(card) for cards in answers.values() for card in cards}
    assert len(lines) == 1
    held = [item for item in (await holders(play)).values() if item is not None]
    assert len(held) == 51
