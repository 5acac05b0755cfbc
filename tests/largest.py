"""The largest council there may be: 1,000 people, 2,500 children, a sitting of 40, and every text at its limit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Table, insert

from permanence.journey import Event
from permanence.meetings.meeting import PPM, REQUESTED, Record, as_json
from permanence.people.person import Person
from storage import tables
from storage.children import event_row
from storage.store import Store, Work
from tests.afternoon import THURSDAY, press
from tests.cast import CHAIR, EAST, SUPPORT, WEST, WORKER

PEOPLE, CHILDREN, SLOTS, ACTIONS, SIBLINGS = 1000, 2500, 40, 200, 30
WIDE = "\U00020bb7"  # a character of four bytes that people have in their names
FIRST = "C-0001"
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
HEARD_BEFORE = date(2026, 2, 12)


def wide(most: int, name: str = "") -> str:
    """As many characters as fit, all of them wide but the name that it begins with."""
    return (name + WIDE * most)[:most]


def reference(number: int) -> str:
    return f"C-{number:04}"


async def largest(store: Store) -> None:
    """Everybody and everything, in one transaction of plain rows."""
    async with store.change() as work:
        await _people(work)
        await _children(work)
        await _sitting(work, 1, THURSDAY, "published", "listed")
        await _sitting(work, 2, HEARD_BEFORE, "closed", "heard")
        await _around_the_first_child(work)


async def _add(work: Work, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        await work.conn.execute(insert(table), rows)


def manager_of_slot(number: int) -> str:
    """East presents the first half, so that one manager has twenty children; each other slot is somebody else's."""
    return EAST.oid if number <= SLOTS // 2 else f"oid-{number}"


async def _people(work: Work) -> None:
    cast: list[Mapping[str, Any]] = [_person(who) for who in (SUPPORT, CHAIR, EAST, WEST, WORKER)]
    others = [
        {
            "oid": f"oid-{number}",
            "name": wide(50, f"Pat {number} "),
            "roles": ["team_manager"] if number < 200 else ["social_worker"],
            "teams": [team(number % 200)],
            "teams_id": f"29:{'1' * 60}{number}",
        }
        for number in range(1, PEOPLE - len(cast) + 1)
    ]
    await _add(work, tables.people, [*cast, *others])  # type: ignore[list-item]
    away = [
        {
            "person_oid": f"oid-{number}",
            "starts": date(2026, 3, 1) + timedelta(days=number % 20),
            "until": date(2026, 4, 1),
            "deputy_oid": f"oid-{number % 400 + 401}",
            "by": SUPPORT.oid,
            "at": AT,
        }
        for number in range(200, 617)
    ]
    await _add(work, tables.absences, away)


def _person(who: Person) -> dict[str, Any]:
    roles, teams = sorted(who.roles), sorted(who.teams)
    return {"oid": who.oid, "name": who.name, "roles": roles, "teams": teams, "teams_id": f"29:{who.oid}"}


def team(number: int) -> str:
    return "East" if number == 0 else wide(30, f"Team {number} ")


async def _children(work: Work) -> None:
    rows = [
        {
            "ref": reference(number),
            "initials": wide(8),
            "team": "East" if number <= 400 else team(number % 200),
            "worker": wide(50, "Wren "),
            "date_of_birth": date(2019, 5, 2),
            "siblings": [reference(other) for other in range(2, SIBLINGS + 2)] if number == 1 else [],
            "last_row": {},
        }
        for number in range(1, CHILDREN + 1)
    ]
    await _add(work, tables.children, rows)
    entered = Event(date(2026, 1, 29), "entered_care", {"legal_status": "V2", "placement": "U6"})
    by = press(EAST, "import", AT)
    await _add(work, tables.events, [event_row(by, "import 1", row["ref"], entered) for row in rows])


async def _sitting(work: Work, number: int, on: date, state: str, its: str) -> None:
    starts = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    times = [starts + timedelta(minutes=10 * slot) for slot in range(SLOTS + 1)]
    row = {
        "id": number,
        "panel": "permanence",
        "on": on,
        "starts_at": starts,
        "ends_at": times[-1],
        "kind": "review",
        "theme": wide(100),
        "clause": "BCP-4.1",
        "slot_minutes": 10,
        "state": state,
    }
    await _add(work, tables.sittings, [row])
    first = (number - 1) * SLOTS
    heard = {name: wide(1000) for name in ("recommendation", "reason", "differing_views", "resolution", "options")}
    said = (
        {**heard, "recorded_by": CHAIR.oid, "recorded_at": AT}
        if its == "heard"
        else dict.fromkeys([*heard, "recorded_by", "recorded_at"])
    )
    items = [
        {
            "id": first + slot,
            "sitting_id": number,
            "child_ref": reference(slot),
            "manager_oid": manager_of_slot(slot),
            "position": slot,
            "clause": "BCP-3.1",
            "because": "6 weeks after entering care on 29 January 2026",
            "due": THURSDAY,
            "state": its,
            **said,
        }
        for slot in range(1, SLOTS + 1)
    ]
    await _add(work, tables.items, items)
    slots = [
        {
            "sitting_id": number,
            "number": slot,
            "starts_at": times[slot - 1],
            "ends_at": times[slot],
            "item_id": first + slot,
            "taken_by": manager_of_slot(slot),
            "taken_at": AT,
        }
        for slot in range(1, SLOTS + 1)
    ]
    await _add(work, tables.slots, slots)
    await _invited(work, number)


async def _invited(work: Work, sitting: int) -> None:
    managers = dict.fromkeys(manager_of_slot(slot) for slot in range(1, SLOTS + 1))
    rows = [
        {
            "sitting_id": sitting,
            "manager_oid": manager,
            "state": "accepted" if place % 2 else "declined",
            "reason": None if place % 2 else wide(500),
            "answered_by": manager,
            "answered_at": AT,
            "calendar_key": f"key {sitting} {manager}",
        }
        for place, manager in enumerate(managers)
    ]
    await _add(work, tables.invitations, rows)


async def _around_the_first_child(work: Work) -> None:
    """Two hundred actions, a planning meeting with its whole record, a referral, and what was recorded before."""
    rows = [
        {
            "child_ref": reference(1 + number // ACTIONS),
            "sitting_id": 2,
            "text": wide(1000, f"Action {number} "),
            "owner_oid": EAST.oid if number % 2 else f"oid-{number % 100 + 1}",
            "due": date(2026, 2, 20) + timedelta(days=number % 60),
            "state": ("open", "blocked", "done")[number % 3],
            "blocked_reason": wide(1000) if number % 3 == 1 else None,
            "asked_due": date(2026, 5, 1) if number % 2 else None,
            "asked_reason": wide(1000) if number % 2 else None,
            "asked_by": EAST.oid if number % 2 else None,
            "created_at": AT,
            "done_at": AT if number % 3 == 2 else None,
        }
        for number in range(2 * ACTIONS)
    ]
    await _add(work, tables.actions, rows)
    long = {"discussed": wide(1000), "views_said": wide(1000), "differing": wide(400), "resolution": wide(400)}
    record = Record(plan="adoption", contingency="special_guardianship", options=wide(400), **long)  # type: ignore[arg-type]
    meeting = {
        "child_ref": FIRST,
        "kind": PPM,
        "state": REQUESTED,
        "reason": wide(500),
        "asked_by": EAST.oid,
        "asked_at": AT,
        "record": as_json(record),
    }
    await _add(work, tables.meetings, [meeting])
