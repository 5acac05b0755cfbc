"""Children kept, and their journeys: events are added or withdrawn with a reason, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from permanence.clean_text import keyed, one_line
from permanence.journey import Event, Field, Journey
from storage.importing import going_live
from storage.store import Press, Work, insert_new
from storage.tables import children, events

PAGE = 500
_EVERY_CHILD = (
    select(*(column for column in children.c if column.name != "last_row"))
    .where(children.c.aside.is_(None))  # whoever is kept aside is in no list
    .order_by(children.c.ref)
)
Kept = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Child:
    """What is kept of a child beside the journey."""

    ref: str
    initials: str = ""
    team: str | None = None
    worker: str | None = None
    siblings: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Reference and initials: the most that is ever said of a child in the channel."""
        return f"{self.ref} ({self.initials})" if self.initials else self.ref


async def find(work: Work, ref: str) -> tuple[Child, Journey] | None:
    """A child and their journey, by reference, whatever its case and however its dash and digits were typed."""
    said = one_line(ref)
    for form in dict.fromkeys((said, said.upper(), keyed(said), keyed(said).upper())):
        if found := (await several(work, [form])).get(form):
            return found
    return None


async def hold(work: Work, ref: str) -> None:
    """Whoever else holds this child waits until we are done: what is decided from the journey is decided once."""
    await work.conn.execute(select(children.c.ref).where(children.c.ref == ref).with_for_update(key_share=True))


async def several(work: Work, refs: Iterable[str]) -> dict[str, tuple[Child, Journey]]:
    """These children and their journeys, by reference; unknown references are left out."""
    wanted = list(refs)
    return await _load(work, wanted) if wanted else {}


async def everyone(work: Work) -> dict[str, tuple[Child, Journey]]:
    """Every child and their journey, by reference, in two queries."""
    return await _load(work, None)


async def how_many(work: Work) -> int:
    """How many children are known."""
    counted = select(func.count()).select_from(children).where(children.c.aside.is_(None))
    return int((await work.conn.execute(counted)).scalar_one())


async def record_event(work: Work, press: Press, ref: str, event: Event, source: str) -> bool:
    """Add an event to a child's journey; false when the very same one is already there."""
    return await insert_new(work, events, event_row(press, source, ref, event))


def event_row(press: Press, source: str, ref: str, event: Event) -> dict[str, Any]:
    """An event as its table keeps it."""
    return {
        "child_ref": ref,
        "on": event.on,
        "type": event.type,
        "fields": plain_fields(event),
        "fields_key": fields_key(event),
        "source": source,
        "recorded_at": press.at,
        "recorded_by": press.by,
    }


async def references(work: Work) -> list[str]:
    """Every child's reference."""
    its = select(children.c.ref).where(children.c.aside.is_(None)).order_by(children.c.ref)
    return list((await work.conn.execute(its)).scalars())


async def without_journeys(work: Work, refs: Iterable[str] | None = None) -> list[Child]:
    """These children, or every one, by reference; unknown references are left out."""
    some = _EVERY_CHILD
    if refs is not None:
        some = some.where(children.c.ref.in_(list(refs)))
    return [_child(row) for row in await work.conn.execute(some)]


async def teams(work: Work) -> list[str]:
    """Every team that has a child, by name."""
    its = (children.c.team.is_not(None), children.c.aside.is_(None))
    found = select(children.c.team).where(*its).distinct().order_by(children.c.team)
    return [str(team) for team in (await work.conn.execute(found)).scalars()]


def plain_fields(event: Event) -> dict[str, str | int | bool]:
    """An event's fields as they are kept."""
    return {name: _plain(value) for name, value in event.fields.items()}


def fields_key(event: Event) -> str:
    """The fields as one text, equal for equal fields."""
    return json.dumps(plain_fields(event), sort_keys=True)


async def _load(work: Work, refs: list[str] | None) -> dict[str, tuple[Child, Journey]]:
    some = _EVERY_CHILD
    their = select(events.c.child_ref, events.c.on, events.c.type, events.c.fields).where(
        events.c.withdrawn_at.is_(None)
    )
    if refs is not None:
        some, their = some.where(children.c.ref.in_(refs)), their.where(events.c.child_ref.in_(refs))
    by_child: dict[str, list[Event]] = {}
    # In pages, so that a whole caseload does not hold the event loop up.
    async with work.conn.stream(their.order_by(events.c.on, events.c.id)) as rows:
        async for page in rows.partitions(PAGE):
            for row in page:
                by_child.setdefault(row.child_ref, []).append(read_event(row))
    live = await going_live.read(work)
    found: dict[str, tuple[Child, Journey]] = {}
    async with work.conn.stream(some) as rows:
        async for page in rows.partitions(PAGE):
            found.update({row.ref: (_child(row), _journey(row, by_child.get(row.ref, []), live)) for row in page})
    return found


def _child(row: Kept) -> Child:
    return Child(row.ref, row.initials, row.team, row.worker, tuple(row.siblings))


def _journey(row: Kept, its: list[Event], live: date | None) -> Journey:
    return Journey(
        child=row.ref,
        date_of_birth=row.date_of_birth,
        expected_birth=row.expected_birth,
        unaccompanied=row.unaccompanied,
        siblings=tuple(row.siblings),
        siblings_since=tuple((ref, date.fromisoformat(day)) for ref, day in sorted((row.siblings_since or {}).items())),
        team=row.team,
        events=tuple(its),
        record_from=live,
        kinds_from=tuple((kind, date.fromisoformat(day)) for kind, day in sorted((row.record_from or {}).items())),
    )


def read_event(row: Kept) -> Event:
    """A row of events as the event it keeps."""
    return Event(row.on, row.type, {name: _field(name, value) for name, value in row.fields.items()})


def _field(name: str, value: Field) -> Field:
    # JSON has no dates; the contract's only date-valued field is `date`.
    return date.fromisoformat(value) if name == "date" and isinstance(value, str) else value


def _plain(value: Field) -> str | int | bool:
    return value.isoformat() if isinstance(value, date) else value
