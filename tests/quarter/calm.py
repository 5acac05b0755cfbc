"""A week of mornings of a council of 300, nothing done in between: what is posted, and how long each list is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from permanence import policy as policies
from permanence.people.clearing import SETTLE
from storage.store import Store
from tests.conftest import Clock
from tests.play import open_play, read
from tests.quarter.council import BY_OID, EVERYONE, Size, found_council
from usecases.house import House
from usecases.reminders.morning_lists import heard_by, morning_lists, together
from usecases.reminders.plan_reminders import plan_reminders

SEED, COUNCIL, MONDAY, MORNINGS = 1, Size(300, 15), date(2025, 11, 3), 6


@dataclass(frozen=True)
class Week:
    """Posts in the channel a morning, and lines of a list: all, the longest, those its reader cannot clear."""

    posts: tuple[int, ...]
    lists: int
    lines: int
    longest: int
    not_theirs: int

    @property
    def row(self) -> str:
        """As a row of the table, after the procedure."""
        posts = ", ".join(map(str, self.posts))
        return f"{posts} | {self.lists} | {self.lines / max(1, self.lists):.1f} | {self.longest} | {self.not_theirs}"


async def play_week(store: Store, procedure: str, panel_day: int) -> Week:
    """Six mornings from a Monday on; a folded line counts as one, and as none that one cannot clear: it is a count."""
    house = House(store, policies.load(procedure))
    await found_council(house, SEED, MONDAY, panel_day, 10, COUNCIL)
    clock = Clock(datetime.combine(MONDAY, time(7), tzinfo=UTC))
    play = await open_play(house, clock, EVERYONE)
    posts, lengths, not_theirs = [], [], 0
    day = MONDAY
    while len(posts) < MORNINGS:
        clock.now = datetime.combine(day, time(8, 30), tzinfo=UTC)
        if house.policy.calendar.is_working_day(day.toordinal()):
            before = len(play.messenger.cards)
            await plan_reminders(house, clock())
            await play.post_all()
            new = list(play.messenger.cards.values())[before:]
            posts.append(sum("This morning, " in read(card) for card in new))
            async with house.store.read() as work:
                lists = await morning_lists(house, work, day, clock())
            for person in BY_OID.values():
                entries = together(lists, heard_by(person, EVERYONE))
                own = [one for one in entries if not one.place.fold]
                if entries:
                    lengths.append(len(own) + len({one.place.fold for one in entries if one.place.fold}))
                    not_theirs += sum(one.place.part not in (SETTLE, "arrange") for one in own)
        day += timedelta(days=1)
    return Week(tuple(posts), len(lengths), sum(lengths), max(lengths, default=0), not_theirs)
