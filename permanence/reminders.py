"""Reminders: what is still to be done, held against the policy's ladder, becomes steps that are each said once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta

from permanence.calendar import Calendar
from permanence.people.person import BUSINESS_SUPPORT, TEAM_MANAGER, Person, manager_of


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder: so many working days before (negative) or after the due date, to whom.

    `what` narrows it to kinds of matter; a kind that is named anywhere has only the rungs that name it.
    """

    working_days: int
    to: str  # team_manager means whoever the matter is for; otherwise a role
    what: frozenset[str] = frozenset()
    every: int = 0  # said again every so many working days after it; never when 0

    def day(self, due: date, calendar: Calendar) -> date:
        """The first day of this step. Before and on the day count from the last working day up to the due date."""
        end = due.toordinal()
        if self.working_days > 0:
            return date.fromordinal(calendar.working_days_after(end, self.working_days))
        aim = calendar.last_working_day(end)
        before = calendar.working_days_before(aim, -self.working_days) if self.working_days else aim
        return date.fromordinal(before)

    def reached(self, due: date, calendar: Calendar, today: date, again_from: date) -> int | None:
        """The working days of the latest step that has come, itself or said again; None before its day.

        What would have been said again before `again_from` is left out: a rhythm begins on a day.
        """
        if self.day(due, calendar) > today:
            return None
        if not self.every or today < again_from:
            return self.working_days
        latest = self._times(due, calendar, today)
        on = replace(self, working_days=latest).day(due, calendar)
        return latest if on >= again_from else self.working_days

    def following(self, due: date, calendar: Calendar, after: date, again_from: date) -> date | None:
        """The day on which it is said next after a day; None when it is not."""
        if self.day(due, calendar) > after:
            return self.day(due, calendar)
        if not self.every or again_from == date.max:
            return None
        start = after if again_from <= after else again_from - timedelta(days=1)
        return replace(self, working_days=self._times(due, calendar, start) + self.every).day(due, calendar)

    def _times(self, due: date, calendar: Calendar, today: date) -> int:
        """The working days of the latest time it comes again by a day."""
        passed = calendar.working_days_between(self.day(due, calendar).toordinal(), today.toordinal())
        return self.working_days + passed // self.every * self.every


@dataclass(frozen=True, slots=True)
class Matter:
    """Something still to be done by a date. `occasion` is the same for ever for the same thing due on the same date."""

    occasion: str
    what: str  # a kind of meeting or duty of the policy, or action, invitation
    name: str  # "Permanence panel"; an action's own text
    due: date
    origin: str  # the clause, or where it was agreed
    because: str
    source: str = ""
    child_ref: str | None = None
    child: str = ""  # reference and initials
    team: str | None = None
    owner: str | None = None  # the object id of the one it is for; without one, the team's manager
    card: str = ""  # kind and id of the card on which it can be dealt with
    note: str = ""  # what is known of it besides: that it is on an agenda, that it is blocked
    dated: bool = True  # without a date, `due` is the day since which it is required

    def standing(self, today: date, calendar: Calendar) -> str:
        """How near its date is; what has none is never said to be late."""
        return standing(self.due, today, calendar) if self.dated else "No date set"

    def overdue(self, today: date) -> bool:
        return self.dated and today > self.due


@dataclass(frozen=True, slots=True)
class ReminderStep:
    """One thing to be said to one recipient. The three parts of its key are stored and never used twice."""

    matter: Matter
    step: str
    recipient: str  # an object id, or the role business_support

    @property
    def key(self) -> tuple[str, str, str]:
        return self.matter.occasion, self.step, self.recipient


def due_steps(
    ladder: Sequence[Rung],
    matters: Iterable[Matter],
    people: Sequence[Person],
    calendar: Calendar,
    today: date,
    *,
    said: AbstractSet[tuple[str, str, str]] = frozenset(),
    snoozed: Mapping[tuple[str, str], date] | None = None,
    again_from: date = date.min,
) -> list[ReminderStep]:
    """What is to be said today: for each matter and recipient the latest step reached, unless it or a later one was.

    `snoozed` holds until when a recipient wants to hear nothing of an occasion; on that day it comes back, once.
    """
    latest_said: dict[tuple[str, str], tuple[int, str]] = {}
    for occasion, step, recipient in said:
        place = occasion, recipient
        latest_said[place] = max(latest_said.get(place, rank(step)), rank(step))
    found: list[ReminderStep] = []
    for matter in matters:
        for recipient, rung in _reached(ladder, matter, people, calendar, today, again_from).items():
            until = (snoozed or {}).get((matter.occasion, recipient))
            if until and today < until:
                continue
            step = word(rung.working_days, until if until and rung.day(matter.due, calendar) < until else None)
            before = latest_said.get((matter.occasion, recipient))
            if until and before and _too_soon(rung, matter, until, before, calendar):
                continue
            if before is None or before < rank(step):
                found.append(ReminderStep(matter, step, recipient))
    return found


