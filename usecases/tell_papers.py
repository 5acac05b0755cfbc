"""Have the cards follow that say which papers of a meeting are made: its own, and the summary of the sitting."""

from __future__ import annotations

from datetime import date

from permanence.subject import Subject
from storage import meetings, outbox
from storage.panel import outcomes, sittings
from storage.store import Press, Work


async def tell_papers(work: Work, press: Press, child_ref: str, on: date | None) -> None:
    """Of the sitting that heard the child on a day, and of the planning meetings held on it."""
    if on is None:
        return
    if sitting_id := (await outcomes.heard_at(work, child_ref)).get(on):
        version = await sittings.touch(work, sitting_id)
        await outbox.tell(work, Subject.of("summary", sitting_id), version, press.at)
    for meeting in await meetings.held(work, child_ref):
        if meeting.on == on:
            version = await meetings.touch(work, meeting.id)
            await outbox.tell(work, Subject.of("meeting", meeting.id), version, press.at)
