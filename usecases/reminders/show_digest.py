"""Show a digest: one person's list of a morning, what is still to be done of it, as it stands now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from cards.reminders import reminder_words
from cards.reminders.digest_view import PAGE, DigestLine, DigestView, FoldLine
from permanence.mornings import LONDON
from permanence.people.clearing import ACTION, HISTORY, INVITATION, SETTLE, UPLOAD, longest
from permanence.people.deputies import away_in_words
from permanence.people.person import BUSINESS_SUPPORT, Person
from permanence.refusals import NotFound
from permanence.reminders import Matter
from permanence.subject import Subject, read_dated
from storage import mornings, people, reminders
from storage.reminders import Reminder
from storage.store import Work
from usecases.house import House
from usecases.reminders.matter_line import matter_line
from usecases.reminders.morning_lists import Entry, heard_by, morning_lists, together
from usecases.reminders.open_matters import open_matters

MOST_NAMED = 4
AT_ONCE = (ACTION, INVITATION, UPLOAD)


async def show_digest(
    house: House, work: Work, digest: Subject, now: datetime, page: int = 0, line: str = "", fold: str = ""
) -> DigestView:
    """What was done in the meantime is not on it, and neither is what was snoozed."""
    recipient, on = _whose(digest)
    today = now.astimezone(LONDON).date()
    cast = await people.on_day(work, today)
    person = next((one for one in cast if one.oid == recipient), None)
    recipients = heard_by(person, cast) if person else (recipient,)
    entries = together(await morning_lists(house, work, on, now, recipients), recipients)
    names = await people.names(work)
    chosen = [entry for entry in entries if entry.place.fold == fold]
    page = min(max(page, 0), max(0, len(chosen) - 1) // PAGE)
    addressed, away = _addressed(cast, recipient)
    return DigestView(
        subject=digest.id,
        on=on,
        people=addressed,
        away=away,
        lines=tuple(_line(house, entry, today) for entry in chosen[page * PAGE : (page + 1) * PAGE]),
        folds=() if fold else tuple(_folds(entries, names)),
        page=page,
        total=len(chosen),
        overdue=sum(entry.matter.overdue(today) for entry in chosen),
        line=line,
        fold=fold,
        begun=await mornings.begun(work),
    )


def _line(house: House, entry: Entry, today: date) -> DigestLine:
    shown = matter_line(entry.matter, today, house.policy.calendar)
    act = entry.place.kind if entry.place.part == SETTLE and entry.place.kind in AT_ONCE else ""
    return DigestLine(entry.reminder.id, shown, act, entry.place.part)


def _folds(entries: Iterable[Entry], names: dict[str, str]) -> Iterable[FoldLine]:
    """A line for each kind of thing that waits; whom it waits for where that is one."""
    held: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.place.fold:
            held.setdefault(entry.place.fold, []).append(entry)
    for name, its in held.items():
        first = longest(entry.matter for entry in its)
        assert first is not None
        place, whose = its[0].place, {entry.place.whose for entry in its}
        one = next(iter(whose)) if len(whose) == 1 else ""
        whom = reminder_words.BUSINESS_SUPPORT if one == BUSINESS_SUPPORT else names.get(one, "")
        count = len({entry.matter.occasion for entry in its})
        yield FoldLine(
            name, place.part, "" if place.part == HISTORY else place.kind, count, first.due, first.child, whom
        )


async def found_reminder(house: House, work: Work, reminder_id: int, now: datetime) -> tuple[Reminder, Matter, str]:
    """A line of a digest, the matter it tells of and who hears it; the refusal when that was done."""
    reminder = await reminders.find(work, reminder_id)
    if reminder is None:
        raise NotFound(reminder_words.NOT_KEPT)
    refs = [reminder.child_ref] if reminder.child_ref else []
    for matter in await open_matters(house, work, now, refs):
        if matter.occasion == reminder.occasion:
            return reminder, matter, await name_of(work, reminder.recipient)
    raise NotFound(reminder_words.DONE)


async def name_of(work: Work, recipient: str) -> str:
    """A recipient in words."""
    if recipient == BUSINESS_SUPPORT:
        return reminder_words.BUSINESS_SUPPORT
    return (await people.names(work)).get(recipient, reminder_words.SOMEBODY_WHO_LEFT)


def _whose(digest: Subject) -> tuple[str, date]:
    """Who a digest is for and which morning's it is."""
    found = read_dated(digest.id)
    if found is None:
        raise NotFound(reminder_words.NOT_KNOWN)
    return found


def addressed(cast: Iterable[Person], recipient: str) -> list[Person]:
    """Whom a list is for; with one who is away, their deputy; of a role, the first few."""
    cast = list(cast)
    mine = [person for person in cast if _is(person, recipient)][:MOST_NAMED]
    if recipient == BUSINESS_SUPPORT:
        return mine
    deputies = {person.away.deputy for person in mine if person.away}
    return [*mine, *(person for person in cast if person.oid in deputies)]


def _addressed(cast: list[Person], recipient: str) -> tuple[tuple[tuple[str, str | None], ...], str]:
    """Whom it is for, and the words that say who stands in for whom."""
    found = addressed(cast, recipient)
    mine = [person for person in found if _is(person, recipient)]
    said = reminder_words.stands_in(one.name for person in mine for one in person.stands_for)
    if recipient != BUSINESS_SUPPORT:
        said += [reminder_words.is_away(one.name, away_in_words(one.away)) for one in mine if one.away]
    return tuple((person.name, person.teams_id) for person in found), " ".join(said)


def _is(person: Person, recipient: str) -> bool:
    return person.has(BUSINESS_SUPPORT) if recipient == BUSINESS_SUPPORT else person.oid == recipient
