"""What a policy asks of a child on a day: every obligation with its date, its standing and its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from permanence.cohorts import CohortMembership, memberships, themes_of
from permanence.explain import in_words
from permanence.journey import Journey
from permanence.occasion import Occasion
from permanence.policy import Policy
from permanence.rules.history import History, history
from permanence.rules.intervals import ASKED
from permanence.rules.model import DueDate, Occurrence, SittingAsked
from permanence.rules.planned import passed_undone
from permanence.rules.running import ending, run
from permanence.rules.spans import FOREVER, at
from permanence.rules.taking_up import asked, due_date, nowhere_on_record, take_up, unkept_words

OPEN = frozenset({"upcoming", "due_soon", "overdue", "undated"})


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty towards one child. `occasion` names this occurrence for good; later events never change it."""

    rule: str
    clause: str
    what: str
    due: date | None
    aim_for: date | None
    opens: date | None
    standing: str
    met_on: date | None
    because: str
    source: str
    occasion: str
    sitting: SittingAsked | None = None  # the sitting it is due at, to be found again where sittings were moved

    @property
    def is_open(self) -> bool:
        return self.standing in OPEN

    @property
    def since(self) -> date:
        """The day its clock started."""
        return Occasion.parse(self.occasion).since

    @property
    def sibling(self) -> str:
        """The sibling it is about; empty where it is about the child alone."""
        return Occasion.parse(self.occasion).sibling


@dataclass(frozen=True, slots=True)
class PlanGap:
    """Something the plan must hold and does not."""

    clause: str
    missing: str
    because: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that follows from a policy, a journey and a day. `silences` say why nothing is next, where nothing is."""

    policy: str
    policy_version: str
    child: str
    as_of: date
    obligations: tuple[Obligation, ...]
    cohorts: tuple[CohortMembership, ...]
    missing: tuple[PlanGap, ...] = ()
    silences: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


def timeline(policy: Policy, journey: Journey, as_of: date) -> Timeline:
    """The journey as known on `as_of`, judged by the policy."""
    past = history(journey, as_of)
    clocks = run(policy.rules, past)
    take_up(clocks, past)
    judged = sorted(
        (_judged(policy, past, clock) for clock in clocks if not nowhere_on_record(clock)), key=lambda pair: pair[0]
    )
    obligations = tuple(obligation for _order, obligation in judged)
    return Timeline(
        policy=policy.name,
        policy_version=policy.version,
        child=journey.child,
        as_of=as_of,
        obligations=obligations,
        cohorts=memberships(policy.runnable_cohorts, past, policy.calendar, policy.facts["permanence"]),
        missing=_gaps(policy, obligations),
        silences=_silences(policy, past, clocks, obligations),
        themes=themes_of(policy.theme_conditions, past),
    )


Order = tuple[int, int, int, str]


def _judged(policy: Policy, past: History, clock: Occurrence) -> tuple[Order, Obligation]:
    """The obligation a clock amounts to, with its place in the list."""
    rule, anchor = clock.rule, clock.anchor
    due = due_date(past, clock)
    standing = _standing(policy, past, clock, due)
    because = due.because
    if not clock.segment.start_known and anchor.count_from == clock.segment.start:
        because += ", the first day known in care"
    if clock.sibling is not None:
        because = f"{because}, for sibling {clock.sibling}"
    if rule.statutory is not None:
        because += _statutory(policy, clock, due)
    if clock.unkept is not None:
        because += unkept_words(clock.unkept)
    elif standing == "ended":
        because += ending(clock)
    elif clock.taken_up is not None:
        because += ", what was held before not being on record"
    day, soonest = due.day, policy.calendar.last_working_day
    occasion = Occasion(rule.rule.id, date.fromordinal(anchor.start), clock.sibling or "")
    order = (FOREVER if day is None else day, rule.number, anchor.start, clock.sibling or "")
    return order, Obligation(
        rule=rule.rule.id,
        clause=rule.rule.clause,
        what=rule.rule.what,
        due=None if day is None else date.fromordinal(day),
        aim_for=None if day is None else date.fromordinal(soonest(day)),
        opens=None if due.opens is None else date.fromordinal(due.opens),
        standing=standing,
        met_on=None if clock.met is None else date.fromordinal(clock.met),
        because=because,
        source=rule.source,
        occasion=str(occasion),
        sitting=due.sitting,
    )


def _standing(policy: Policy, past: History, clock: Occurrence, due: DueDate) -> str:
    if clock.met is not None:
        return "met" if due.day is None or clock.met <= due.day else "met_late"
    if clock.stop <= past.as_of or clock.unkept is not None:
        return "ended"
    if due.day is None:
        return "undated"
    if past.as_of > due.day:
        return "overdue"
    return "due_soon" if past.as_of >= policy.notice_opens(clock.rule.rule.what, due.day) else "upcoming"


def _statutory(policy: Policy, clock: Occurrence, due: DueDate) -> str:
    """The regulations' own date, where it is another one."""
    assert clock.rule.statutory is not None, "asked only of rules that have one"
    length, source = clock.rule.statutory
    day = policy.calendar.after(clock.anchor.count_from, length)
    return "" if day == due.day else f"; {source} asks for {length}, by {in_words(day)}"


def _gaps(policy: Policy, obligations: Sequence[Obligation]) -> tuple[PlanGap, ...]:
    """Open obligations about what a plan must hold, as what is missing from it."""
    return tuple(
        PlanGap(item.clause, policy.missing_words[item.rule], item.because)
        for item in obligations
        if item.is_open and item.rule in policy.missing_words
    )


def _silences(
    policy: Policy, past: History, clocks: Sequence[Occurrence], obligations: Sequence[Obligation]
) -> tuple[str, ...]:
    """Why a child in care has nothing next: permanence achieved, a silence of the procedure, or nobody kept it.

    What was planned for a day that passed, and an entry to care not on record, are asked about whatever else is next.
    """
    segment = past.segment_at(past.as_of)
    if not segment.in_care:
        return ()
    unknown = () if segment.start_known else (_start_asked(segment.start),)
    unknown = (*_intervals_asked(policy, obligations), *passed_undone(past, policy.milestones), *unknown)
    if any(item.is_open for item in obligations):
        return unknown
    if (achieved := at(policy.facts["permanence"](past), past.as_of)) is not None:
        return (_since_permanence(past, achieved[0]), *unknown)
    silent = tuple(reason for holds, reason in policy.silences if at(holds(past), past.as_of) is not None)
    words = [policy.what_words(clock.rule.rule.what) for clock in clocks]
    return (*(silent or asked(past, clocks, words)), *unknown)


def _intervals_asked(policy: Policy, obligations: Sequence[Obligation]) -> Iterator[str]:
    """What a meeting left open of the next one, to be recorded."""
    for item in obligations:
        if item.is_open and item.due is None and ASKED in item.because:
            words = policy.what_words(item.what)
            yield f"{words[:1].upper()}{words[1:]}: {item.because} ({item.clause})."


def _start_asked(first: int) -> str:
    return (
        f"The day the child came into care is not on record, only that it was by {in_words(first)}: what counts from "
        "that day has no date until business support imports the list or return that gives it."
    )


def _since_permanence(past: History, day: int) -> str:
    """A placement that broke down since is said aloud: no procedure says when its meetings start again."""
    broken = [on for on, _fields in past.of("placement_broke_down") if on >= day]
    if not broken:
        return f"Permanence was achieved on {in_words(day)}."
    return (
        f"Permanence was achieved on {in_words(day)}, but the placement broke down on {in_words(broken[-1])};"
        " the procedure does not say when its meetings start again."
    )
