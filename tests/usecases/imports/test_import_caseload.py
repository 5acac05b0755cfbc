"""A caseload is previewed without a trace, written whole when confirmed, and a second time not at all."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from permanence.refusals import NotAllowed
from records.files.problems import RecordError
from records.previews.handed_in import NamedFile
from records.sample import make_sample
from storage import children, conversations, history, outbox, people
from storage.conversations import Conversation
from storage.importing import imports
from storage.store import Press
from tests.cast import EVERYONE
from tests.conftest import Clock
from tests.dump import dump
from tests.records import returns
from tests.records.books import child, parts_replaced, workbook
from usecases.house import House
from usecases.imports.import_caseload import ImportCaseload, import_caseload
from usecases.operator import OPERATOR, press_at_command_line

LIIA = Path(__file__).parents[2] / "records" / "data" / "Annex_A_liiatools.xlsx"
DAY = date(2026, 11, 20)


def command(data: bytes, clock: Clock, *, confirm: bool = True, as_of: date = DAY) -> ImportCaseload:
    return ImportCaseload(data, "caseload.xlsx", as_of, press_at_command_line(clock()), confirm=confirm)


async def test_a_preview_writes_nothing(house: House, clock: Clock) -> None:
    before = await dump(house.store)
    done = await import_caseload(house, command(workbook(), clock, confirm=False))
    assert done.number is None
    assert done.preview.counts["new"] == 1
    assert await dump(house.store) == before


async def test_a_confirmed_caseload_is_in_the_journey_with_its_source(house: House, clock: Clock) -> None:
    done = await import_caseload(house, command(workbook(), clock))
    async with house.store.read() as work:
        found = await children.find(work, "c-1042")
        assert found is not None
        its, journey = found
        told = await history.of(work, "import", done.number or 0)
    assert (its.team, its.worker) == ("Children in Care East", "Amy Sinclair")
    entered = next(event for event in journey.events if event.type == "entered_care")
    assert (entered.on, dict(entered.fields)) == (date(2026, 1, 5), {"legal_status": "V2", "placement": "U6"})
    assert [(line.verb, line.by_oid, line.details["counts"]["new"]) for line in told] == [
        ("import_caseload", OPERATOR, 1)
    ]
    assert (await dump(house.store))["imports"][0][4] == DAY


async def test_the_same_file_twice_changes_nothing(house: House, clock: Clock) -> None:
    data = workbook(child(), child(child="C-1043", plan=""))
    await import_caseload(house, command(data, clock))
    before = {name: rows for name, rows in (await dump(house.store)).items() if name != "presses"}
    again = await import_caseload(house, command(data, clock))
    assert again.number is None
    assert again.preview.counts["unchanged"] == 2
    assert {name: rows for name, rows in (await dump(house.store)).items() if name != "presses"} == before


async def test_the_sample_of_300_children_imports_cleanly_and_once(house: House, clock: Clock) -> None:
    sample = make_sample(300, 1, DAY)
    done = await import_caseload(house, command(sample.workbook, clock))
    assert done.preview.counts["refused"] == 0
    assert done.preview.counts["omitted"] == 0
    again = await import_caseload(house, command(sample.workbook, clock))
    assert again.number is None
    async with house.store.read() as work:
        assert await children.how_many(work) == done.preview.counts["new"] > 280
        assert await imports.how_many(work) == 1


async def test_the_published_annex_a_sample_imports_as_it_is(house: House, clock: Clock) -> None:
    done = await import_caseload(house, command(LIIA.read_bytes(), clock, as_of=date(2026, 11, 22)))
    assert done.number == 1
    assert done.preview.counts["new"] == 5
    assert (await import_caseload(house, command(LIIA.read_bytes(), clock, as_of=date(2026, 11, 22)))).number is None


async def test_a_later_extract_withdraws_corrects_and_keeps_what_was(house: House, clock: Clock) -> None:
    await import_caseload(house, command(workbook(), clock))
    moved = workbook(child(team="Children in Care West", entered=date(2026, 1, 6), legal_status_since=date(2026, 1, 6)))
    done = await import_caseload(house, command(moved, clock))
    async with house.store.read() as work:
        found = await children.find(work, "C-1042")
        assert found is not None
        its, journey = found
        told = await history.of(work, "child", "C-1042")
    assert its.team == "Children in Care West"
    assert [event.on for event in journey.events if event.type == "entered_care"] == [date(2026, 1, 6)]
    assert [(line.verb, line.details["was"]) for line in told] == [("change_facts", {"team": "Children in Care East"})]
    withdrawn = [row for row in (await dump(house.store))["events"] if row[9] is not None]
    assert withdrawn
    assert all(row[10] == OPERATOR and row[11] for row in withdrawn)
    assert done.number == 2


BROKEN = {
    "not a workbook": b"\x00\x01 nothing",
    "empty": b"",
    "the wrong sheet": workbook({"Something": "else"}, sheet="Budget"),
    "a damaged workbook": workbook()[:2000],
    "50,000 rows": b"Child Unique ID,Date of Birth\n" + b"C-1,01/02/2015\n" * 50_000,
    "a sheet without content": parts_replaced(workbook(), lambda name, data: b"" if "sheet1" in name else data),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
async def test_a_broken_file_leaves_the_database_as_it_was(house: House, clock: Clock, data: bytes) -> None:
    await import_caseload(house, command(workbook(), clock))
    before = await dump(house.store)
    with pytest.raises(RecordError) as refused:
        await import_caseload(house, command(data, clock))
    assert refused.value.sentence.endswith(".")
    assert await dump(house.store) == before


async def test_an_older_extract_is_refused_whole(house: House, clock: Clock) -> None:
    await import_caseload(house, command(workbook(), clock))
    before = await dump(house.store)
    with pytest.raises(RecordError, match="import the newest"):
        await import_caseload(house, command(workbook(child(plan="")), clock, as_of=date(2026, 11, 1)))
    assert await dump(house.store) == before


async def test_two_imports_at_once_write_each_event_once(house: House, clock: Clock) -> None:
    both = workbook(child(), child(child="C-1043"))
    one = workbook(child(), child(child="C-1044"))
    done = await asyncio.gather(*(import_caseload(house, command(data, clock)) for data in (both, one, both, one)))
    assert sorted(each.number is not None for each in done) == [False, False, True, True]
    async with house.store.read() as work:
        known = await children.everyone(work)
    assert sorted(known) == ["C-1042", "C-1043", "C-1044"]
    entered = [event for event in known["C-1042"][1].events if event.type == "entered_care"]
    assert len(entered) == 1


async def test_the_greeting_in_the_channel_follows_an_import(house: House, clock: Clock) -> None:
    channel = Conversation("19:abc", "tenant", "https://smba", "channel")
    async with house.store.change() as work:
        await conversations.keep(work, channel, clock())
        await conversations.choose_permanence_channel(work, channel.id)
    await import_caseload(house, command(workbook(), clock))
    async with house.store.change() as work:
        letter = await outbox.claim(work, clock())
    assert letter is not None
    assert (letter.kind, letter.recipient) == ("greeting", channel.id)


async def test_who_is_neither_administrator_nor_business_support_imports_nothing(house: House, clock: Clock) -> None:
    async with house.store.change() as work:
        for person in EVERYONE:
            await people.keep(work, person)
    before = await dump(house.store)
    for oid in ("oid-east", "oid-viewer", "oid-nobody"):
        asked = ImportCaseload(workbook(), "c.xlsx", DAY, Press("k" + oid, oid, "N", clock()), confirm=True)
        with pytest.raises(NotAllowed):
            await import_caseload(house, asked)
    assert await dump(house.store) == before
    for oid in ("oid-admin", "oid-support"):
        asked = ImportCaseload(workbook(), "c.xlsx", DAY, Press("k" + oid, oid, "N", clock()))
        assert (await import_caseload(house, asked)).preview.counts["new"] == 1


async def test_a_councils_own_spelling_is_understood_with_its_mapping_file(house: House, clock: Clock) -> None:
    data = workbook(child(plan="Forever foster family"))
    without = await import_caseload(house, command(data, clock, confirm=False))
    assert [problem.found for problem in without.preview.omitted] == ["Forever foster family"]
    own = b'[codes.plan]\nlong_term_fostering = ["Forever foster family"]\n'
    asked = ImportCaseload(data, "c.xlsx", DAY, press_at_command_line(clock()), own, "own.toml")
    assert (await import_caseload(house, asked)).preview.omitted == ()


@pytest.mark.long
async def test_a_large_caseload_does_not_hold_the_event_loop_up(house: House, clock: Clock) -> None:
    sample = make_sample(1500, 2, DAY)
    beats, done = 0, asyncio.create_task(import_caseload(house, command(sample.workbook, clock)))
    while not done.done():
        await asyncio.sleep(0.005)
        beats += 1
    assert done.result().number == 1
    assert beats > 50  # were any stage run on the loop in one piece, it would turn only a few times


async def test_returns_of_two_years_and_annex_a_are_one_import(house: House, clock: Clock) -> None:
    earlier = returns.table("Episodes", returns.episode("C-1042", "05/01/2026", "S", "02/03/2026", "X1", LS="V2"))
    later = returns.table("Episodes", returns.episode("C-1042", "02/03/2026", "B", LS="C1", PLACE="K2"))
    now = child(legal_status="C1: ICO", legal_status_since=date(2026, 3, 2), placement="K2",
                placement_since=date(2026, 3, 2), plan="", reviewed="", visited="")  # fmt: skip
    files = (NamedFile("2025.csv", later), NamedFile("2024.csv", earlier), NamedFile("adoptions.csv", b"\n"))
    asked = replace(command(workbook(now), clock), others=files)
    done = await import_caseload(house, asked)
    assert done.preview.sources == (
        "2025.csv: SSDA903 Episodes, 1 row",
        "2024.csv: SSDA903 Episodes, 1 row",
        "adoptions.csv: empty, nothing in it",
        'caseload.xlsx: Annex A List 8 "Children in care", 1 child',
    )
    async with house.store.read() as work:
        its, journey = (await children.everyone(work))["C-1042"]
    assert its.team == "Children in Care East"
    assert {(e.on.isoformat(), e.type, *sorted(map(str, e.fields.values()))) for e in journey.events} == {
        ("2026-01-05", "entered_care", "U6", "V2"),
        ("2026-03-02", "legal_status_changed", "C1"),
        ("2026-03-02", "placement_changed", "K2"),
    }
    assert done.number == (await dump(house.store))["imports"][0][0]
    assert (await import_caseload(house, replace(command(workbook(now), clock), others=files))).number is None


async def test_a_published_return_is_kept_and_the_next_year_is_compared_with_it(house: House, clock: Clock) -> None:
    def asked(year: int) -> ImportCaseload:
        first, *others = returns.published(year)
        return replace(
            ImportCaseload(first.data, first.name, date(year + 1, 4, 30), press_at_command_line(clock()), confirm=True),
            others=tuple(others),
        )

    first = await import_caseload(house, asked(2020))
    assert first.number == 1
    async with house.store.read() as work:
        assert await children.how_many(work) == first.preview.counts["new"] > 150
    assert (await import_caseload(house, asked(2020))).number is None
    second = await import_caseload(house, asked(2021))
    last: dict[str, tuple[date, str]] = {}
    of_care = [r for r in returns.plain_rows(returns.published(2020), "-episodes.csv") if r["LS"] not in ("V3", "V4")]
    for row in of_care:
        began = date(*map(int, reversed(row["DECOM"].split("/"))))
        last[row["CHILD"]] = max(last.get(row["CHILD"], (began, "")), (began, row["DEC"]))
    mentioned = {row["CHILD"] for row in returns.plain_rows(returns.published(2021), "-episodes.csv")}
    left_aside = {left.child for left in first.preview.excluded}
    still_open = {child for child, (_, ended) in last.items() if not ended}
    assert {gone.child for gone in second.preview.missing} == still_open - mentioned - left_aside
    assert second.preview.missing
