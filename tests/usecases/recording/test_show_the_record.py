"""What is shown of actions, items and records: paged, cut to what a card holds, and never of what is not there."""

from __future__ import annotations

import json
from datetime import date

import pytest

from cards.actions import action, my_actions
from cards.recording import item_record, record, summary
from permanence.panel.sitting import HEARD, Candidate
from permanence.people.person import Person
from permanence.refusals import NotFound
from storage import actions, people
from storage.panel import items, outcomes
from tests.afternoon import FRIDAY, THURSDAY, Afternoon, add_child, afternoon, press
from tests.cast import CHAIR, EAST, SUPPORT, WORKER
from usecases.actions.list_actions import ListAsked, list_actions
from usecases.actions.show_action import show_action
from usecases.actions.show_action_form import FormAsked, choices, show_action_form
from usecases.house import House
from usecases.latest_change import changed_meanwhile
from usecases.recording.show_item import ItemFormAsked, show_item, show_item_form
from usecases.recording.show_record import show_record
from usecases.recording.show_summary import show_summary
from usecases.recording.sitting_to_record import found_item, found_sitting

LONGEST = "*Größe* " * 125  # 1,000 characters, each fourth of them escaped or of two bytes


@pytest.fixture
async def panel(house: House) -> Afternoon:
    return await afternoon(house.store)


def kilobytes(card: object) -> float:
    return len(json.dumps(card, ensure_ascii=False).encode()) / 1024


async def crowd(house: House, count: int) -> None:
    async with house.store.change() as work:
        for number in range(count):
            team = frozenset({"West"})
            who = Person(f"oid-{number:036}", f"Somebody {number:03}", frozenset({"social_worker"}), team)
            await people.keep(work, who)


async def test_the_childs_own_team_is_chosen_from_first_and_nobody_of_a_large_council_is_left_out(
    house: House, panel: Afternoon
) -> None:
    await crowd(house, 300)
    async with house.store.change() as work:
        one = await actions.add(work, press(SUPPORT, "x"), "C-0001", panel.sitting, LONGEST, WORKER.oid, FRIDAY)
    async with house.store.read() as work:
        named = [name for name, _ in await choices(work, "East")]
        handing = await show_action_form(house, work, FormAsked(CHAIR.oid, "reassign_action", one), FRIDAY)
        agreeing = await show_item_form(work, ItemFormAsked("agree_action", panel.items[0], {"text": LONGEST}))
    assert named[:2] == ["Erin East, team manager", "Wren Worker, social worker"]
    assert len(named) > 300  # a list this long is searched as one types: tests/cards/test_largest_cards.py
    assert WORKER.oid not in [oid for _, oid in handing.people]
    assert len(handing.people) == len(named) - 1
    assert [name for name, _ in agreeing.people] == named


async def test_the_longest_words_fit_on_every_card(house: House, panel: Afternoon) -> None:
    async with house.store.change() as work:
        for number in range(9):
            by = press(SUPPORT, f"{number}")
            await actions.add(work, by, "C-0001", panel.sitting, LONGEST, WORKER.oid, date(2026, 3, 20 + number))
        await outcomes.record_item(
            work, press(SUPPORT, "r"), panel.items[0], 1, HEARD, recommendation=LONGEST, reason=LONGEST
        )
    async with house.store.read() as work:
        item = await show_item(house, work, panel.items[0], THURSDAY)
        summed = await show_summary(house, work, panel.sitting, FRIDAY)
        one = await show_action(house, work, 1, FRIDAY)
    listed = await list_actions(house, ListAsked(EAST.oid, FRIDAY))
    assert (len(item.actions), item.pages, len(listed.actions), listed.pages) == (4, 3, 6, 2)
    for card in (item_record.draw(item), summary.draw(summed), action.draw(one), my_actions.draw(listed)):
        assert kilobytes(card) < 28


async def test_a_long_agenda_is_recorded_a_page_at_a_time(house: House, panel: Afternoon) -> None:
    async with house.store.change() as work:
        for number in range(10, 27):
            ref = f"C-00{number}"
            await add_child(work, ref, "GH", "East")
            why = Candidate(ref, f"{ref} (GH)", "East", EAST.oid, "BCP-3.1", "6 weeks after entering care", THURSDAY)
            await items.add(work, panel.sitting, number, why)
    async with house.store.read() as work:
        first, last = [await show_record(house, work, panel.sitting, page) for page in (0, 9)]
    assert (first.total, first.pages, len(first.rows), last.page, len(last.rows)) == (20, 3, 8, 2, 4)
    assert kilobytes(record.draw(first)) < 28


async def test_what_is_not_there_is_said_in_one_sentence(house: House, panel: Afternoon) -> None:
    async with house.store.read() as work:
        with pytest.raises(NotFound, match="There is no action 99"):
            await show_action(house, work, 99, FRIDAY)
        with pytest.raises(NotFound):
            await found_sitting(work, 99)
        with pytest.raises(NotFound):
            await found_item(work, 99)


async def test_a_change_nobody_recorded_is_still_said_to_be_one(house: House, panel: Afternoon) -> None:
    async with house.store.read() as work:
        said = await changed_meanwhile(work, "item", panel.items[0])
    assert said == "This changed while you were looking at it: here is how it stands now."


async def test_the_form_of_a_recommendation_holds_the_one_recorded_before(house: House, panel: Afternoon) -> None:
    async with house.store.change() as work:
        await outcomes.record_item(
            work, press(CHAIR, "r"), panel.items[0], 1, HEARD, recommendation="Wait.", reason="More is known soon."
        )
    async with house.store.read() as work:
        form = await show_item_form(work, ItemFormAsked("record_recommendation", panel.items[0]))
    assert form.typed == {"text": "Wait.", "reason": "More is known soon."}
    assert form.version == 2
