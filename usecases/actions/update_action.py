"""Change an action: every button of it makes one change, checked, kept, told and shown in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from cards import house_words
from cards.actions import action_words
from cards.actions.action import ActionView
from cards.actions.action_words import told_in_words
from permanence.action import PanelAction, changed, require_right, right_of
from permanence.panel.action_changes import (
    AgreeLater,
    AskLater,
    Cancel,
    Change,
    Correct,
    Reassign,
    RefuseLater,
    TakeBackReassignment,
)
from permanence.people import rights
from permanence.people.deputies import signed
from permanence.refusals import Incomplete
from permanence.subject import Subject, numbered
from storage import actions, history, outbox, people
from storage.history import Entry
from storage.store import Press, Work
from usecases.actions.owners import CONCERNED, MARK, WAS_OWNER, concerned, handed_from
from usecases.actions.show_action import as_shown, found_action, told
from usecases.actions.show_later_date import is_asking
from usecases.actions.tell_action import tell_card, tell_review, tell_summary
from usecases.house import House
from usecases.tell_concerned import tell_concerned


@dataclass(frozen=True, slots=True)
class UpdateAction:
    """One change to one action, as seen at a version."""

    action_id: int
    seen: int
    change: Change
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
        right = right_of(command.change)
        person = rights.require(await people.find(work, press.by), right)
        if await actions.find(work, action_id) is None:
            rights.require(person, right, besides=False)
        before = await found_action(work, action_id)
        if not work.repeated:
            require_right(before, right_of(command.change, before), person)
        press = replace(press, name=signed(press.name, person, before.team if person.oid != before.owner else None))
        if work.repeated or before.version != command.seen:
            return await _as_it_stands(house, work, command, before, stale=not work.repeated)
        change = await _named(work, command.change, before)
        after = changed(before, change, person, press.at, command.press.day)
        if not await actions.keep(work, after, command.seen):
            return await _as_it_stands(house, work, command, await found_action(work, action_id), stale=True)
        details = await _details(work, before, after, change, press.by)
        await history.record(work, press, change.verb, "action", after.id, child_ref=after.child, **details)
        its = await history.of(work, "action", after.id)
        await _tell(work, press, before, after, its)
        told_to = details.get(CONCERNED, ())
        await tell_concerned(work, Subject("action_told", numbered(after.id, after.version)), told_to, press.at)
        await tell_summary(work, before, after, press.at)
        await tell_review(work, after, command.press.day, press.at)
        line = _outcome(house, command, its)
        return Updated(await as_shown(house, work, after, its, command.press.day, line, command.back))


async def _as_it_stands(
    house: House, work: Work, command: UpdateAction, action: PanelAction, *, stale: bool
) -> Updated:
    its = await history.of(work, "action", action.id)
    line = _too_late(its) if stale else _outcome(house, command, its)
    return Updated(await as_shown(house, work, action, its, command.press.day, line, command.back), stale)


async def _named(work: Work, change: Change, action: PanelAction) -> Change:
    """The change with what only the record tells: a name, or who had it before."""
    if isinstance(change, TakeBackReassignment):
        before = handed_from(await history.of(work, "action", action.id), action)
        return replace(change, owner=before if await people.find(work, before) else "")
    if not isinstance(change, Reassign | Correct) or (isinstance(change, Correct) and change.owner == action.owner):
        return change
    owner = await people.find(work, change.owner)
    if owner is None:
        raise Incomplete(house_words.CHOOSE_THE_OWNER)
    return replace(change, name=owner.name) if isinstance(change, Reassign) else change


async def _tell(work: Work, press: Press, before: PanelAction, after: PanelAction, its: list[Entry]) -> None:
    await tell_card(work, after, press.at)
    asked = [entry.details["ask"] for entry in its if is_asking(entry)]
    if before.owner == after.owner:
        asked = asked[-1:] if before.asked or after.asked else []
    for ask in asked:
        subject = f"{after.id}-{ask}"
        await outbox.tell(work, Subject.of("later_date", subject), after.version, press.at)


async def _details(work: Work, before: PanelAction, after: PanelAction, change: Change, by: str) -> dict[str, Any]:
    typed = {item.name: getattr(change, item.name) for item in fields(change)}
    names = await people.names(work) if isinstance(change, Reassign | TakeBackReassignment | Correct) else {}
    told_to = {CONCERNED: its, MARK: after.version} if (its := concerned(before, after, change.verb, by)) else {}
    match change:
        case AskLater(due, _):
            return {**typed, "due": due.isoformat(), "was": before.due.isoformat(), "ask": after.version}
        case AgreeLater() | RefuseLater():
            return {**typed, "due": after.due.isoformat(), "was": before.due.isoformat()}
        case Reassign(_, name):
            return {"owner": name, "was": names[before.owner], WAS_OWNER: before.owner, **told_to}
        case TakeBackReassignment(reason, owner):
            said = {"owner": names[owner], "was": names[before.owner], "reason": reason}
            return {**said, WAS_OWNER: before.owner, **told_to}
        case Correct(reason):
            return {"reason": reason, **_corrected(before, after, names), **told_to}
        case Cancel(reason):
            return {"reason": reason, **told_to}
        case _:
            return typed


def _corrected(before: PanelAction, after: PanelAction, names: Mapping[str, str]) -> dict[str, Any]:
    """What it said before, of that which is different now."""
    text = before.text if before.text != after.text else ""
    owner = names.get(before.owner, "") if before.owner != after.owner else ""
    due = before.due if before.due != after.due else None
    was = {"was_text": text, "was_due": due.isoformat() if due else "", WAS_OWNER: before.owner if owner else ""}
    return {"what": action_words.corrected(text, owner, due), **{name: value for name, value in was.items() if value}}


def _too_late(its: list[Entry]) -> str:
    return action_words.changed_by(told(its[-1]))


def _outcome(house: House, command: UpdateAction, its: list[Entry]) -> str:
    """Who did what, when: of the press itself, so that a repeat reads alike."""
    own = [entry for entry in its if (entry.verb, entry.by_oid) == (command.change.verb, command.press.by)]
    line = told_in_words(told(own[-1]))
    if isinstance(command.change, AskLater):
        aim = house.policy.calendar.aim_for(command.change.due)
        if aim != command.change.due:
            line += house_words.on_a_closed_day(aim)
    return line
