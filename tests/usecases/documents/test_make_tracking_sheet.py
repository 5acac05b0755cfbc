"""make_tracking_sheet: every child and action the caller may see, as things stand on the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from permanence import policy as policies
from permanence.journey import Event
from permanence.refusals import NotAllowed
from storage import actions, children, history
from storage.importing import going_live, imports
from storage.importing.imports import ChildFacts
from tests.afternoon import AFTER, afternoon, press
from tests.cast import CHAIR, EAST, SUPPORT, WEST, WORKER
from usecases.documents.make_tracking_sheet import TrackerAsked, make_tracking_sheet
from usecases.house import House
from usecases.operator import OPERATOR

MONDAY = date(2026, 3, 23)


@pytest.fixture
async def house_with_actions(house: House) -> House:
    """Three children due at panel, one with an action that is late and one with an action that is done."""
    its = await afternoon(house.store)
    async with house.store.change() as work:
        by = press(CHAIR, "agree")
        late = await actions.add(work, by, "C-0001", its.sitting, "=Ask the school", WORKER.oid, date(2026, 3, 19))
        await history.record(work, by, "progress_action", "action", late, child_ref="C-0001", text="Rang twice")
        done = await actions.add(work, by, "C-0003", its.sitting, "Book the visit", WEST.oid, date(2026, 3, 20))
        found = await actions.find(work, done)
        assert found is not None
        assert await actions.keep(work, replace(found, state="done", done_at=AFTER), 1)
    return house


async def test_a_row_a_child_says_what_is_due_by_which_clause_and_how_it_stands(house_with_actions: House) -> None:
    sheet = await make_tracking_sheet(house_with_actions, TrackerAsked(OPERATOR, MONDAY))
    assert [child.ref for child in sheet.children] == ["C-0001", "C-0002", "C-0003"]
    first = sheet.children[0]
    assert (first.due, first.standing, first.clause) == (date(2026, 3, 12), "Overdue", "BCP-3.1")
    assert first.because == "6 weeks after entering care on 29 January 2026"
    assert (first.manager, first.legal_status, first.plan) == ("Erin East", "section 20", "none agreed")
    assert first.next_sitting == date(2026, 3, 12)
    assert [(child.open_actions, child.overdue_actions) for child in sheet.children] == [(1, 1), (0, 0), (0, 0)]


async def test_a_row_an_action_says_how_it_stands_and_what_was_last_noted(house_with_actions: House) -> None:
    sheet = await make_tracking_sheet(house_with_actions, TrackerAsked(OPERATOR, MONDAY))
    late, done = sheet.actions
    assert (late.text, late.owner, late.state) == ("=Ask the school", "Wren Worker", "Overdue by 2 working days")
    assert late.last_note.endswith("Chris Chair noted: Rang twice.")
    assert late.agreed_on == date(2026, 3, 12)
    assert (done.ref, done.state) == ("C-0003", "Done")


async def test_a_team_manager_gets_the_children_of_their_teams_and_a_stranger_none(house_with_actions: House) -> None:
    sheet = await make_tracking_sheet(house_with_actions, TrackerAsked(EAST.oid, MONDAY))
    assert {child.team for child in sheet.children} == {"East"}
    assert {action.team for action in sheet.actions} == {"East"}
    whole = await make_tracking_sheet(house_with_actions, TrackerAsked(SUPPORT.oid, MONDAY))
    assert len(whole.children) == 3
    with pytest.raises(NotAllowed):
        await make_tracking_sheet(house_with_actions, TrackerAsked("oid-nobody", MONDAY))


async def test_a_child_who_left_care_stays_while_something_is_open(house_with_actions: House) -> None:
    async with house_with_actions.store.change() as work:
        for ref in ("C-0001", "C-0002"):
            left = Event(date(2026, 3, 16), "left_care", {})
            await children.record_event(work, press(CHAIR, f"left {ref}"), ref, left, "import 2")
    sheet = await make_tracking_sheet(house_with_actions, TrackerAsked(OPERATOR, MONDAY))
    said = {child.ref: child for child in sheet.children}
    assert "C-0002" not in said
    assert said["C-0001"].legal_status == "left care on 16 March 2026"
    assert said["C-0001"].standing == "Nothing due"


def in_care_since_nobody_knows(seen: date) -> list[Event]:
    return [
        Event(seen, "legal_status_changed", {"legal_status": "C2"}),
        Event(seen, "placement_changed", {"placement": "U6"}),
    ]


@pytest.mark.parametrize("name", policies.names())
async def test_a_child_whose_start_is_not_on_record_is_followed_with_a_date_or_a_sentence(
    house: House, name: str
) -> None:
    await followed(house, in_care_since_nobody_knows(date(2024, 5, 1)))
    sheet = await make_tracking_sheet(replace(house, policy=policies.load(name)), TrackerAsked(OPERATOR, MONDAY))
    [child] = sheet.children
    assert (child.entered, child.legal_status) == ("not on record; by 1 May 2024", "full care order")
    assert child.due or child.because


@pytest.mark.parametrize("name", policies.names())
@pytest.mark.parametrize("known", [True, False], ids=["start known", "start not on record"])
async def test_a_child_whose_record_begins_at_going_live_is_followed_from_that_day(
    house: House, name: str, known: bool
) -> None:
    start = [Event(date(2018, 5, 1), "entered_care", {"legal_status": "C2", "placement": "U6"})]
    await followed(house, start if known else in_care_since_nobody_knows(date(2018, 5, 1)))
    async with house.store.change() as work:
        await going_live.write(work, MONDAY)
        await going_live.keep_kinds(work, [("C-0009", {"review_held": MONDAY})])
    sheet = await make_tracking_sheet(replace(house, policy=policies.load(name)), TrackerAsked(OPERATOR, MONDAY))
    [child] = sheet.children
    assert child.due or child.because
    assert child.due is None or child.due >= date(2018, 5, 1)


async def followed(house: House, events: list[Event]) -> None:
    async with house.store.change() as work:
        await imports.keep_children(work, [ChildFacts("C-0009", "AB", date(2015, 5, 2), False, "East", None, {})])
        for number, event in enumerate(events):
            await children.record_event(work, press(CHAIR, f"event {number}"), "C-0009", event, "import 1")
