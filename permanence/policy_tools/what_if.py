"""Another council's procedure on this caseload: how many meetings each week, and of which panel or kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from permanence.explain import counted
from permanence.journey import Event, Field, Journey
from permanence.panel.panels import at_panel, panels_by_rule
from permanence.policy import Policy
from permanence.timeline import Obligation, timeline

MOST_MEETINGS = 60
PANEL = "panel"


@dataclass(frozen=True, slots=True)
class MeetingLoad:
    """What one panel, or one kind of meeting, has to do: missed already, required without a date, and to hold."""

    title: str
    overdue_now: int
    required_now: int
    to_hold: int
    a_sitting: int | None


@dataclass(frozen=True, slots=True)
class Load:
    """What a policy asks of a caseload over some weeks, every meeting taken as held on the day it is due."""

    policy: str
    meetings: int
    overdue_now: int
    undated_now: int
    by_week: tuple[int, ...]
    by_meeting: tuple[MeetingLoad, ...]


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A panel or a kind of meeting, and how it is recorded as held."""

    title: str
    held: str
    said: Mapping[str, Field]
    a_sitting: int | None = None


def load_of(policy: Policy, journeys: Iterable[Journey], as_of: date, weeks: int) -> Load:
    """Meetings due in each of the coming weeks; those overdue now fall in the first."""
    by_rule = _by_rule(policy)
    by_week: Counter[int] = Counter()
    to_hold: Counter[str] = Counter()
    now: Counter[tuple[str, str]] = Counter()
    overdue = undated = 0
    for journey in journeys:
        for item in timeline(policy, journey, as_of).obligations:
            overdue += item.standing == "overdue"
            undated += item.standing == "undated"
            if item.rule in by_rule:
                now[by_rule[item.rule].title, item.standing] += 1
        for day, title in _meetings(policy, by_rule, journey, as_of, weeks):
            by_week[(day - as_of).days // 7] += 1
            to_hold[title] += 1
    return Load(
        policy=policy.name,
        meetings=by_week.total(),
        overdue_now=overdue,
        undated_now=undated,
        by_week=tuple(by_week[week] for week in range(weeks)),
        by_meeting=tuple(
            MeetingLoad(title, now[title, "overdue"], now[title, "undated"], to_hold[title], a_sitting)
            for title, a_sitting in {each.title: each.a_sitting for each in by_rule.values()}.items()
        ),
    )


def _by_rule(policy: Policy) -> dict[str, _Meeting]:
    """The meeting each rule asks for: its own panel where it asks for a panel, else its kind of meeting."""
    kinds = {kind.kind: _Meeting(kind.title, kind.held, {}) for kind in policy.meetings}
    panels = {
        panel.name: _Meeting(panel.title, "panel_held", at_panel(policy, panel.name), panel.capacity)
        for panel in policy.panels
    }
    named = panels_by_rule(policy)
    found: dict[str, _Meeting] = {}
    for rule in policy.rules:
        what, name = rule.rule.what, rule.rule.id
        if what == PANEL and name in named:
            found[name] = panels[named[name]]
        elif what in kinds:
            found[name] = kinds[what]
    return found


def _meetings(
    policy: Policy, by_rule: Mapping[str, _Meeting], journey: Journey, as_of: date, weeks: int
) -> list[tuple[date, str]]:
    """The days on which this child's meetings would be held, and which; one closes every duty it meets."""
    last = as_of + timedelta(days=7 * weeks - 1)
    found: list[tuple[date, str]] = []
    for _ in range(MOST_MEETINGS):
        day = found[-1][0] if found else as_of
        due = [item for item in timeline(policy, journey, day).obligations if _to_hold(by_rule, item, last)]
        if not due:
            break
        soonest = min(due, key=lambda item: item.due or date.max)
        held = max(soonest.due or as_of, as_of if not found else day + timedelta(days=1))
        if held > last:
            break
        meeting = by_rule[soonest.rule]
        found.append((held, meeting.title))
        journey = replace(journey, events=(*journey.events, Event(held, meeting.held, dict(meeting.said))))
    return found


def _to_hold(by_rule: Mapping[str, _Meeting], item: Obligation, last: date) -> bool:
    return item.is_open and item.rule in by_rule and item.due is not None and item.due <= last


def what_if_text(now: Load, then: Load) -> str:
    """Both procedures side by side: all meetings week by week, then each panel and each kind of meeting by itself."""
    weeks = len(now.by_week)
    rows = [
        ("", now.policy, then.policy),
        (f"meetings in {counted(weeks, 'week')}", str(now.meetings), str(then.meetings)),
        ("duties overdue now", str(now.overdue_now), str(then.overdue_now)),
        ("duties required now, without a date", str(now.undated_now), str(then.undated_now)),
    ]
    rows += [(f"week {i + 1}", str(a), str(b)) for i, (a, b) in enumerate(zip(now.by_week, then.by_week, strict=True))]
    mine, other = ({each.title: each for each in load.by_meeting} for load in (now, then))
    for title in {**mine, **other}:
        rows += _meeting_rows(title, mine.get(title), other.get(title), weeks)
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return (
        "\n".join(
            f"{name:<{widths[0]}}  {left:>{widths[1]}}  {right:>{widths[2]}}".rstrip() for name, left, right in rows
        )
        + "\n"
    )


def _meeting_rows(
    title: str, mine: MeetingLoad | None, other: MeetingLoad | None, weeks: int
) -> list[tuple[str, str, str]]:
    """What one panel or kind of meeting has under both; a dash where a procedure has no such meeting."""
    left, right = _figures(mine), _figures(other)
    names = [
        "  overdue now",
        "  required now, without a date",
        f"  to hold in {counted(weeks, 'week')}, the overdue first",
        "  children one sitting can take",
    ]
    rows = [(title, "", ""), *zip(names, left, right, strict=True)]
    seats = any(each is not None and each.a_sitting is not None for each in (mine, other))
    return rows if seats else rows[:-1]


def _figures(load: MeetingLoad | None) -> tuple[str, ...]:
    if load is None:
        return ("-",) * 4
    figures = (load.overdue_now, load.required_now, load.to_hold, load.a_sitting)
    return tuple("-" if figure is None else str(figure) for figure in figures)


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
