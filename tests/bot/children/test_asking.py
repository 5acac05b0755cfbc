"""Due, child, why and procedure asked in chat and turned over by their buttons."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from bot.engine.messages import Card
from tests.cards.strictness import buttons
from tests.cast import ADMIN, CHAIR, EAST, EVERYONE, SUPPORT, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House

MONDAY = date(2026, 1, 5)


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Twelve children of East, one week apart, and one of West."""
    await staff(house, *EVERYONE)
    for number in range(12):
        await take_into_care(house, f"C-10{number:02}", "East", MONDAY - timedelta(weeks=12 - number))
    await take_into_care(house, "C-2001", "West", MONDAY - timedelta(weeks=7))
    return await open_play(house, clock, EVERYONE)


async def test_the_list_of_who_is_due_is_turned_over_and_narrowed(play: Play) -> None:
    first = await play.say(CHAIR, "due")
    assert "13 children: 7 overdue, 3 due soon, 1 to 10 shown." in read(first)
    assert read(first).index("C-1000") < read(first).index("C-1001")
    assert "6 weeks after entering care on 13 October 2025: BCP-3.1." in read(first)
    rest = await play.press(CHAIR, first, "Show the next 3")
    assert "11 to 13 shown" in read(rest)
    assert "C-1000" not in read(rest)
    back = await play.press(CHAIR, rest, "Show the ten before")
    assert read(back) == read(first)
    east = await play.press(CHAIR, first, "Show these", {"chosen": EAST.oid})
    assert "Due at panel: Erin East" in read(east)
    assert "12 children" in read(east)
    assert "Due at panel: West" in read(await play.say(CHAIR, "due West"))


async def test_a_child_is_opened_from_the_list_explained_and_left_again(play: Play) -> None:
    rest = await play.press(EAST, await play.say(EAST, "due"), "Show the next 2")
    child = await play.press(EAST, rest, "Open")
    assert "Legal status\nsection 20, since Mon 22 December 2025" in read(child)
    why = await play.press(EAST, child, "Why")
    assert "“To consider a child's case within 6 weeks entry into Local Authority Care”" in read(why)
    assert "Closed once recorded: seen by the panel." in read(why)
    assert "In care for 6 weeks: in care since" not in read(why)  # three weeks in care
    again = await play.press(EAST, why, "Where the child stands")
    assert read(again) == read(child)
    assert read(await play.press(EAST, again, "Back to the list")) == read(rest)


async def test_child_and_why_are_asked_by_reference_whatever_its_case(play: Play) -> None:
    said = await play.say(SUPPORT, "child c-1000")
    assert not {"In care", "Legal status", "Placement", "Plan"} & set(read(said).split("\n")), (
        "the whole channel reads it"
    )
    assert "In care\nsince Mon 13 October 2025" in read(await play.press(SUPPORT, said, "Care and plan"))
    assert "Why: C-1000" in read(await play.say(SUPPORT, "why C-1000"))
    assert "near it are C-1000, C-1001, C-1002" in read(await play.say(SUPPORT, "child C-100"))
    assert "Say which child" in read(await play.say(SUPPORT, "why"))


async def test_another_teams_child_is_not_told_of(play: Play) -> None:
    assert "not in your teams" in read(await play.say(WEST, "child C-1000"))
    assert "not in your teams" in read(await play.say(WEST, "why C-1000"))
    assert "1 child: 1 overdue" in read(await play.say(WEST, "due"))


async def test_the_procedure_is_read_to_its_end(play: Play) -> None:
    card: Card = await play.say(ADMIN, "procedure")
    seen = read(card)
    while any(node["title"] == "More clauses" for node in buttons(card)):
        card = await play.press(ADMIN, card, "More clauses")
        seen += read(card)
    for clause in ("BCP-2.1", "BCP-3.2", "BCP-7.1", "BCP-9.1"):
        assert clause in seen
    assert "Nine children a sitting" in read(card)
    assert [node["title"] for node in buttons(card)] == ["Earlier clauses"]


async def test_no_answer_is_too_large_and_no_toast_holds_a_reference(play: Play) -> None:
    for words in ("due", "child C-1000", "why C-1000", "procedure"):
        card = await play.say(CHAIR, words)
        assert len(json.dumps(card, ensure_ascii=False).encode()) < 28 * 1024
        assert "C-10" not in card["fallbackText"]
