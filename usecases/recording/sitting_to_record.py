"""Find a sitting that this person may record today, and keep others from closing it meanwhile."""

from __future__ import annotations

from datetime import date

from cards.recording import record_words
from permanence.panel.recording import require_recordable
from permanence.panel.sitting import Item, Sitting
from permanence.people import rights
from permanence.people.person import Person
from permanence.refusals import NotFound
from storage import people
from storage.panel import items, sittings
from storage.store import Work


async def require_recorder(work: Work, oid: str) -> Person:
    """Who may record a sitting; else the refusal."""
    return rights.require(await people.find(work, oid), rights.RECORD_SITTING)


async def found_sitting(work: Work, sitting_id: int) -> Sitting:
    """The sitting, or the refusal."""
    sitting = await sittings.find(work, sitting_id)
    if sitting is None:
        raise NotFound(record_words.NO_SUCH_SITTING)
    return sitting


async def found_item(work: Work, item_id: int) -> Item:
    """The item, or the refusal."""
    item = await items.find(work, item_id)
    if item is None:
        raise NotFound(record_words.NOT_ON_THE_AGENDA)
    return item


async def hold_to_record(work: Work, sitting_id: int, today: date) -> Sitting:
    """The sitting as it is, held until the transaction ends; else the refusal why it cannot be recorded."""
    sitting = await sittings.find(work, sitting_id, hold=True)
    assert sitting is not None, "its id came from a row that refers to it"
    require_recordable(sitting, today)
    return sitting
