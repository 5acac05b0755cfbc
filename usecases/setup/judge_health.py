"""Judge health: what a watcher should know of what is said and kept, in sentences and in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cards.setup import setup_words
from storage import conversations, outbox
from storage.unsaid import unsaid, waiting_beyond
from usecases.house import House
from usecases.setup.show_unsaid import LATE
from usecases.setup.who_hears import who_hears

BEYOND_REASON = timedelta(days=1)  # no pause of ours is longer


@dataclass(frozen=True, slots=True)
class Judged:
    """Counts and lengths in seconds; each zero while all is well."""

    rows: dict[str, int]
    unsaid: int = 0
    unsaid_seconds: float = 0
    doubted_seconds: float = 0
    too_late: int = 0
    hearers: int = 0

    @property
    def troubles(self) -> tuple[str, ...]:
        """One sentence for each trouble; no names and no references."""
        found = []
        if self.unsaid:
            found.append(setup_words.not_said(self.unsaid, self.unsaid_seconds))
            if not self.hearers:
                found.append(setup_words.NOBODY_TO_TELL)
        if self.doubted_seconds > LATE.total_seconds():  # one answer is no trouble yet
            found.append(setup_words.channel_not_found(self.doubted_seconds))
        if lost := self.rows["failed"] + self.rows["unknown"]:
            found.append(setup_words.lost(lost))
        if self.too_late:
            found.append(setup_words.too_late(self.too_late))
        return tuple(found)


async def judge_health(house: House, now: datetime) -> Judged:
    """How it stands at this instant."""
    async with house.store.read() as work:
        late = await unsaid(work, now - LATE)
        channel = await conversations.permanence_channel(work)
        lost = channel is not None and channel.state != "live"
        since = (channel.doubted_since or now) if channel and lost else now
        return Judged(
            rows=await outbox.by_state(work),
            unsaid=late.count if late else 0,
            unsaid_seconds=(now - late.since).total_seconds() if late else 0,
            doubted_seconds=max((now - since).total_seconds(), 1) if lost else 0,
            too_late=await waiting_beyond(work, now + BEYOND_REASON),
            hearers=len(await who_hears(house, work)),
        )
