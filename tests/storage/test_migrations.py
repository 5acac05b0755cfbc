"""A database made by the first version is brought to this one: no row is lost or changed, and the product reads it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, create_engine, insert, select, text
from sqlalchemy.engine import make_url

from permanence import policy as policies
from storage import meetings
from storage.migrate import newest, prepare
from storage.store import Press, Store
from storage.tables import metadata
from storage.upgrading import alembic_config
from tests.cast import ADMIN, CHAIR, EAST, SUPPORT, WEST, WORKER
from tests.databases import new_database
from usecases.actions.list_actions import ListAsked, list_actions
from usecases.actions.show_action import show_action
from usecases.children.find_to_share import FindAsked, find_to_share
from usecases.children.show_child import ChildAsked, show_child
from usecases.documents.make_tracking_sheet import TrackerAsked, make_tracking_sheet
from usecases.house import House
from usecases.imports.prune_previews import prune_previews
from usecases.invitations.show_invitation import show_invitation
from usecases.recording.show_item import show_item
from usecases.recording.show_record import show_record
from usecases.recording.show_summary import show_summary
from usecases.sittings.show_sitting import show_sitting

ROOT = Path(__file__).parent.parent.parent
AT = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)
DAY, LATER = date(2026, 3, 12), date(2026, 4, 16)
TODAY = date(2026, 3, 23)

Row = dict[str, Any]
CAST = (ADMIN, SUPPORT, CHAIR, EAST, WEST, WORKER)


def _event(number: int, ref: str, on: date, kind: str, **fields: str) -> Row:
    kept = {"id": number, "child_ref": ref, "on": on, "type": kind, "fields": fields, "fields_key": str(number)}
    return {**kept, "source": "import 1", "recorded_at": AT, "recorded_by": SUPPORT.oid}


def _item(number: int, ref: str, manager: str, state: str, **more: Any) -> Row:
    its = {"id": number, "sitting_id": 1, "child_ref": ref, "manager_oid": manager, "position": number}
    return {**its, "clause": "BCP-3.1", "because": "6 weeks after entering care", "due": DAY, "state": state, **more}


def _action(number: int, **more: Any) -> Row:
    its = {
        "id": number,
        "child_ref": "C-1",
        "sitting_id": None,
        "meeting_id": None,
        "text": f"Do what was agreed {number}",
    }
    return {**its, "owner_oid": WORKER.oid, "due": LATER, "state": "open", "created_at": AT, "version": 3, **more}


# One row or more of every table of the first version, as that version wrote them.
ROWS: dict[str, list[Row]] = {
    "people": [
        {"oid": who.oid, "name": who.name, "email": f"{who.oid}@council.example", "roles": sorted(who.roles)}
        | {"teams": sorted(who.teams), "teams_id": f"29:{who.oid}", "active": True}
        for who in CAST
    ],
    "children": [
        {"ref": "C-1", "initials": "AB", "date_of_birth": date(2020, 5, 2), "siblings": ["C-2"], "team": "East"}
        | {"worker": WORKER.name, "last_row": {"plan": "L1"}},
        {"ref": "C-2", "initials": "CD", "date_of_birth": date(2021, 6, 3), "siblings": ["C-1"], "team": "West"}
        | {"worker": None, "last_row": {}},
    ],
    "conversations": [
        {"id": "19:channel", "tenant_id": "t", "service_url": "https://smba.trafficmanager.net/uk/", "kind": "channel"}
        | {"is_permanence": True, "seen_at": AT}
    ],
    "history": [
        {"at": AT, "by_oid": CHAIR.oid, "by_name": CHAIR.name, "verb": "agree_action", "subject": "action"}
        | {
            "subject_id": "1",
            "child_ref": "C-1",
            "details": {"text": "Do what was agreed 1", "owner": "Wren Worker", "due": "2026-04-16"},
        }
    ],
    "imports": [
        {"kind": "caseload", "file_name": "a.xlsx", "sha256": "0" * 64, "as_of": DAY, "at": AT, "by": SUPPORT.oid}
        | {"counts": {"new": 2}}
    ],
    "notes": [{"name": "a note", "value": {"of": "the first version"}}],
    "outbox": [
        {"key": "action:1:v1", "kind": "action", "subject_id": "1", "recipient": "channel", "state": "sent"}
        | {"next_at": AT, "created_at": AT, "finished_at": AT}
    ],
    "posted": [
        {"kind": "action", "subject_id": "1", "recipient": "channel", "conversation_id": "19:channel"}
        | {"activity_id": "7", "version": 1, "at": AT}
    ],
    "presses": [{"key": "a press", "at": AT}],
    "reminders": [
        {"occasion": "action:1:2026-04-16", "step": "due_soon", "recipient": WORKER.oid, "digest": "a digest"}
        | {"child_ref": "C-1", "planned_at": AT}
    ],
    "sittings": [
        {"id": 1, "panel": "permanence", "on": DAY, "starts_at": AT, "ends_at": AT.replace(hour=12), "kind": "panel"}
        | {"clause": "BCP-2.1", "slot_minutes": 30, "state": "published", "version": 4}
    ],
    "snoozes": [
        {"occasion": "action:1:2026-04-16", "recipient": WORKER.oid, "until": LATER, "by": WORKER.oid, "at": AT}
    ],
    "attendance": [
        {"sitting_id": 1, "person": CHAIR.oid, "state": "attended", "recorded_by": SUPPORT.oid, "recorded_at": AT},
        {"sitting_id": 1, "person": EAST.oid, "state": "apologies", "recorded_by": SUPPORT.oid, "recorded_at": AT},
    ],
    "events": [
        _event(1, "C-1", date(2026, 1, 29), "entered_care", legal_status="V2", placement="U6"),
        _event(2, "C-2", date(2026, 1, 29), "entered_care", legal_status="V2", placement="U6"),
    ],
    "feeds": [{"person_oid": EAST.oid, "key": "f" * 64, "changed_at": AT, "version": 2}],
    "invitations": [
        {"id": 1, "sitting_id": 1, "manager_oid": EAST.oid, "state": "accepted", "answered_by": EAST.oid}
        | {"answered_at": AT, "calendar_key": "c" * 64}
    ],
    "items": [
        _item(1, "C-1", EAST.oid, "heard", recommendation="ratified", reason="The plan is right", recorded_at=AT)
        | {"recorded_by": CHAIR.oid},
        _item(2, "C-2", WEST.oid, "listed"),
    ],
    "meetings": [
        {"id": 1, "child_ref": "C-1", "kind": "ppm", "state": "held", "on": DAY, "time": "14:00", "asked_by": EAST.oid}
        | {"asked_at": AT, "record": {"discussed": "To stay"}}
    ],
    "actions": [_action(1, sitting_id=1), _action(2, meeting_id=1), _action(3, state="done", done_at=AT)],
    "prepared": [{"item_id": 1, "line": "The care plan", "by": EAST.oid, "at": AT}],
    "slots": [
        {"sitting_id": 1, "number": 1, "starts_at": AT, "ends_at": AT.replace(hour=11, minute=0), "item_id": 1},
        {"sitting_id": 1, "number": 2, "starts_at": AT.replace(hour=11, minute=0), "ends_at": AT.replace(hour=12)}
        | {"item_id": 2},
    ],
    "swaps": [
        {"sitting_id": 1, "item_id": 1, "number": 1, "with_item_id": 2, "with_number": 2, "state": "refused"}
        | {"asked_by": EAST.oid, "asked_at": AT}
    ],
}


@dataclass(frozen=True, slots=True)
class Upgraded:
    """The house on a database of the first version after the upgrade, and its rows before and after."""

    url: str
    house: House
    before: dict[str, list[Row]]
    after: dict[str, list[Row]]


@pytest.fixture(params=["sqlite", "postgresql"])
async def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Upgraded]:
    """Made by the migrations of the first version, filled, and opened by this one."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'first.db'}"
    else:
        url = new_database(request.getfixturevalue("postgres"), template="template0")
    before = _first(url)
    prepare(url)
    store = Store(url)
    house = House(store, policies.load("bcp-2023"), frozenset({ADMIN.oid}))
    yield Upgraded(url, house, before, _held(url, before))
    await store.close()


