"""A view of the tracker: which children, in which order. It is told in an address, so that a view is a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from permanence.clean_text import keyed
from usecases.tracker.rows import Row

AGES = {"under_1": (0, 0), "1_4": (1, 4), "5_9": (5, 9), "10_15": (10, 15), "16_17": (16, 17)}
SECTION_20 = "V2"
USUAL_SORT = "due"
LATEST = date.max


@dataclass(frozen=True, slots=True)
class View:
    """What is asked for: empty means any. Of several of one kind any may hold; of several kinds all must.

    `manager` and `plan` name one; `section_20_weeks` is how long at least.
    """

    teams: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()  # object ids
    cohorts: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    overdue: bool = False
    no_plan: bool = False
    unmatched: bool = False
    no_date: bool = False
    section_20_weeks: int | None = None
    sort: str = USUAL_SORT
    descending: bool = False


def shows(view: View, row: Row, today: date) -> bool:
    """Whether this child is in the view."""
    care = row.care
    return (
        _any(view.teams, row.team)
        and _any(view.managers, row.manager)
        and (not view.cohorts or any(group.cohort in view.cohorts for group in row.groups))
        and (not view.clauses or any(duty.clause in view.clauses for duty in row.duties))
        and _any(view.plans, care.plan.value if care.plan else "")
        and (not view.ages or any(_is_aged(row.age(today), AGES[band]) for band in view.ages))
        and _any(view.statuses, care.legal_status.value if care.legal_status else "")
        and (not view.overdue or any(duty.standing == "overdue" for duty in row.duties))
        and (not view.no_plan or (care.left is None and care.plan is None))
        and (not view.unmatched or row.matched is False)
        and (not view.no_date or any(duty.standing == "undated" for duty in row.duties))
        and (view.section_20_weeks is None or _in_section_20(row, today, view.section_20_weeks))
    )


def says(row: Row, words: str) -> bool:
    """Whether every word typed stands in the row, in whatever case: reference, initials, team, people, plan, clause."""
    text = " ".join(
        (
            *(row.ref, keyed(row.ref), row.initials, row.team, row.worker, row.manager_name),
            *(part for duty in row.duties for part in (duty.clause, duty.what)),
            *(part for group in row.groups for part in (group.clause, group.title)),
            (row.care.plan.value.replace("_", " ") if row.care.plan else ""),
        )
    ).casefold()
    return all(word in text for word in words.casefold().split())


def _due(row: Row) -> tuple[object, ...]:
    return (row.next is None, row.next.due or LATEST if row.next else LATEST)


SORTS: dict[str, Callable[[Row], tuple[object, ...]]] = {
    "child": lambda row: (row.ref,),
    "plan": lambda row: (row.care.plan.value if row.care.plan else "",),
    "in_care": lambda row: (row.entered or LATEST,),
    "due": _due,
    "late": _due,
    "clause": lambda row: (row.next.clause if row.next else "",),
    "groups": lambda row: (-len(row.groups),),
    "last_panel": lambda row: (row.last_panel or date.min,),
    "next_panel": lambda row: (row.next_panel or LATEST,),
    "team": lambda row: (row.team,),
    "worker": lambda row: (row.worker,),
    "manager": lambda row: (row.manager_name,),
    "actions": lambda row: (-row.overdue_actions, -row.open_actions),
    "ready": lambda row: (row.ready is None, (row.ready or 0) / (row.to_prepare or 1)),
    "age": lambda row: (row.born is None, -(row.born or date.min).toordinal()),
    "status": lambda row: (row.care.legal_status.value if row.care.legal_status else "",),
    "placement": lambda row: (row.care.placement.value if row.care.placement else "",),
}


def in_order(view: View, rows: list[Row]) -> list[Row]:
    """As the view asks; equal ones by what is due first, then by reference."""
    base = sorted(rows, key=lambda row: (*SORTS["due"](row), row.ref))
    return sorted(base, key=SORTS[view.sort], reverse=view.descending)


def _any(wanted: tuple[str, ...], found: str) -> bool:
    return not wanted or found in wanted


def _is_aged(age: int | None, band: tuple[int, int]) -> bool:
    return age is not None and band[0] <= age <= band[1]


def _in_section_20(row: Row, today: date, weeks: int) -> bool:
    status = row.care.legal_status
    return status is not None and status.value == SECTION_20 and status.since <= today - timedelta(weeks=weeks)
