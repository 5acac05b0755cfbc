"""What is recorded beside a recommendation: where views differed and how that is resolved, and the options."""

from __future__ import annotations

import pytest

from bot.engine.messages import Card
from permanence.panel.sitting import NOTHING_BESIDE, Discussion
from storage import history
from storage.panel import items
from tests.afternoon import AFTER, afternoon
from tests.cards.strictness import buttons, inputs
from tests.cast import SUPPORT
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House

GOOD = {"text": "Go on with the plan.", "reason": "It is on time."}
VIEWS = {"differing_views": "The guardian would *wait*.", "resolution": "They meet on 20 March."}
OPTIONS = {"options": "Stay: settled, far from school. Move: near school, a new start."}


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Thursday afternoon, the sitting just over."""
    await afternoon(house.store)
    clock.now = AFTER
    return await open_play(house, clock)


async def form_of(play: Play) -> Card:
    item = await play.press(SUPPORT, await play.say(SUPPORT, "record"), "Open")
    return await play.press(SUPPORT, item, "Record with differing views")


async def save(play: Play, form: Card, typed: dict[str, str]) -> Card:
    return await play.press(SUPPORT, form, "Save the recommendation", typed)


async def test_a_recommendation_needs_none_of_it(play: Play) -> None:
    said = read(await save(play, await form_of(play), GOOD))
    assert "The panel recommends: Go on with the plan." in said
    assert "differ" not in said
    async with play.bot.house.store.read() as work:
        item = await items.find(work, 1)
    assert item is not None
    assert item.discussion == NOTHING_BESIDE


async def test_differing_views_and_options_are_kept_shown_and_told_in_the_history(play: Play) -> None:
    said = read(await save(play, await form_of(play), {**GOOD, **VIEWS, **OPTIONS}))
    assert "Views differed: The guardian would \\*wait\\*." in said
    assert "To be resolved: They meet on 20 March." in said
    assert "Options, with strengths and risks: Stay: settled, far from school." in said
    async with play.bot.house.store.read() as work:
        [entry] = [one for one in await history.of(work, "item", 1) if one.verb == "record_recommendation"]
        item = await items.find(work, 1)
    assert entry.details["Views differed"] == VIEWS["differing_views"]
    assert item is not None
    assert item.discussion == Discussion(**VIEWS, **OPTIONS)


async def test_views_that_differ_need_a_way_to_resolve_them_and_the_other_way_round(play: Play) -> None:
    form = await form_of(play)
    back = await save(play, form, {**GOOD, "differing_views": VIEWS["differing_views"], **OPTIONS})
    assert "Write how the differing views will be resolved." in read(back)
    kept = {node["id"]: node.get("value") for node in inputs(back)}
    assert kept == {**GOOD, "differing_views": VIEWS["differing_views"], "resolution": None, **OPTIONS}
    other = await save(play, form, {**GOOD, "resolution": VIEWS["resolution"]})
    assert "Write which views differ, or leave out how they will be resolved." in read(other)
    long = await save(play, form, {**GOOD, "options": "x" * 1001})
    assert "This is too long: 1001 characters; at most 1000" in read(long)


async def test_changing_the_recommendation_starts_from_all_that_was_recorded(play: Play) -> None:
    recorded = await save(play, await form_of(play), {**GOOD, **VIEWS, **OPTIONS})
    form = await play.press(SUPPORT, recorded, "Change the recommendation")
    assert {node["id"]: node.get("value") for node in inputs(form)} == {**GOOD, **VIEWS, **OPTIONS}
    after = read(await save(play, form, {"differing_views": "", "resolution": ""}))
    assert "Views differed" not in after
    assert "Options, with strengths and risks" in after


async def test_the_summary_says_it_beside_the_recommendation(play: Play) -> None:
    item = await save(play, await form_of(play), {**GOOD, **VIEWS})
    while any(one["title"].startswith("Next on") for one in buttons(item)):
        form = await play.press(SUPPORT, item, "Next on the agenda")
        item = await play.press(SUPPORT, form, "Save", GOOD)
    await play.press(SUPPORT, await play.press(SUPPORT, item, "Back to the sitting"), "Close the sitting")
    await play.post_all()
    summary = read(play.shown("Summary of the panel"))
    assert "Views differed: The guardian would \\*wait\\*." in summary
    assert summary.count("Views differed") == 1


async def test_a_child_not_heard_has_nothing_beside_it(play: Play) -> None:
    recorded = await save(play, await form_of(play), {**GOOD, **VIEWS})
    form = await play.press(SUPPORT, recorded, "Not heard")
    said = read(await play.press(SUPPORT, form, "Save", {"reason": "It was recorded for the wrong child."}))
    assert "Not heard: It was recorded for the wrong child." in said
    async with play.bot.house.store.read() as work:
        item = await items.find(work, 1)
    assert item is not None
    assert item.discussion == NOTHING_BESIDE
