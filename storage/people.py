"""People kept: who may use the product, with roles and teams, and their Teams id once seen."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, bindparam, or_, select, update

from permanence.people import Person
from storage.sqlite import quick
from storage.store import Work, insert_new
from storage.tables import people

_FIND = quick(select(people).where(people.c.oid == bindparam("of"), people.c.active))
_NAME = quick(select(people.c.name, people.c.teams_id, people.c.active).where(people.c.oid == bindparam("of")))


async def find(work: Work, oid: str) -> Person | None:
    """The active person with this Entra object id."""
    row = (await work.conn.execute(_FIND, {"of": oid})).first()
    return _person(row) if row else None


async def everyone(work: Work) -> list[Person]:
    """All active people, by name."""
    rows = await work.conn.execute(select(people).where(people.c.active).order_by(people.c.name, people.c.oid))
    return [_person(row) for row in rows]


async def names(work: Work) -> dict[str, str]:
    """Everybody's name by object id, those no longer active too."""
    return {row.oid: row.name for row in await work.conn.execute(select(people.c.oid, people.c.name))}


async def named(work: Work, oid: str) -> tuple[str, str | None] | None:
    """The name of anybody ever known, and the id to mention them by while they are active."""
    row = (await work.conn.execute(_NAME, {"of": oid})).first()
    return (row.name, row.teams_id if row.active else None) if row else None


async def keep(work: Work, person: Person) -> bool:
    """Add a person, or bring the one kept to these values; true when anything changed."""
    values: dict[str, Any] = {
        "name": person.name,
        "email": person.email,
        "roles": sorted(person.roles),
        "teams": sorted(person.teams),
        "active": True,
    }
    if await insert_new(work, people, {"oid": person.oid, **values}):
        return True
    kept = (await work.conn.execute(select(people).where(people.c.oid == person.oid))).one()
    if all(getattr(kept, name) == value for name, value in values.items()):
        return False
    await work.conn.execute(update(people).where(people.c.oid == person.oid).values(values))
    return True


async def retire(work: Work, oid: str) -> None:
    """Take a person's rights away; their name stays in the history."""
    await work.conn.execute(update(people).where(people.c.oid == oid).values(active=False))


async def learn_teams_id(work: Work, oid: str, teams_id: str) -> None:
    """Remember the id by which Teams mentions this person."""
    changed = or_(people.c.teams_id.is_(None), people.c.teams_id != teams_id)
    await work.conn.execute(update(people).where(people.c.oid == oid, changed).values(teams_id=teams_id))


def _person(row: Row[Any]) -> Person:
    return Person(
        oid=row.oid,
        name=row.name,
        roles=frozenset(row.roles),
        teams=frozenset(row.teams),
        email=row.email,
        teams_id=row.teams_id,
    )
