"""Preview the files somebody sent: read them apart, compare with the record, and keep that for an hour at most."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date

from cards.imports.import_preview import ImportPreviewView
from permanence.people import rights
from records.files.sandboxed_reader import read_apart
from records.previews.as_lines import fingerprint, read_lines
from records.previews.handed_in import NamedFile
from storage.importing import previews
from storage.store import Press
from usecases.house import House
from usecases.imports.import_caseload import Extracts, compare_extracts, digest_of, names_of
from usecases.imports.pausing_collection import garbage_collection_paused
from usecases.imports.show_preview import decided_view, view_of
from usecases.operator import who_is


@dataclass(frozen=True, slots=True)
class PreviewFiles:
    """Extracts made on `as_of`; `mapping` is the council's own spellings, when they were sent too."""

    files: tuple[NamedFile, ...]
    as_of: date
    press: Press
    mapping: NamedFile | None = None


async def may_preview(house: House, press: Press) -> None:
    """The refusal, unless this person may import: asked before anything is fetched."""
    async with house.store.read() as work:
        rights.require(await who_is(house, work, press.by), rights.IMPORT)


async def preview_files(house: House, command: PreviewFiles) -> ImportPreviewView:
    """Raises RecordError for files that cannot be read; nothing of the caseload is written in any case."""
    await may_preview(house, command.press)
    lines = await read_apart(command.files, command.mapping)
    with garbage_collection_paused():
        return await _previewed(house, command, lines)


async def _previewed(house: House, command: PreviewFiles, lines: bytes) -> ImportPreviewView:
    press, as_of = command.press, command.as_of
    handed_in = await asyncio.to_thread(lambda: read_lines(lines.splitlines()))
    packed = await asyncio.to_thread(previews.packed, lines)
    names, digest = names_of(command.files), await asyncio.to_thread(digest_of, command.files)
    async with house.store.read() as work:
        preview = await compare_extracts(work, Extracts(handed_in, names, digest, as_of))
    shown = await asyncio.to_thread(fingerprint, preview)
    async with house.store.change(press) as work:
        kept = await previews.of_press(work, press.key)
        if kept is None:
            its = await previews.open_preview(work, press, names, digest, as_of, packed, shown)
            kept = await previews.find(work, its)
    assert kept is not None
    return decided_view(kept) if kept.read is None else view_of(kept, preview)
