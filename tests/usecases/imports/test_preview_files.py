"""What was sent is previewed once a press, kept for its sender alone, and gives way to nothing else in the server."""

from __future__ import annotations

import asyncio
import gc
from datetime import date

import pytest
from sqlalchemy import text

from cards.imports.import_preview import ImportPreviewView
from cards.imports.preview_list import PreviewListView
from permanence.refusals import NotAllowed, NotFound
from records.previews.handed_in import NamedFile
from storage.store import Press, Work
from tests.cast import ADMIN, EAST, SUPPORT, staff
from tests.conftest import Clock
from tests.dump import dump
from tests.records.books import child, workbook
from usecases.house import House
from usecases.imports.import_preview import ImportPreview, import_preview
from usecases.imports.leave_preview import LeavePreview, leave_preview
from usecases.imports.pausing_collection import garbage_collection_paused
from usecases.imports.preview_files import PreviewFiles, preview_files
from usecases.imports.show_preview import ShowPreview, show_preview

DAY = date(2026, 11, 20)


def press(clock: Clock, key: str = "sent", by: str = SUPPORT.oid) -> Press:
    return Press(key, by, "Sam Support", clock())


async def sent(house: House, clock: Clock, *rows: dict[str, object], key: str = "sent") -> ImportPreviewView:
    book = NamedFile("caseload.xlsx", workbook(*rows))
    return await preview_files(house, PreviewFiles((book,), DAY, press(clock, key)))


async def test_the_same_message_twice_is_one_preview(house: House, clock: Clock) -> None:
    await staff(house)
    first = await sent(house, clock)
    again = await sent(house, clock)
    assert first == again
    assert len((await dump(house.store))["previews"]) == 1


async def test_a_list_is_shown_whole_and_the_way_back_leads_to_the_preview(house: House, clock: Clock) -> None:
    await staff(house)
    whole = await sent(house, clock, *(child(child=f"C-{n}", entered="no day") for n in range(45)), child())
    [refused] = [listed for listed in whole.lists if listed.name == "refused"]
    assert (refused.count, len(refused.lines)) == (45, 4)
    seen: list[tuple[str, str]] = []
    for start in (0, 20, 40):
        page = await show_preview(house, ShowPreview(whole.id, press(clock), "refused", start))
        assert isinstance(page, PreviewListView)
        assert page.total == 45
        seen += page.lines
    assert len(set(seen)) == 45
    beyond = await show_preview(house, ShowPreview(whole.id, press(clock), "refused", 4000))
    assert isinstance(beyond, PreviewListView)
    assert beyond.start == 0
    assert await show_preview(house, ShowPreview(whole.id, press(clock))) == whole
    with pytest.raises(NotFound):
        await show_preview(house, ShowPreview(whole.id, press(clock), "no such list"))


async def test_a_preview_says_when_the_record_has_changed_under_it(house: House, clock: Clock) -> None:
    await staff(house)
    first = await sent(house, clock, child(), child(child="C-2"))
    second = await sent(house, clock, child(), key="sent later")
    done = await import_preview(house, ImportPreview(second.id, second.version, press(clock, "import")))
    assert done.line.startswith("Written as import 1: ")
    now = await show_preview(house, ShowPreview(first.id, press(clock)))
    assert isinstance(now, ImportPreviewView)
    assert now.line.startswith("The record was changed")


async def test_a_preview_is_its_senders_and_only_while_they_may_import(house: House, clock: Clock) -> None:
    await staff(house)
    view = await sent(house, clock)
    with pytest.raises(NotFound):
        await import_preview(house, ImportPreview(view.id, view.version, press(clock, "a", ADMIN.oid)))
    with pytest.raises(NotFound):
        await leave_preview(house, LeavePreview(view.id, press(clock, "b", ADMIN.oid)))
    with pytest.raises(NotAllowed):
        await show_preview(house, ShowPreview(view.id, press(clock, "c", EAST.oid)))
    left = await leave_preview(house, LeavePreview(view.id, press(clock, "d")))
    assert (left.decided, left.may_import) == (True, False)
    assert (await leave_preview(house, LeavePreview(view.id, press(clock, "e")))).line.startswith("This was left")


async def test_who_imports_and_leaves_at_once_is_told_the_same_by_both(house: House, clock: Clock) -> None:
    await staff(house)
    view = await sent(house, clock)
    async with house.store.read() as holder:
        if not house.store.is_sqlite:  # where one transaction writes at a time, nothing stands between these two
            await holder.conn.execute(text("LOCK TABLE children IN SHARE ROW EXCLUSIVE MODE"))
        importing = asyncio.create_task(import_preview(house, ImportPreview(view.id, view.version, press(clock, "a"))))
        while not house.store.is_sqlite and not await waits(holder):
            pass  # asking lets the others go on
        leaving = asyncio.create_task(leave_preview(house, LeavePreview(view.id, press(clock, "b"))))
        while not house.store.is_sqlite and not leaving.done() and await waits(holder) < 2:
            pass
    imported, left = await importing, await leaving
    written = len((await dump(house.store))["imports"])
    said = (imported.line.partition(":")[0], left.line.partition(":")[0])
    told = {0: ("This was left", "Left"), 1: ("Written as import 1", "This was imported already, as import 1.")}
    assert said == told[written]


async def waits(holder: Work) -> int:
    """How many transactions wait for a lock."""
    return int((await holder.conn.execute(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))).scalar_one())


def test_the_collector_works_again_when_the_last_has_ended() -> None:
    assert gc.isenabled()
    with garbage_collection_paused():
        with garbage_collection_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(NotFound), garbage_collection_paused():
        raise NotFound
    assert gc.isenabled()
