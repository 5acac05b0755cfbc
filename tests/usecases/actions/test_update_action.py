"""Actions through their use case: changed once, told in the channel, kept whole in the history."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from sqlalchemy import select

from permanence.panel.action_changes import (
    AgreeLater,
    AskLater,
    Block,
    Change,
    Complete,
    Progress,
    Reassign,
    RefuseLater,
    Reopen,
    Unblock,
)
from permanence.panel.sitting import CLOSED
from permanence.people.person import Person
from permanence.refusals import Incomplete, NotAllowed
from storage import actions, history, people
from storage.tables import outbox
from tests.afternoon import FRIDAY, afternoon, press
from tests.cast import CHAIR, EAST, SUPPORT, VIEWER, WEST, WORKER
from usecases.actions.list_actions import ListAsked, list_actions
from usecases.actions.show_later_date import show_later_date
from usecases.actions.update_action import UpdateAction, Updated, update_action
from usecases.house import House


@pytest.fixture
async def action(house: House) -> int:
    """One action for a child of East, owned by the team's social worker, due on Thursday 19 March."""
    when = await afternoon(house.store, state=CLOSED)
    async with house.store.change() as work:
        due = date(2026, 3, 19)
        return await actions.add(work, press(SUPPORT, "add"), "C-0001", when.sitting, "Ring *home*", WORKER.oid, due)


async def change(
    house: House, action: int, seen: int, what: Change, by: Person = EAST, key: str = "", today: date = FRIDAY
) -> Updated:
    key = key or f"{by.oid} {seen} {what}"
    return await update_action(house, UpdateAction(action, seen, what, press(by, key, on=today)))


async def told(house: House, kind: str) -> list[str]:
    async with house.store.read() as work:
        rows = await work.conn.execute(select(outbox.c.key).where(outbox.c.kind == kind).order_by(outbox.c.id))
        return [row.key for row in rows]


async def test_a_note_changes_the_card_and_says_who_and_when(house: House, action: int) -> None:
    view = (await change(house, action, 1, Progress("Rang twice"))).view
    assert view.line == "Fri 13 March 2026, 17:00: Erin East noted: Rang twice."
    assert (view.line_of.state, view.line_of.version, view.earlier) == ("open", 2, 0)
    assert await told(house, "action") == [f"action:{action}:v2"]


async def test_one_press_delivered_three_times_changes_nothing_more_and_is_answered_alike(
    house: House, action: int
) -> None:
    answers = [(await change(house, action, 1, Complete(), key="once")).view for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0].line_of.version == 2
    assert len(await told(house, "action")) == 1
    async with house.store.read() as work:
        assert len(await history.of(work, "action", action)) == 1


async def test_somebody_too_late_is_shown_who_was_first_and_when(house: House, action: int) -> None:
    await change(house, action, 1, Complete(), by=WORKER)
    late = await change(house, action, 1, Block("No answer"))
    assert late.stale
    assert late.view.line == (
        "This changed while you were looking at it. Fri 13 March 2026, 17:00: Wren Worker marked it done."
    )
    assert late.view.line_of.state == "done"


async def test_two_people_finishing_and_blocking_at_once_do_one_of_the_two(house: House, action: int) -> None:
    both = await asyncio.gather(
        change(house, action, 1, Complete(), by=WORKER), change(house, action, 1, Block("No answer"), by=EAST)
    )
    assert sorted(updated.stale for updated in both) == [False, True]
    async with house.store.read() as work:
        kept = await actions.find(work, action)
        entries = await history.of(work, "action", action)
    assert kept is not None
    assert kept.version == 2
    assert [entry.verb for entry in entries] == ["complete_action" if kept.state == "done" else "block_action"]
    assert len(await told(house, "action")) == 1


@pytest.mark.parametrize("person", [WEST, VIEWER])
async def test_who_has_no_right_changes_nothing(house: House, action: int, person: Person) -> None:
    with pytest.raises(NotAllowed):
        await change(house, action, 1, Complete(), by=person)
    assert await told(house, "action") == []


async def test_somebody_not_in_the_people_file_is_refused(house: House, action: int) -> None:
    stranger = Person("oid-stranger", "Stranger", frozenset({"team_manager"}), frozenset({"East"}))
    with pytest.raises(NotAllowed, match="not in the people file"):
        await change(house, action, 1, Complete(), by=stranger)


async def test_the_chair_is_asked_for_a_later_date_and_agrees(house: House, action: int) -> None:
    asked = (await change(house, action, 1, AskLater(date(2026, 3, 28), "School is shut"), by=WORKER)).view
    assert asked.line.endswith(
        "asked for Sat 28 March 2026: School is shut. It is not a working day; the last one before it is "
        "Fri 27 March 2026."
    )
    assert (asked.line_of.due, asked.line_of.asked) == (date(2026, 3, 19), date(2026, 3, 28))
    async with house.store.read() as work:
        card = await show_later_date(house, work, action, 2, FRIDAY)
    assert (card.by, card.reason, card.was, card.ended) == ("Wren Worker", "School is shut", date(2026, 3, 19), None)
    assert [name for name, _ in card.chairs] == ["Chris Chair"]
    agreed = (await change(house, action, 2, AgreeLater(), by=CHAIR)).view
    assert (agreed.line_of.due, agreed.line_of.asked) == (date(2026, 3, 28), None)
    async with house.store.read() as work:
        ended = (await show_later_date(house, work, action, 2, FRIDAY)).ended
    assert ended is not None
    assert (ended.by, ended.verb) == ("Chris Chair", "agree_later_date")
    assert await told(house, "later_date") == [f"later_date:{action}-2:v2", f"later_date:{action}-2:v3"]


