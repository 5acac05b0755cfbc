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
from permanence.panel.preparation import Readiness
from permanence.people.person import Person
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


@dataclass(frozen=True, slots=True)
class Judged:
    """What follows from a child's journey on a day; it stays so until the journey changes."""

    child: Child
    born: date | None
    care: CareFacts
    open: OpenDuties
    matched: bool | None
    last_panel: date | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a journey: who manages the team, the sitting to come, actions, what is ready for it."""

    manager: Person | None = None
    next_panel: date | None = None
    open_actions: int = 0
    overdue_actions: int = 0
    ready: Readiness | None = None


def judged(policy: Policy, child: Child, journey: Journey, today: date) -> Judged:
    """The journey as known today."""
    care = care_facts(journey, today)
    held = [one.on for one in journey.events if one.type == "panel_held" and one.on <= today]
    return Judged(
        child=child,
        born=journey.date_of_birth,
        care=care,
        open=open_duties(policy, journey, today),
        matched=_matched(journey, care, today),
        last_panel=max(held, default=None),
    )


def row_of(policy: Policy, its: Judged, beside: Beside, kept: Sequence[KeptSitting], today: date) -> Row:
    """The child's row; what is due at a sitting is due on the day it really is."""
    real = due_at_actual_sittings(policy, its.open.obligations, kept, today)
    duties = tuple(_duty(policy, one) for one in sorted(real, key=lambda one: one.due or date.max))
    return Row(
        ref=its.child.ref,
        initials=its.child.initials,
        team=its.child.team or "",
        worker=its.child.worker or "",
        born=its.born,
        care=its.care,
        matched=its.matched,
        next=duties[0] if duties else None,
        duties=duties,
        groups=tuple(dict.fromkeys(Group(one.cohort, one.title, one.clause) for one in its.open.cohorts)),
        last_panel=its.last_panel,
        manager=beside.manager.oid if beside.manager else "",
        manager_name=beside.manager.name if beside.manager else "",
        next_panel=beside.next_panel,
        open_actions=beside.open_actions,
        overdue_actions=beside.overdue_actions,
        ready=len(beside.ready.ready) if beside.ready else None,
        to_prepare=len(beside.ready.lines) if beside.ready else 0,
    )


def is_followed(row: Row) -> bool:
    """Everybody in care, and whoever has something open still."""
    in_care = row.care.left is None and row.entered is not None
    return in_care or bool(row.duties) or row.open_actions > 0


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
