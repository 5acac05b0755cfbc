"""How many presses the jobs of a day take, counted on the real cards; `docs/calm.md` says the same.

A press is a button; a day or a choice of one from a closed list is two, to open it and to choose; each tick is one.
What is typed is none.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.engine.messages import Card
from permanence.panel.sitting import ACCEPTED
from permanence.people.person import Person
from storage.panel import invitations
from tests.afternoon import AFTER, afternoon, press
from tests.bot.recording.test_afternoon import agreed, close_all
from tests.cards.strictness import inputs
from tests.cast import CHAIR, EAST, SUPPORT, WEST, WORKER, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.reminders.plan_reminders import plan_reminders

PAGE = Path(__file__).parent.parent.parent.parent / "docs" / "calm.md"
GOOD = {"text": "Go on with the plan.", "reason": "It is on time."}
on_one = pytest.mark.parametrize("store", ["sqlite"], indirect=True)  # a press is a press on any database


@dataclass
class Counted:
    """Somebody at work, and their presses so far."""

    play: Play
    who: Person
    presses: int = 0

    async def press(self, card: Card, title: str, typed: Mapping[str, str] | None = None) -> Card:
        """What comes back from a button, with what was filled in before it."""
        shown = {node["id"]: node for node in inputs(card)}
        self.presses += 1 + sum(touched(shown[name], value) for name, value in (typed or {}).items())
        return await self.play.press(self.who, card, title, typed)


def touched(node: Mapping[str, str], value: str) -> int:
    """Presses to bring an input to a value."""
    before = str(node.get("value", ""))
    if node["type"] == "Input.Text" or value == before:
        return 0
    if node.get("isMultiSelect"):
        return len(set(filter(None, value.split(","))) ^ set(filter(None, before.split(","))))
    return 2


async def just_over(house: House, clock: Clock) -> Play:
    """Thursday afternoon, the sitting just over; both managers said that they come."""
    panel = await afternoon(house.store)
    async with house.store.change() as work:
        for one in await invitations.of(work, panel.sitting):
            await invitations.answer(work, press(SUPPORT, one.manager), one.id, one.version, ACCEPTED)
    clock.now = AFTER
    return await open_play(house, clock)


async def invited(house: House, clock: Clock) -> Play:
    """Friday, the agenda just published: two children of East, one of West, each with two lines to prepare."""
    clock.now = datetime(2026, 1, 2, 9, tzinfo=UTC)
    await staff(house)
    for ref, team, weeks in (("C-1001", "East", 9), ("C-1002", "West", 8), ("C-1003", "East", 7)):
        await take_into_care(house, ref, team, date(2026, 1, 5) - timedelta(weeks=weeks))
    play = await open_play(house, clock)
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    return play


async def own_list(play: Play, clock: Clock, at: datetime, who: Person) -> Card:
    clock.now = at
    await plan_reminders(play.bot.house, at)
    await play.post_all()
    return await play.my_list(who)


async def accept(house: House, clock: Clock) -> int:
    play = await invited(house, clock)
    at = Counted(play, EAST)
    assert "accepted by Erin East" in read(await at.press(play.shown("Invitation to", "Erin East"), "Accept"))
    return at.presses


async def accept_from_the_list(house: House, clock: Clock) -> int:
    play = await invited(house, clock)
    mine = await own_list(play, clock, datetime(2026, 1, 6, 9, tzinfo=UTC), EAST)
    at = Counted(play, EAST)
    assert "accepted" in read(await at.press(mine, "Accept"))
    return at.presses


async def done_with_a_note(house: House, clock: Clock) -> int:
    play = await just_over(house, clock)
    at = Counted(play, WORKER)
    form = await at.press(await agreed(play), "Add a note")
    said = read(await at.press(form, "Save it, and mark it done", {"text": "The report is filed."}))
    assert "noted: The report is filed." in said
    assert "marked it done" in said
    return at.presses


async def done_with_a_note_from_the_list(house: House, clock: Clock) -> int:
    play = await just_over(house, clock)
    await agreed(play)
    mine = await own_list(play, clock, datetime(2026, 3, 19, 9, tzinfo=UTC), WORKER)
    at = Counted(play, WORKER)
    said = read(await at.press(await at.press(mine, "Done"), "Done", {"note": "The report is filed."}))
    assert "marked it done" in said
    return at.presses


async def a_child_with_two_actions(house: House, clock: Clock) -> int:
    play = await just_over(house, clock)
    record, at = await play.say(SUPPORT, "record"), Counted(play, SUPPORT)
    typed = {**GOOD, "action_1": "Ask the school.", "due_1": "2026-03-19", "action_2": "Book the visit."}
    said = read(await at.press(await at.press(record, "Record"), "Save", typed))
    assert said.count("Agreed: ") == 2
    return at.presses


async def a_child_with_two_actions_one_by_one(house: House, clock: Clock) -> int:
    """As it was done before, and still can be."""
    play = await just_over(house, clock)
    record, at = await play.say(SUPPORT, "record"), Counted(play, SUPPORT)
    form = await at.press(await at.press(record, "Open"), "Record with differing views")
    item = await at.press(form, "Save the recommendation", GOOD)
    for what in ("Ask the school.", "Book the visit."):
        form = await at.press(item, "Agree an action")
        item = await at.press(form, "Agree the action", {"text": what, "owner": EAST.oid, "due": "2026-03-19"})
    return at.presses


async def attendance(house: House, clock: Clock) -> int:
    play = await just_over(house, clock)
    at = Counted(play, CHAIR)
    form = await at.press(await play.say(CHAIR, "record"), "Attendance")
    said = read(await at.press(form, "Save the attendance"))
    assert f"{EAST.name}, " in said
    assert f", {WEST.name}." in said
    return at.presses


async def all_prepared(house: House, clock: Clock) -> int:
    play = await invited(house, clock)
    at = Counted(play, EAST)
    form = await at.press(play.shown("Invitation to", "Erin East"), "Mark what is ready")
    assert "Not ready" not in read(await at.press(form, "All ready"))
    return at.presses


async def each_prepared(house: House, clock: Clock) -> int:
    play = await invited(house, clock)
    at = Counted(play, EAST)
    form = await at.press(play.shown("Invitation to", "Erin East"), "Mark what is ready")
    ticks = {node["id"]: ",".join(one["value"] for one in node["choices"]) for node in inputs(form)}
    assert "Not ready" not in read(await at.press(form, "Save", ticks))
    return at.presses


async def all_uploaded(house: House, clock: Clock) -> int:
    play = await just_over(house, clock)
    await close_all(play)
    clock.move(days=1)
    at = Counted(play, SUPPORT)
    form = await at.press(play.shown("Summary of the panel"), "Confirm uploads")
    assert "No upload is waiting here." in read(await at.press(form, "All uploaded"))
    return at.presses


async def each_uploaded(house: House, clock: Clock) -> int:
    play = await just_over(house, clock)
    await close_all(play)
    clock.move(days=1)
    at = Counted(play, SUPPORT)
    form = await at.press(play.shown("Summary of the panel"), "Confirm uploads")
    after = await at.press(form, "Confirm", {"children": "C-0001,C-0002,C-0003"})
    assert "No upload is waiting here." in read(after)
    return at.presses


Job = Callable[[House, Clock], Awaitable[int]]
GOALS: Mapping[str, tuple[Job, int]] = {
    "Accept an invitation": (accept, 1),
    "Accept it, from the list": (accept_from_the_list, 1),
    "An action done, with a note": (done_with_a_note, 2),
    "An action done, with a note, from the list": (done_with_a_note_from_the_list, 2),
    "A child with a recommendation and two actions": (a_child_with_two_actions, 4),
    "Attendance of nine": (attendance, 2),
    "Two children prepared, two lines each": (all_prepared, 2),
    "Three uploads": (all_uploaded, 2),
}
BEFORE: Mapping[str, tuple[Job, int]] = {
    "A child with a recommendation and two actions": (a_child_with_two_actions_one_by_one, 15),
    "Two children prepared, two lines each": (each_prepared, 6),
    "Three uploads": (each_uploaded, 5),
}


def row(job: str) -> list[str]:
    [line] = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {job} |")]
    return [cell.strip() for cell in line.strip("|").split("|")]


@on_one
@pytest.mark.parametrize("job", GOALS)
async def test_a_job_takes_as_many_presses_as_the_page_says_and_no_more_than_the_goal(
    job: str, house: House, clock: Clock
) -> None:
    play, goal = GOALS[job]
    presses = await play(house, clock)
    assert presses <= goal
    assert row(job)[2] == str(presses)


@on_one
@pytest.mark.parametrize("job", BEFORE)
async def test_the_way_of_before_takes_as_many_as_the_page_says(job: str, house: House, clock: Clock) -> None:
    play, presses = BEFORE[job]
    assert await play(house, clock) == presses
    assert row(job)[1] == str(presses)
