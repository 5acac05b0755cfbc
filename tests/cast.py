"""The cast: the people every test knows."""

from __future__ import annotations

from datetime import UTC, date, datetime

from permanence.journey import Event
from permanence.people.person import Person
from storage import children, people
from storage.importing import imports
from storage.importing.imports import ChildFacts
from storage.store import Press
from usecases.house import House

ADMIN = Person("oid-admin", "Ada Admin", frozenset({"administrator"}))
SUPPORT = Person("oid-support", "Sam Support", frozenset({"business_support"}))
CHAIR = Person("oid-chair", "Chris Chair", frozenset({"panel_chair", "service_manager"}), frozenset({"*"}))
EAST = Person("oid-east", "Erin East", frozenset({"team_manager"}), frozenset({"East"}))
WEST = Person("oid-west", "Will West", frozenset({"team_manager"}), frozenset({"West"}))
WORKER = Person("oid-worker", "Wren Worker", frozenset({"social_worker"}), frozenset({"East"}))
VIEWER = Person("oid-viewer", "Vic Viewer", frozenset({"viewer"}))

EVERYONE = (ADMIN, SUPPORT, CHAIR, EAST, WEST, WORKER, VIEWER)


async def staff(house: House, *cast: Person) -> None:
    """Put these people (or everyone) into the people file."""
    async with house.store.change() as work:
        for person in cast or EVERYONE:
            await people.keep(work, person)


async def take_into_care(house: House, ref: str, team: str | None, entered: date, initials: str = "AB") -> None:
    """A child whose journey is one event: entering care."""
    facts = ChildFacts(ref, initials, date(2020, 5, 2), False, team, "Wren Worker", {})
    by = Press(f"import {ref}", SUPPORT.oid, SUPPORT.name, datetime(2026, 1, 2, 9, tzinfo=UTC))
    async with house.store.change() as work:
        await imports.keep_children(work, [facts])
        fields = {"legal_status": "V2", "placement": "U6"}
        await children.record_event(work, by, ref, Event(entered, "entered_care", fields), "import 1")
