"""Snooze a reminder: nothing is said of one occasion to one recipient until a day, then once again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from cards.reminders import matter_words, reminder_words
from cards.reminders.digest_view import DigestView
from cards.reminders.snooze_form import SnoozeForm
from permanence.mornings import LONDON
from permanence.people import rights
from permanence.refusals import Incomplete
from permanence.reminders import Matter
from permanence.subject import Subject
from storage import history, people, reminders
from storage.reminders import Reminder
from storage.store import Press, Work
from usecases.house import House
from usecases.reminders.show_digest import found_reminder, show_digest

LONGEST = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class SnoozeReminder:
    """Be silent about this line of the digest `of` until a day."""

    reminder: int
    of: str
    until: date
    press: Press
    page: int = 0
    fold: str = ""


async def snooze_reminder(house: House, command: SnoozeReminder) -> DigestView:
    """The digest as it stands after it."""
    press, until = command.press, command.until
    async with house.store.change(press) as work:
        reminder, matter, _ = await _theirs(house, work, press.by, command.reminder, press.at)
        _require_day(until, press.at)
        if not work.repeated:
            await reminders.snooze(work, press, reminder, until)
            await history.record(
                work,
                press,
                "snooze_reminder",
                "reminder",
                reminder.id,
                child_ref=reminder.child_ref,
                until=until.isoformat(),
                occasion=reminder.occasion,
                recipient=reminder.recipient,
            )
        line = reminder_words.snoozed(until, _named(matter))
        view = await show_digest(house, work, Subject.parse(command.of), press.at, command.page, line, command.fold)
        return replace(view, undo=reminder.id)


async def show_snooze_form(
    house: House, caller: str, reminder_id: int, of: str, now: datetime, typed: str = "", line: str = ""
) -> SnoozeForm:
    """The form for one line."""
    async with house.store.read() as work:
        _, matter, whom = await _theirs(house, work, caller, reminder_id, now)
    latest = now.astimezone(LONDON).date() + LONGEST
    about = (of, reminder_id, matter.name, matter.child, matter.due)
    return SnoozeForm(*about, latest, whom, typed, matter.dated, line)


async def _theirs(house: House, work: Work, oid: str, reminder_id: int, now: datetime) -> tuple[Reminder, Matter, str]:
    """A line of a digest, for who may snooze it."""
    person = rights.require(await people.find(work, oid, now.astimezone(LONDON).date()), rights.SNOOZE)
    if await reminders.find(work, reminder_id) is None:
        rights.require(person, rights.SNOOZE, besides=False)
    reminder, matter, whom = await found_reminder(house, work, reminder_id, now)
    rights.require_for(person, rights.SNOOZE, matter.team, besides=person.oid == reminder.recipient)
    return reminder, matter, whom


def _require_day(until: date, now: datetime) -> None:
    today = now.astimezone(LONDON).date()
    if until <= today:
        passed = matter_words.passed(until == today)
        raise Incomplete(reminder_words.not_a_day(until, passed, today + timedelta(days=1)))
    if until > today + LONGEST:
        raise Incomplete(reminder_words.too_far(until, today + LONGEST))


def _named(matter: Matter) -> str:
    return matter_words.named(matter.name, matter.child)
