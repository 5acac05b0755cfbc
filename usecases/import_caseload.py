"""Import a caseload: a preview of what a council's extracts change and, once confirmed, all of it or nothing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from records.handed_in import HandedIn, NamedFile, read_files
from records.joined import compare_all
from records.mapping import default_mapping, load_mapping
from records.preview import Change, Known, Preview
from storage import children, history, imports
from storage.imports import ChildFacts
from storage.store import Press, Work
from usecases.house import House
from usecases.operator import require_importer
from usecases.refresh_greeting import refresh_greeting


@dataclass(frozen=True, slots=True)
class ImportCaseload:
    """Extracts made on `as_of`; with `confirm` their changes are written. `mapping` is the council's own spellings.

    `others` are further files handed in with the first, in any order.
    """

    data: bytes
    filename: str
    as_of: date
    press: Press
    mapping: bytes = b""
    mapping_name: str = ""
    confirm: bool = False
    others: tuple[NamedFile, ...] = ()

    @property
    def files(self) -> tuple[NamedFile, ...]:
        return (NamedFile(self.filename, self.data), *self.others)


@dataclass(frozen=True, slots=True)
class CaseloadImport:
    """What the files say against what was known, and the import's number when anything was written."""

    preview: Preview
    number: int | None = None


async def import_caseload(house: House, command: ImportCaseload) -> CaseloadImport:
    """Raises RecordError for a file that cannot be read; nothing is written then."""
    if not command.confirm:
        handed_in = await asyncio.to_thread(_read, command)
        async with house.store.read() as work:
            await require_importer(house, work, command.press, "import a caseload")
            return CaseloadImport(await _compare(work, handed_in, command.as_of))
    async with house.store.read() as work:
        await require_importer(house, work, command.press, "import a caseload")
    handed_in = await asyncio.to_thread(_read, command)
    async with house.store.change(command.press) as work:
        await imports.one_at_a_time(work)
        # Compared anew with what is known at this moment: whatever was imported since the preview counts.
        preview = await _compare(work, handed_in, command.as_of)
        number = await _write(work, command, preview) if preview.changes else None
    return CaseloadImport(preview, number)


def _read(command: ImportCaseload) -> HandedIn:
    own = load_mapping(command.mapping, command.mapping_name) if command.mapping else default_mapping()
    return read_files(command.files, own)


async def _compare(work: Work, handed_in: HandedIn, as_of: date) -> Preview:
    last_rows = await imports.last_rows(work)
    known = {
        ref: Known(journey, child.initials, child.worker, last_rows[ref])
        for ref, (child, journey) in (await children.everyone(work)).items()
    }
    preview = await asyncio.to_thread(compare_all, known, handed_in.caseloads, as_of)
    return replace(preview, sources=handed_in.sources)


async def _write(work: Work, command: ImportCaseload, preview: Preview) -> int:
    press, changes = command.press, preview.changes
    digest = sha256(b"".join(file.data for file in command.files)).hexdigest()
    names = ", ".join(file.name for file in command.files)
    number = await imports.open_import(work, press, "caseload", names, digest, command.as_of, preview.counts)
    facts = [_facts(change) for change in changes]
    await imports.keep_children(work, facts)
    await imports.record_changes(work, press, number, facts)
    await imports.withdraw_events(work, press, [(c.child, w.event, w.because) for c in changes for w in c.withdraw])
    await imports.add_events(work, press, f"import {number}", [(c.child, event) for c in changes for event in c.add])
    await history.record(work, press, "import_caseload", "import", number, counts=preview.counts)
    await refresh_greeting(work, f"import:{number}", press.at)
    return number


def _facts(change: Change) -> ChildFacts:
    person = change.person
    return ChildFacts(
        ref=change.child,
        initials=person.initials,
        date_of_birth=person.date_of_birth,
        unaccompanied=person.unaccompanied,
        team=person.team,
        worker=person.worker,
        last_row=change.last_row,
        was={fact.name: fact.was for fact in change.facts},
    )
