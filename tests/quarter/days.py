"""A panel's days and the ladder of reminders by plain counting on a calendar, without the product's own arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
# England and Wales, as the government publishes them.
HOLIDAYS = frozenset(
    date.fromisoformat(day)
    for day in (
        *("2025-08-25", "2025-12-25", "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04"),
        *("2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29"),
    )
)
TO_OWNER, TO_SERVICE = (-5, 0, 1, 5), 10


@dataclass(frozen=True)
class Days:
    """A weekly panel: its weekday, how many it hears, and which sittings review the actions."""

    weekday: int
    capacity: int
    anchor: date | None  # the first of a cycle of seven; none without a cycle
    service: str  # who hears of what is ten working days late
    holidays: frozenset[date] = HOLIDAYS
    stood_down: set[date] = field(default_factory=set)

    def sits_on(self, day: date) -> bool:
        return day.weekday() == self.weekday and day not in self.holidays

    def kind_of(self, day: date) -> str:
        """Every seventh sitting reviews the actions; a week without a sitting does not count."""
        if self.anchor is None:
            return "review"
        if day < self.anchor:
            before = [at for at in self._weeks(day, self.anchor) if self.sits_on(at)]
            return "review" if len(before) % 7 != 1 else "action_review"
        held = [at for at in self._weeks(self.anchor, day + WEEK) if self.sits_on(at) and at not in self.stood_down]
        return "review" if len(held) % 7 else "action_review"

    @staticmethod
    def _weeks(start: date, end: date) -> list[date]:
        return [start + number * WEEK for number in range((end - start).days // 7)]

    def following_review(self, day: date) -> date:
        while True:
            day += DAY
            if self.sits_on(day) and day not in self.stood_down and self.kind_of(day) == "review":
                return day

    def working(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays

    def rung_day(self, due: date, working_days: int) -> date:
        """The day a step of the ladder is reached."""
        day, left = due, abs(working_days)
        if working_days <= 0:
            while not self.working(day):
                day -= DAY
        while left:
            day += DAY if working_days > 0 else -DAY
            left -= self.working(day)
        return day

    def judge_reminders(self, actions: Iterable[Any], said: Iterable[Any], snoozed: Iterable[Any], day: date) -> None:
        """No step said twice or before its day; no action's step left unsaid."""
        latest: dict[tuple[str, str], int] = {}
        for one in sorted(said, key=lambda row: (row.planned_at, row.id)):
            days, _, again = one.step.partition("/")
            key = (one.occasion, one.recipient)
            assert again or key not in latest or latest[key] < int(days), f"said twice: {key} {one.step}"
            latest[key] = max(int(days), latest.get(key, int(days)))
        quiet = {(one.occasion, one.recipient) for one in snoozed}
        for action in actions:
            if action.state == "done":
                continue
            occasion = f"action:{action.id}:{action.due.isoformat()}"
            wanted = [(rung, action.owner_oid) for rung in TO_OWNER] + [(TO_SERVICE, self.service)]
            for rung, recipient in wanted:
                reached = self.rung_day(action.due, rung) <= day
                if reached and (occasion, recipient) not in quiet:
                    told = latest.get((occasion, recipient))
                    assert told is not None, f"{occasion} was never said to {recipient}"
                    assert told >= rung, f"{occasion} was not said to {recipient} at {rung:+d}"
