"""Siblings through dispatch: kept from a child's card, discussed at one meeting and one panel, copied and not mixed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from permanence import policy as policies
from tests.cast import EAST, VIEWER, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House


async def open_under(house: House, clock: Clock, procedure: str) -> Play:
    """Three children of which the first two are of one team, in care since Monday 5 January 2026."""
    under = replace(house, policy=policies.load(procedure))
    await staff(under)
    for ref, team, initials in (("C-0001", "East", "AB"), ("C-0002", "East", "CD"), ("C-0003", "West", "EF")):
        await take_into_care(under, ref, team, date(2026, 1, 5), initials)
    clock.now = datetime(2026, 1, 20, 9, tzinfo=UTC)
    return await open_play(under, clock)


@pytest.fixture
async def sussex(house: House, clock: Clock) -> Play:
    return await open_under(house, clock, "west-sussex")


async def name_siblings(play: Play, typed: str) -> str:
    form = await play.press(EAST, await play.say(EAST, "child C-0001"), "Siblings")
    return read(await play.press(EAST, form, "Save", {"siblings": typed}))


async def test_siblings_are_kept_from_the_childs_card_and_a_wrong_reference_gives_the_form_back(sussex: Play) -> None:
    wrong = await name_siblings(sussex, "C-0002, C-9999")
    assert 'No child has the reference "C-9999"' in wrong
    assert "None is kept yet." in wrong
    said = await name_siblings(sussex, "C-0002, C-0003")
    assert "Siblings in care of C-0001 (AB): C-0002 (CD) and C-0003 (EF)." in said
    assert "C-0001 (AB), C-0003 (EF)" in read(await sussex.say(EAST, "child C-0002"))
    card = await sussex.say(VIEWER, "child C-0001")
    assert "Only the child's own" in read(await sussex.press(VIEWER, card, "Siblings"))
