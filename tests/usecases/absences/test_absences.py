"""What an absence does beyond the panel: reminders, rights, how it is signed, and two who enter one at once."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from permanence.mornings import LONDON
from permanence.panel.action_changes import Progress
from permanence.people.person import Person
from permanence.people.rights import SEE_CHILDREN
from permanence.refusals import Incomplete, NotAllowed
from permanence.subject import Subject
from storage import absences, actions, history, people
from storage.panel import items
from storage.store import Press
from tests.afternoon import Afternoon, add_child, afternoon, press
from tests.cast import CHAIR, EAST, SUPPORT, WEST, WORKER
from usecases.absences.end_absence import EndAbsence, end_absence
from usecases.absences.enter_absence import EnterAbsence, enter_absence
from usecases.actions.list_actions import ListAsked, list_actions
from usecases.actions.update_action import UpdateAction, update_action
from usecases.children.who_is_due import DueAsked, who_is_due
from usecases.house import House
from usecases.reminders.list_reminders import list_reminders
from usecases.reminders.plan_reminders import due_by_recipient
from usecases.reminders.show_digest import show_digest
from usecases.visible_teams import visible_teams_of

OF_THE_PEOPLE_FILE = {
    "show_invitation",
    "take_back_meeting",
    "tell_action",
}  # whose open actions an action review's item is about
TUESDAY = date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
FRIDAY = date(2026, 3, 20)


@pytest.fixture
async def sitting(house: House) -> Afternoon:
    return await afternoon(house.store)


async def away(house: House, who: Person, deputy: Person, key: str = "away", by: Person = SUPPORT) -> None:
    await enter_absence(house, EnterAbsence(who.oid, TUESDAY, FRIDAY, deputy.oid, press(by, f"{key} {who.oid}", NOON)))


async def action_of(house: House, owner: Person, child: str = "C-0001") -> int:
    async with house.store.change() as work:
        agreed = press(CHAIR, f"agree {owner.oid}", NOON)
        return await actions.add(work, agreed, child, None, "Ask the school.", owner.oid, date(2026, 3, 6))


async def test_what_the_manager_would_hear_the_deputy_hears(house: House, sitting: Afternoon) -> None:
    before = set(await due_by_recipient(house, NOON, TUESDAY))
    assert EAST.oid in before
    await away(house, EAST, CHAIR)
    found = await due_by_recipient(house, NOON, TUESDAY)
    assert EAST.oid not in found
    assert {step.matter.team for step in found[CHAIR.oid]} >= {"East"}
    theirs = await list_reminders(house, CHAIR.oid, NOON)
    assert any(line.matter.child.startswith("C-0001") for line in theirs.lines)


async def test_an_action_stays_its_owners_and_says_whom_to_ask(house: House, sitting: Afternoon) -> None:
    number = await action_of(house, WORKER)
    await away(house, WORKER, EAST)
    found = await due_by_recipient(house, NOON, TUESDAY)
    notes = [step.matter.note for step in found[WORKER.oid] if step.matter.what == "action"]
    assert notes == ["Its owner is away until 20 March 2026, deputy Erin East"]
    shown = await list_actions(house, ListAsked(EAST.oid, TUESDAY))
    assert [(line.id, line.away) for line in shown.actions] == [(number, "away until 20 March 2026, deputy Erin East")]
    later = await list_actions(house, ListAsked(EAST.oid, date(2026, 3, 21)))
    assert [line.away for line in later.actions] == [""]


async def test_a_digest_of_somebody_away_is_for_the_deputy_too(house: House, sitting: Afternoon) -> None:
    await away(house, EAST, WEST)
    async with house.store.read() as work:
        theirs = await show_digest(house, work, Subject("digest", f"{EAST.oid}:2026-03-10"), NOON)
        assert [name for name, _ in theirs.people] == ["Erin East", "Will West"]
        assert theirs.away == "Erin East is away until 20 March 2026, deputy Will West."
        deputys = await show_digest(house, work, Subject("digest", f"{WEST.oid}:2026-03-10"), NOON)
        assert (deputys.people[0][0], deputys.away) == ("Will West", "Standing in for Erin East.")


async def test_a_deputy_acts_for_the_team_while_it_lasts_and_the_history_says_for_whom(
    house: House, sitting: Afternoon
) -> None:
    number = await action_of(house, WORKER)
    note = UpdateAction(number, 1, Progress("Rang the school."), press(WEST, "note", NOON, on=TUESDAY))
    with pytest.raises(NotAllowed):
        await update_action(house, note)
    await away(house, EAST, WEST)
    again = UpdateAction(number, 1, Progress("Rang the school."), press(WEST, "note 2", NOON, on=TUESDAY))
    updated = await update_action(house, again)
    assert "Will West, deputising for Erin East noted" in updated.view.line
    async with house.store.read() as work:
        assert [e.by_oid for e in await history.of(work, "action", number)] == [WEST.oid]
        assert (await visible_teams_of(house, work, WEST.oid, SEE_CHILDREN, TUESDAY)).has("East")
        assert not (await visible_teams_of(house, work, WEST.oid, SEE_CHILDREN, date(2026, 3, 21))).has("East")
    late = press(WEST, "late", datetime(2026, 3, 21, 12, tzinfo=UTC))
    with pytest.raises(NotAllowed):
        await update_action(house, UpdateAction(number, 2, Progress("Again."), late))


async def test_the_list_of_who_is_due_names_the_deputy_and_is_found_by_either(house: House, sitting: Afternoon) -> None:
    async with house.store.change() as work:
        await add_child(work, "C-0009", "XY", "East")
    await away(house, EAST, WEST)
    shown = await who_is_due(house, DueAsked(SUPPORT.oid, TUESDAY))
    assert [words for words, _ in shown.managers] == ["Will West (East, West)"]
    for name in ("erin", "will"):
        found = await who_is_due(house, DueAsked(SUPPORT.oid, TUESDAY, words=name))
        assert "C-0009" in {line.ref for line in found.lines}


async def test_two_who_enter_one_persons_absence_at_once_enter_one(house: House, sitting: Afternoon) -> None:
    async def enter(key: str, who: Person, deputy: Person) -> object:
        try:
            return await away(house, who, deputy, key)
        except Incomplete as no:
            return no.sentence

    said = await asyncio.gather(*(enter(f"at once {number}", EAST, WEST) for number in range(4)))
    assert sorted(one is None for one in said) == [False, False, False, True]
    async with house.store.read() as work:
        assert len(await absences.since(work, TUESDAY)) == 1


async def test_two_who_choose_each_other_at_once_are_not_both_away(house: House, sitting: Afternoon) -> None:
    both = (away(house, EAST, WEST, "one"), away(house, WEST, EAST, "other"))
    said = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(one) for one in said if one is not None) == [Incomplete]
    async with house.store.read() as work:
        assert len(await absences.since(work, TUESDAY)) == 1


async def test_after_any_absences_entered_and_ended_every_item_has_its_manager_or_who_stands_in(
    house: House, sitting: Afternoon
) -> None:
    async def whole() -> None:
        async with house.store.read() as work:
            cast = {person.oid: person for person in await people.on_day(work, date(2026, 3, 12))}
            listed = await items.of(work, sitting.sitting)
            assert len(listed) == 3
            for item in listed:
                own = {"C-0003": WEST.oid}.get(item.child or "", EAST.oid)
                assert item.own_manager == own
                assert item.manager == own or own in {one.oid for one in cast[item.manager].stands_for}

    await away(house, EAST, WEST)
    await whole()
    await away(house, WEST, CHAIR)
    await whole()
    for number in (1, 2):
        ended = EndAbsence(number, 1, Press(f"end {number}", SUPPORT.oid, SUPPORT.name, NOON))
        assert "is there again from today" in (await end_absence(house, ended)).line
        await whole()
    async with house.store.read() as work:
        assert {item.stands_for for item in await items.of(work, sitting.sitting)} == {None}
        assert NOON.astimezone(LONDON).date() == TUESDAY


async def test_an_absence_that_is_over_is_not_ended(house: House, sitting: Afternoon) -> None:
    await away(house, EAST, WEST)
    late = Press("late", SUPPORT.oid, SUPPORT.name, datetime(2026, 3, 23, 9, tzinfo=UTC))
    assert "it is over." in (await end_absence(house, EndAbsence(1, 1, late))).line


def test_who_manages_a_team_is_asked_of_the_people_of_a_day() -> None:
    asks = re.compile(r"[^_]manager_of\(|due_steps|next_steps\(|recipient_of\(|stand_in_of\(")
    sources = {path.stem: path.read_text() for path in (Path(__file__).parents[3] / "usecases").rglob("*.py")}
    asking = {name for name, source in sources.items() if asks.search(source)}
    assert {name for name in asking if "people.on_day(" not in sources[name]} == OF_THE_PEOPLE_FILE
