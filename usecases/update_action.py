"""Change an action: every button of it makes one change, checked, kept, told and shown in the same way."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from cards.action import ActionView
from cards.action_words import told_in_words
from cards.parts import day
from permanence.action import AgreeLater, AskLater, Change, PanelAction, Reassign, RefuseLater, changed
from permanence.people import ROLES, require
from permanence.refusals import Incomplete
from storage import actions, history, outbox, people
from storage.store import Press, Work
from usecases.house import House
from usecases.show_action import found_action, last_working_day, show_action, told
from usecases.show_later_date import is_asking


@dataclass(frozen=True, slots=True)
class UpdateAction:
    """One change to one action, as seen at a version."""

    action_id: int
    seen: int
    change: Change
    today: date
    press: Press
    back: str = ""


@dataclass(frozen=True, slots=True)
class Updated:
    """The action as it stands now; `stale` when somebody was there first and nothing was changed."""

    view: ActionView
    stale: bool = False


async def update_action(house: House, command: UpdateAction) -> Updated:
    """Make the change, or show who was there first."""
    press, action_id = command.press, command.action_id
    async with house.store.change(press) as work:
        person = require(await people.find(work, press.by), *ROLES, to="change an action")
        before = await found_action(work, action_id)
        stale = False
        if not work.repeated:
            stale = before.version != command.seen
            if not stale:
                change = await _named(work, command.change)
                after = changed(before, change, person, press.at, command.today)
                stale = not await actions.keep(work, after, command.seen)
                if not stale:
                    await _tell(work, press, before, after, change)
        line = await _outcome(house, work, command, stale)
        view = await show_action(house, work, action_id, command.today, line, command.back)
        return Updated(view, stale)


async def _named(work: Work, change: Change) -> Change:
    if not isinstance(change, Reassign):
        return change
    owner = await people.find(work, change.owner)
    if owner is None:
        raise Incomplete("Choose who is to do it from the list.")
    return replace(change, name=owner.name)


async def _tell(work: Work, press: Press, before: PanelAction, after: PanelAction, change: Change) -> None:
    details = await _details(work, before, after, change)
    await history.record(work, press, change.verb, "action", after.id, child_ref=after.child, **details)
    await outbox.tell(work, "action", after.id, f"action:{after.id}:v{after.version}", press.at)
    asking = await _asking(work, after.id)
    if asking and (before.asked or after.asked):
        subject = f"{after.id}-{asking}"
        await outbox.tell(work, "later_date", subject, f"later_date:{subject}:v{after.version}", press.at)


async def _details(work: Work, before: PanelAction, after: PanelAction, change: Change) -> dict[str, Any]:
    typed = {item.name: getattr(change, item.name) for item in fields(change)}
    match change:
        case AskLater(due, _):
            return {**typed, "due": due.isoformat(), "was": before.due.isoformat(), "ask": after.version}
        case AgreeLater() | RefuseLater():
            return {**typed, "due": after.due.isoformat(), "was": before.due.isoformat()}
        case Reassign(_, name):
            return {"owner": name, "was": (await people.names(work))[before.owner], "was_oid": before.owner}
        case _:
            return typed


async def _asking(work: Work, action_id: int) -> int:
    asked = [entry for entry in await history.of(work, "action", action_id) if is_asking(entry)]
    return int(asked[-1].details["ask"]) if asked else 0


async def _outcome(house: House, work: Work, command: UpdateAction, stale: bool) -> str:
    """Who did what, when: of the press, so that a repeat reads alike; of whoever was first, when it came too late."""
    entries = await history.of(work, "action", command.action_id)
    if stale:
        return f"This changed while you were looking at it. {told_in_words(told(entries[-1]))}"
    own = [entry for entry in entries if (entry.verb, entry.by_oid) == (command.change.verb, command.press.by)]
    line = told_in_words(told(own[-1]))
    if isinstance(command.change, AskLater):
        aim = last_working_day(house, command.change.due)
        if aim != command.change.due:
            line += f" It is not a working day; the last one before it is {day(aim)}."
    return line
