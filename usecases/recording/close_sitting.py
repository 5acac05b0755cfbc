"""Close a sitting: each child heard gets the panel in the journey, which starts the clock of the upload."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards.recording import record_words
from cards.recording.record import RecordView
from permanence.journey import Event
from permanence.panel.panels import at_panel
from permanence.panel.recording import TO_RECORD, require_all_recorded
from permanence.panel.sitting import CLOSED, DEFERRED, HEARD, Item, Sitting
from permanence.subject import Subject
from storage import children, history, outbox
from storage.importing import kept_events
from storage.importing.kept_events import KeptEvent
from storage.panel import items, sittings
from storage.store import Press, Work
from usecases.actions.tell_action import tell_agreed
from usecases.house import House
from usecases.latest_change import changed_meanwhile
from usecases.recording.show_record import show_record
from usecases.recording.sitting_to_record import found_sitting, hold_to_record, require_recorder
from usecases.recording.uploads_of_panel import uploads_of_panel
from usecases.sittings.redraw_referrals import redraw_listed
from usecases.sittings.tell_sitting import tell_held


@dataclass(frozen=True, slots=True)
class CloseSitting:
    """Close this sitting, as seen at a version."""

    sitting_id: int
    seen: int
    press: Press


async def close_sitting(house: House, command: CloseSitting) -> RecordView:
    """Close it when all is recorded, and have its summary posted; or show who was there first."""
    press, sitting_id = command.press, command.sitting_id
    async with house.store.change(press) as work:
        await require_recorder(work, press.by)
        sitting = await found_sitting(work, sitting_id)
        if not work.repeated and sitting.version == command.seen:
            sitting = await hold_to_record(work, sitting_id, command.press.day)
        if not work.repeated and (
            sitting.version != command.seen or not await sittings.set_state(work, sitting_id, command.seen, CLOSED)
        ):
            line = await changed_meanwhile(work, "sitting", sitting_id)
            return await show_record(house, work, sitting_id, line=line)
        listed = await items.of(work, sitting_id, TO_RECORD)
        if not work.repeated:
            await _close(house, work, press, sitting, listed)
            await _take_back(house, work, command, sitting, listed)
        line = await _line(house, work, sitting, listed, command.press.day)
        return await show_record(house, work, sitting_id, line=line)


async def _close(house: House, work: Work, press: Press, sitting: Sitting, listed: list[Item]) -> None:
    require_all_recorded(listed)
    for item in listed:
        if item.state == HEARD and item.child:
            event = Event(sitting.on, "panel_held", at_panel(house.policy, sitting.panel))
            await children.record_event(work, press, item.child, event, source=f"sitting {sitting.id}")
    said = {state: sum(item.state == state for item in listed) for state in (HEARD, DEFERRED)}
    await history.record(work, press, "close_sitting", "sitting", sitting.id, said=said)
    version = sitting.version + 1
    await outbox.tell(work, Subject.of("summary", sitting.id), version, press.at)
    await outbox.tell(work, Subject.of("sitting", sitting.id), version, press.at)
    await tell_agreed(work, sitting.id, press.at)
    await tell_held(work, sitting.id, version, press.at)
    await redraw_listed(work, sitting, [item.child for item in listed], f"closed-{version}", press.at)


async def _take_back(house: House, work: Work, command: CloseSitting, sitting: Sitting, listed: list[Item]) -> None:
    """What an earlier closing wrote of children who, as corrected since, were not heard: the panel, and its upload."""
    not_heard = [item.child for item in listed if item.state == DEFERRED and item.child]
    done = await uploads_of_panel(house, work, not_heard, sitting.on, command.press.day)
    because = record_words.not_heard_after_all(sitting.on)
    for ref in not_heard:
        written = [kept for kept in await kept_events.of(work, ref) if kept.withdrawn_at is None]
        if not any(_is_of(kept, sitting) for kept in written):
            continue
        upload = done[ref].met_on if ref in done else None
        for kept in written:
            if _is_of(kept, sitting) or (kept.event.type == "record_uploaded" and kept.event.on == upload):
                await kept_events.withdraw(work, command.press, ref, kept.id, because)


def _is_of(kept: KeptEvent, sitting: Sitting) -> bool:
    return kept.event.type == "panel_held" and kept.source == f"sitting {sitting.id}"


async def _line(house: House, work: Work, sitting: Sitting, listed: list[Item], today: date) -> str:
    heard = [item for item in listed if item.state == HEARD]
    line = record_words.closed(len(heard), len(listed) - len(heard))
    duties = await uploads_of_panel(house, work, [item.child for item in heard if item.child], sitting.on, today)
    first = next(iter(duties.values()), None)
    if first and first.due:
        line += record_words.upload_due(first.due, first.clause)
    return line
