"""What is coming for somebody, why, and by which roads it reaches them: the use cases behind the reminders' cards."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from permanence import policy as policies
from permanence.people.person import BUSINESS_SUPPORT
from permanence.refusals import NotAllowed, NotFound
from permanence.subject import Subject
from storage import actions, reminders
from tests.afternoon import afternoon, press
from tests.cast import EAST, SUPPORT, WEST, WORKER, staff, take_into_care
from tests.conftest import Clock
from usecases.house import House
from usecases.reminders.explain_line import explain_line
from usecases.reminders.list_reminders import list_reminders
from usecases.reminders.open_matters import ladder, open_matters
from usecases.reminders.plan_reminders import due_by_recipient
from usecases.reminders.show_digest import show_digest

MONDAY = date(2026, 1, 5)
SIX_WEEKS = timedelta(weeks=6)


async def plan(house: House, clock: Clock, recipient: str) -> str:
    """This recipient's digest as a morning plans it; its subject."""
    day = clock.now.date()
    steps = (await due_by_recipient(house, clock(), day))[recipient]
    subject = f"{recipient}:{day}"
    async with house.store.change() as work:
        assert await reminders.add(work, steps, f"digest:{subject}", clock()) == len(steps)
    return subject


async def test_an_action_is_its_owner_s_to_hear_of_and_names_what_holds_it_up(house: House, clock: Clock) -> None:
    when = await afternoon(house.store)
    clock.now = datetime(2026, 3, 18, 9, tzinfo=clock.now.tzinfo)
    async with house.store.change() as work:
        await actions.add(
            work, press(SUPPORT, "one"), "C-0003", when.sitting, "Ring *home*", WORKER.oid, date(2026, 3, 20)
        )
    mine = await list_reminders(house, WORKER.oid, clock())
    assert [(line.matter.name, line.matter.standing, line.matter.card) for line in mine.lines] == [
        ("Ring *home*", "Due in 2 working days", "action:1")
    ]
    subject = await plan(house, clock, WORKER.oid)
    async with house.store.read() as work:
        digest = await show_digest(house, work, Subject("digest", subject), clock())
    assert [line.matter.origin for line in digest.lines] == ["action 1 of the panel"]


async def test_a_digest_nobody_knows_is_refused(house: House, clock: Clock) -> None:
    async with house.store.read() as work:
        with pytest.raises(NotFound):
            await show_digest(house, work, Subject("digest", "no such"), clock())
    with pytest.raises(NotFound):
        await explain_line(house, 99, "digest:no such", clock())


async def test_somebody_without_a_role_is_told_which_is_missing(house: House, clock: Clock) -> None:
    with pytest.raises(NotAllowed, match="not in the people file"):
        await list_reminders(house, "oid-nobody", clock())


async def test_one_line_stands_for_all_that_ask_for_the_same_by_the_same_day(house: House, clock: Clock) -> None:
    await staff(house)
    await take_into_care(house, "C-1001", "East", MONDAY - SIX_WEEKS)
    async with house.store.read() as work:
        found = await open_matters(house, work, clock())
    assert [matter.occasion for matter in found] == ["panel:C-1001:2026-01-05"]
    assert len({matter.occasion for matter in found}) == len(found)


async def test_the_ladder_is_the_procedure_s_own(house: House) -> None:
    assert [(rung.working_days, rung.to) for rung in ladder(house.policy)] == [
        (-5, "team_manager"),
        (0, "team_manager"),
        (1, "team_manager"),
        (5, "team_manager"),
        (10, "service_manager"),
    ]


async def test_of_a_child_between_managers_nothing_is_lost(house: House, clock: Clock) -> None:
    await staff(house, SUPPORT, WEST)
    await take_into_care(house, "C-1001", "East", MONDAY - SIX_WEEKS)
    assert set(await due_by_recipient(house, clock(), MONDAY)) == {BUSINESS_SUPPORT}
    await staff(house, EAST)
    assert set(await due_by_recipient(house, clock(), MONDAY)) == {EAST.oid}


@pytest.mark.parametrize("name", policies.names())
def test_every_procedure_has_a_ladder_that_ends_with_somebody_above(name: str) -> None:
    steps = ladder(policies.load(name))
    assert {rung.to for rung in steps} >= {"team_manager", "service_manager"}
    assert [rung.working_days for rung in steps] == sorted(rung.working_days for rung in steps)
