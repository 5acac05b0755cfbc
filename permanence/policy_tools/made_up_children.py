"""Journeys made up from the words of a procedure's own rules: the same ones every time, none of a real child."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from pydantic import BaseModel

from permanence.journey import Event, Journey
from permanence.journeys.journey_words import EVENTS, PLANS
from permanence.policy_file.clocks import Due, Target
from permanence.policy_file.parts import Condition, Entry, Pattern
from permanence.rules.history import History, history

FIRST_DAY = date(2030, 1, 7)  # after what any file of today holds from
GAPS = (1, 1, 3, 9, 20, 45, 90, 200)
OF_CARE = ("entered_care", "left_care", "legal_status_changed", "placement_changed", "plan_agreed")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
AFTER_CARE = timedelta(days=3 * 366)  # long enough for what is still open to be late


CHILDREN = 400  # played only until everything asked has been seen, which is mostly within a hundred
KEPT = 4_000  # lives played once and kept, as many rules speak of the same things


@dataclass(frozen=True, slots=True)
class Spoken:
    """An event the rules speak of, with what its fields may be; of several words any."""

    event: str
    fields: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the rules asked about speak of: events with their fields, and the words of their conditions."""

    patterns: tuple[Spoken, ...]
    statuses: tuple[str, ...]
    placements: tuple[str, ...]
    plans: tuple[str, ...]
    teams: tuple[str, ...]


def vocabulary(parts: Sequence[BaseModel]) -> Vocabulary:
    """The words of these rules and conditions; an ordinary word beside them, so that each may also be untrue."""
    found = [inner for part in parts for inner in _within(part)]
    conditions = [part for part in found if isinstance(part, Condition | Entry | Pattern)]

    def words(*names: str) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(word for part in conditions for name in names for word in getattr(part, name, ()) or ())
        )

    return Vocabulary(
        tuple(map(_spoken, _patterns(found))),
        (*words("legal_status"), "C2", "V2"),
        (*words("placement"), "U6", "P1", "R1"),
        (*words("plan", "contingency", "any_plan"), *PLANS[: max(3, *map(_many_plans, found))]),
        words("team"),
    )


def _spoken(pattern: Pattern) -> Spoken:
    narrowed = pattern.narrowed().items()
    return Spoken(
        pattern.event, tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in narrowed)
    )


def _patterns(found: Sequence[BaseModel]) -> Iterator[Pattern]:
    """The events spoken of, those that announce a date among them."""
    for part in found:
        if isinstance(part, Pattern):
            yield part
        if isinstance(part, Target) and part.date_in is not None:
            yield Pattern(event=part.date_in)
        if isinstance(part, Due) and part.interval_set:
            yield Pattern(event="interval_set")
        planned = part.planned if isinstance(part, Condition | Target) else None
        for name in [planned] if isinstance(planned, str) else planned or []:
            yield from (Pattern(event=kind, name=[name]) for kind in ("milestone_planned", "milestone"))


def _many_plans(part: BaseModel) -> int:
    return (part.plans_recorded or 0) if isinstance(part, Condition) else 0


def _within(part: Any) -> Iterator[Any]:
    if isinstance(part, BaseModel):
        yield part
        for name in type(part).model_fields:
            yield from _within(getattr(part, name))
    elif isinstance(part, list):
        for item in part:
            yield from _within(item)


@lru_cache(maxsize=KEPT)
def life(words: Vocabulary, number: int) -> History:
    """The journey of this number, ready to be judged on its day."""
    return history(*made_up(words, number))


def made_up(words: Vocabulary, number: int) -> tuple[Journey, date]:
    """The journey of this number and the day it is judged on, from before care to three years after the last event."""
    chance = Random(number)
    entered = FIRST_DAY + timedelta(days=chance.randrange(365))
    born = entered - timedelta(days=round(365.25 * (number % 18)) + chance.randrange(360))
    events = list(_before(words, chance, entered)) if chance.random() < 0.3 else []
    events.append(_entry(words, chance, entered))
    events += _in_care(words, chance, entered, in_turn=number % 3 == 0)
    unborn = chance.random() < 0.08
    if not unborn:
        events = _until_grown_up(events, date(born.year + 18, born.month, min(born.day, 28)))
    journey = Journey(
        f"made-up-{number}",
        None if unborn else born,
        entered - timedelta(days=chance.randrange(-200, 1)) if unborn else None,
        chance.random() < 0.25,
        ("made-up-sibling",) if chance.random() < 0.5 else (),
        chance.choice(words.teams) if words.teams and chance.random() < 0.7 else None,
        tuple(events),
    )
    return journey, events[-1].on + AFTER_CARE


