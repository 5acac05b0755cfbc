"""A file is read in a process of its own: what it says comes back whole, and one that takes too much is ended."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from records.files.container import MEGABYTE
from records.files.mapping import default_mapping, load_mapping
from records.files.problems import RecordError
from records.files.sandboxed_reader import MOST_MEMORY, ROOT, end, read_apart
from records.previews.as_lines import fingerprint, lines_of, read_lines
from records.previews.handed_in import NamedFile, read_files
from records.previews.joined import compare_all
from records.sample import make_sample
from tests.records.books import DAY, child, workbook
from tests.records.returns import published

pytestmark = pytest.mark.long

OWN = b"""
[extract]
name = "Weekly list"
[extract.columns]
child = "Child Unique ID"
entered = "Date Started to be Looked After"
legal_status = "Child's Legal Status"
legal_status_since = "Start date of current legal status"
[extract.events]
visited = "Date of Last Social Work Visit"
"""


async def test_what_is_read_apart_is_what_is_read_here() -> None:
    files = [*published(2017), NamedFile("caseload.xlsx", make_sample(60, 3, DAY).workbook)]
    told = await read_apart(files)
    assert read_lines(told.splitlines()) == read_files(files, default_mapping())


async def test_a_councils_own_mapping_goes_along() -> None:
    files, mapping = [NamedFile("list.xlsx", workbook(child(), child(child="C-2")))], NamedFile("ours.toml", OWN)
    told = await read_apart(files, mapping)
    assert read_lines(told.splitlines()) == read_files(files, load_mapping(OWN))
    assert "Weekly list" in told.decode()


async def test_its_no_is_the_sentence_it_would_be_here() -> None:
    with pytest.raises(RecordError) as here:
        read_files([NamedFile("a.xlsx", b"<html>")], default_mapping())
    with pytest.raises(RecordError) as apart:
        await read_apart([NamedFile("a.xlsx", b"<html>")])
    assert apart.value.sentence == here.value.sentence


async def test_a_file_that_takes_too_much_memory_or_time_is_ended_and_said() -> None:
    file = NamedFile("large.xlsx", make_sample(3000, 3, DAY).workbook)
    with pytest.raises(RecordError, match="more time or memory"):
        await read_apart([file], memory=24 * MEGABYTE)
    with pytest.raises(RecordError, match="more time or memory"):
        await read_apart([file], seconds=0.05)


def readers() -> set[str]:
    """The processes this one has started."""
    return {pid for its in Path("/proc/self/task").glob("*/children") for pid in its.read_text().split()}


async def test_who_no_longer_waits_leaves_no_reader_behind() -> None:
    before = readers()
    reading = asyncio.create_task(read_apart([NamedFile("a.xlsx", make_sample(3000, 3, DAY).workbook)]))
    while not readers() - before:
        await asyncio.wait({reading}, timeout=0.01)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert readers() <= before


async def test_a_reader_ended_while_it_tells_is_not_waited_for_for_ever() -> None:
    chatter = "import sys\nwhile True: sys.stdout.write('x' * 65536)"
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", chatter), stdout=asyncio.subprocess.PIPE, limit=1024
    )
    assert child.stdout
    await child.stdout.readexactly(1)  # the rest is more than the limit, so that no more is taken from the pipe
    async with asyncio.timeout(30):
        await end(child, child.stdout)
    assert child.returncode == -signal.SIGKILL


async def test_a_reader_that_tells_too_much_is_refused_and_never_read_in_part() -> None:
    file = NamedFile("large.xlsx", workbook(*(child(child=f"C-{n}") for n in range(40))))
    whole = await read_apart([file])
    assert await read_apart([file], told=len(whole)) == whole
    with pytest.raises(RecordError, match="more time or memory"):
        await read_apart([file], told=len(whole) - 1)


def test_what_a_library_writes_of_a_file_it_fails_over_is_kept_nowhere() -> None:
    fails = "import os\nfrom records.files.sandboxed_reader import say_places_only\nsay_places_only()\n"
    fails += "os.write(2, b'panicked over Amy')\nraise ValueError('Amy')"
    ended = subprocess.run([sys.executable, "-c", fails], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.endswith("ValueError\n")
    assert "Amy" not in ended.stderr


async def test_the_largest_workbook_that_is_taken_fits_its_memory() -> None:
    rows = [child(child=f"C-{n}", worker="x" * 200, team=f"Team {n}") for n in range(19_990)]
    told = await read_apart([NamedFile("large.xlsx", workbook(*rows))], memory=MOST_MEMORY // 2)
    assert len(read_lines(told.splitlines()).caseloads[0].rows) == 19_990


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
CELL = st.one_of(TEXT, st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.sampled_from(["", "C2", "U4", "E11", "n/a"]))
COLUMNS = ("child", "entered", "legal_status", "legal_status_since", "placement", "plan", "left", "team", "worker")


@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(COLUMNS, CELL)), min_size=1, max_size=6))
@settings(max_examples=60)
def test_whatever_a_workbook_says_comes_back_from_its_lines(rows: list[dict[str, object]]) -> None:
    read = read_files([NamedFile("a.xlsx", workbook(*(child(**row) for row in rows)))], default_mapping())
    again = read_lines(list(lines_of(read)))
    assert again == read
    before, after = (compare_all({}, one.caseloads, DAY) for one in (read, again))
    assert fingerprint(before) == fingerprint(after)


def test_previews_that_write_something_else_have_another_fingerprint() -> None:
    def of(**cells: object) -> str:
        read = read_files([NamedFile("a.xlsx", workbook(child(**cells)))], default_mapping())
        return fingerprint(compare_all({}, read.caseloads, DAY))

    others = {of(team="West"), of(visited=date(2026, 11, 3)), of(child="C-2"), of(plan=""), of(entered="5/1/2025")}
    assert len({of(), *others}) == 6
    assert of() == of()
