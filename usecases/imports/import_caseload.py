"""Import a caseload: a preview of what a council's extracts change and, once confirmed, all of it or nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from permanence.journey import Journey
from permanence.mornings import LONDON
from permanence.people import rights
from records.files.mapping import default_mapping, load_mapping
from records.previews.handed_in import HandedIn, NamedFile, read_files
from records.previews.joined import compare_all
from records.previews.preview import Change, Known, Preview
from records.previews.record_from import kinds_from
from storage import children, history
from storage.importing import going_live, imports, taking_back
from storage.importing.imports import ChildFacts
from storage.store import Press, Work
from usecases.house import House
from usecases.operator import who_is
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


@dataclass(frozen=True, slots=True)
class Extracts:
    """What was read from the files of one import, and what is kept of the files: names and fingerprint."""

    handed_in: HandedIn
    names: str
    sha256: str
    as_of: date


async def import_caseload(house: House, command: ImportCaseload) -> CaseloadImport:
    """Raises RecordError for a file that cannot be read; nothing is written then."""
    if not command.confirm:
        extracts = await asyncio.to_thread(_read, command)
        async with house.store.read() as work:
            rights.require(await who_is(house, work, command.press.by), rights.IMPORT)
            return CaseloadImport(await compare_extracts(work, extracts))
    async with house.store.read() as work:
        rights.require(await who_is(house, work, command.press.by), rights.IMPORT)
    extracts = await asyncio.to_thread(_read, command)
    async with house.store.change(command.press) as work:
        await imports.one_at_a_time(work)
        # Compared anew with what is known at this moment: whatever was imported since the preview counts.
        preview = await compare_extracts(work, extracts)
        number = await write_changes(work, command.press, extracts, preview) if preview.writes else None
    return CaseloadImport(preview, number)


def _read(command: ImportCaseload) -> Extracts:
    own = load_mapping(command.mapping, command.mapping_name) if command.mapping else default_mapping()
    handed_in = read_files(command.files, own)
    return Extracts(handed_in, names_of(command.files), digest_of(command.files), command.as_of)


def names_of(files: Sequence[NamedFile]) -> str:
    return ", ".join(file.name for file in files)


def digest_of(files: Sequence[NamedFile]) -> str:
    return sha256(b"".join(file.data for file in files)).hexdigest()


async def compare_extracts(work: Work, extracts: Extracts) -> Preview:
    """What they would change of what is known now."""
    last_rows, aside = await imports.last_rows(work)
    known = {ref: Known(Journey(ref), last_row=row, aside=True) for ref, row in aside.items()} | {
        ref: Known(journey, child.initials, child.worker, last_rows[ref])
        for ref, (child, journey) in (await children.everyone(work)).items()
    }
    preview = await asyncio.to_thread(compare_all, known, extracts.handed_in.caseloads, extracts.as_of)
    return replace(preview, sources=extracts.handed_in.sources)


async def write_changes(work: Work, press: Press, extracts: Extracts, preview: Preview) -> int:
    """Write what the preview says; the import's number."""
    changes = preview.changes
    number = await imports.open_import(
        work, press, "caseload", extracts.names, extracts.sha256, extracts.as_of, preview.counts
    )
    facts = [_facts(change) for change in changes]
    kinds = await _kinds_from(work, press, changes)
    aside = [replace(_facts(change), aside=imports.SHORT_BREAKS) for change in preview.remembered]
    again = [_facts(change) for change in preview.told_again]
    was = await taking_back.as_they_are(work, [one.ref for one in (*facts, *aside, *again)])
    await imports.keep_children(work, [*facts, *aside, *again])
    await taking_back.remember(work, number, was)
    await imports.record_changes(work, press, number, facts)
    source = f"import {number}"
    gone = [(change.child, away.event, away.because) for change in changes for away in change.withdraw]
    await imports.withdraw_events(work, press, source, gone)
    await imports.add_events(work, press, source, [(c.child, event) for c in changes for event in c.add])
    await going_live.keep_kinds(work, kinds)
    await history.record(work, press, "import_caseload", "import", number, counts=preview.counts)
    await refresh_greeting(work, f"import:{number}", press.at)
    return number


async def _kinds_from(work: Work, press: Press, changes: Sequence[Change]) -> list[tuple[str, dict[str, date]]]:
    """From when each record is whole. The day of the first caseload is that of going live, unless one is chosen."""
    live = await going_live.read(work)
    if not await children.how_many(work) and not await going_live.is_chosen(work):
        live = press.at.astimezone(LONDON).date()
        await going_live.write(work, live)
    if live is None:
        return []
    before = await children.several(work, [change.child for change in changes])
    last_rows, _aside = await imports.last_rows(work)
    known = {ref: Known(journey, last_row=last_rows[ref]) for ref, (_, journey) in before.items()}
    return [(change.child, kinds_from(known.get(change.child), change, live)) for change in changes]


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
