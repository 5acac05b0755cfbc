"""Facts: what can have happened to a child that no step asks for, as far as the procedure in force looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from permanence.calendar import add_months
from permanence.codes import OUTCOME
from permanence.explain import on_day
from permanence.journey import Event, Journey
from permanence.journeys.journey_words import OUTCOMES
from permanence.meetings.meeting import MOST_MONTHS_AHEAD, MOST_MONTHS_BACK
from permanence.meetings.meeting_rules import NOT_THERE
from permanence.people.rights import ACHIEVE, RECORD_FACT, Right
from permanence.policy import Policy
from permanence.policy_file.clocks import Due
from permanence.refusals import Incomplete
from permanence.rules.history import history
from permanence.rules.intervals import AT_IT, INTERVAL
from permanence.rules.planned import PLANNED
from permanence.rules.spans import at
from permanence.steps.steps import ways_of

FILING, ACHIEVED = "final_evidence_date_set", "permanence_achieved"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that can have happened. `key` is an event's type, permanence_achieved.sgo, or a milestone's name."""

    key: str
    words: str

    @property
    def right(self) -> Right:
        return ACHIEVE if self.key.startswith(ACHIEVED) else RECORD_FACT

    @property
    def has_date(self) -> bool:
        """Whether what became known is a date to come."""
        return self.is_filing or self.is_planned or self.key.startswith(f"{INTERVAL}.")

    @property
    def is_filing(self) -> bool:
        return self.key == FILING

    @property
    def is_planned(self) -> bool:
        return self.key.startswith(f"{PLANNED}.")


def facts(policy: Policy) -> tuple[Fact, ...]:
    """What this procedure counts from or waits for beside its steps, and permanence."""
    found = []
    if any(_looks_at_filing(due) for rule in policy.file.rule for due in rule.due):
        found.append(Fact(FILING, "the date for filing final evidence became known"))
    found += [Fact(f"{ACHIEVED}.{way}", f"permanence achieved: {OUTCOME[way]}") for way in _ways_to_permanence(policy)]
    found += [Fact(f"{PLANNED}.{name}", f"a date planned for {policy.milestones[name]}") for name in policy.planned]
    whats = dict.fromkeys(rule.rule.what for rule in policy.rules if rule.rule.sets_interval)
    found += [Fact(f"{INTERVAL}.{what}", f"the date set for the next {policy.what_words(what)}") for what in whats]
    by_steps = {way.key for rule in policy.rules for way in ways_of(policy, rule.rule)}
    others = [name for name in policy.milestones if name not in by_steps and name != NOT_THERE]
    return (*found, *(Fact(name, policy.milestones[name]) for name in others))


def fact_event(
    policy: Policy, journey: Journey, key: str, on: date, filing: date | None, note: str, today: date
) -> Event:
    """The event a fact is kept as; else the refusal."""
    fact = next((one for one in facts(policy) if one.key == key), None)
    if fact is None:
        raise Incomplete("Choose what happened.")
    _require_day(on, today)
    if fact.is_filing:
        return Event(on, FILING, {"date": _filing(on, filing)})
    if fact.key.startswith(f"{INTERVAL}."):
        day, what = _set_for(on, filing), key.partition(".")[2]
        return Event(on, INTERVAL, {"date": day, "of": what, "reason": note or AT_IT})
    if fact.has_date:
        return Event(on, PLANNED, {"name": key.partition(".")[2], "date": _planned_for(on, filing)})
    if not fact.key.startswith(ACHIEVED):
        return Event(on, "milestone", {"name": key, "note": note} if note else {"name": key})
    if not note:
        raise Incomplete("Write which order it was, or who ratified it and when.")
    past = history(journey, today)
    if not past.segment_at(on.toordinal()).in_care:
        raise Incomplete(f"The child was not in care on {on_day(on)}; check the date.")
    if (since := at(policy.facts["permanence"](past), past.as_of)) is not None:
        raise Incomplete(f"Permanence was achieved on {on_day(date.fromordinal(since[0]))} already.")
    return Event(on, ACHIEVED, {"by": key.partition(".")[2]})


def _require_day(on: date, today: date) -> None:
    if on > today:
        raise Incomplete(f"{on_day(on)} is still to come; record it once it has happened.")
    if on.toordinal() < add_months(today.toordinal(), -MOST_MONTHS_BACK):
        raise Incomplete(f"{on_day(on)} is more than a year ago; check the date.")


def _planned_for(on: date, day: date | None) -> date:
    if day is None:
        raise Incomplete("Choose the date it is planned for.")
    if day < on:
        raise Incomplete("The date it is planned for must not be before the day it was planned.")
    return _near(on, day)


def _set_for(on: date, day: date | None) -> date:
    if day is None:
        raise Incomplete("Choose the date that was set for the next.")
    if day <= on:
        raise Incomplete("The date set for the next must be later than the day it was set.")
    return _near(on, day)


def _near(on: date, day: date) -> date:
    if day.toordinal() > add_months(on.toordinal(), MOST_MONTHS_AHEAD):
        raise Incomplete(f"{on_day(day)} is too far off; check the date.")
    return day


def _filing(on: date, filing: date | None) -> date:
    if filing is None:
        raise Incomplete("Choose the date on which final evidence is to be filed.")
    if filing <= on:
        raise Incomplete("The date for filing must be later than the day it became known.")
    return _near(on, filing)


def _looks_at_filing(due: Due) -> bool:
    targets = [part.before or part.by for part in due.parts()]
    return any(target is not None and target.date_in == FILING for target in targets)


def _ways_to_permanence(policy: Policy) -> Iterator[str]:
    """The outcomes that the procedure counts as permanence, when they are recorded as such."""
    permanence = policy.file.permanence
    patterns = [one for one in permanence.achieved_by if one.event == ACHIEVED] if permanence else []
    for way in OUTCOMES:
        if any(one.by is None or way in one.by for one in patterns):
            yield way
