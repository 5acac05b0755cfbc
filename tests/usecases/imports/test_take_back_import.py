"""An import is taken back whole by an administrator: all in history, and refused once somebody built on it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from permanence import policy as policies
from permanence.panel.sitting import Candidate, Sitting
from permanence.refusals import NotAllowed
from storage import children, history, referrals
from storage.importing import kept_events
from storage.panel import items, sittings
from storage.store import Press
from tests.afternoon import press
from tests.cast import ADMIN, EAST, SUPPORT, WEST, staff
from tests.dump import dump
from tests.records.books import child, workbook
from usecases.children.keep_siblings import KeepSiblings, keep_siblings
from usecases.house import House
from usecases.imports.import_caseload import ImportCaseload, import_caseload
from usecases.imports.list_imports import list_imports
from usecases.imports.take_back_import import TakeBackImport, take_back_import
from usecases.meetings.child_meeting import About
from usecases.meetings.schedule_meeting import ScheduleMeeting, schedule_meeting
from usecases.referrals.raise_referrals import raise_one
from usecases.steps.record_fact import RecordFact, record_fact

DAY, REF = date(2026, 2, 2), "C-1042"
AT = datetime(2026, 2, 2, 10, tzinfo=UTC)
Done = Callable[[House], Awaitable[object]]


def listed(ref: str = REF, **facts: object) -> dict[str, object]:
    return dict(child(child=ref, team="East", reviewed="", visited="", plan="", **facts))


async def imported(house: House, *rows: dict[str, object], key: str = "first") -> int:
    command = ImportCaseload(workbook(*rows), "list.xlsx", DAY, press(SUPPORT, key, AT), confirm=True)
    number = (await import_caseload(house, command)).number
    assert number is not None
    return number


def back(number: int, by: Press | None = None) -> TakeBackImport:
    return TakeBackImport(number, "the wrong export", by or press(ADMIN, f"back {number}", AT), confirm=True)


async def fact(house: House) -> None:
    under = replace(house, policy=policies.load("permanence-guidance-2024"))
    filed = date(2026, 3, 2)
    await record_fact(under, RecordFact(REF, "final_evidence_date_set", DAY, filed, "", press(EAST, "f", AT, on=DAY)))


async def meeting(house: House) -> None:
    under = replace(house, policy=policies.load("dudley-2021"))
    on = date(2026, 2, 9)
    await schedule_meeting(under, ScheduleMeeting(About(REF, "ppm"), 0, on, "14:00", press(EAST, "meet", AT, on=DAY)))


async def siblings(house: House) -> None:
    await keep_siblings(house, KeepSiblings(REF, 0, "C-2", press(EAST, "siblings", AT, on=DAY)))


async def agenda(house: House) -> None:
    async with house.store.change() as work:
        starts, ends = (datetime.combine(date(2026, 2, 12), time(hour), UTC) for hour in (14, 17))
        await sittings.add(
            work, Sitting(0, "permanence", date(2026, 2, 12), starts, ends, "review", None, "BCP-4.1", 20, "draft", 1)
        )
        its = await sittings.on_day(work, "permanence", date(2026, 2, 12))
        assert its is not None
        await items.add(work, its.id, 1, Candidate(REF, REF, "East", EAST.oid, "BCP-3.1", "due", None))


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (fact, "recorded steps and facts of C-1042"),
        (meeting, "planning meetings of C-1042"),
        (siblings, "siblings kept of"),
        (agenda, "places on an agenda of C-1042"),
    ],
)
async def test_what_was_built_on_an_import_is_said_and_keeps_it(house: House, build: Done, words: str) -> None:
    await staff(house)
    number = await imported(house, listed(), listed("C-2"))
    await build(house)
    before = await dump(house.store)
    with pytest.raises(NotAllowed) as refused:
        await take_back_import(house, back(number))
    assert words in refused.value.sentence
    assert "correct these children with a newer extract instead" in refused.value.sentence
    assert await dump(house.store) == before


async def test_only_an_administrator_takes_an_import_back(house: House) -> None:
    await staff(house)
    number = await imported(house, listed())
    for person in (SUPPORT, EAST, WEST):
        with pytest.raises(NotAllowed):
            await take_back_import(house, back(number, press(person, "back", AT)))
    assert (await take_back_import(house, back(number))).leaving == 1


async def test_a_preview_of_taking_back_writes_nothing_and_says_what_would_be(house: House) -> None:
    await staff(house)
    await imported(house, listed())
    number = await imported(house, listed(entered=date(2026, 1, 9), legal_status_since=date(2026, 1, 9)), key="second")
    before = await dump(house.store)
    shown = await take_back_import(house, replace(back(number), confirm=False))
    assert (shown.leaving, shown.restored, shown.withdrawn, shown.returned) == (0, 1, 1, 1)
    assert await dump(house.store) == before


async def test_everything_taken_back_stays_in_history_with_the_reason(house: House) -> None:
    await staff(house)
    number = await imported(house, listed())
    await take_back_import(house, back(number))
    async with house.store.read() as work:
        assert await children.find(work, REF) is None
        assert await children.how_many(work) == 0
        assert await children.teams(work) == []
        kept = await kept_events.of(work, REF)
        told = await history.of(work, "import", number)
        its = await history.of_child(work, REF)
    assert kept
    assert {one.withdrawn_because for one in kept} == {"the wrong export"}
    assert [line.verb for line in told] == ["import_caseload", "take_back_import"]
    assert its[-1].details == {"import": number, "because": "the wrong export"}
    [line] = await list_imports(house, press(SUPPORT, "see", AT))
    assert (line.its.id, line.its.taken_back_because, line.by) == (number, "the wrong export", SUPPORT.name)


async def test_a_child_taken_back_comes_again_as_new(house: House) -> None:
    await staff(house)
    await take_back_import(house, back(await imported(house, listed())))
    again = ImportCaseload(
        workbook(listed()), "list.xlsx", date(2026, 1, 12), press(SUPPORT, "again", AT), confirm=True
    )
    assert (await import_caseload(house, again)).preview.counts["new"] == 1
    async with house.store.read() as work:
        found = await children.find(work, REF)
        assert found is not None
        entered = [event for event in found[1].events if event.type == "entered_care"]
    assert len(entered) == 1


async def test_what_the_procedure_raised_by_itself_is_withdrawn_and_does_not_hold_it(house: House) -> None:
    await staff(house)
    number = await imported(house, listed())
    async with house.store.change() as work:
        await raise_one(work, Press("", "procedure", "the procedure", AT), REF, "permanence", "asked", card=False)
    await take_back_import(house, back(number))
    async with house.store.read() as work:
        [referral] = await referrals.of_child(work, REF)
    assert referral.state == "withdrawn"
