"""Clear a line of a list: the action is done, the invitation accepted, the upload made; and take that back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from cards.reminders import reminder_words
from cards.reminders.digest_view import DigestView
from cards.reminders.done_form import DoneForm
from permanence.action import DONE, PanelAction
from permanence.panel.action_changes import Complete, Reopen
from permanence.panel.sitting import ACCEPTED
from permanence.people import rights
from permanence.refusals import NotFound
from permanence.subject import Subject
from storage import actions, history, people, reminders
from storage.importing import kept_events
from storage.panel import invitations
from storage.reminders import Reminder
from storage.store import Press, Work
from usecases.actions.finish_action import FinishAction, finish_action
from usecases.actions.update_action import UpdateAction, update_action
from usecases.house import House
from usecases.invitations.accept_invitation import (
    AcceptInvitation,
    TakeBackAcceptance,
    accept_invitation,
    take_back_acceptance,
)
from usecases.recording.confirm_upload import ConfirmUpload, confirm_upload
from usecases.reminders.show_digest import found_reminder, show_digest
from usecases.steps.take_back_step import TakeBackStep, take_back_step


@dataclass(frozen=True, slots=True)
class OnList:
    """A line, and where on which list it stands."""

    reminder: int
    of: str
    page: int = 0
    fold: str = ""


@dataclass(frozen=True, slots=True)
class ClearLine:
    """What the line asks for is done; `note` says what was done, of an action."""

    line: OnList
    press: Press
    note: str = ""


@dataclass(frozen=True, slots=True)
class TakeBackLine:
    """What was done from the line, or its snooze, is taken back."""

    line: OnList
    press: Press


async def clear_line(house: House, command: ClearLine) -> DigestView:
    """The list without the line, at the same page, with what was done."""
    press = command.press
    reminder = await _kept(house, command.line.reminder)
    kind, _, rest = reminder.occasion.partition(":")
    about, undo = rest.rpartition(":")[0], 0
    match kind:
        case "action":
            said, undo = await _complete(house, int(about), command), reminder.id
        case "invitation":
            async with house.store.read() as work:
                found = await invitations.find(work, int(about))
            seen = found.version if found else 0
            view = await accept_invitation(house, AcceptInvitation(int(about), seen, press))
            said, undo = view.line, reminder.id if view.state == ACCEPTED else 0
        case "record_upload":
            said = (await confirm_upload(house, ConfirmUpload((about,), command.line.of, 0, press))).line
            undo = reminder.id
        case _:
            raise NotFound(reminder_words.NOT_FROM_HERE)
    return await _list(house, command.line, press.at, said, undo)


async def take_back_line(house: House, command: TakeBackLine) -> DigestView:
    """The list with the line on it again."""
    press, reminder = command.press, await _kept(house, command.line.reminder)
    async with house.store.read() as work:
        silent = (reminder.occasion, reminder.recipient) in await reminders.snoozed(work)
        action = await _action_of(work, reminder)
    if silent:
        return await _wake(house, command, reminder)
    kind, _, rest = reminder.occasion.partition(":")
    if kind == "invitation":
        taken = TakeBackAcceptance(int(rest.rpartition(":")[0]), press)
        return await _list(house, command.line, press.at, (await take_back_acceptance(house, taken)).line)
    if kind == "record_upload":
        said = await _take_back_upload(house, rest.rpartition(":")[0], press)
        return await _list(house, command.line, press.at, said)
    if action is not None and action.state == DONE:
        change = Reopen(reminder_words.UNDONE)
        said = (await update_action(house, UpdateAction(action.id, action.version, change, press))).view.line
        return await _list(house, command.line, press.at, said)
    return await _list(house, command.line, press.at, reminder_words.TAKEN_BACK)


async def _take_back_upload(house: House, child: str, press: Press) -> str:
    """The upload this person confirmed last is due again; nothing, when it was taken back already."""
    async with house.store.read() as work:
        kept = [one for one in await kept_events.of(work, child) if one.event.type == "record_uploaded"]
    mine = [one for one in kept if one.recorded_by == press.by and not one.withdrawn_at]
    if not mine:
        return reminder_words.TAKEN_BACK
    last = max(mine, key=lambda one: one.recorded_at)
    return (await take_back_step(house, TakeBackStep(child, last.id, reminder_words.UNDONE, press))).line


async def show_done_form(house: House, line: OnList, now: datetime, typed: str = "", said: str = "") -> DoneForm:
    """The form for an action of a list."""
    async with house.store.read() as work:
        _, matter, _ = await found_reminder(house, work, line.reminder, now)
    return DoneForm(line.of, line.reminder, matter.name, matter.child, line.page, line.fold, typed, said)


async def _complete(house: House, action_id: int, command: ClearLine) -> str:
    press = command.press
    if command.note:
        finished = FinishAction(action_id, await _seen(house, action_id), command.note, press)
        return (await finish_action(house, finished)).view.line
    change = UpdateAction(action_id, await _seen(house, action_id), Complete(), press)
    return (await update_action(house, change)).view.line


async def _seen(house: House, action_id: int) -> int:
    async with house.store.read() as work:
        found = await actions.find(work, action_id)
    return found.version if found else 0


async def _wake(house: House, command: TakeBackLine, reminder: Reminder) -> DigestView:
    press = command.press
    async with house.store.change(press) as work:
        person = rights.require(await people.find(work, press.by, press.day), rights.SNOOZE)
        _, matter, _ = await found_reminder(house, work, reminder.id, press.at)
        rights.require_for(person, rights.SNOOZE, matter.team, besides=person.oid == reminder.recipient)
        if not work.repeated:
            await reminders.wake(work, reminder)
            said = {"occasion": reminder.occasion, "recipient": reminder.recipient}
            await history.record(
                work, press, "end_snooze", "reminder", reminder.id, child_ref=reminder.child_ref, **said
            )
    return await _list(house, command.line, press.at, reminder_words.TAKEN_BACK)


async def _kept(house: House, reminder_id: int) -> Reminder:
    async with house.store.read() as work:
        found = await reminders.find(work, reminder_id)
    if found is None:
        raise NotFound(reminder_words.NOT_KEPT)
    return found


async def _action_of(work: Work, reminder: Reminder) -> PanelAction | None:
    kind, _, rest = reminder.occasion.partition(":")
    return await actions.find(work, int(rest.partition(":")[0])) if kind == "action" else None


async def _list(house: House, line: OnList, now: datetime, said: str, undo: int = 0) -> DigestView:
    async with house.store.read() as work:
        view = await show_digest(house, work, Subject.parse(line.of), now, line.page, said, line.fold)
    return replace(view, undo=undo)
