"""Show what somebody's file would change: as a whole, or one list of it page by page."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from cards.imports import import_words
from cards.imports.import_preview import ImportPreviewView, ListHead
from cards.imports.preview_list import PreviewListView
from permanence.people import rights
from permanence.refusals import NotFound
from records.previews.as_lines import fingerprint, read_lines
from records.previews.preview import Preview
from records.previews.preview_lists import COUNTED, PreviewList, counted, preview_lists
from records.previews.preview_text import remembered
from storage.importing import previews
from storage.importing.previews import KeptPreview
from storage.store import Press, Work
from usecases.house import House
from usecases.imports.import_caseload import Extracts, compare_extracts
from usecases.operator import who_is

FIRST = (
    "refused",
    "missing",
    "left",
    "omitted",
    "spellings",
    "changed",
    "notes",
    "excluded",
    "taken",
)  # what asks for something
HEAD, PAGE = 4, 20


@dataclass(frozen=True, slots=True)
class ShowPreview:
    """One's own preview; with the name of a list, that list from `start` on."""

    id: int
    press: Press
    name: str = ""
    start: int = 0


async def show_preview(house: House, command: ShowPreview) -> ImportPreviewView | PreviewListView:
    """As it stands now: when the record was changed meanwhile, Import this will ask again."""
    async with house.store.read() as work:
        kept = await own_preview(house, work, command.id, command.press)
        if kept.read is None:
            return decided_view(kept)
        preview = await compare_extracts(work, await extracts_of(kept))
    if not command.name:
        return await preview_view(kept, preview)
    listed = next((one for one in preview_lists(preview) if one.name == command.name), None)
    if listed is None:
        raise NotFound(import_words.LIST_IS_EMPTY)
    start = command.start if command.start < len(listed.lines) else 0
    lines = tuple((line.where, line.what) for line in listed.lines[start : start + PAGE])
    return PreviewListView(kept.id, listed.name, listed.title, lines, start, len(listed.lines), PAGE)


async def own_preview(house: House, work: Work, preview_id: int, press: Press, *, hold: bool = False) -> KeptPreview:
    """The preview of whoever pressed, if they may still import; else the refusal. Who decides it holds it."""
    rights.require(await who_is(house, work, press.by), rights.IMPORT)
    kept = await previews.find(work, preview_id, hold=hold)
    if kept is None or kept.by != press.by:
        raise NotFound(import_words.PREVIEW_IS_GONE)
    return kept


async def extracts_of(kept: KeptPreview) -> Extracts:
    """What was read from the files, unpacked in a thread."""
    if kept.read is None:
        raise NotFound(import_words.PREVIEW_IS_GONE)
    handed_in = await asyncio.to_thread(lambda read: read_lines(previews.unpacked(read)), kept.read)
    return Extracts(handed_in, kept.file_name, kept.sha256, kept.as_of)


async def preview_view(kept: KeptPreview, preview: Preview, line: str = "") -> ImportPreviewView:
    """The preview as a card; one whose changes are not those shown before has no button but to look again."""
    shown = await asyncio.to_thread(fingerprint, preview)
    if shown != kept.shown and not line:
        line = import_words.CHANGED_SINCE_READ
    return view_of(kept, preview, line)


def view_of(kept: KeptPreview, preview: Preview, line: str = "", *, decided: bool = False) -> ImportPreviewView:
    """Counts and the first lines of each list."""
    counts = preview.counts
    lists = sorted(preview_lists(preview), key=lambda listed: FIRST.index(listed.name))
    return ImportPreviewView(
        kept.id,
        kept.version,
        preview.sources,
        kept.as_of,
        tuple((n, counted(counts, name, words)) for name, words in COUNTED if (n := counts.get(name, 0))),
        tuple(_head(listed) for listed in lists),
        "" if decided else writes(preview),
        preview.writes and not decided,
        decided,
        line,
    )


def decided_view(kept: KeptPreview, line: str = "") -> ImportPreviewView:
    """What became of it."""
    became = {
        previews.IMPORTED: import_words.written_before(kept.import_id),
        previews.LEFT: import_words.LEFT_BEFORE,
    }
    line = line or became[kept.state]
    return ImportPreviewView(kept.id, kept.version, (kept.file_name,), kept.as_of, (), (), "", False, True, line)


def amount(preview: Preview) -> str:
    """How much an import is."""
    return import_words.amount(preview.counts["events"], len(preview.changes))


def writes(preview: Preview) -> str:
    refused = bool(preview.refused)
    if not preview.writes:
        return import_words.would_change_nothing(refused=refused)
    if not preview.changes:
        return import_words.would_remember(remembered(preview))
    return import_words.would_write(amount(preview), refused=refused)


def _head(listed: PreviewList) -> ListHead:
    lines = tuple((line.where, line.what) for line in listed.some(HEAD))
    return ListHead(listed.name, listed.title, len(listed.lines), lines, listed.by_column)
