"""Steps: what a procedure asks to be recorded for a child beside meetings; those open, those that wait, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from permanence.calendar import add_months
from permanence.codes import EVENT, in_words
from permanence.explain import on_day
from permanence.journey import Event, Field, Journey
from permanence.meetings.meeting import MOST_MONTHS_BACK
from permanence.people.rights import OWN_PEOPLE, RECORD_STEP, Right
from permanence.policy import Policy
from permanence.policy_file.parts import Condition, Pattern
from permanence.policy_file.rules import Rule
from permanence.refusals import Incomplete
from permanence.rules.history import History, history
from permanence.rules.model import RunnableRule, RunnableStart
from permanence.rules.spans import at
from permanence.timeline import Obligation, timeline
from permanence.why import closed_by, event_in_words

APPROVAL, CONTENT, FOLLOW_UP = "approval", "plan_content", "follow_up"
PLAIN = ("visited", "pathway_plan_agreed", "legal_planning_meeting_held")  # events that nothing else records in chat
MOST_NOTE = 1000
THIS_STEP = "record this step"


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that closes a step: a milestone of the procedure by its name, or a plain event by its type."""

    key: str
    words: str

    def event(self, on: date, note: str = "", sibling: str = "") -> Event:
        """It, as the journey keeps it."""
        if self.key in PLAIN:
            return Event(on, self.key)
        said = {"name": self.key, "note": note, "sibling": sibling}
        fields: Mapping[str, Field] = {name: words for name, words in said.items() if words}
        return Event(on, "milestone", fields)


@dataclass(frozen=True, slots=True)
class OpenStep:
    """An open duty that can be recorded; without `ways` it is closed elsewhere, by the record of a meeting."""

    duty: Obligation
    rule: Rule
    ways: tuple[Way, ...]

    @property
    def opened(self) -> date:
        """The day its clock started; what was done before it does not close it, unless its being true is enough."""
        return self.duty.since

    @property
    def sibling(self) -> str:
        return self.duty.sibling

    @property
    def needs_note(self) -> bool:
        return bool(self.rule.note) or self.rule.what == APPROVAL


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step that is not open yet, and what it waits for."""

    rule: Rule
    waits_for: tuple[str, ...]


def steps(policy: Policy, journey: Journey, today: date) -> tuple[list[OpenStep], list[Waiting]]:
    """What is open, soonest due first and undated last, and what follows it in the procedure's order."""
    found = timeline(policy, journey, today).obligations
    rules = {rule.rule.id: rule for rule in policy.rules}
    recorded = [_step(policy, rules[duty.rule].rule, duty) for duty in found if duty.is_open]
    opened_now = [step for step in recorded if step.ways or step.rule.what == CONTENT]
    past = history(journey, today)
    waiting: dict[str, Waiting] = {}
    for link in _links(policy):
        if words := _waits(policy, past, link, found, waiting):
            waiting[link.rule.rule.id] = Waiting(link.rule.rule, words)
    return opened_now, list(waiting.values())


def found_step(policy: Policy, journey: Journey, occasion: str, today: date) -> OpenStep | None:
    """The open step of this occasion; None when it was recorded meanwhile or no longer applies."""
    return next((step for step in steps(policy, journey, today)[0] if step.duty.occasion == occasion), None)


def ways_of(policy: Policy, rule: Rule) -> tuple[Way, ...]:
    """What closes a rule and can be recorded as a step."""
    patterns = [*rule.met_by, *(_patterns(rule.met_when) if rule.met_when else ())]
    found: dict[str, Way] = {}
    for pattern in patterns:
        if pattern.event == "milestone":
            found |= {name: Way(name, policy.milestones[name]) for name in pattern.name or ()}
        elif pattern.event in PLAIN:
            found[pattern.event] = Way(pattern.event, in_words(EVENT, pattern.event))
    return tuple(found.values())


def right_of(rule: Rule) -> Right:
    """Who may record a step of this rule: as the procedure's file says, else the child's own people and the office."""
    if not rule.recorded_by:
        return replace(RECORD_STEP, to=THIS_STEP, besides="")
    of_team = tuple(role for role in rule.recorded_by if role in OWN_PEOPLE)
    return Right(THIS_STEP, of_team, tuple(role for role in rule.recorded_by if role not in OWN_PEOPLE))


def for_some_step(policy: Policy, right: Right) -> Right:
    """The right as somebody may have it for one of the procedure's steps or another."""
    named = [role for rule in policy.rules for role in rule.rule.recorded_by]
    roles = dict.fromkeys([*right.of_all, *(role for role in named if role not in right.of_team)])
    return replace(right, of_all=tuple(roles), besides="")


