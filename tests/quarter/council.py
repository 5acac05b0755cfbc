"""A council of 30 team managers and 560 children with dated pasts; the same for the same seed, and nobody is real."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from permanence.journey import Event
from permanence.people.person import Person
from storage import people
from storage.importing import imports
from storage.importing.imports import ChildFacts
from storage.store import Press
from usecases.house import House

MANAGERS, CHILDREN = 30, 560
WEEK = timedelta(weeks=1)
Told = tuple[ChildFacts, list[Event]]

ADMIN = Person("oid-admin", "Ada Admin", frozenset({"administrator"}))
SUPPORT = (
    Person("oid-support-1", "Sam Support", frozenset({"business_support"})),
    Person("oid-support-2", "Sue Support", frozenset({"business_support"})),
)
CHAIR = Person("oid-chair", "Chris Chair", frozenset({"panel_chair"}), frozenset({"*"}))
SERVICE = Person("oid-service", "Sima Service", frozenset({"service_manager"}), frozenset({"*"}))
VIEWER = Person("oid-viewer", "Vic Viewer", frozenset({"viewer"}))
FIRST = ("Amir", "Bea", "Carl", "Dina", "Ewan", "Fern", "Gita", "Hal", "Isla", "Jude")
LAST = ("Marsh", "Novak", "Okoro")
TEAM_MANAGERS = tuple(
    Person(f"oid-m{n:02}", f"{FIRST[n % 10]} {LAST[n // 10]}", frozenset({"team_manager"}), frozenset({f"Team {n:02}"}))
    for n in range(MANAGERS)
)
WORKERS = tuple(
    Person(f"oid-w{n}", f"{FIRST[n]} Worker", frozenset({"social_worker"}), frozenset({f"Team {n:02}"}))
    for n in range(8)
)
EVERYONE = (ADMIN, *SUPPORT, CHAIR, SERVICE, VIEWER, *TEAM_MANAGERS, *WORKERS)
BY_OID = {person.oid: person for person in EVERYONE}
NOBODYS = "Team without a manager"


@dataclass(frozen=True)
class Size:
    """How many children there are, in how many teams, each with a manager of its own."""

    children: int = CHILDREN
    teams: int = MANAGERS


@dataclass
class Past:
    """Makes pasts as of a Monday; every draw comes from `chance`."""

    chance: Random
    as_of: date
    panel_day: int  # 0 is Monday
    teams: int = MANAGERS

    def ago(self, least: int, most: int) -> date:
        return self.as_of - timedelta(days=self.chance.randint(least, most))

    def facts(self, number: int, born: date) -> ChildFacts:
        initials = "".join(self.chance.choice("ABCDEFGHJKLMNPRSTW") for _ in range(2))
        team = NOBODYS if number % 180 == 7 else f"Team {self.chance.randrange(self.teams):02}"
        return ChildFacts(f"C-{number:04}", initials, born, False, team, "Wren Worker", {})

    def secured(self, number: int) -> Told:
        """Matched for the long term a while ago: the panel need not see the child any more."""
        entered = self.ago(800, 2800)
        matched = self.ago(60, 500)
        fields = {"legal_status": "C2", "placement": "U6"}
        events = [
            Event(entered, "entered_care", fields),
            Event(entered + timedelta(days=50), "plan_agreed", {"plan": "long_term_fostering"}),
            Event(matched, "placement_changed", {"placement": "U4"}),
            Event(matched, "permanence_achieved", {"by": "long_term_match"}),
        ]
        return self.facts(number, entered - timedelta(days=365 * self.chance.randint(1, 8))), events

    def new(self, number: int, least: int = 2, most: int = 45) -> Told:
        """In care for a few days or weeks."""
        entered = self.ago(least, most)
        status = self.chance.choice(("V2", "C1", "L2"))
        events = [Event(entered, "entered_care", {"legal_status": status, "placement": "U6"})]
        return self.facts(number, entered - timedelta(days=self.chance.randint(5, 4000))), events

    def followed(self, number: int, weeks: tuple[int, int]) -> Told:
        """Seen by the panel every six weeks, the last time so many weeks ago."""
        held = self.as_of - timedelta(days=self.as_of.weekday()) + timedelta(days=self.panel_day)
        held -= self.chance.randint(*weeks) * WEEK
        entered = held - timedelta(days=self.chance.randint(45, 420))
        events = [
            Event(entered, "entered_care", {"legal_status": self.chance.choice(("V2", "C1")), "placement": "U6"}),
            Event(entered + timedelta(days=30), "plan_agreed", {"plan": self.chance.choice(PLANS)}),
        ]
        while held > entered + 3 * WEEK:
            events.append(Event(held, "panel_held"))
            events.append(Event(held + timedelta(days=1), "record_uploaded"))
            held -= 6 * WEEK
        return self.facts(number, entered - timedelta(days=self.chance.randint(5, 4000))), events


PLANS = ("return_home", "long_term_fostering", "sgo", "residential")


def told(seed: int, as_of: date, panel_day: int, secured: int, size: Size) -> list[Told]:
    """Every child on the first Monday; `secured` of a hundred need no panel any more."""
    past = Past(Random(f"children {seed}"), as_of, panel_day, size.teams)
    return [_one(past, number, secured) for number in range(1, size.children + 1)]


def _one(past: Past, number: int, secured: int) -> Told:
    if past.chance.randrange(100) < secured:
        return past.secured(number)
    match past.chance.randrange(10):
        case 0 | 1 | 2:
            return past.new(number)
        case 3:
            return past.followed(number, (7, 16))
        case _:
            return past.followed(number, (1, 6))


async def found_council(house: House, seed: int, as_of: date, panel_day: int, secured: int, size: Size) -> None:
    """Put the people and the children into the database."""
    async with house.store.change() as work:
        for person in EVERYONE:
            await people.keep(work, person)
    await bring(house, told(seed, as_of, panel_day, secured, size), as_of, "first")


async def bring(house: House, children: list[Told], as_of: date, name: str) -> None:
    """An extract with these children."""
    at = datetime.combine(as_of, time(7), tzinfo=UTC)
    press = Press(f"extract {name}", SUPPORT[0].oid, SUPPORT[0].name, at)
    async with house.store.change(press) as work:
        number = await imports.open_import(work, press, "caseload", f"{name}.xlsx", name, as_of, {})
        await imports.keep_children(work, [facts for facts, _ in children])
        events = [(facts.ref, event) for facts, its in children for event in its]
        await imports.add_events(work, press, f"import {number}", sorted(events, key=lambda one: (one[0], one[1].on)))


def happened(chance: Random, refs: list[str], today: date) -> Iterator[tuple[str, Event]]:
    """What a month brings to these children: breakdowns, moves, matches, leaving care."""
    for ref in refs:
        on = today - timedelta(days=chance.randint(1, 12))
        match chance.randrange(4):
            case 0:
                yield ref, Event(on, "placement_broke_down")
                yield ref, Event(on, "placement_changed", {"placement": "K2"})
            case 1:
                yield ref, Event(on, "left_care")
            case 2:
                yield ref, Event(on, "permanence_achieved", {"by": "long_term_match"})
            case _:
                yield ref, Event(on, "plan_agreed", {"plan": chance.choice(PLANS)})
