"""Mornings kept: which reminders are of which morning, when the first one was, where they are posted, what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, exists, func, literal, or_, select, update

from permanence.subject import Subject, dated
from storage import notes
from storage.outbox import CHANNEL, wanted_since
from storage.reminders import Reminder, as_reminder
from storage.store import Work
from storage.tables import outbox, reminders

FIRST, WHERE, SHOWN = "reminders_first_morning", "mornings_where", "mornings_shown"  # names of notes
BOTH, CHANNEL_ONLY, CHATS_ONLY = "both", "channel", "chats"
PLACES = (BOTH, CHANNEL_ONLY, CHATS_ONLY)
DAY = 10  # letters of a day


def of_day(digest: Any) -> ColumnElement[str]:
    """The key of the morning's post that a digest belongs to; both end with the day."""
    return literal("morning:", String) + func.substr(digest, func.length(digest) - DAY + 1)


async def begin(work: Work, day: date) -> None:
    """The first morning of all, unless something was said before by a version that kept no such day."""
    if (await work.conn.execute(select(reminders.c.id).limit(1))).first() is None:
        await notes.write_once(work, FIRST, day.isoformat())


async def begun(work: Work) -> date | None:
    """The first morning; None where it is not known."""
    kept = await notes.read(work, FIRST)
    return date.fromisoformat(kept) if kept else None


async def where(work: Work) -> str:
    """Where mornings are posted, as an administrator chose."""
    return await notes.read(work, WHERE) or BOTH


async def choose_where(work: Work, place: str) -> None:
    """From the next morning on."""
    await notes.write(work, WHERE, place)


async def shown(work: Work, day: date) -> dict[str, str]:
    """What the posts of a morning show, a mark for each recipient; nothing of another day's."""
    kept = await notes.read(work, SHOWN) or {}
    return dict(kept.get("marks", {})) if kept.get("day") == day.isoformat() else {}


async def shown_at(work: Work, day: date) -> datetime | None:
    """When the posts of a morning were last drawn; None before their first drawing was kept."""
    kept = await notes.read(work, SHOWN) or {}
    return datetime.fromisoformat(kept["at"]) if kept.get("day") == day.isoformat() else None


async def keep_shown(work: Work, day: date, marks: dict[str, str], at: datetime) -> None:
    """Keep what the posts of a morning are about to show."""
    await notes.write(work, SHOWN, {"day": day.isoformat(), "marks": marks, "at": at.isoformat()})


async def reminders_of(work: Work, day: date, recipients: Iterable[str] | None = None) -> list[Reminder]:
    """What was planned to be said on a morning, to everybody or to these."""
    its = (
        reminders.c.digest.endswith(f":{day.isoformat()}", autoescape=True)
        if recipients is None
        else reminders.c.digest.in_([f"digest:{dated(one, day)}" for one in recipients])
    )
    rows = await work.conn.execute(select(reminders).where(its).order_by(reminders.c.id))
    return [as_reminder(row) for row in rows]


async def to_be_told(work: Work, day: date) -> set[str]:
    """Who has something planned for a morning; not who was told by a message of their own, as there was before."""
    own = exists().where(outbox.c.key == reminders.c.digest, outbox.c.recipient == CHANNEL)
    query = select(reminders.c.recipient).where(reminders.c.digest.endswith(f":{day.isoformat()}"), ~own)
    return set((await work.conn.execute(query.distinct())).scalars())


async def carry_over(work: Work, day: date, at: datetime) -> datetime | None:
    """Let this morning say what earlier ones planned and nobody was told; since when it should have been."""
    row = outbox.alias("said")
    its = or_(row.c.key == reminders.c.digest, row.c.key == of_day(reminders.c.digest))
    told = exists().where(its, row.c.state != "waiting")
    earlier = (~reminders.c.digest.endswith(f":{day.isoformat()}"), ~told)
    untold = (
        await work.conn.execute(select(reminders.c.digest, reminders.c.recipient).where(*earlier).distinct())
    ).all()
    replaced = (
        await work.conn.execute(
            update(outbox)
            .where(outbox.c.kind.in_(("digest", "morning")), outbox.c.state == "waiting", outbox.c.created_at < at)
            .where(~outbox.c.subject_id.endswith(day.isoformat()))
            .values(state="cancelled", finished_at=at, note="it is said on a later morning")
            .returning(func.coalesce(outbox.c.wanted_at, outbox.c.created_at).label("since"))
        )
    ).all()
    for one in untold:
        moved = str(Subject("digest", dated(one.recipient, day)))
        await work.conn.execute(update(reminders).where(reminders.c.digest == one.digest).values(digest=moved))
    return min((one.since for one in replaced), default=None) if untold else None


async def say_since(work: Work, morning: Subject, since: datetime) -> None:
    """Five mornings of which nothing was said are five mornings old."""
    await wanted_since(work, str(morning), since)


async def without_post(work: Work) -> int:
    """How many reminders were planned whose morning is not in the outbox: there should be none."""
    its = or_(outbox.c.key == reminders.c.digest, outbox.c.key == of_day(reminders.c.digest))
    lost = ~exists().where(its)
    return int((await work.conn.execute(select(func.count()).select_from(reminders).where(lost))).scalar_one())
