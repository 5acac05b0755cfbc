"""Find a sitting that this person may record today, and keep others from closing it meanwhile."""

from __future__ import annotations

from datetime import date

from cards.parts import moment
from permanence.panel import Item, Sitting
from permanence.people import BUSINESS_SUPPORT, PANEL_CHAIR, Person, require
from permanence.recording import require_recordable
from permanence.refusals import NotFound
from storage import history, items, people, sittings
from storage.store import Work

DID = {
    "record_recommendation": "recorded a recommendation",
    "defer_item": "recorded that it was not heard",
    "mark_reviewed": "recorded it as reviewed",
    "record_attendance": "recorded who attended",
    "close_sitting": "closed the sitting",
    "reopen_sitting": "opened the sitting again",
}


async def require_recorder(work: Work, oid: str) -> Person:
    """The chair or business support; else the refusal."""
    return require(await people.find(work, oid), PANEL_CHAIR, BUSINESS_SUPPORT, to="record a sitting")


async def found_sitting(work: Work, sitting_id: int) -> Sitting:
    """The sitting, or the refusal."""
    sitting = await sittings.find(work, sitting_id)
    if sitting is None:
        raise NotFound('There is no such sitting; say "record" to open the one to be recorded.')
    return sitting


async def found_item(work: Work, item_id: int) -> Item:
    """The item, or the refusal."""
    item = await items.find(work, item_id)
    if item is None:
        raise NotFound('This is not on the agenda any more; say "record" to see what is.')
    return item


async def hold_to_record(work: Work, sitting_id: int, today: date) -> Sitting:
    """The sitting as it is, held until the transaction ends; else the refusal why it cannot be recorded."""
    sitting = await sittings.find(work, sitting_id, hold=True)
    assert sitting is not None, "its id came from a row that refers to it"
    require_recordable(sitting, today)
    return sitting


async def who_was_first(work: Work, subject: str, subject_id: int) -> str:
    """Who changed a sitting or an item last, and when: said to whom came too late."""
    entries = await history.of(work, subject, subject_id)
    if not entries:
        return "This changed while you were looking at it; here is how it stands now."
    last = entries[-1]
    did = DID.get(last.verb, "changed it")
    return f"This changed while you were looking at it. {moment(last.at)}: {last.by_name} {did}."