def next_steps(
    ladder: Sequence[Rung],
    matter: Matter,
    people: Sequence[Person],
    calendar: Calendar,
    after: date,
    again_from: date = date.min,
) -> list[tuple[date, str]]:
    """When this matter will be spoken of again after a day, and to whom, in order."""
    days = [
        (rung.following(matter.due, calendar, after, again_from), recipient_of(rung.to, matter, people))
        for rung in rungs_for(ladder, matter)
    ]
    return sorted({(on, recipient) for on, recipient in days if on})


def rungs_for(ladder: Sequence[Rung], matter: Matter) -> list[Rung]:
    """The rungs that name this kind of matter; those that name none when no rung does."""
    named = [rung for rung in ladder if matter.what in rung.what]
    return named or [rung for rung in ladder if not rung.what]


def recipient_of(to: str, matter: Matter, people: Sequence[Person]) -> str:
    """Who hears of it. Where nobody holds the role, business support does, so that nothing is lost."""
    active = {person.oid for person in people}
    if to == TEAM_MANAGER:
        if matter.owner in active:
            return str(matter.owner)
        manager = manager_of(list(people), matter.team)
        return manager.oid if manager else BUSINESS_SUPPORT
    if to == BUSINESS_SUPPORT:
        return BUSINESS_SUPPORT
    holders = [person for person in people if person.has(to)]
    named = [person for person in holders if matter.team in person.teams]
    stand_in = [person for person in holders if person.works_for(matter.team)]
    chosen = min(named or stand_in or holders, key=lambda person: (person.name, person.oid), default=None)
    return chosen.oid if chosen else BUSINESS_SUPPORT


def standing(due: date, today: date, calendar: Calendar) -> str:
    """How near the date is, as things stand today: what is past is never said as if it were to come."""
    end, now = due.toordinal(), today.toordinal()
    if now > end:
        late = calendar.working_days_between(end, now)
        return f"Overdue by {_count(late)}" if late else "Overdue"
    if now == end:
        return "Due today"
    left = calendar.working_days_between(now, end)
    if left == 0:
        return "Due on a day off, with no working day left before it"
    aim = calendar.last_working_day(end)
    return f"Due in {_count(left)}" + ("" if aim == end else ", before a day off")


def word(working_days: int, after_snooze: date | None = None) -> str:
    """A step as it is stored: +1, and +1/2026-03-12 when it is said again on the day a snooze ran out."""
    return f"{working_days:+d}" + (f"/{after_snooze.isoformat()}" if after_snooze else "")


def rank(step: str) -> tuple[int, str]:
    """Steps in the order in which they may be said."""
    days, _, again = step.partition("/")
    return int(days), again


def _reached(
    ladder: Sequence[Rung],
    matter: Matter,
    people: Sequence[Person],
    calendar: Calendar,
    today: date,
    again_from: date,
) -> dict[str, Rung]:
    """For each recipient the latest rung whose day has come, or the latest time it comes again."""
    reached: dict[str, Rung] = {}
    for rung in rungs_for(ladder, matter):
        days = rung.reached(matter.due, calendar, today, again_from)
        if days is None:
            continue
        recipient = recipient_of(rung.to, matter, people)
        held = reached.get(recipient)
        if held is None or held.working_days < days:
            reached[recipient] = replace(rung, working_days=days, every=rung.every if days > rung.working_days else 0)
    return reached


def _too_soon(rung: Rung, matter: Matter, until: date, before: tuple[int, str], calendar: Calendar) -> bool:
    """Whether it would come again sooner than every so many days after it came back from a snooze."""
    if not rung.every or before[1] != until.isoformat():
        return False
    return rung.day(matter.due, calendar).toordinal() < calendar.working_days_after(until.toordinal(), rung.every)


def _count(days: int) -> str:
    return f"{days} working day" + ("" if days == 1 else "s")
