"""Any import of any files, taken back, leaves the record as it was: who is on it, with what, and what is next."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from permanence import policy as policies
from permanence.journey import Journey
from records.files.problems import RecordError
from records.previews.handed_in import NamedFile
from storage import children
from storage.children import Child
from storage.importing import imports
from storage.store import Store
from tests.afternoon import press
from tests.any_files.council import LIVE
from tests.any_files.files import files_of
from tests.any_files.plans import Council, councils
from tests.cast import ADMIN, SUPPORT, staff
from usecases.house import House
from usecases.imports.import_caseload import ImportCaseload, import_caseload
from usecases.imports.take_back_import import TakeBackImport, take_back_import

Held = tuple[dict[str, tuple[Child, Journey]], Any]
ONE_BY_ONE = councils(most=3)


async def held(house: House) -> Held:
    """Everything on record that a list, a card or the next import goes by."""
    async with house.store.read() as work:
        return await children.everyone(work), await imports.last_rows(work)


async def taken_back(house: House, council: Council) -> None:
    """Each hand-in is previewed, imported, taken back, and imported again."""
    await staff(house)
    for number, its in enumerate(council.hand_ins):
        files = [file for spec in its.specs for file in files_of(spec, council.lives, its.as_of)]
        if files:
            await _and_again(house, files, its.as_of, datetime.combine(LIVE, time(9), UTC) + timedelta(minutes=number))


async def _and_again(house: House, files: list[NamedFile], as_of: date, at: datetime) -> None:
    first, *others = files
    by = press(SUPPORT, f"import {at}", at)
    command = ImportCaseload(first.data, first.name, as_of, by, others=tuple(others), confirm=True)
    before = await held(house)
    try:
        done = await import_caseload(house, command)
    except RecordError:
        assert await held(house) == before
        return
    if done.number is None:
        assert await held(house) == before
        return
    after = await held(house)
    back = TakeBackImport(done.number, "the wrong export", press(ADMIN, f"back {at}", at), confirm=True)
    await take_back_import(house, back)
    assert await held(house) == before
    again = replace(command, press=press(SUPPORT, f"again {at}", at))
    assert (await import_caseload(house, replace(again, confirm=False))).preview == done.preview
    await import_caseload(house, again)
    assert await held(house) == after


@pytest.fixture
def play(empty_sqlite: Path, tmp_path: Path) -> Callable[[Council], None]:
    """A council's hand-ins on an empty database of their own."""

    async def on(path: Path, council: Council) -> None:
        store = Store(f"sqlite:///{path}")
        try:
            await taken_back(House(store, policies.load("bcp-2023")), council)
        finally:
            await store.close()

    def fresh(council: Council) -> None:
        path = tmp_path / "record.db"
        for old in tmp_path.glob("record.db*"):
            old.unlink()
        shutil.copy(empty_sqlite, path)
        asyncio.run(on(path, council))

    return fresh


@given(council=ONE_BY_ONE)
@settings(max_examples=8)
def test_an_import_taken_back_leaves_the_record_as_it_was(play: Callable[[Council], None], council: Council) -> None:
    play(council)


@pytest.mark.slow
@given(council=ONE_BY_ONE)
@settings(max_examples=200)
def test_imports_taken_back_in_hundreds_of_councils_leave_the_record_as_it_was(
    play: Callable[[Council], None], council: Council
) -> None:
    play(council)
