"""Minutes issued and uploads made after a meeting that were said here, and so may be taken back here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cards.meetings import planning_words
from permanence.journey import Journey
from permanence.meetings.meeting_rules import papers
from permanence.policy import Policy
from storage.importing import kept_events
from storage.store import Work

SOURCES: Mapping[str, str] = {  # of the events that are recorded by a press for a child
    "minutes_issued": planning_words.SAID_IN_THE_CHANNEL,
    "record_uploaded": planning_words.CONFIRMED_HERE,
}
CLOSED_BY = {"minutes": "minutes_issued", "record_upload": "record_uploaded"}


@dataclass(frozen=True, slots=True)
class PaperMade:
    """A duty after a meeting that was met: what, on which day, and the number of the event that met it."""

    what: str
    on: date
    event: int


async def papers_made(
    work: Work, policy: Policy, journey: Journey, since: date, today: date, what: tuple[str, ...] = tuple(CLOSED_BY)
) -> list[PaperMade]:
    """Of the meeting or sitting held on a day."""
    met = [one for one in papers(policy, journey, today) if one.since == since and one.met_on and one.what in what]
    if not met:
        return []
    kept = [one for one in await kept_events.of(work, journey.child) if one.withdrawn_at is None]
    ours = {(one.event.type, one.event.on): one.id for one in kept if one.source == SOURCES.get(one.event.type)}
    found = [(one.what, one.met_on, ours.get((CLOSED_BY[one.what], one.met_on))) for one in met if one.met_on]
    return [PaperMade(policy.what_words(duty), on, event) for duty, on, event in found if event is not None]
