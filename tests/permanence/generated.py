"""Journeys as Hypothesis draws them: periods of care from 1990 to 2060 with everything that can happen in them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from permanence.journey import Event, Field, Journey
from permanence.journeys.journey_words import EVENTS, FieldRule
from permanence.policy import Policy

FIRST, LAST = date(1990, 1, 1), date(2060, 12, 31)
TURNING_POINTS = (
    *(date(1992, 2, 29), date(2000, 2, 29), date(2024, 2, 29), date(2027, 2, 28), date(2028, 2, 29)),
    *(date(2025, 12, 24), date(2026, 3, 29), date(2026, 4, 2), date(2026, 10, 25), date(2026, 11, 30)),
    *(date(2019, 12, 31), date(2020, 1, 1), date(2026, 1, 31), date(2026, 8, 31), date(2059, 12, 31)),
)
STAYS = sorted(set(EVENTS) - {"entered_care", "left_care"})
LONG = ["V2", "C1", "C2", "E1", "L2", "J1"]


def days() -> st.SearchStrategy[date]:
    return st.one_of(st.sampled_from(TURNING_POINTS), st.dates(FIRST, LAST))


def _field(rule: FieldRule, day: date, milestones: list[str]) -> st.SearchStrategy[Field]:
    match rule.kind:
        case "word":
            return st.sampled_from([word for word in rule.words if word not in ("V3", "V4")])
        case "date":
            return st.integers(-20, 200).map(lambda n: day + timedelta(days=n))
        case "flag":
            return st.booleans()
        case "count":
            return st.integers(1, 30)
        case _:
            return st.sampled_from(milestones) if milestones else st.just("a reason")


@st.composite
def happenings(draw: st.DrawFn, start: date, policy: Policy, most: int = 12, span: int = 500) -> list[Event]:
    """Events of a stay in care, on and after the day it started."""
    milestones = sorted(policy.milestones) or ["nothing_declared"]
    found = []
    for _ in range(draw(st.integers(0, most))):
        day = start + timedelta(days=draw(st.integers(0, span)))
        kind = draw(st.sampled_from(STAYS))
        rules = dict(EVENTS[kind])
        if kind == "interval_set":
            ways = ("weeks", "months", "date")
            rules = {"reason": rules["reason"], (way := draw(st.sampled_from(ways))): rules[way]}
        fields = {
            name: draw(_field(rule, day, milestones if kind == "milestone" else []))
            for name, rule in rules.items()
            if rule.required or kind == "interval_set" or draw(st.booleans())
        }
        found.append(Event(day, kind, fields))
    return found


@st.composite
def entries(draw: st.DrawFn, day: date) -> Event:
    fields: dict[str, Field] = {
        "legal_status": draw(st.sampled_from(LONG)),
        "placement": draw(st.sampled_from(["U1", "U4", "U6", "K2", "P1", "A5"])),
    }
    if draw(st.booleans()):
        fields["emergency"] = draw(st.booleans())
    return Event(day, "entered_care", fields)


@st.composite
def children(draw: st.DrawFn, events: list[Event], start: date) -> Journey:
    born = draw(st.none() | st.integers(0, 6400).map(lambda n: start - timedelta(days=n)))
    return Journey(
        child="C-0001",
        date_of_birth=born,
        unaccompanied=draw(st.booleans()),
        siblings=draw(st.sampled_from([(), ("C-0002",), ("C-0002", "C-0003")])),
        events=tuple(events),
    )


@st.composite
def stays(draw: st.DrawFn, policy: Policy) -> Journey:
    """A child in one period of care that has not ended."""
    start = draw(days())
    events = [draw(entries(start)), *draw(happenings(start, policy))]
    return draw(children(draw(st.permutations(events)), start))


@st.composite
def lives(draw: st.DrawFn, policy: Policy) -> Journey:
    """A child with up to three periods of care, and what may happen before, between and after them."""
    start = day = draw(days())
    events: list[Event] = list(draw(happenings(day, policy, most=2, span=90)))
    for _ in range(draw(st.integers(1, 3))):
        day += timedelta(days=draw(st.integers(0, 120)))
        events.append(draw(entries(day)))
        events += draw(happenings(day, policy, most=7, span=300))
        if draw(st.booleans()):
            day += timedelta(days=draw(st.integers(0, 400)))
            events.append(Event(day, "left_care"))
    return draw(children(draw(st.permutations(events)), start))
