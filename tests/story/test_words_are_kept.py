"""Whatever is typed into a form of a council at work is kept: it is in the record, or it stands on the answer."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Clock
from tests.dump import dump
from tests.loopback.shown import _verb
from tests.story.choosing import Chooser, Form, Rehearsal
from tests.story.conftest import Council
from tests.story.test_every_choice import rehearsed, set_up
from tests.story.test_panel_week import SITTING_DAY, invitations, manager_of, the_sitting_is_recorded

SAID = ("agenda", "sitting", "record", "my actions", "reminders", "away", "due")
OF_CHILD = ("child", "meeting", "steps", "refer", "actions")
AT_A_MEETING = {"agree_meeting_action", "call_off_meeting", "hold_meeting", "update_meeting_record"}
AT_A_PANEL = {
    "agree_action",
    "ask_later_date",
    "block_action",
    "decline_invitation",
    "defer_item",
    "progress_action",
    "record_attendance",
    "record_recommendation",
    "record_step",
}
Lost = tuple[set[str], list[tuple[str, ...]]]
NUMBERS = itertools.count(1000)


@pytest.fixture
async def council(
    tmp_path: Path, clock: Clock, empty_sqlite: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Council]:
    async with rehearsed(tmp_path, clock, empty_sqlite, getattr(request, "param", "bcp-2023")) as council:
        yield council


def is_box(one: dict[str, Any]) -> bool:
    """Whether words may be written into an input, rather than a time, a number or a place on a list."""
    return one["type"] == "Input.Text" and bool(one.get("isMultiline") or one.get("maxLength", 1000) >= 100)


def written(form: Form, chooser: Chooser) -> dict[str, str]:
    """The form filled in, with words of their own in every box."""
    _, _, inputs = form
    words = {one["id"]: f"zebra{next(NUMBERS)} was said" for one in inputs if is_box(one)}
    return {**chooser.filled(inputs), **words}


async def chooser_of(council: Council, child: str, name: str) -> Chooser:
    """Somebody who has seen every form they can come to."""
    posted = [card for card in council.world.shown() if card.thread == card.activity_id]
    chooser = Chooser(council.person(name), council.clock().date(), is_box)
    for words in (*(f"{word} {child}" for word in OF_CHILD), *SAID):
        await chooser.look_behind((await chooser.who.says(words)).card)
    for card in posted:
        await chooser.look_behind(card)
    await council.settled()
    return chooser


def is_lost(typed: dict[str, str], kept: str) -> bool:
    return not all(words.split()[0] in kept for words in typed.values() if words.startswith("zebra"))


async def lost_twice(council: Council, child: str, *names: str) -> Lost:
    """The same of forms that are sent in earnest, one after another and each twice, with other words."""
    reached: set[str] = set()
    found: list[tuple[str, ...]] = []
    for name in (*names, *names):  # once more, because what was done offers what was not offered before
        chooser = await chooser_of(council, child, name)
        for form, turn in itertools.product(chooser.forms.values(), ("first", "again")):
            typed = written(form, chooser)
            answer = await chooser.press(form[0], form[1], typed)
            reached.add(str(_verb(form[1])))
            if is_lost(typed, answer.words + repr(await dump(council.house.store))):
                found.append((turn, name, str(_verb(form[1])), answer.words[:300]))
        await council.settled()
    return reached, found


async def lost(council: Council, child: str, *names: str) -> Lost:
    """The verbs whose forms were filled in, and each that lost what was typed: as it went, the verb, the answer."""
    store = council.house.store
    assert isinstance(store, Rehearsal)
    reached: set[str] = set()
    found: list[tuple[str, ...]] = []
    for name in names:
        chooser = await chooser_of(council, child, name)
        for form, overtaken in itertools.product(chooser.forms.values(), (False, True)):
            typed = written(form, chooser)
            store.trying, store.overtaken, store.held = True, overtaken, ""
            answer = await chooser.press(form[0], form[1], typed)
            store.trying = store.overtaken = False
            verb = str(_verb(form[1]))
            reached.add(verb)
            if is_lost(typed, answer.words + store.held):
                found.append(("overtaken" if overtaken else "in time", name, verb, answer.words[:300]))
    return reached, found


@pytest.mark.long
async def test_words_typed_into_a_form_of_the_panel_are_in_the_record_or_on_the_answer(council: Council) -> None:
    joanne, child = council.person("Joanne Pike"), await set_up(council)
    draft = (await joanne.says("agenda")).card
    reached, found = await lost(council, child, "Joanne Pike")
    await joanne.presses(draft, "publish_agenda")
    await council.settled()
    declining = invitations(council)[-1]
    form = (await manager_of(council, declining).presses(declining, "show_decline_form")).card
    await manager_of(council, declining).presses(form, "decline_invitation", {"reason": "On leave"})
    await council.settled()
    for stage in ("invited", "at the panel", "after it"):
        if stage == "at the panel":
            council.clock.now = SITTING_DAY
        if stage == "after it":
            await the_sitting_is_recorded(council)
        manager = manager_of(council, invitations(council)[0])
        more, wrong = await lost(council, child, "Joanne Pike", "Priya Nair", "Ruth Bennett", manager.name)
        reached, found = reached | more, found + wrong
    await council.morning()
    await council.settled()
    more, wrong = await lost_twice(council, child, "Joanne Pike", "Priya Nair", "Ruth Bennett", manager.name)
    reached, found = reached | more, found + wrong
    assert found == []
    assert reached >= AT_A_PANEL


@pytest.mark.long
@pytest.mark.parametrize("council", ["permanence-guidance-2024"], indirect=True)
async def test_words_typed_into_a_form_of_a_meeting_are_in_the_record_or_on_the_answer(council: Council) -> None:
    child, amy = await set_up(council), council.person("Amy Sinclair")
    form = (await amy.presses((await amy.says(f"meeting {child}")).card, "open_schedule_meeting")).card
    await amy.presses(form, "schedule_meeting", {"on": "2026-03-02"})
    await council.settled()
    reached, found = await lost(council, child, "Priya Nair", "Amy Sinclair")
    more, wrong = await lost_twice(council, child, "Priya Nair", "Amy Sinclair")
    reached, found = reached | more, found + wrong
    assert found == []
    assert reached >= AT_A_MEETING
