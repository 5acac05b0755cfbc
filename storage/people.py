"""People kept: who may use the product, with roles and teams, and their Teams id once seen."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Date, Row, bindparam, exists, or_, select, update

from permanence.people.deputies import standing_in
from permanence.people.person import Away, Person
from storage import absences
from storage.databases.sqlite import quick
from storage.store import Work, insert_new
from storage.tables import absences as absences_table, people

_FIND = quick(select(people).where(people.c.oid == bindparam("of"), people.c.active))
_CONCERNED = exists().where(
    absences.holds_on(bindparam("day", type_=Date())),
    or_(absences_table.c.person_oid == people.c.oid, absences_table.c.deputy_oid == people.c.oid),
)
_FIND_ON = quick(select(people, _CONCERNED.label("concerned")).where(people.c.oid == bindparam("of"), people.c.active))
_NAME_ON = quick(
    select(people.c.name, people.c.teams_id, people.c.active, _CONCERNED.label("concerned")).where(
        people.c.oid == bindparam("of")
    )
)


async def find(work: Work, oid: str, on: date | None = None) -> Person | None:
    """The active person with this Entra object id, as they stand on a day: of the press, unless one is given."""
    day = on or work.on
    if day is None:
        row = (await work.conn.execute(_FIND, {"of": oid})).first()
        return _person(row) if row else None
    row = (await work.conn.execute(_FIND_ON, {"of": oid, "day": day})).first()
    if row is None or not row.concerned:
        return _person(row) if row else None
    return next(person for person in await on_day(work, day) if person.oid == oid)


async def away_on(work: Work, day: date) -> dict[str, Away]:
    """Who is away on a day, by object id."""
    known = await absences.on_day(work, day)
    cast = standing_in(await everyone(work), known, day) if known else []
    return {person.oid: person.away for person in cast if person.away}


async def on_day(work: Work, day: date) -> list[Person]:
    """All active people as they stand on a day: who is away, and who stands in for which team manager."""
    return standing_in(await everyone(work), await absences.on_day(work, day), day)


async def everyone(work: Work) -> list[Person]:
    """All active people as the people file has them, by name; who manages a team on a day is asked of `on_day`."""
    rows = await work.conn.execute(select(people).where(people.c.active).order_by(people.c.name, people.c.oid))
    return [_person(row) for row in rows]


async def names(work: Work) -> dict[str, str]:
    """Everybody's name by object id, those no longer active too."""
    return {row.oid: row.name for row in await work.conn.execute(select(people.c.oid, people.c.name))}


async def named(work: Work, oid: str, day: date) -> tuple[str, str | None, Away | None] | None:
    """The name of anybody ever known, the id to mention them by while they are active, and whether they are away."""
    row = (await work.conn.execute(_NAME_ON, {"of": oid, "day": day})).first()
    if row is None:
        return None
    away = (await away_on(work, day)).get(oid) if row.concerned else None
    return row.name, row.teams_id if row.active else None, away


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
