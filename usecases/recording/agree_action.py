"""Agree an action for a child at a sitting: what, by whom, by when; its card is posted when the sitting is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards import house_words
from cards.actions import action_words
from cards.recording import record_words
from cards.recording.item_record import ItemView
from permanence.action import require_due
from permanence.panel.recording import TO_RECORD
from permanence.panel.sitting import DEFERRED, Sitting
from permanence.refusals import Incomplete
from storage import actions, history, people
from storage.store import Press, Work
from usecases.house import House
from usecases.recording.show_item import show_item
from usecases.recording.sitting_to_record import found_item, hold_to_record, require_recorder


@dataclass(frozen=True, slots=True)
class NewAction:
    """What is to be done, by whom and by when."""

    text: str
    owner: str  # Entra object id
    due: date


@dataclass(frozen=True, slots=True)
class AgreeAction:
    """A new action for the child of an item."""

    item_id: int
    text: str
    owner: str  # Entra object id
    due: date
    press: Press


async def agree_action(house: House, command: AgreeAction) -> ItemView:
    """Keep the action; the item with it, and the due date said back in words."""
    async with house.store.change(command.press) as work:
        await require_recorder(work, command.press.by)
        names = await people.names(work)
        if not work.repeated:
            await _agree(work, command)
        aim = house.policy.calendar.aim_for(command.due)
        line = action_words.agreed(command.text, names.get(command.owner, ""), command.due, aim)
        return await show_item(house, work, command.item_id, command.press.day, line)


async def _agree(work: Work, command: AgreeAction) -> None:
    item, press = await found_item(work, command.item_id), command.press
    sitting = await hold_to_record(work, item.sitting_id, command.press.day)
    item = await found_item(work, item.id)
    if item.child is None:
        raise Incomplete(record_words.NO_CHILD_HERE)
    if item.state not in TO_RECORD or item.state == DEFERRED:
        raise Incomplete(record_words.NOT_HEARD_HERE)
    await keep_action(work, press, sitting, item.child, NewAction(command.text, command.owner, command.due))


async def keep_action(work: Work, press: Press, sitting: Sitting, child: str, new: NewAction) -> None:
    """Keep it as agreed at a sitting, and have its card posted; else the refusal of its owner or its day."""
    owner = await people.find(work, new.owner)
    if owner is None:
        raise Incomplete(house_words.CHOOSE_THE_OWNER)
    require_due(new.due, sitting.on)
    action_id = await actions.add(work, press, child, sitting.id, new.text, owner.oid, new.due)
    said = {"text": new.text, "owner": owner.name, "due": new.due.isoformat()}
    await history.record(work, press, "agree_action", "action", action_id, child_ref=child, **said)