def _in_care(words: Vocabulary, chance: Random, day: date, in_turn: bool) -> Iterator[Event]:
    """What happens from entry on: by chance, or in the order in which the rules speak of it, as a chain needs it."""
    away = False
    for step in range(len(words.patterns) if in_turn else chance.randrange(2, 14)):
        day += timedelta(days=chance.choice(GAPS))
        if away or chance.random() < 0.04:
            yield _entry(words, chance, day) if away else Event(day, "left_care")
            away = not away
        elif in_turn:
            yield _of_pattern(words, chance, day, words.patterns[step])
        else:
            yield _something(words, chance, day)


def _until_grown_up(events: list[Event], day: date) -> list[Event]:
    """Care ends at 18; of what comes later nothing takes a person into care again."""
    childhood = [event for event in events if event.on < day]
    later = [event for event in events if event.on >= day and event.type not in OF_CARE]
    return [*childhood, Event(day, "left_care"), *later]


def _before(words: Vocabulary, chance: Random, entered: date) -> Iterator[Event]:
    """What may happen to a child who is not yet in care."""
    for days in sorted(chance.sample(range(1, 300), chance.randrange(1, 5)), reverse=True):
        event = _something(words, chance, entered - timedelta(days=days))
        if event.type not in OF_CARE:
            yield event


def _entry(words: Vocabulary, chance: Random, day: date) -> Event:
    fields = {"legal_status": chance.choice(words.statuses), "placement": chance.choice(words.placements)}
    return Event(day, "entered_care", {**fields, "emergency": chance.random() < 0.5})


def _something(words: Vocabulary, chance: Random, day: date) -> Event:
    """One of the events the rules speak of, or a change of status, placement or plan."""
    what = chance.randrange(6)
    if what == 0:
        return Event(day, "legal_status_changed", {"legal_status": chance.choice(words.statuses)})
    if what == 1:
        return Event(day, "placement_changed", {"placement": chance.choice(words.placements)})
    if what == 2:
        return Event(day, "plan_agreed", _plan(words, chance))
    if not words.patterns:
        return Event(day, "ppm_held")
    return _of_pattern(words, chance, day, chance.choice(words.patterns))


def _plan(words: Vocabulary, chance: Random) -> dict[str, Any]:
    contingency = {"contingency": chance.choice(words.plans)} if chance.random() < 0.6 else {}
    return {"plan": chance.choice(words.plans), "final": chance.random() < 0.5, **contingency}


def _of_pattern(words: Vocabulary, chance: Random, day: date, pattern: Spoken) -> Event:
    narrowed = {name: chance.choice(value) if isinstance(value, tuple) else value for name, value in pattern.fields}
    match pattern.event:
        case "entered_care":  # the child is in care already: what is asked of the entry is tried by another journey
            return Event(day, "ppm_held")
        case "legal_status_started":
            return Event(day, "legal_status_changed", {"legal_status": chance.choice(words.statuses), **narrowed})
        case "placement_started":
            return Event(day, "placement_changed", {"placement": chance.choice(words.placements), **narrowed})
        case "temporary_move":
            return Event(day, "placement_changed", {"placement": chance.choice(TEMPORARY), **narrowed})
        case "plan_agreed":
            return Event(day, "plan_agreed", {**_plan(words, chance), **narrowed})
    fields: dict[str, Any] = {}
    for name, rule in EVENTS[pattern.event].items():
        if rule.kind == "date":
            fields[name] = day + timedelta(days=chance.choice((20, 60, 120)))
        elif rule.words:
            fields[name] = chance.choice(rule.words)
        elif rule.kind == "flag":
            fields[name] = chance.random() < 0.5
    if pattern.event == "interval_set":
        fields = {"weeks": chance.choice((2, 4))}
    return Event(day, pattern.event, {**fields, **narrowed})
