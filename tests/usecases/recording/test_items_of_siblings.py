"""Siblings on one agenda: the same recommendation for each in one press, all of it or nothing, actions apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from permanence.panel.recording import Defer, Recommend, Result
from permanence.panel.sitting import Discussion
from permanence.refusals import Incomplete
from storage import actions, history, people, siblings
from storage.panel import items
from tests.afternoon import FRIDAY, THURSDAY, Afternoon, add_child, afternoon, press
from tests.cast import CHAIR, EAST, SUPPORT, WEST
from usecases.house import House
from usecases.recording.agree_action import AgreeAction, agree_action
from usecases.recording.items_of_siblings import Seen, items_of_siblings, same_for
from usecases.recording.open_record import open_item
from usecases.recording.record_item import Recorded, RecordItem, record_item
from usecases.sittings.propose_agenda import ProposeAgenda, propose_agenda

BESIDE = Discussion("The guardian would rather wait.", "They meet on Monday.", "Wait, or go on.")
GOOD = Recommend("Place them together.", "They are close.", BESIDE)


@pytest.fixture
async def panel(house: House) -> Afternoon:
    """Three children on one agenda, of which the first two are siblings."""
    found = await afternoon(house.store)
    async with house.store.change() as work:
        await siblings.keep(work, {"C-0001": ["C-0002", "C-0099"], "C-0002": ["C-0001"]})
    return found


async def record(
    house: House, panel: Afternoon, *also: Seen, item: int = 0, seen: int = 1, result: Result = GOOD, key: str = ""
) -> Recorded:
    told = press(SUPPORT, f"{item} {seen} {also} {key}")
    return await record_item(house, RecordItem(panel.items[item], seen, result, told, also))


async def recorded(house: House, panel: Afternoon) -> list[tuple[str, str | None]]:
    async with house.store.read() as work:
        its = [await items.find(work, item) for item in panel.items]
    return [(item.state, item.recommendation) for item in its if item]


async def test_one_press_records_the_same_for_each_sibling_chosen_and_once(house: House, panel: Afternoon) -> None:
    second = (panel.items[1], 1)
    answers = [await record(house, panel, second) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert "The same is recorded for C-0002 (CD); agree the actions of each on its own card." in answers[0].view.line
    async with house.store.read() as work:
        one, other, third = [await items.find(work, item) for item in panel.items]
        for item in panel.items[:2]:
            assert [e.verb for e in await history.of(work, "item", item)] == ["record_recommendation"]
    assert one
    assert other
    assert third
    assert (one.recommendation, one.reason, one.discussion) == (GOOD.recommendation, GOOD.reason, BESIDE)
    assert (other.recommendation, other.reason, other.discussion) == (GOOD.recommendation, GOOD.reason, BESIDE)
    assert (one.state, other.state, third.state) == ("heard", "heard", "listed")


async def test_a_sibling_that_changed_meanwhile_is_named_and_nothing_is_saved(house: House, panel: Afternoon) -> None:
    await record(house, panel, item=1, result=Recommend("Its own.", "It is another matter."))
    with pytest.raises(
        Incomplete, match=r"Nothing is saved, because of C-0002 \(CD\)\. .*: Sam Support recorded a rec"
    ):
        await record(house, panel, (panel.items[1], 1))
    assert await recorded(house, panel) == [("listed", None), ("heard", "Its own."), ("listed", None)]
    async with house.store.read() as work:
        first = await items.find(work, panel.items[0])
        assert first
        assert await same_for(work, first) == (("C-0002 (CD), instead of what is recorded", f"{panel.items[1]}:2"),)
    await record(house, panel, (panel.items[1], 2))
    assert [state for state, _ in await recorded(house, panel)] == ["heard", "heard", "listed"]


async def test_who_is_first_changed_records_nothing_for_the_siblings(house: House, panel: Afternoon) -> None:
    await record(house, panel, result=Recommend("Its own.", "It is another matter."))
    late = await record(house, panel, (panel.items[1], 1), key="late")
    assert late.stale
    assert await recorded(house, panel) == [("heard", "Its own."), ("listed", None), ("listed", None)]


async def test_only_a_sibling_on_the_same_agenda_has_the_same_recorded(house: House, panel: Afternoon) -> None:
    for other in (panel.items[2], 999):
        with pytest.raises(Incomplete, match="no longer a sibling on this agenda, so nothing is saved"):
            await record(house, panel, (other, 1))
    await record(house, panel, item=1, result=Defer("The manager was in court."))
    with pytest.raises(Incomplete, match=r"C-0002 \(CD\) is no longer"):
        await record(house, panel, (panel.items[1], 2))
    async with house.store.read() as work:
        first = await items.find(work, panel.items[0])
        assert first
        assert await items_of_siblings(work, first) == []
        assert await items_of_siblings(work, replace(first, child=None)) == []
    assert [state for state, _ in await recorded(house, panel)] == ["listed", "deferred", "listed"]


async def test_an_item_says_with_whom_it_is_discussed_and_keeps_its_actions(house: House, panel: Afternoon) -> None:
    await record(house, panel, (panel.items[1], 1))
    action = AgreeAction(panel.items[0], "Visit", EAST.oid, date(2026, 3, 26), press(CHAIR, "act", on=THURSDAY))
    await agree_action(house, action)
    first, second, third = [await open_item(house, SUPPORT.oid, item, FRIDAY) for item in panel.items]
    assert (first.together, second.together, third.together) == (("C-0002 (CD)",), ("C-0001 (AB)",), ())
    assert (len(first.actions), len(second.actions)) == (1, 0)
    async with house.store.read() as work:
        assert await actions.of_child(work, "C-0002") == []


async def test_a_draft_agenda_puts_siblings_next_to_each_other_and_says_so(house: House) -> None:
    async with house.store.change() as work:
        for person in (SUPPORT, EAST, WEST):
            await people.keep(work, person)
        for number, team in enumerate(("East", "West", "East", "East"), 1):
            await add_child(work, f"C-000{number}", "AB", team)
        await siblings.keep(work, {"C-0001": ["C-0004"], "C-0004": ["C-0001"]})
    asked = ProposeAgenda(press(SUPPORT, "agenda", datetime(2026, 3, 9, 10, tzinfo=UTC)))
    view = await propose_agenda(house, asked)
    assert [(line.label, line.siblings) for line in view.lines] == [
        ("C-0001 (AB)", ("C-0004 (AB)",)),
        ("C-0004 (AB)", ("C-0001 (AB)",)),
        ("C-0003 (AB)", ()),
        ("C-0002 (AB)", ()),
    ]
