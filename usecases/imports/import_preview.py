"""Import what was previewed: exactly the changes somebody was shown, or else what it would change now, shown anew."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from cards.imports import import_words
from cards.imports.import_preview import ImportPreviewView
from records.previews.as_lines import fingerprint
from storage.importing import imports, previews
from storage.store import Press
from usecases.house import House
from usecases.imports.import_caseload import compare_extracts, write_changes
from usecases.imports.pausing_collection import garbage_collection_paused
from usecases.imports.show_preview import amount, decided_view, extracts_of, own_preview, view_of


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """One's own preview, as it was shown in this version."""

    id: int
    version: int
    press: Press


async def import_preview(house: House, command: ImportPreview) -> ImportPreviewView:
    """All of it is written or nothing; pressed again, what became of it."""
    with garbage_collection_paused():
        return await _import(house, command)


async def _import(house: House, command: ImportPreview) -> ImportPreviewView:
    press = command.press
    async with house.store.read() as work:
        kept = await own_preview(house, work, command.id, press)
    if kept.read is None:
        return decided_view(kept)
    extracts = await extracts_of(kept)
    async with house.store.change(press) as work:
        await imports.one_at_a_time(work)
        kept = await own_preview(house, work, command.id, press, hold=True)
        if kept.read is None:
            return decided_view(kept)
        preview = await compare_extracts(work, extracts)
        shown = await asyncio.to_thread(fingerprint, preview)
        if shown != kept.shown or command.version != kept.version:
            await previews.show_anew(work, kept, shown)
            return view_of(replace(kept, version=kept.version + 1), preview, import_words.SHOWN_ANEW)
        if not preview.writes:
            return view_of(kept, preview)
        number = await write_changes(work, press, extracts, preview)
        await previews.decide(work, kept, previews.IMPORTED, number)
        return view_of(
            replace(kept, version=kept.version + 1),
            preview,
            import_words.written_now(number, amount(preview)),
            decided=True,
        )
