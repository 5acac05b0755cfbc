"""The columns of the tracker, on the page and in its files: what each is called and what it says of a child."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from permanence.codes import LEGAL_STATUS, PLACEMENT, PLAN, in_words
from permanence.explain import counted
from records.documents.tracking_sheet import Value
from usecases.tracker.rows import Row

NONE_AGREED = "none agreed"
NOTHING_DUE = "nothing due"
NO_DATE = "no date set"


@dataclass(frozen=True, slots=True)
class TrackerColumn:
    """A column. `sort` names the order its heading gives, where it gives one; `width` is of the workbook."""

    key: str
    heading: str
    width: int
    value: Callable[[Row, date], Value]
    sort: str = ""
    kind: str = ""  # how its cells are set: day, long


def plan(row: Row) -> str:
    if row.care.left is not None:
        return "left care"
    return in_words(PLAN, row.care.plan.value) if row.care.plan else NONE_AGREED


def in_care(row: Row) -> Value:
    if row.care.entered or row.care.left:
        return row.care.entered
    return f"by {_day(row.care.seen)}, day not on record" if row.care.seen else None


def lateness(row: Row, today: date) -> str:
    """12 days late; in 3 days; today."""
    late = row.late(today)
    if late is None:
        return NO_DATE if row.next else NOTHING_DUE
    if late == 0:
        return "today"
    return f"{counted(late, 'day')} late" if late > 0 else f"in {counted(-late, 'day')}"


def groups(row: Row, _: date) -> str:
    return "; ".join(f"{group.title} ({group.clause})" for group in row.groups)


def open_actions(row: Row) -> str:
    if not row.open_actions:
        return "none"
    return f"{row.open_actions}, {row.overdue_actions} overdue" if row.overdue_actions else str(row.open_actions)


def ready(row: Row) -> str:
    return f"{row.ready} of {row.to_prepare}" if row.ready is not None else ""


def _held(words: dict[str, str], row: Row, which: str) -> str:
    held = getattr(row.care, which)
    return in_words(words, held.value) if held else ""


COLUMNS = (
    TrackerColumn("child", "Child", 14, lambda row, _: row.label, "child"),
    TrackerColumn("plan", "Plan", 28, lambda row, _: plan(row), "plan"),
    TrackerColumn("contingency", "Contingency plan", 28, lambda row, _: in_words(PLAN, row.care.contingency)),
    TrackerColumn("in_care", "In care since", 15, lambda row, _: in_care(row), "in_care", "day"),
    TrackerColumn("next", "Next thing due", 28, lambda row, _: row.next.what if row.next else NOTHING_DUE),
    TrackerColumn("due", "Due", 12, lambda row, _: row.next.due if row.next else None, "due", "day"),
    TrackerColumn("late", "Late or left", 15, lateness, "late"),
    TrackerColumn("clause", "Clause", 11, lambda row, _: row.next.clause if row.next else "", "clause", "day"),
    TrackerColumn("why", "Why", 44, lambda row, _: row.next.because if row.next else "", kind="long"),
    TrackerColumn("groups", "Groups", 44, groups, "groups", "long"),
    TrackerColumn("last_panel", "Last panel", 12, lambda row, _: row.last_panel, "last_panel", "day"),
    TrackerColumn("next_panel", "Next panel", 12, lambda row, _: row.next_panel, "next_panel", "day"),
    TrackerColumn("team", "Team", 24, lambda row, _: row.team, "team"),
    TrackerColumn("worker", "Social worker", 20, lambda row, _: row.worker, "worker"),
    TrackerColumn("manager", "Team manager", 20, lambda row, _: row.manager_name, "manager"),
    TrackerColumn("actions", "Open actions", 14, lambda row, _: open_actions(row), "actions"),
    TrackerColumn("ready", "Ready", 10, lambda row, _: ready(row), "ready"),
    TrackerColumn("age", "Age", 8, lambda row, today: row.age(today), "age"),
    TrackerColumn("status", "Legal status", 22, lambda row, _: _held(LEGAL_STATUS, row, "legal_status"), "status"),
    TrackerColumn("placement", "Placement", 30, lambda row, _: _held(PLACEMENT, row, "placement"), "placement"),
)
BY_KEY = {column.key: column for column in COLUMNS}
USUAL = (
    *("child", "plan", "contingency", "in_care", "next", "due", "late", "clause", "groups"),
    *("last_panel", "next_panel", "team", "manager", "actions", "ready"),
)


def said(value: Value) -> str:
    """A value as the page says it."""
    return "" if value is None else _day(value) if isinstance(value, date) else str(value)


def _day(on: date | None) -> str:
    return f"{on.day} {on:%b %Y}" if on else ""
