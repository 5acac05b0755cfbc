"""Import past events: the panels and planning meetings a council held before it used this, added to the journeys."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from permanence.people import rights
from records.lists.events_file import EventsFile, EventsPreview, compare_events, read_events
from records.previews.record_from import from_events
from storage import children, history
from storage.importing import going_live, imports, taking_back
from storage.store import Press, Work
from usecases.children.keep_siblings import join_siblings
from usecases.house import House
from usecases.operator import who_is


@dataclass(frozen=True, slots=True)
class ImportEvents:
    """A file of events; none may lie after `today`. With `confirm` the new ones are written."""

    data: bytes
    filename: str
    press: Press
    confirm: bool = False


@dataclass(frozen=True, slots=True)
class EventsImport:
    """What the file adds, and the import's number when anything was written."""

    preview: EventsPreview
    number: int | None = None


async def import_events(house: House, command: ImportEvents) -> EventsImport:
    """Raises RecordError for a file that cannot be read; nothing is written then."""
    file = await asyncio.to_thread(read_events, command.data, command.filename)
    if not command.confirm:
        async with house.store.read() as work:
            rights.require(await who_is(house, work, command.press.by), rights.IMPORT)
            return EventsImport(await _compare(work, file, command.press.day))
    async with house.store.change(command.press) as work:
        rights.require(await who_is(house, work, command.press.by), rights.IMPORT)
        await imports.one_at_a_time(work)
        preview = await _compare(work, file, command.press.day)
        return EventsImport(preview, await _write(work, command, preview) if preview.add or preview.siblings else None)


async def _compare(work: Work, file: EventsFile, today: date) -> EventsPreview:
    known = {ref: journey for ref, (_, journey) in (await children.everyone(work)).items()}
    return await asyncio.to_thread(compare_events, known, file, today)


async def _write(work: Work, command: ImportEvents, preview: EventsPreview) -> int:
    press, digest = command.press, sha256(command.data).hexdigest()
    added = [(child, event) for child, events in preview.add.items() for event in events]
    counts = {"events": len(added), "known": preview.known, "refused": len(preview.problems)}
    number = await imports.open_import(work, press, "events", command.filename, digest, command.press.day, counts)
    was = await taking_back.as_they_are(work, sorted({*preview.add, *preview.siblings}))
    await taking_back.remember(work, number, was)
    await _reach_back(work, preview)
    await imports.add_events(work, press, f"import {number}", added)
    await join_siblings(work, press, preview.siblings)
    await history.record(work, press, "import_events", "import", number, counts=counts)
    return number


async def _reach_back(work: Work, preview: EventsPreview) -> None:
    """The record of a child is whole from the first event of a kind in the file on, where it began later."""
    if await going_live.read(work) is None:
        return
    known = await children.several(work, preview.add)
    found = []
    for ref, (_, journey) in known.items():
        kinds = dict(journey.kinds_from)
        found.append((ref, {**kinds, **from_events(kinds, preview.add[ref])}))
    await going_live.keep_kinds(work, found)