def require_step(step: OpenStep, way: str, on: date, note: str, today: date) -> Way:
    """What was recorded closes the step: one of its ways, on a day that counts, with a note where one is needed."""
    only = step.ways[0] if len(step.ways) == 1 and not way else None
    chosen = only or next((one for one in step.ways if one.key == way), None)
    if chosen is None:
        raise Incomplete("Choose what was done.")
    if on > today:
        raise Incomplete(f"{on_day(on)} is still to come; record it once it is done.")
    if step.rule.met_by and on < step.opened:
        raise Incomplete(f"This step opened on {on_day(step.opened)}; choose that day or a later one.")
    if on.toordinal() < add_months(today.toordinal(), -MOST_MONTHS_BACK):
        raise Incomplete(f"{on_day(on)} is more than a year ago; check the date.")
    if step.needs_note and not note:
        raise Incomplete(note_missing(step.rule))
    return chosen


def note_missing(rule: Rule) -> str:
    """What is said where the note is needed and is not there."""
    if rule.note:
        return f"Write it down: {rule.note[:1].lower()}{rule.note[1:]} ({rule.clause})."
    return f"Write who confirmed it and how ({rule.clause})."


def _step(policy: Policy, rule: Rule, duty: Obligation) -> OpenStep:
    return OpenStep(duty, rule, ways_of(policy, rule))


def _patterns(condition: Condition) -> Iterator[Pattern]:
    yield from condition.after or ()
    for part in (*(condition.all_of or ()), *(condition.any_of or ())):
        yield from _patterns(part)


@dataclass(frozen=True, slots=True)
class _Link:
    """A rule that starts when those before it are met and whatever else it needs has happened."""

    rule: RunnableRule
    start: RunnableStart
    needs: tuple[Pattern, ...]
    before: tuple[Rule, ...]


def _links(policy: Policy) -> Iterator[_Link]:
    """In the order of the chains, so that one that waits can be waited for."""
    rules = {rule.rule.id: rule.rule for rule in policy.rules}
    for rule in policy.rules:
        for start, said in zip(rule.starts, rule.rule.starts, strict=True):
            if start.chained and ways_of(policy, rule.rule):
                yield _Link(rule, start, tuple(said.needs), tuple(rules[name] for name in start.chained))


def _waits(
    policy: Policy, past: History, link: _Link, found: Iterable[Obligation], waiting: Mapping[str, Waiting]
) -> tuple[str, ...]:
    """What a chained step still waits for; nothing where it is open, was met, or its chain does not run."""
    rule = link.rule
    if rule.holds_while is not None and at(rule.holds_while(past), past.as_of) is None:
        return ()
    duties = sorted(found, key=lambda duty: duty.since)
    begun = max((duty.since for duty in duties if duty.rule == rule.rule.id), default=date.min)
    first: list[str] = []
    sinces: list[date] = []
    for before in link.before:
        its = [duty for duty in duties if duty.rule == before.id]
        met = next((duty for duty in its if duty.met_on and duty.met_on > begun), None)
        if met is None:
            first.append(closed_by(policy, before))
        if before.id in waiting:
            sinces.append(date.min)
        elif met is not None or (its and its[-1].is_open):
            sinces.append((met or its[-1]).since)
    if not sinces:
        return ()
    since = min(sinces)
    needed = [
        event_in_words(policy, need)
        for days, need in zip(link.start.needs, link.needs, strict=True)
        if not any(day >= since.toordinal() for day in days(past))
    ]
    return tuple(dict.fromkeys([*first, *needed]))


def note_of(policy: Policy, journey: Journey, duty: Obligation) -> str:
    """What was written when a duty was met; nothing where it was not, or nothing was written."""
    rule = next((one.rule for one in policy.rules if one.rule.id == duty.rule), None)
    names = {way.key for way in ways_of(policy, rule)} if rule and duty.met_on else set()
    its = [event for event in journey.events if event.fields.get("name") in names]
    by_then = [event for event in its if duty.met_on and event.on <= duty.met_on]
    return str(max(by_then, key=lambda event: event.on).fields.get("note", "")) if by_then else ""


def opened_between(policy: Policy, before: Journey, after: Journey, today: date) -> list[Obligation]:
    """The duties open now that were not there before something was recorded."""
    known = {duty.occasion for duty in timeline(policy, before, today).obligations}
    found = timeline(policy, after, today).obligations
    return [duty for duty in found if duty.is_open and duty.occasion not in known]
