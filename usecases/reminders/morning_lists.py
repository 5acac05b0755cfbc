"""Morning lists: what each recipient was to hear on a morning and is still to do, each with its place on their list."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from permanence.mornings import LONDON
from permanence.people.clearing import ORDER, Place, place
from permanence.people.person import BUSINESS_SUPPORT, Person
from permanence.reminders import Matter
from storage import mornings, people, reminders
from storage.reminders import Reminder
from storage.store import Work
from usecases.house import House
from usecases.reminders.open_matters import open_matters


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was said, or is about to be, and is still to be done and not snoozed."""

    reminder: Reminder
    matter: Matter
    place: Place


Lists = dict[str, list[Entry]]  # by recipient: an object id, or the role business_support


async def morning_lists(
    house: House, work: Work, day: date, now: datetime, recipients: Collection[str] | None = None
) -> Lists:
    """As things stand now; each occasion once on a list, what can be settled first, the oldest before others."""
    today = now.astimezone(LONDON).date()
    planned = await mornings.reminders_of(work, day, recipients)
    if not planned:
        return {}
    refs = {reminder.child_ref for reminder in planned if reminder.child_ref}
    matters = {matter.occasion: matter for matter in await open_matters(house, work, now, sorted(refs))}
    silent, cast = await reminders.snoozed(work), await people.on_day(work, today)
    begun = await mornings.begun(work)
    found: dict[str, dict[str, Entry]] = {}
    for reminder in planned:
        matter = matters.get(reminder.occasion)
        if matter is None or silent.get((reminder.occasion, reminder.recipient), today) > today:
            continue
        its = found.setdefault(reminder.recipient, {})
        its.setdefault(matter.occasion, Entry(reminder, matter, place(matter, reminder.recipient, cast, begun)))
    return {recipient: in_order(its.values()) for recipient, its in found.items()}


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """What can be settled, what is to be arranged, what waits, what has no date, what is history; the oldest first."""
    return sorted(entries, key=lambda one: (ORDER.index(one.place.part), one.matter.due, one.reminder.id))


def together(lists: Lists, recipients: Iterable[str]) -> list[Entry]:
    """Several recipients' lists as one person's: what is on two of them is on it once, where it can be settled."""
    found: dict[str, Entry] = {}
    for entry in in_order(entry for one in recipients for entry in lists.get(one, [])):
        found.setdefault(entry.matter.occasion, entry)
    return list(found.values())


def heard_by(person: Person, cast: Iterable[Person]) -> tuple[str, ...]:
    """Whose lists are a person's to clear: their own, those they stand in for, and business support's by the role."""
    role = (BUSINESS_SUPPORT,) if person.has(BUSINESS_SUPPORT) else ()
    return person.oid, *(other.oid for other in cast if other.away and other.away.deputy == person.oid), *role


def marks(lists: Lists) -> dict[str, str]:
    """For each recipient a mark of what is on their list: another one when anything on it was done or is late now."""
    return {
        recipient: sha256("\n".join(f"{one.matter}" for one in entries).encode()).hexdigest()[:16]
        for recipient, entries in lists.items()
    }