async def test_a_second_asking_is_a_card_of_its_own(house: House, action: int) -> None:
    await change(house, action, 1, AskLater(date(2026, 3, 27), "a"), by=WORKER)
    await change(house, action, 2, RefuseLater("Keep to it"), by=CHAIR)
    await change(house, action, 3, AskLater(date(2026, 3, 27), "b"), by=WORKER)
    assert await told(house, "later_date") == [
        f"later_date:{action}-2:v2",
        f"later_date:{action}-2:v3",
        f"later_date:{action}-4:v4",
    ]


async def test_a_card_that_asks_the_chair_keeps_up_with_the_action(house: House, action: int) -> None:
    await change(house, action, 1, AskLater(date(2026, 3, 27), "a"), by=WORKER)
    await change(house, action, 2, Progress("Rang"), by=WORKER)
    await change(house, action, 3, Complete(), by=WORKER)
    assert (await told(house, "later_date"))[-1] == f"later_date:{action}-2:v4"
    async with house.store.read() as work:
        ended = (await show_later_date(house, work, action, 2, FRIDAY)).ended
    assert ended is not None
    assert ended.verb == "complete_action"


async def test_an_action_is_handed_over_and_says_from_whom_to_whom(house: House, action: int) -> None:
    view = (await change(house, action, 1, Reassign(EAST.oid, ""))).view
    assert view.line_of.owner == "Erin East"
    assert view.line.endswith("Erin East handed it from Wren Worker to Erin East.")
    with pytest.raises(Incomplete, match="Choose who"):
        await change(house, action, 2, Reassign("oid-nobody", ""))


async def test_the_history_holds_every_change_and_an_owner_gone_keeps_their_name(house: House, action: int) -> None:
    steps: list[tuple[Change, Person]] = [
        (Progress("Rang"), WORKER),
        (Block("No answer"), WORKER),
        (Unblock(), EAST),
        (AskLater(date(2026, 3, 27), "Shut"), WORKER),
        (AgreeLater(), CHAIR),
        (Complete(), WORKER),
        (Reopen("Wrong school"), SUPPORT),
        (Reassign(EAST.oid, ""), SUPPORT),
    ]
    for seen, (step, person) in enumerate(steps, 1):
        view = (await change(house, action, seen, step, by=person)).view
    assert (len(view.told), view.earlier) == (4, 4)
    async with house.store.change() as work:
        await people.retire(work, EAST.oid)
    async with house.store.read() as work:
        assert [entry.verb for entry in await history.of(work, "action", action)] == [step.verb for step, _ in steps]
    listed = await list_actions(house, ListAsked(CHAIR.oid, FRIDAY))
    assert [line.owner for line in listed.actions] == ["Erin East"]


async def test_my_actions_are_my_own_and_my_teams_overdue_first(house: House, action: int) -> None:
    async with house.store.change() as work:
        for ref, owner, due in (("C-0003", WORKER, date(2026, 3, 13)), ("C-0003", WEST, date(2026, 3, 30))):
            await actions.add(work, press(SUPPORT, "add"), ref, 1, f"For {owner.name}", owner.oid, due)
    today = date(2026, 3, 18)
    mine = await list_actions(house, ListAsked(WORKER.oid, today))
    assert [(line.text, line.overdue) for line in mine.actions] == [("For Wren Worker", 3), ("Ring *home*", None)]
    assert [line.child for line in (await list_actions(house, ListAsked(EAST.oid, today))).actions] == ["C-0001 (AB)"]
    assert (await list_actions(house, ListAsked(WEST.oid, today))).total == 2
    assert (await list_actions(house, ListAsked(CHAIR.oid, today))).total == 3
    assert (await list_actions(house, ListAsked(VIEWER.oid, today))).total == 0


async def test_a_long_list_is_paged_and_a_page_past_the_end_is_the_last(house: House, action: int) -> None:
    async with house.store.change() as work:
        for number in range(14):
            await actions.add(work, press(SUPPORT, "add"), "C-0001", 1, f"No {number}", EAST.oid, date(2026, 4, 1))
    first = await list_actions(house, ListAsked(EAST.oid, FRIDAY))
    last = await list_actions(house, ListAsked(EAST.oid, FRIDAY, page=99))
    assert (first.pages, first.total, len(first.actions)) == (3, 15, 6)
    assert (last.page, len(last.actions), last.back) == (2, 3, "mine:2")


async def test_a_childs_actions_list_the_done_ones_last_and_are_not_for_another_team(house: House, action: int) -> None:
    async with house.store.change() as work:
        again = await actions.add(work, press(SUPPORT, "x"), "C-0001", 1, "Later", EAST.oid, date(2026, 4, 1))
    await change(house, action, 1, Complete())
    listed = await list_actions(house, ListAsked(VIEWER.oid, FRIDAY, child="c-0001"))
    assert [line.id for line in listed.actions] == [again, action]
    with pytest.raises(NotAllowed):
        await list_actions(house, ListAsked(WEST.oid, FRIDAY, child="C-0001"))


async def test_actions_of_children_are_found_for_the_agenda_while_they_are_open(house: House, action: int) -> None:
    async with house.store.read() as work:
        assert [a.id for a in (await actions.open_for(work, ["C-0001", "C-0002"]))["C-0001"]] == [action]
    await change(house, action, 1, Complete())
    async with house.store.read() as work:
        assert await actions.open_for(work, ["C-0001", "C-0002"]) == {}
