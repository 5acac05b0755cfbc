"""A published sitting of Thursday 12 March 2026 with three children of two teams, for tests that record one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from sqlalchemy import insert

from permanence.journey import Event
from permanence.panel.sitting import PUBLISHED, Candidate, Sitting
from permanence.people.person import Person
from storage import children, people
from storage.panel import invitations, items, sittings
from storage.store import Press, Store, Work
from storage.tables import children as children_table
from tests.cast import EAST, EVERYONE, WEST

THURSDAY = date(2026, 3, 12)
FRIDAY = date(2026, 3, 13)
AFTER = datetime(2026, 3, 12, 17, 0, tzinfo=UTC)
CHILDREN = {"C-0001": ("AB", "East", EAST), "C-0002": ("CD", "East", EAST), "C-0003": ("EF", "West", WEST)}


@dataclass(frozen=True, slots=True)
class Afternoon:
    """The sitting's id and the items of its three children, in order; at an action review, of the two managers."""

    sitting: int
    items: tuple[int, ...]


async def afternoon(store: Store, kind: str = "review", state: str = PUBLISHED) -> Afternoon:
    """Everybody in the cast, three children in care for six weeks, and the sitting that sees them."""
    async with store.change() as work:
        for person in EVERYONE:
            await people.keep(work, person)
        for ref, (initials, team, _) in CHILDREN.items():
            await add_child(work, ref, initials, team)
        return await _sitting(work, kind, state)


async def add_child(work: Work, ref: str, initials: str, team: str) -> None:
    """A child who entered care on Thursday 29 January 2026 and whom the panel must see by 12 March."""
    row = {"ref": ref, "initials": initials, "team": team, "date_of_birth": date(2019, 5, 2)}
    await work.conn.execute(insert(children_table).values(**row, siblings=[], last_row={}))
    entered = Event(date(2026, 1, 29), "entered_care", {"legal_status": "V2", "placement": "U6"})
    await children.record_event(work, press(EAST, f"import {ref}"), ref, entered, "import 1")


def press(by: Person, key: str, at: datetime = AFTER, *, on: date | None = None) -> Press:
    """A press by somebody of the cast, at an instant or at that time of another day."""
    at = datetime.combine(on, at.timetz()) if on else at
    return Press(sha256(f"{by.oid} {key}".encode()).hexdigest(), by.oid, by.name, at)


async def _sitting(work: Work, kind: str, state: str) -> Afternoon:
    starts, ends = datetime(2026, 3, 12, 14, tzinfo=UTC), datetime(2026, 3, 12, 17, tzinfo=UTC)
    planned = Sitting(0, "permanence", THURSDAY, starts, ends, kind, None, "BCP-4.1", 20, state, 1)
    await sittings.add(work, planned)
    kept = await sittings.on_day(work, "permanence", THURSDAY)
    assert kept is not None
    for oid in (EAST.oid, WEST.oid):
        await invitations.add(work, kept.id, oid, f"key {oid}")
    listed = []
    for position, candidate in enumerate(_candidates(kind), 1):
        listed.append(await items.add(work, kept.id, position, candidate))
    return Afternoon(kept.id, tuple(listed))


def _candidates(kind: str) -> list[Candidate]:
    if kind == "action_review":
        return [Candidate(None, "", None, m.oid, "BCP-6.2", "open actions", None) for m in (EAST, WEST)]
    why = "6 weeks after entering care on 29 January 2026"
    return [
        Candidate(ref, f"{ref} ({initials})", team, manager.oid, "BCP-3.1", why, THURSDAY)
        for ref, (initials, team, manager) in CHILDREN.items()
    ]
