"""Open a closed sitting again to correct its record, with a reason; closing it again puts right what it had written."""

from __future__ import annotations

from dataclasses import dataclass

from cards.recording.record import RecordView
from cards.recording.reopen_form import ReopenForm
from permanence.panel.recording import require_closed
from permanence.panel.sitting import REOPENED
from permanence.refusals import Incomplete
from permanence.subject import Subject
from storage import history, outbox
from storage.panel import sittings
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile, latest_change
from usecases.recording.show_record import show_record
from usecases.recording.sitting_to_record import found_sitting, require_recorder


@dataclass(frozen=True, slots=True)
class ReopenSitting:
    """Open this closed sitting, as seen at a version, and why."""

    sitting_id: int
    seen: int
    reason: str
    press: Press


async def reopen_sitting(house: House, command: ReopenSitting) -> RecordView:
    """The record, open again. What closing wrote stands until it is closed again."""
    press, sitting_id = command.press, command.sitting_id
    async with house.store.change(press) as work:
        await require_recorder(work, press.by)
        await found_sitting(work, sitting_id)
        if not work.repeated:
            await _reopen(work, command)
        line = await latest_change(work, "sitting", sitting_id, verb="reopen_sitting", by=press.by)
        return await show_record(house, work, sitting_id, line=line)


async def show_reopen_form(house: House, caller: str, sitting_id: int, reason: str = "", line: str = "") -> ReopenForm:
    """The form, for who may record the sitting."""
    async with house.store.read() as work:
        await require_recorder(work, caller)
        sitting = await found_sitting(work, sitting_id)
        require_closed(sitting)
        return ReopenForm(sitting.id, sitting.version, sitting.on, reason, line)


async def _reopen(work: Work, command: ReopenSitting) -> None:
    press, sitting_id = command.press, command.sitting_id
    sitting = await sittings.find(work, sitting_id, hold=True)
    assert sitting is not None, "it was found by its id"
    require_closed(sitting)
    if not await sittings.set_state(work, sitting_id, command.seen, REOPENED):
        raise Incomplete(await changed_meanwhile(work, "sitting", sitting_id))
    await history.record(work, press, "reopen_sitting", "sitting", sitting_id, reason=command.reason)
    version = command.seen + 1
    await outbox.tell(work, Subject.of("sitting", sitting_id), version, press.at)
    await outbox.tell(work, Subject.of("summary", sitting_id), version, press.at)
