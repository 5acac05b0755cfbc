"""Which children the dialog on a message proposes, however their references are written in it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from permanence.action import FromMessage
from tests.cast import EAST, staff, take_into_care
from usecases.actions.show_create_action_form import CreateFormAsked, show_create_action_form
from usecases.house import House

TODAY = date(2026, 3, 5)
MESSAGE = FromMessage("1700000000001", datetime(2026, 3, 5, 14, 20, tzinfo=UTC))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("C-1001", ["C-1001"]),
        ("(c-1001), C-1002.", ["C-1001", "C-1002"]),
        ("C-1002/C-1001", ["C-1002", "C-1001"]),
        ("C-1001's school; C-1001 again", ["C-1001"]),
        ("19/123 and a/b/7", ["19/123"]),
        ("C-10011, XC-1001, C-100", []),
        ("on 12 March at 14:00", []),
        ("2001", ["2001"]),
        ("C-3001 is of another team", []),
        ("", []),
        ("C-1001 " + " ".join(f"x{number}" for number in range(500)), ["C-1001"]),
        (" ".join(f"D-{number}" for number in range(10, 20)), [f"D-{number}" for number in range(10, 16)]),
    ],
)
async def test_references_are_found_in_the_words_of_a_message(house: House, words: str, named: list[str]) -> None:
    await staff(house)
    for ref in ("C-1001", "C-1002", "19/123", "2001", *(f"D-{number}" for number in range(10, 20))):
        await take_into_care(house, ref, "East", date(2025, 11, 3))
    await take_into_care(house, "C-3001", "West", date(2025, 11, 3))
    async with house.store.read() as work:
        form = await show_create_action_form(house, work, CreateFormAsked(EAST.oid, TODAY, MESSAGE, words=words))
    assert [ref for _, ref in form.named] == named
