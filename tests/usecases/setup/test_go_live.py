"""A council that starts today with children of ten years: one next date of each series, and nothing made up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from permanence.journey import Journey
from permanence.policy import load, names
from permanence.policy_tools.what_if import load_of
from permanence.refusals import Incomplete, NotAllowed
from permanence.timeline import timeline
from records.previews.handed_in import NamedFile
from storage import children, history
from storage.store import Press
from tests.cast import SUPPORT
from tests.conftest import Clock
from tests.records import returns
from tests.records.books import child, workbook
from usecases.house import House
from usecases.imports.import_caseload import ImportCaseload, import_caseload
from usecases.imports.import_events import ImportEvents, import_events
from usecases.operator import press_at_command_line
from usecases.reminders.open_matters import open_matters
from usecases.setup.go_live import GoLive, go_live

LIVE = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
STATUSES = ("e) Accommodated under S20", "C2", "E1")
REVIEWED = tuple(date(2026, month, 13) for month in (6, 7, 8, 9, 10, 11))
ENTERED = tuple(date(year, 3, 5) for year in range(2016, 2026))


@pytest.fixture
def clock() -> Clock:
    """Thursday 26 November 2026, half past nine."""
    return Clock(NOW)


def the_list() -> bytes:
    """Ten children, in care since 2016 to 2025, with the latest review alone."""
    return workbook(
        *(
            child(
                child=f"C-{i}",
                entered=entered,
                legal_status=STATUSES[i % 3],
                legal_status_since=entered,
                placement_since=entered,
                date_of_birth=date(2014, 5, 2),
                reviewed=REVIEWED[i % 6],
                plan="" if i % 2 else "f) Long-term fostering",
                visited=date(2026, 11, 2),
            )
            for i, entered in enumerate(ENTERED)
        )
    )


def the_returns() -> tuple[NamedFile, ...]:
    """Two years of reviews and every start, as of those who have one."""
    starts = [returns.episode(f"C-{i}", f"{entered:%d/%m/%Y}", LS="C2") for i, entered in enumerate(ENTERED)]
    reviews = [
        {"CHILD": f"C-{i}", "DOB": "02/05/2014", "REVIEW": day, "REVIEW_CODE": "PN1"}
        for i in range(len(ENTERED))
        for day in ("14/06/2025", "12/12/2025")
    ]
    return (returns.file("Episodes", *starts), returns.file("Reviews", *reviews))


async def imported(house: House, clock: Clock, *files: NamedFile) -> dict[str, Journey]:
    first, *others = files
    command = ImportCaseload(
        first.data,
        first.name,
        LIVE,
        press_at_command_line(clock()),
        confirm=True,
        others=tuple(others),
    )
    await import_caseload(house, command)
    async with house.store.read() as work:
        return {ref: journey for ref, (_, journey) in (await children.everyone(work)).items()}


@pytest.mark.parametrize("beside", ["a list", "a list and returns"])
async def test_a_council_that_starts_today_hears_of_each_child_once_a_series(
    house: House, clock: Clock, beside: str
) -> None:
    files = (NamedFile("list.xlsx", the_list()), *(the_returns() if beside != "a list" else ()))
    journeys = await imported(house, clock, *files)
    assert len(journeys) == len(ENTERED)
    assert {journey.record_from for journey in journeys.values()} == {LIVE}
    for policy in map(load, names()):
        required = 0
        for journey in journeys.values():
            found = timeline(policy, journey, LIVE)
            open_now = [item for item in found.obligations if item.is_open]
            assert open_now or found.silences, (policy.name, journey.child)
            assert set(Counter(item.rule for item in open_now).values()) <= {1}, (policy.name, journey.child)
            required += sum(item.standing == "undated" for item in open_now)
            for item in open_now:
                # A plan that is not there was due years ago, and is; nothing else was kept before today.
                assert item.due is None or item.due >= LIVE or item.what == "permanence_plan"
                assert item.due is None or "first review" not in item.because
                if item.what == "permanence_plan":
                    entered = ENTERED[int(journey.child[2:])]
                    assert item.due is not None
                    assert (item.due - entered).days < 135
        assert load_of(policy, journeys.values(), LIVE, 4).undated_now == required
        async with house.store.read() as work:
            matters = await open_matters(replace(house, policy=policy), work, NOW)
        late = {matter.what for matter in matters if matter.due is not None and matter.due < LIVE}
        assert late <= {"permanence_plan"}, policy.name


async def test_past_panels_of_the_old_spreadsheet_are_the_record_of_a_child_from_the_first_on(
    house: House, clock: Clock
) -> None:
    await imported(house, clock, NamedFile("list.xlsx", the_list()))
    past = "\n".join(f"C-1,{day},panel_held," for day in ("05/01/2026", "16/02/2026", "30/03/2026"))
    file = f"Child,On,Type,Fields\n{past}\n".encode()
    await import_events(house, ImportEvents(file, "past.csv", press_at_command_line(clock()), confirm=True))
    async with house.store.read() as work:
        known = await children.several(work, ["C-1", "C-2"])
    open_now = {
        ref: [
            (item.rule, item.standing, item.due)
            for item in timeline(load("bcp-2023"), journey, LIVE).obligations
            if item.is_open and item.what == "panel"
        ]
        for ref, (_, journey) in known.items()
    }
    assert ("next-panel", "overdue", date(2026, 5, 11)) in open_now["C-1"]
    assert [standing for _, standing, _ in open_now["C-2"]] == ["upcoming"]


async def test_an_administrator_sets_the_day_and_an_import_leaves_it(house: House, clock: Clock) -> None:
    press = press_at_command_line(clock())
    assert (await go_live(house, GoLive(None, press))).startswith("No day of going live is set")
    said = await go_live(house, GoLive(date(2026, 12, 1), press))
    assert said.startswith("Going live: 1 December 2026.")
    journeys = await imported(house, clock, NamedFile("list.xlsx", the_list()))
    assert {journey.record_from for journey in journeys.values()} == {date(2026, 12, 1)}
    async with house.store.read() as work:
        told = await history.of(work, "house", "going_live")
    assert [line.details for line in told] == [{"was": None, "day": "2026-12-01"}]
    with pytest.raises(NotAllowed):
        await go_live(house, GoLive(LIVE, Press("press-1", SUPPORT.oid, SUPPORT.name, NOW)))


async def test_a_mistyped_day_far_ahead_is_refused_and_changes_nothing(house: House, clock: Clock) -> None:
    press = press_at_command_line(clock())
    with pytest.raises(Incomplete) as refused:
        await go_live(house, GoLive(date(2036, 11, 26), press))
    assert "26 November 2036 is too far ahead to go live" in refused.value.sentence
    assert (await go_live(house, GoLive(None, press))).startswith("No day of going live is set")


async def test_a_child_who_comes_into_care_after_going_live_is_whole(house: House, clock: Clock) -> None:
    await imported(house, clock, NamedFile("list.xlsx", the_list()))
    clock.now = datetime(2027, 1, 20, 9, 30, tzinfo=UTC)
    later = date(2027, 1, 20)
    entered = date(2026, 12, 14)
    file = workbook(
        child(
            child="C-77",
            entered=entered,
            legal_status_since=entered,
            placement_since=entered,
            reviewed=date(2027, 1, 8),
            visited=date(2027, 1, 15),
        )
    )
    await import_caseload(
        house, ImportCaseload(file, "list.xlsx", later, press_at_command_line(clock.now), confirm=True)
    )
    async with house.store.read() as work:
        known = await children.find(work, "C-77")
    assert known is not None
    assert known[1].kinds_from == ()
