"""How far the record has come: what was worked out at one mark still holds at an equal one, and what moved since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select

from storage.databases.sqlite import quick
from storage.store import Work
from storage.tables import events, history, imports, items

WINDOW = 200  # lines that are compared one by one: a transaction may end after one that began later
WHOLE = frozenset({"go_live", "import_caseload", "import_events", "take_back_import", "adopt_procedure"})

_HISTORY = quick(
    select(history.c.id, history.c.child_ref, history.c.verb, history.c.subject, history.c.subject_id)
    .order_by(history.c.id.desc())
    .limit(WINDOW)
)
_EVENTS = quick(select(events.c.id, events.c.child_ref).order_by(events.c.id.desc()).limit(WINDOW))
_IMPORTS = quick(select(func.max(imports.c.id), func.count(imports.c.taken_back_at)))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the history, as far as it says whom it touches."""

    child: str | None
    verb: str
    sitting: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """The newest lines of the history and of the children's events, and the imports: every change leaves one."""

    history: Mapping[int, Line] = field(repr=False)
    events: Mapping[int, str] = field(repr=False)
    imports: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Moved:
    """Whose journeys may have changed since a mark; `whole` where it may be anybody's."""

    children: frozenset[str] = frozenset()
    whole: bool = False


async def mark(work: Work) -> Mark:
    """The mark of what this transaction sees."""
    newest, taken_back = (await work.conn.execute(_IMPORTS)).one()
    lines = {
        row.id: Line(row.child_ref, row.verb, int(row.subject_id) if row.subject == "sitting" else None)
        for row in await work.conn.execute(_HISTORY)
    }
    its = {row.id: row.child_ref for row in await work.conn.execute(_EVENTS)}
    return Mark(lines, its, (newest or 0, taken_back))


async def moved(work: Work, before: Mark, here: Mark) -> Moved:
    """Since `before`; a sitting that was recorded or opened again touches every child who is on it."""
    if here.imports != before.imports or _is_torn(before.history, here.history) or _is_torn(before.events, here.events):
        return Moved(whole=True)
    lines = [line for number, line in here.history.items() if number not in before.history]
    if any(line.verb in WHOLE for line in lines):
        return Moved(whole=True)
    touched = {ref for number, ref in here.events.items() if number not in before.events}
    touched |= {line.child for line in lines if line.child is not None}
    held = {line.sitting for line in lines if line.sitting is not None}
    if held:
        theirs = select(items.c.child_ref).where(items.c.sitting_id.in_(held), items.c.child_ref.is_not(None))
        touched |= set((await work.conn.execute(theirs)).scalars())
    return Moved(frozenset(touched))


def _is_torn(before: Mapping[int, object], here: Mapping[int, object]) -> bool:
    """Whether there may be lines between the two that neither holds."""
    return len(here) == WINDOW and not before.keys() & here.keys()
