"""Show a digest: what one recipient was to hear on a morning and is still to be done, as it stands now."""

from __future__ import annotations

from datetime import date, datetime

from cards.reminders.digest import PAGE, DigestLine, DigestView
from permanence.meetings.uploads import UPLOAD
from permanence.mornings import LONDON
from permanence.people.deputies import away_in_words
from permanence.people.person import BUSINESS_SUPPORT, Person
from permanence.refusals import NotFound
from permanence.reminders import Matter
from permanence.subject import Subject, read_dated
from storage import people, reminders
from storage.reminders import Reminder
from storage.store import Work
from usecases.house import House
from usecases.reminders.matter_line import matter_line
from usecases.reminders.open_matters import open_matters

DONE = "This has been done in the meantime, or its date has changed; nothing is said of it any more."
MOST_NAMED = 4


async def show_digest(
    house: House, work: Work, digest: Subject, now: datetime, page: int = 0, line: str = ""
) -> DigestView:
    """What was done in the meantime is not on it, and neither is what was snoozed."""
    recipient, on = _whose(digest)
    today = now.astimezone(LONDON).date()
    left = await _left(house, work, digest, now, today)
    addressed, away = await _addressed(work, recipient, today)
    calendar = house.policy.calendar
    lines = [
        DigestLine(reminder.id, matter_line(matter, today, calendar), upload=matter.what == UPLOAD)
        for reminder, matter in left
    ]
    page = min(max(page, 0), max(0, len(lines) - 1) // PAGE)
    return DigestView(
        subject=digest.id,
        on=on,
        people=addressed,
        away=away,
        lines=tuple(lines[page * PAGE : (page + 1) * PAGE]),
        page=page,
        total=len(lines),
        overdue=sum(shown.matter.overdue for shown in lines),
        line=line,
    )


async def found_reminder(house: House, work: Work, reminder_id: int, now: datetime) -> tuple[Reminder, Matter, str]:
    """A line of a digest, the matter it tells of and who hears it; the refusal when that was done."""
    reminder = await reminders.find(work, reminder_id)
    if reminder is None:
        raise NotFound("This line is no longer kept; the next digest says what is to be done.")
    refs = [reminder.child_ref] if reminder.child_ref else []
    for matter in await open_matters(house, work, now, refs):
        if matter.occasion == reminder.occasion:
            return reminder, matter, await name_of(work, reminder.recipient)
    raise NotFound(DONE)


async def name_of(work: Work, recipient: str) -> str:
    """A recipient in words."""
    if recipient == BUSINESS_SUPPORT:
        return "business support"
    return (await people.names(work)).get(recipient, "somebody who has left")


def _whose(digest: Subject) -> tuple[str, date]:
    """Who a digest is for and which morning's it is."""
    found = read_dated(digest.id)
    if found is None:
        raise NotFound("This digest is not known; the next one says what is to be done.")
    return found


async def _left(house: House, work: Work, digest: Subject, now: datetime, today: date) -> list[tuple[Reminder, Matter]]:
    """What is still to be done and not snoozed, each occasion once, the most urgent first."""
    planned = {reminder.occasion: reminder for reminder in await reminders.in_digest(work, digest)}
    refs = {reminder.child_ref for reminder in planned.values() if reminder.child_ref}
    silent = await reminders.snoozed(work)
    found = [
        (planned[matter.occasion], matter)
        for matter in await open_matters(house, work, now, sorted(refs))
        if matter.occasion in planned
    ]
    heard = [
        (reminder, matter)
        for reminder, matter in found
        if silent.get((reminder.occasion, reminder.recipient), today) <= today
    ]
    return sorted(heard, key=lambda pair: (pair[1].due, pair[0].id))


async def _addressed(work: Work, recipient: str, today: date) -> tuple[tuple[tuple[str, str | None], ...], str]:
    """Whom it is for; with one who is away, their deputy; and the words that say so."""
    cast = await people.on_day(work, today)
    mine = [person for person in cast if _is(person, recipient)][:MOST_NAMED]
    said = [f"Standing in for {one.name}." for person in mine for one in person.stands_for]
    if recipient != BUSINESS_SUPPORT:
        away = {person.away.deputy: person for person in mine if person.away}
        said += [f"{one.name} is {away_in_words(one.away)}." for one in away.values() if one.away]
        mine += [person for person in cast if person.oid in away]
    return tuple((person.name, person.teams_id) for person in mine), " ".join(said)


def _is(person: Person, recipient: str) -> bool:
    return person.has(BUSINESS_SUPPORT) if recipient == BUSINESS_SUPPORT else person.oid == recipient
