"""Changes of the team's roster that one process was told of, for every process of the database."""

from __future__ import annotations

from sqlalchemy import text

from storage import notes
from storage.store import Work

NAME = "roster_changes"
REMEMBERED = 50  # the latest who left
_LOCK = text("SELECT pg_advisory_xact_lock(7310562)")


async def note(work: Work, left: tuple[str, ...] = ()) -> None:
    """One more change, and who is said to have left."""
    if work.conn.dialect.name == "postgresql":
        await work.conn.execute(_LOCK)
    count, known = await _told(work)
    gone = [*known, *([count + 1, teams_id] for teams_id in left)][-REMEMBERED:]
    await notes.write(work, NAME, {"count": count + 1, "left": gone})


async def since(work: Work, heard: int) -> tuple[int, tuple[str, ...]]:
    """How many changes there were, and who left after so many."""
    count, known = await _told(work)
    return count, tuple(teams_id for at, teams_id in known if at > heard)


async def _told(work: Work) -> tuple[int, list[tuple[int, str]]]:
    told = await notes.read(work, NAME) or {"count": 0, "left": []}
    return int(told["count"]), [(int(at), str(teams_id)) for at, teams_id in told["left"]]
