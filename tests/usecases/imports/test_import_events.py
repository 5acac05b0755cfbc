"""Past panels come in from a file, once each, and never for a child nobody knows."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from permanence.journey import Event
from permanence.refusals import NotAllowed
from storage import children, history, siblings
from storage.store import Press
from tests.cast import take_into_care
from tests.conftest import Clock
from tests.dump import dump
from tests.records.books import workbook
from usecases.house import House
from usecases.imports.import_caseload import ImportCaseload, import_caseload
from usecases.imports.import_events import EventsImport, ImportEvents, import_events
from usecases.operator import press_at_command_line

TODAY = date(2026, 11, 20)
FILE = "Child,On,Type,Fields\nC-1042,12/02/2026,panel held,\nC-1042,13/02/2026,interval set,weeks=4; reason=Court\n"


@pytest.fixture
async def known(house: House, clock: Clock) -> House:
    await import_caseload(
        house, ImportCaseload(workbook(), "c.xlsx", TODAY, press_at_command_line(clock()), confirm=True)
    )
    return house


async def given(house: House, clock: Clock, text: str, *, confirm: bool = True) -> EventsImport:
    press = press_at_command_line(datetime.combine(TODAY, time(9), UTC))
    return await import_events(house, ImportEvents(text.encode(), "events.csv", press, confirm))


async def test_confirmed_events_are_in_the_journey_with_their_fields(known: House, clock: Clock) -> None:
    done = await given(known, clock, FILE)
    async with known.store.read() as work:
        found = await children.find(work, "C-1042")
    assert found is not None
    events = [event for event in found[1].events if event.type in ("panel_held", "interval_set")]
    assert events == [
        Event(date(2026, 2, 12), "panel_held", {}),
        Event(date(2026, 2, 13), "interval_set", {"weeks": 4, "reason": "Court"}),
    ]
    assert done.number == 2


async def test_a_preview_and_a_second_time_change_nothing(known: House, clock: Clock) -> None:
    before = await dump(known.store)
    assert (await given(known, clock, FILE, confirm=False)).number is None
    assert await dump(known.store) == before
    await given(known, clock, FILE)
    written = (await dump(known.store))["events"]
    again = await given(known, clock, FILE)
    assert (again.number, again.preview.known) == (None, 2)
    assert (await dump(known.store))["events"] == written


async def test_siblings_are_joined_on_both_sides_once_and_those_kept_stay(known: House, clock: Clock) -> None:
    one, other, third = "C-1042", "C-7001", "C-7002"
    for ref in (other, third):
        await take_into_care(known, ref, None, date(2026, 1, 5))
    async with known.store.change() as work:
        await siblings.keep(work, {one: [third], third: [one]})
    text = f"Child,On,Type,Fields\n{one},,siblings,{other}\n"
    assert (await given(known, clock, text, confirm=False)).number is None
    assert (await given(known, clock, text)).number == 2
    assert (await given(known, clock, text)).number is None
    async with known.store.read() as work:
        kept = await siblings.of(work, [one, other, third])
        lines = await history.of(work, "siblings", one)
    assert kept == {one: tuple(sorted((other, third))), other: (one,), third: (one,)}
    assert [(line.verb, line.details["was"]) for line in lines] == [("keep_siblings", [third])]


async def test_an_unknown_child_and_a_day_to_come_are_refused_by_line(known: House, clock: Clock) -> None:
    text = "Child,On,Type\nC-9999,12/02/2026,panel held\nC-1042,01/12/2026,panel held\nC-1042,12/02/2026,panel held\n"
    done = await given(known, clock, text)
    assert [problem.line for problem in done.preview.problems] == [2, 3]
    assert sum(len(events) for events in done.preview.add.values()) == 1


async def test_a_stranger_imports_no_events(known: House, clock: Clock) -> None:
    press = Press("k", "oid-nobody", "N", clock())
    with pytest.raises(NotAllowed):
        await import_events(known, ImportEvents(FILE.encode(), "events.csv", press, confirm=True))
