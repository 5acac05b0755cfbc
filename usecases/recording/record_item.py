"""Record what came of an item: a recommendation with its reason and actions, why it was not heard, or its review."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cards.actions import action_words
from cards.recording import record_words
from cards.recording.item_record import ItemView
from permanence.panel.recording import Recommend, Result, require_fitting
from permanence.panel.sitting import Item
from permanence.refusals import Stale
from storage import history, people
from storage.panel import outcomes
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile, latest_change
from usecases.recording.agree_action import NewAction, keep_action
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
    actions: tuple[NewAction, ...] = ()  # agreed for this child, with a recommendation
    beside_stays: bool = False  # differing views and options were not asked for, so those recorded stay


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
            line = await _line(house, work, command)
        return Recorded(await show_item(house, work, item_id, command.press.day, line), stale)


async def _record(work: Work, command: RecordItem) -> bool:
    item = await found_item(work, command.item_id)
    sitting = await hold_to_record(work, item.sitting_id, command.press.day)
    item, press = await found_item(work, item.id), command.press
    if item.version != command.seen:
        return False
    for one in (item, *await found_as_seen(work, item, command.also)):
        result = _for(one, command)
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
    for action in command.actions:
        assert item.child is not None, "a recommendation is a child's"
        await keep_action(work, press, sitting, item.child, action)
    return True


def _for(item: Item, command: RecordItem) -> Result:
    if command.beside_stays and isinstance(command.result, Recommend):
        return replace(command.result, discussion=item.discussion)
    return command.result


async def _line(house: House, work: Work, command: RecordItem) -> str:
    said = await latest_change(work, "item", command.item_id, verb=command.result.verb, by=command.press.by)
    also = [(await found_item(work, item)).label for item, _ in command.also]
    same = record_words.same_for(also) if also else ""
    names, calendar = await people.names(work), house.policy.calendar
    agreed = [
        action_words.agreed(one.text, names.get(one.owner, ""), one.due, calendar.aim_for(one.due))
        for one in command.actions
    ]
    return " ".join([f"{said}{same}", *agreed])
