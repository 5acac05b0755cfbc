"""Another council's procedure on this caseload: how many meetings, how many overdue, how full each week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from permanence.journey import Event, Journey
from permanence.policy import Policy
from permanence.timeline import Obligation, timeline

MOST_MEETINGS = 60


@dataclass(frozen=True, slots=True)
class Load:
    """What a policy asks of a caseload over some weeks, every meeting taken as held on the day it is due."""

    policy: str
    meetings: int
    overdue_now: int
    undated_now: int
    by_week: tuple[int, ...]
    capacity: int | None


def load_of(policy: Policy, journeys: Iterable[Journey], as_of: date, weeks: int) -> Load:
    """Meetings due in each of the coming weeks; those overdue now fall in the first."""
    by_week: Counter[int] = Counter()
    overdue = undated = 0
    for journey in journeys:
        now = [item for item in timeline(policy, journey, as_of).obligations if item.is_open]
        overdue += sum(item.standing == "overdue" for item in now)
        undated += sum(item.standing == "undated" for item in now)
        for day in _meetings(policy, journey, as_of, weeks):
            by_week[(day - as_of).days // 7] += 1
    return Load(
        policy=policy.name,
        meetings=by_week.total(),
        overdue_now=overdue,
        undated_now=undated,
        by_week=tuple(by_week[week] for week in range(weeks)),
        capacity=sum(panel.capacity for panel in policy.panels) or None,
    )


def _meetings(policy: Policy, journey: Journey, as_of: date, weeks: int) -> list[date]:
    """The days on which this child's meetings would be held, one closing every duty it meets."""
    last = as_of + timedelta(days=7 * weeks - 1)
    days: list[date] = []
    for _ in range(MOST_MEETINGS):
        day = days[-1] if days else as_of
        due = [item for item in timeline(policy, journey, day).obligations if _to_hold(policy, item, last)]
        if not due:
            break
        soonest = min(due, key=lambda item: item.due or date.max)
        held = max(soonest.due or as_of, as_of if not days else days[-1] + timedelta(days=1))
        if held > last:
            break
        days.append(held)
        event = next(kind.held for kind in policy.meetings if kind.kind == soonest.what)
        journey = replace(journey, events=(*journey.events, Event(held, event)))
    return days


def _to_hold(policy: Policy, item: Obligation, last: date) -> bool:
    kinds = {kind.kind for kind in policy.meetings}
    return item.is_open and item.what in kinds and item.due is not None and item.due <= last


def what_if_text(now: Load, then: Load) -> str:
    """Both procedures side by side, week by week."""
    weeks = len(now.by_week)
    rows = [
        ("", now.policy, then.policy),
        (f"meetings in {weeks} weeks", str(now.meetings), str(then.meetings)),
        ("overdue now", str(now.overdue_now), str(then.overdue_now)),
        ("required now, without a date", str(now.undated_now), str(then.undated_now)),
        ("children a week the panels can take", _capacity(now), _capacity(then)),
    ]
    rows += [(f"week {i + 1}", str(a), str(b)) for i, (a, b) in enumerate(zip(now.by_week, then.by_week, strict=True))]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return (
        "\n".join(f"{name:<{widths[0]}}  {left:>{widths[1]}}  {right:>{widths[2]}}" for name, left, right in rows)
        + "\n"
    )


def _capacity(load: Load) -> str:
    return str(load.capacity) if load.capacity else "not given"


def what_if_chart(now: Load, then: Load) -> str:
    """Meetings a week under both procedures, as an SVG image; the two differ in pattern as well as in colour."""
    weeks = len(now.by_week)
    top = max([*now.by_week, *then.by_week, 1])
    width, height, left, bottom = 80 + 44 * weeks, 320, 48, 268
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" role="img"'
        f' aria-label="Meetings a week: {now.policy} and {then.policy}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="{left}" y="20" font-size="14">Meetings a week, if each is held on the day it is due</text>',
    ]
    for i, pair in enumerate(zip(now.by_week, then.by_week, strict=True)):
        for j, count in enumerate(pair):
            tall = round(200 * count / top)
            x, y = left + 44 * i + 18 * j, bottom - tall
            parts.append(f'<rect x="{x}" y="{y}" width="16" height="{tall}" {FILLS[j]}/>')
            parts.append(f'<text x="{x + 8}" y="{y - 4}" text-anchor="middle" font-size="10">{count}</text>')
        parts.append(f'<text x="{left + 44 * i + 17}" y="{bottom + 16}" text-anchor="middle">{i + 1}</text>')
    for j, load in enumerate((now, then)):
        x = left + 220 * j
        parts.append(f'<rect x="{x}" y="{height - 22}" width="12" height="12" {FILLS[j]}/>')
        parts.append(f'<text x="{x + 18}" y="{height - 12}">{load.policy}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


FILLS: Sequence[str] = (
    'fill="#464775"',
    'fill="#ffffff" stroke="#464775" stroke-width="2" stroke-dasharray="3 2"',
)
