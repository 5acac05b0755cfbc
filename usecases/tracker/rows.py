"""A child's row in the tracker: what follows from the journey, and what stands beside it. No words, only facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from permanence.journey import Journey
from permanence.journeys.child_facts import CareFacts, care_facts
from permanence.open_duties import OpenDuties, open_duties
from permanence.panel.changed_sittings import KeptSitting
from permanence.panel.due_at_actual_sitting import due_at_actual_sittings
from permanence.policy import Policy
from permanence.timeline import Obligation
from permanence.why import duty_in_words
from storage.children import Child

LONG_TERM_MATCHED = ("U1", "U4")  # codes that say the carers are the child's long-term carers
TO_BE_MATCHED = {"adoption": "adoption", "long_term_fostering": "long_term_fostering"}  # plan -> the match it waits for


@dataclass(frozen=True, slots=True)
class Duty:
    """Something asked for: what, by which clause, by when, how it stands and why, in the procedure's words."""

    what: str
    clause: str
    due: date | None
    standing: str
    because: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group the procedure names, and the clause that does."""

    cohort: str
    title: str
    clause: str


@dataclass(frozen=True, slots=True)
class Row:
    """A child as the tracker shows them; dates and codes as they are kept."""

    ref: str
    initials: str
    team: str
    worker: str
    born: date | None
    care: CareFacts
    matched: bool | None  # None where the plan waits for no match
    next: Duty | None
    duties: tuple[Duty, ...]  # everything open, the next first
    groups: tuple[Group, ...]
    last_panel: date | None
    manager: str = ""  # object id, and the name beside it
    manager_name: str = ""
    next_panel: date | None = None
    open_actions: int = 0
    overdue_actions: int = 0
    ready: int | None = None  # lines of the checklist that are ready, of so many; None where nothing is asked for
    to_prepare: int = 0

    @property
    def label(self) -> str:
        return f"{self.ref} ({self.initials})" if self.initials else self.ref

    @property
    def entered(self) -> date | None:
        """Since when in care; where the day is not on record, the first day that shows it."""
        return self.care.entered or self.care.seen

    def late(self, today: date) -> int | None:
        """Days since the next thing was due, less than nothing while it is to come; None without a date."""
        return (today - self.next.due).days if self.next and self.next.due else None

    def age(self, today: date) -> int | None:
        """In whole years."""
        if self.born is None or self.born > today:
            return None
        return today.year - self.born.year - ((today.month, today.day) < (self.born.month, self.born.day))


def row_of(policy: Policy, child: Child, journey: Journey, kept: Sequence[KeptSitting], today: date) -> Row:
    """What the journey alone says."""
    its, care = open_duties(policy, journey, today), care_facts(journey, today)
    duties = tuple(_duty(policy, one) for one in _in_order(policy, its, kept, today))
    return Row(
        ref=child.ref,
        initials=child.initials,
        team=child.team or "",
        worker=child.worker or "",
        born=journey.date_of_birth,
        care=care,
        matched=_matched(journey, care, today),
        next=duties[0] if duties else None,
        duties=duties,
        groups=tuple(dict.fromkeys(Group(one.cohort, one.title, one.clause) for one in its.cohorts)),
        last_panel=max(
            (one.on for one in journey.events if one.type == "panel_held" and one.on <= today), default=None
        ),
    )


def is_followed(row: Row) -> bool:
    """Everybody in care, and whoever has something open still."""
    in_care = row.care.left is None and row.entered is not None
    return in_care or bool(row.duties) or row.open_actions > 0


def _in_order(policy: Policy, its: OpenDuties, kept: Sequence[KeptSitting], today: date) -> list[Obligation]:
    """What is open, at the sittings as they are: the oldest date first, what has none last."""
    real = due_at_actual_sittings(policy, its.obligations, kept, today)
    return sorted(real, key=lambda one: one.due or date.max)


def _duty(policy: Policy, one: Obligation) -> Duty:
    return Duty(duty_in_words(policy, one), one.clause, one.due, one.standing, one.because)


def _matched(journey: Journey, care: CareFacts, today: date) -> bool | None:
    """Whether the child is matched as the plan asks: since the plan was agreed, or by where they live."""
    if care.plan is None or care.plan.value not in TO_BE_MATCHED:
        return None
    wanted = TO_BE_MATCHED[care.plan.value]
    if wanted == "long_term_fostering" and care.placement and care.placement.value in LONG_TERM_MATCHED:
        return True
    since = care.entered or care.seen or date.min
    its = [one for one in journey.events if since <= one.on <= today]
    return any(
        (one.type == "matched" and one.fields.get("match") == wanted)
        or (one.type == "placed_for_adoption" and wanted == "adoption")
        or (one.type == "permanence_achieved" and one.fields.get("by") == "long_term_match")
        for one in its
    )
