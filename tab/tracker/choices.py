"""What the tracker's filters offer, in words, and which of it is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from permanence.codes import LEGAL_STATUS, PLAN, in_words
from permanence.explain import counted
from tab.tracker.address import MANAGER, Address
from usecases.opaque_ids import OpaqueIds
from usecases.tracker.show_tracker import Choices
from usecases.tracker.view import View

AGES = {
    "under_1": "under 1",
    "1_4": "1 to 4",
    "5_9": "5 to 9",
    "10_15": "10 to 15",
    "16_17": "16 and 17",
}
MARKS = {
    "overdue": "Something overdue",
    "no_plan": "No plan agreed",
    "unmatched": "Not matched as the plan asks",
    "no_date": "Something without a date",
}


@dataclass(frozen=True, slots=True)
class Option:
    """A value of the address, in words."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A list to choose one from; `any` are the words for all."""

    name: str
    label: str
    any: str
    options: tuple[Option, ...]


def filters(choices: Choices, address: Address, ids: OpaqueIds) -> tuple[Filter, ...]:
    """The lists, each with what the children somebody may see have."""
    view = address.view
    managers = [(ids.of(MANAGER, oid), name) for oid, name in choices.managers]
    groups = [(group.cohort, f"{group.title} ({group.clause})") for group in choices.groups]
    return (
        _filter("team", "Team", "All teams", [(team, team) for team in choices.teams], view.teams),
        _filter("manager", "Team manager", "All managers", managers, view.managers),
        _filter("cohort", "Group", "All groups", groups, view.cohorts),
        _filter("clause", "Clause", "All clauses", [(one, one) for one in choices.clauses], view.clauses),
        _filter("plan", "Plan", "All plans", [(one, in_words(PLAN, one)) for one in choices.plans], view.plans),
        _filter("age", "Age", "All ages", AGES.items(), view.ages),
        _filter(
            "status",
            "Legal status",
            "Every status",
            [(one, in_words(LEGAL_STATUS, one)) for one in choices.statuses],
            view.statuses,
        ),
    )


def marks(address: Address) -> tuple[Option, ...]:
    """What is asked for by a tick."""
    return tuple(Option(name, words, bool(getattr(address.view, name))) for name, words in MARKS.items())


def narrowed(lists: Iterable[Filter], ticks: Iterable[Option], view: View) -> tuple[str, ...]:
    """How a view is narrowed, in words: Team: East."""
    chosen = [
        f"{one.label}: {' or '.join(option.words for option in one.options if option.chosen)}"
        for one in lists
        if any(option.chosen for option in one.options)
    ]
    weeks = view.section_20_weeks
    long = [f"Section 20 for {counted(weeks, 'week')} or more"] if weeks is not None else []
    return (*chosen, *(tick.words for tick in ticks if tick.chosen), *long)


def _filter(name: str, label: str, any_of: str, known: Iterable[tuple[str, str]], chosen: tuple[str, ...]) -> Filter:
    return Filter(name, label, any_of, tuple(Option(value, words, value in chosen) for value, words in known))
