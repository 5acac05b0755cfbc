"""List the imports that were written, the newest first: what, as of when, by whom, and which were taken back."""

from __future__ import annotations

from dataclasses import dataclass

from cards import house_words
from permanence.people import rights
from storage import people
from storage.importing import taking_back
from storage.importing.taking_back import KeptImport
from storage.store import Press
from usecases.house import House
from usecases.operator import OPERATOR, who_is


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import and the name of who wrote it."""

    its: KeptImport
    by: str


async def list_imports(house: House, press: Press) -> list[ImportLine]:
    """For whoever may import."""
    async with house.store.read() as work:
        rights.require(await who_is(house, work, press.by), rights.SEE_IMPORTS)
        names = {OPERATOR: house_words.THE_COMMAND_LINE, **await people.names(work)}
        return [ImportLine(its, names.get(its.by, its.by)) for its in await taking_back.every(work)]