def _sync(url: str) -> Any:
    plain = make_url(url)
    driver = "sqlite" if plain.drivername == "sqlite" else "postgresql+psycopg"
    return create_engine(plain.set(drivername=driver))


def _first(url: str) -> dict[str, list[Row]]:
    engine = _sync(url)
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0001")
    with engine.begin() as connection:
        tables = _tables(connection)
        assert {table.name for table in tables.sorted_tables} == {*ROWS, "alembic_version"}
        for table in tables.sorted_tables:
            for row in ROWS.get(table.name, []):
                connection.execute(insert(table), {**row})
        if connection.dialect.name == "postgresql":
            _count_on(connection)
    engine.dispose()
    return _held(url, {name: [{column.name: None for column in tables.tables[name].columns}] for name in ROWS})


def _count_on(connection: Connection) -> None:
    """The numbers given here by hand were given by the database in the first version."""
    for name in ("sittings", "events", "invitations", "items", "meetings", "actions"):
        count = f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"
        connection.execute(text(count))


def _tables(connection: Connection) -> MetaData:
    found = MetaData()
    found.reflect(connection)
    return found


def _held(url: str, of: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """What the database holds in these tables and columns."""
    engine, held = _sync(url), {}
    with engine.connect() as connection:
        tables = _tables(connection)
        for name, rows in of.items():
            columns = [tables.tables[name].c[column] for column in rows[0]]
            found = connection.execute(select(*columns))
            held[name] = sorted((dict(row._mapping) for row in found), key=repr)
    engine.dispose()
    return held


def test_no_row_of_the_first_version_is_lost_or_changed(upgraded: Upgraded) -> None:
    assert {name: len(rows) for name, rows in upgraded.before.items()} == {n: len(rows) for n, rows in ROWS.items()}
    assert upgraded.after == upgraded.before


def test_the_upgraded_database_has_the_tables_this_version_names(upgraded: Upgraded) -> None:
    engine = _sync(upgraded.url)
    with engine.connect() as connection:
        command.check(alembic_config(connection))
        found = _tables(connection)
        assert {*metadata.tables} == {*found.tables} - {"alembic_version"}
    engine.dispose()


async def test_the_product_reads_what_the_first_version_wrote(upgraded: Upgraded) -> None:
    house = upgraded.house
    child = await show_child(house, ChildAsked(EAST.oid, "C-1", TODAY))
    assert child.siblings == ("C-2 (CD)",)
    assert [line.text for line in child.actions] == ["Do what was agreed 1", "Do what was agreed 2"]
    assert (await list_actions(house, ListAsked(WORKER.oid, TODAY))).total == 2
    sheet = await make_tracking_sheet(house, TrackerAsked(ADMIN.oid, TODAY))
    assert ([one.ref for one in sheet.children], len(sheet.actions)) == (["C-1", "C-2"], 3)
    assert len(await find_to_share(house, FindAsked(EAST.oid, "C-1", TODAY))) == 3
    async with house.store.read() as work:
        record = await show_record(house, work, 1)
        meeting = await meetings.find(work, 1)
        assert not (await show_action(house, work, 1, TODAY)).from_message
        await show_sitting(house, work, 1)
        await show_invitation(house, work, 1)
        await show_item(house, work, 1, TODAY)
        await show_summary(house, work, 1, TODAY)
    assert "Chris Chair" in repr(record)
    assert meeting is not None
    assert meeting.record.discussed == "To stay"
    assert await prune_previews(house, AT) == 0


async def test_several_processes_may_start_on_one_database_at_once(postgres: str) -> None:
    url = new_database(postgres, template="template0")
    ready = (
        "import sys; from storage.migrate import prepare; print(flush=True); sys.stdin.readline(); prepare(sys.argv[1])"
    )
    processes = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", ready, url),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdout
        await process.stdout.readline()
    await asyncio.gather(*(process.communicate(b"\n") for process in processes))
    assert [process.returncode for process in processes] == [0] * 4
    engine = _sync(url)
    with engine.connect() as connection:
        command.check(alembic_config(connection))
    engine.dispose()


async def test_the_first_versions_press_is_still_a_press_once(upgraded: Upgraded) -> None:
    async with upgraded.house.store.change(Press("a press", EAST.oid, EAST.name, AT)) as work:
        assert work.repeated


def test_the_newest_revision_is_alembics_own() -> None:
    assert newest() == ScriptDirectory.from_config(alembic_config()).get_current_head()
