"""Siblings through dispatch: kept from a child's card, discussed at one meeting and one panel, copied and not mixed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from permanence import policy as policies
from storage import history
from tests.afternoon import AFTER, afternoon
from tests.cards.strictness import inputs
from tests.cast import EAST, SUPPORT, VIEWER, WEST, staff, take_into_care
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
    assert "Nobody is kept yet." in wrong
    said = await name_siblings(sussex, "C-0002, C-0003")
    assert "Siblings in care of C-0001 (AB): C-0002 (CD) and C-0003 (EF)." in said
    assert "C-0001 (AB), C-0003 (EF)" in read(await sussex.say(EAST, "child C-0002"))
    card = await sussex.say(VIEWER, "child C-0001")
    assert "Only the child's own" in read(await sussex.press(VIEWER, card, "Siblings"))


async def test_one_meeting_is_recorded_for_siblings_and_leads_to_the_card_of_each(sussex: Play, clock: Clock) -> None:
    await name_siblings(sussex, "C-0002, C-0003")
    form = await sussex.press(EAST, await sussex.say(EAST, "meeting C-0001"), "Arrange")
    card = await sussex.press(EAST, form, "Arrange it", {"on": "2026-02-02", "time": ""})
    clock.now = datetime(2026, 2, 2, 12, tzinfo=UTC)
    form = await sussex.press(EAST, card, "Update the record")
    card = await sussex.press(EAST, form, "Save", {"discussed": "Both want to stay with the carer."})
    form = await sussex.press(EAST, card, "Record that it was held")
    assert "For C-0003 (EF) the child's own team manager" in read(form)
    typed = {"attended": "iro,social_worker", "siblings": "C-0002"}
    held = await sussex.press(EAST, form, "Save", typed)
    assert "Held together with C-0002 (CD); agree the actions of each on its own card." in read(held)
    await sussex.post_all()
    assert "Held" in read(sussex.shown("Permanency Planning Meeting", "C-0002 (CD)"))
    its = await sussex.press(EAST, held, "Open this meeting")
    assert "Permanency Planning Meeting, C-0002 (CD)" in read(its)
    assert "Both want to stay with the carer." in read(its)
    action = {"text": "Book the dentist", "owner": EAST.oid, "due": "2026-02-20"}
    agreed = await sussex.press(EAST, await sussex.press(EAST, its, "Agree an action"), "Agree", action)
    assert "Book the dentist" in read(agreed)
    assert "Book the dentist" not in read(await sussex.press(EAST, agreed, "Open this meeting"))


async def test_siblings_on_one_agenda_are_recorded_with_one_form(house: House, clock: Clock) -> None:
    await afternoon(house.store)
    clock.now = AFTER
    play = await open_play(house, clock)
    form = await play.press(EAST, await play.say(EAST, "child C-0001"), "Siblings")
    await play.press(EAST, form, "Save", {"siblings": "C-0002"})
    item = await play.press(SUPPORT, await play.say(SUPPORT, "record"), "Open")
    assert "Discussed together with C-0002 (CD)." in read(item)
    form = await play.press(SUPPORT, item, "Record with differing views")
    (also,) = [node for node in inputs(form) if node["id"] == "also"]
    assert [one["title"] for one in also["choices"]] == ["C-0002 (CD)"]
    chosen = also["choices"][0]["value"]
    wrong = await play.press(SUPPORT, form, "Save", {"text": "Place them together.", "also": chosen})
    assert [node["value"] for node in inputs(wrong) if node["id"] == "also"] == [chosen]
    typed = {"text": "Place them together.", "reason": "They are close.", "also": chosen}
    item = await play.press(SUPPORT, form, "Save", typed)
    assert "The same is recorded for C-0002 (CD)" in read(item)
    record = await play.press(SUPPORT, item, "Back to the sitting")
    assert "2 of 3 recorded" in read(record)


async def test_who_stands_in_for_the_manager_says_who_the_siblings_are(sussex: Play) -> None:
    form = await sussex.press(EAST, await sussex.say(EAST, "away"), "I am going")
    days = {"starts": "2026-01-20", "until": "2026-01-23"}
    await sussex.press(EAST, form, "Save", {**days, "deputy": WEST.oid})
    form = await sussex.press(WEST, await sussex.say(WEST, "child C-0001"), "Siblings")
    assert "Siblings in care of C-0001 (AB): C-0002 (CD)." in read(
        await sussex.press(WEST, form, "Save", {"siblings": "C-0002"})
    )
    async with sussex.bot.house.store.read() as work:
        (entry,) = await history.of(work, "siblings", "C-0001")
    assert entry.by_name == "Will West, deputising for Erin East"
