"""Confirm that a child's papers and actions are on the record: the event that closes the oldest upload due."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cards.meetings import planning_words
from cards.recording import record_words
from cards.recording.upload_form import UploadForm
from permanence.journey import Event
from permanence.meetings.uploads import waiting
from permanence.people import rights
from permanence.people.deputies import signed
from permanence.people.person import Person
from permanence.refusals import Incomplete, NotFound
from storage import children, history, people
from storage.store import Press, Work
from usecases.house import House
from usecases.recording.show_uploads import show_uploads
from usecases.tell_papers import tell_papers

MOST = 50


@dataclass(frozen=True, slots=True)
class ConfirmUpload:
    """The children whose upload is made, by reference; `sitting_id` is 0 when not opened from a sitting."""

    children: tuple[str, ...]
    of: str
    sitting_id: int
    press: Press


@dataclass(frozen=True, slots=True)
class ConfirmAllUploads:
    """Every upload of a sitting that waits and that this person may confirm."""

    sitting_id: int
    of: str
    press: Press


async def confirm_all_uploads(house: House, command: ConfirmAllUploads) -> UploadForm:
    """Confirm all that the form offers, as many as are confirmed at a time, and show what still waits."""
    press = command.press
    async with house.store.read() as work:
        form = await show_uploads(house, work, press.by, command.of, command.sitting_id, (), press.day)
    if refs := tuple(row.child for row in form.rows)[:MOST]:
        form = await confirm_upload(house, ConfirmUpload(refs, command.of, command.sitting_id, press))
    return replace(form, line=record_words.ALL_CONFIRMED)


async def confirm_upload(house: House, command: ConfirmUpload) -> UploadForm:
    """Confirm them, bring the summaries up to date, and show what still waits."""
    press, refs = command.press, tuple(dict.fromkeys(command.children))
    async with house.store.change(press) as work:
        person = rights.require(await people.find(work, press.by), rights.CONFIRM_UPLOAD)
        if not refs or len(refs) > MOST:
            raise Incomplete(record_words.choose_children(MOST))
        labels = [await _confirm(house, work, command, person, ref) for ref in refs]
        line = record_words.uploads_confirmed(labels)
        return await show_uploads(house, work, press.by, command.of, command.sitting_id, refs, press.day, line)


async def _confirm(house: House, work: Work, command: ConfirmUpload, person: Person, ref: str) -> str:
    known = await children.find(work, ref)
    if known is None:
        raise NotFound(record_words.no_child_any_more(ref))
    child, journey = known
    rights.require_for(person, rights.CONFIRM_UPLOAD, child.team)
    due = waiting(house.policy, journey, command.press.day)
    if work.repeated or not due:
        return child.label
    event = Event(command.press.day, "record_uploaded")
    press = replace(command.press, name=signed(command.press.name, person, child.team))
    if not await children.record_event(work, press, child.ref, event, source=planning_words.CONFIRMED_HERE):
        raise Incomplete(record_words.confirmed_today(child.label))
    said = {"occasion": due[0].occasion}
    await history.record(work, press, "confirm_upload", "child", child.ref, child_ref=child.ref, **said)
    await tell_papers(work, command.press, child.ref, due[0].since)
    return child.label
