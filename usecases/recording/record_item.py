"""Record what came of an item: a recommendation with its reason, why it was not heard, or that it was reviewed."""

from __future__ import annotations

from dataclasses import dataclass

from cards.recording import record_words
from cards.recording.item_record import ItemView
from permanence.panel.recording import Result, require_fitting
from permanence.refusals import Stale
from storage import history
from storage.panel import outcomes
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile, latest_change
from usecases.recording.items_of_siblings import Seen, found_as_seen
from usecases.recording.show_item import show_item
from usecases.recording.sitting_to_record import found_item, hold_to_record, require_recorder


@dataclass(frozen=True, slots=True)
class RecordItem:
    """One result for one item, as seen at a version; and the same for its siblings, all or nothing."""

    item_id: int
    seen: int
    result: Result
    press: Press
    also: tuple[Seen, ...] = ()  # items of siblings on the same sitting, for whom the same is recorded


@dataclass(frozen=True, slots=True)
class Recorded:
    """The item as it stands now; `stale` when somebody was there first and nothing was recorded."""

    view: ItemView
    stale: bool = False


async def record_item(house: House, command: RecordItem) -> Recorded:
    """Record it, or show who was there first."""
    press, item_id = command.press, command.item_id
    async with house.store.change(press) as work:
        await require_recorder(work, press.by)
        stale = not work.repeated and not await _record(work, command)
        if stale:
            line = await changed_meanwhile(work, "item", item_id)
        else:
            line = await _line(work, command)
        return Recorded(await show_item(house, work, item_id, command.press.day, line), stale)


async def _record(work: Work, command: RecordItem) -> bool:
    item = await found_item(work, command.item_id)
    await hold_to_record(work, item.sitting_id, command.press.day)
    item, result, press = await found_item(work, item.id), command.result, command.press
    if item.version != command.seen:
        return False
    for one in (item, *await found_as_seen(work, item, command.also)):
        require_fitting(one, result)
        kept = await outcomes.record_item(
            work,
            press,
            one.id,
            one.version,
            result.state,
            recommendation=result.recommendation,
            reason=result.reason,
            discussion=result.discussion,
        )
        if not kept:
            raise Stale(await changed_meanwhile(work, "item", one.id))
        said = {"recommendation": result.recommendation, "reason": result.reason, **dict(result.discussion.in_words())}
        await history.record(work, press, result.verb, "item", one.id, child_ref=one.child, **said)
    return True


async def _line(work: Work, command: RecordItem) -> str:
    said = await latest_change(work, "item", command.item_id, verb=command.result.verb, by=command.press.by)
    also = [(await found_item(work, item)).label for item, _ in command.also]
    same = record_words.same_for(also) if also else ""
    return f"{said}{same}"
