"""Meetings to prepare: whose record is to be updated before a planning meeting, or written now that its day is past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from cards.reminders import matter_words
from permanence.journey import Journey
from permanence.meetings.meeting import Meeting
from permanence.meetings.meeting_rules import planning_kinds, update_clause
from permanence.people.person import SOCIAL_WORKER, Person
from permanence.reminders import Matter
from storage import meetings, people
from storage.children import Child
from storage.store import Work
from usecases.house import House

PREPARE, WRITE = "meeting_record", "meeting_held"


async def meetings_to_prepare(
    house: House, work: Work, known: Mapping[str, tuple[Child, Journey]], today: date
) -> list[Matter]:
    """For each meeting arranged: to update its record by the day, unless that is done; after it, to write it."""
    titles = {kind.kind: kind.title for kind in planning_kinds(house.policy)}
    if not titles:
        return []
    cast = await people.everyone(work)
    found = []
    for meeting in await meetings.arranged(work):
        if meeting.kind not in titles or meeting.child not in known or meeting.on is None:
            continue
        child = known[meeting.child][0]
        if meeting.on < today:
            found.append(_matter(meeting, titles[meeting.kind], child))
        elif meeting.record.updated_on is None:
            found.append(_to_update(house, meeting, titles[meeting.kind], child, cast))
    return found


def _matter(meeting: Meeting, title: str, child: Child) -> Matter:
    """To write down what came of it."""
    assert meeting.on is not None
    return Matter(
        occasion=f"{WRITE}:{meeting.id}:{meeting.on.isoformat()}",
        what=WRITE,
        name=matter_words.to_write(meeting.on),
        due=meeting.on,
        origin=title,
        because=matter_words.was_arranged(title, meeting.on),
        child_ref=child.ref,
        child=child.label,
        team=child.team,
        card=f"meeting:{meeting.id}",
    )


def _to_update(house: House, meeting: Meeting, title: str, child: Child, cast: Iterable[Person]) -> Matter:
    """To bring the record up to date before it."""
    assert meeting.on is not None
    clause = update_clause(house.policy)
    return replace(
        _matter(meeting, title, child),
        occasion=f"{PREPARE}:{meeting.id}:{meeting.on.isoformat()}",
        what=PREPARE,
        name=matter_words.to_update(meeting.on),
        origin=clause or title,
        because=matter_words.is_held(title, meeting.on),
        source=house.policy.source(clause) if clause else "",
        owner=_worker(child, cast),
    )


def _worker(child: Child, cast: Iterable[Person]) -> str | None:
    """The child's social worker, when the people file knows one of that name in the team; else the team's manager."""
    if not child.worker:
        return None
    named = [
        person
        for person in cast
        if person.has(SOCIAL_WORKER) and person.works_for(child.team) and _same(person.name, child.worker)
    ]
    return named[0].oid if len(named) == 1 else None


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
