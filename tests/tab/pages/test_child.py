"""A child's page over HTTP: the timeline drawn and as lists, for whoever may see the child, by a nameless address."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from permanence.journey import Event, Journey
from permanence.rules.history import history
from storage import actions, children, history as kept_history
from storage.store import Press
from tab.child.drawn import LEFT, WIDE, picture
from tests.cast import EAST, SUPPORT, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.tab.visiting import Visitor, visiting
from usecases.children.show_stretches import stretches_of
from usecases.house import House

PRESS = Press("made up", SUPPORT.oid, SUPPORT.name, datetime(2026, 1, 2, 9, tzinfo=UTC))
TODAY = date(2026, 1, 5)
EVENTS = (
    Event(date(2025, 7, 1), "panel_held", {}),
    Event(date(2025, 9, 1), "legal_status_changed", {"legal_status": "C2"}),
    Event(date(2025, 10, 1), "placement_changed", {"placement": "U4"}),
    Event(date(2025, 10, 1), "plan_agreed", {"plan": "long_term_fostering", "final": True}),
)


@pytest.fixture
async def council(house: House) -> House:
    await staff(house)
    await take_into_care(house, "C-1001", "East", date(2025, 6, 2), "QX")
    async with house.store.change(PRESS) as work:
        for event in EVENTS:
            await children.record_event(work, PRESS, "C-1001", event, "import 1")
        text = 'Ring <script>alert(1)</script> "the school"'
        number = await actions.add(work, PRESS, "C-1001", None, text, EAST.oid, date(2025, 12, 1))
        await kept_history.record(work, PRESS, "agree_action", "action", number, child_ref="C-1001")
    return house


@pytest.fixture
async def manager(council: House, clock: Clock) -> AsyncIterator[Visitor]:
    async with visiting(council, clock, EAST) as visitor:
        yield visitor


async def address(visitor: Visitor) -> str:
    """The address of the only child in the tracker."""
    found = re.search(r'href="(/child/[a-z2-7]+)"', await visitor.open("/tracker"))
    assert found is not None
    return found.group(1)


async def test_the_tracker_leads_to_the_child_by_an_address_that_names_nobody(manager: Visitor) -> None:
    its = await address(manager)
    page = await manager.open(its)
    assert "<h1>C-1001 (QX)</h1>" in page
    assert "1001" not in its
    assert "What is overdue" in page
    assert "BCP-" in page


async def test_what_held_when_is_drawn_and_said(manager: Visitor) -> None:
    page = await manager.open(await address(manager))
    assert "<title>section 20, from 2 June 2025 to 1 September 2025</title>" in page
    assert "<title>full care order, from 1 September 2025 until now</title>" in page
    assert "<title>long-term fostering, from 1 October 2025 until now</title>" in page
    assert "<title>seen by the panel, 1 July 2025</title>" in page


async def test_what_people_typed_is_taken_as_words(manager: Visitor) -> None:
    page = await manager.open(await address(manager))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


async def test_a_child_of_other_teams_and_an_address_of_nobody_are_one_sentence_each(
    council: House, clock: Clock, manager: Visitor
) -> None:
    its = await address(manager)
    async with visiting(council, clock, WEST) as other:
        assert "not in your teams" in await other.open(its, 403)
        assert "stands for no child" in await other.open("/child/aaaaaaaaaaaaaaaa", 404)


def test_bands_stand_where_their_days_are_and_nothing_leaves_the_picture() -> None:
    entered = Event(date(2025, 6, 2), "entered_care", {"legal_status": "V2", "placement": "U6"})
    journey = Journey("C-1001", events=(entered, *EVENTS))
    its = stretches_of("C-1001", journey, TODAY)
    drawn = picture(its, TODAY)
    assert drawn is not None
    for line in drawn.lines:
        assert all(band.x >= LEFT and band.x + band.width <= WIDE + 2 for band in line.bands)
        assert [band.x for band in line.bands] == sorted(band.x for band in line.bands)
    assert [len(line.bands) for line in drawn.lines] == [1, 2, 2, 1]
    assert len(history(journey, TODAY).statuses) == 2


def test_nothing_on_record_is_not_drawn() -> None:
    assert picture(stretches_of("C-1", Journey("C-1"), TODAY), TODAY) is None
