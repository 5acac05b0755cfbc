"""A policy file's rules made runnable: names looked up, dates turned to ordinals, conditions to functions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from permanence import explain
from permanence.calendar import Calendar
from permanence.journeys.journey_words import PLANS
from permanence.policy_file.clocks import Start
from permanence.policy_file.document import PolicyFile
from permanence.policy_file.law import LawClause
from permanence.policy_file.panels import at_its_panel
from permanence.policy_file.parts import Ages, Condition, Pattern
from permanence.policy_file.people import Clause
from permanence.policy_file.plan_options import PlanOptions
from permanence.policy_file.rules import Rule
from permanence.rules.achieved import permanence_of
from permanence.rules.conditions import Holds, compiled, duration, remembered
from permanence.rules.copies import named_days
from permanence.rules.dues import DueMaker, SittingDays
from permanence.rules.model import RunnableRule, RunnableStart
from permanence.rules.patterns import days_of, days_of_any
from permanence.rules.record import RECURRING, presumed
from permanence.rules.spans import BEGINNING, FOREVER


def source_of(file: PolicyFile, clause: Clause) -> str:
    """The document, the place in it and its words; of a clause of the law, its own source."""
    if isinstance(clause, LawClause):
        return f'{clause.place}: "{clause.quote}"'
    place = f", {clause.place}" if clause.place else ""
    return f'{file.document}{place}: "{clause.quote}"'


def facts_of(file: PolicyFile, calendar: Calendar) -> dict[str, Holds]:
    """Named conditions, each asked once a history; a fact may build on those written before it."""
    facts: dict[str, Holds] = {}
    facts["permanence"] = remembered(permanence_of(file.permanence.achieved_by if file.permanence else ()))
    for name, fact in file.fact.items():
        facts[name] = remembered(compiled(fact.when, facts, calendar))
    return facts


class RuleCompiler:
    """Compiles the rules of one policy."""

    __slots__ = ("_calendar", "_dues", "_facts", "_file", "_recurring", "_sources")

    def __init__(self, file: PolicyFile, calendar: Calendar, facts: Mapping[str, Holds], sittings: SittingDays) -> None:
        self._file, self._calendar, self._facts = file, calendar, facts
        self._dues = DueMaker(calendar, file.reviews, sittings, file.milestones)
        self._recurring = [
            pattern
            for rule in file.rule
            for pattern in rule.met_by
            if any(_alike(pattern, other) for other in _begun_by(rule))
        ]
        self._sources = {clause.id: source_of(file, clause) for clause in file.clause}

    def compile(self) -> tuple[RunnableRule, ...]:
        """Every rule, those that wait for another after the one they wait for."""
        rules = list(self._file.rule)
        if self._file.plan_options is not None:
            rules += plan_option_rules(self._file.plan_options)
        its = [at_its_panel(rule, self._file.panel) for rule in _in_chain_order(rules)]
        return tuple(self._rule(rule, number) for number, rule in enumerate(its))

    def _rule(self, rule: Rule, number: int) -> RunnableRule:
        starts = tuple(self._start(start, rule.scope) for start in rule.starts)
        return RunnableRule(
            rule=rule,
            number=number,
            source=self._sources[rule.clause],
            starts=starts,
            dues=tuple(
                (_day(due.holds_from, BEGINNING), self._dues.make(due, rule.what, rule.shorter_interval))
                for due in rule.due
            ),
            met_days=days_of_any(rule.met_by) if rule.met_by else None,
            met_named=named_days(rule.met_by) if rule.per_sibling and rule.met_by else None,
            met_spans=self._condition(rule.met_when),
            holds_at_start=self._condition(rule.if_),
            holds_while=self._condition(rule.while_),
            stops=days_of_any(rule.stops) if rule.stops else None,
            stop_words=" or ".join(dict.fromkeys(event_words(pattern, self._file) for pattern in rule.stops)),
            permanence=self._facts["permanence"] if rule.until_permanence else None,
            restarts_on_met=any(_alike(one, other) for one in rule.met_by for other in _begun_by(rule)),
            in_series=any(_alike(one, other) for one in rule.met_by for other in self._recurring),
            met_kinds=_kinds_met(rule),
            queue=(rule.what, *(str(p) for p in rule.met_by)) if rule.oldest_first else (),
            first_day=_day(rule.in_force_from, BEGINNING),
            last_day=_day(rule.in_force_until, FOREVER),
            statutory=(duration(rule.statutory.within), rule.statutory.source) if rule.statutory else None,
        )

    def _condition(self, condition: Condition | None) -> Holds | None:
        return None if condition is None else compiled(condition, self._facts, self._calendar)

    def _start(self, start: Start, scope: str) -> RunnableStart:
        last = days_of_any(start.counted_from_last) if start.counted_from_last else None
        last_words = event_words(start.counted_from_last[0], self._file) if start.counted_from_last else ""
        if start.event is not None:
            words = start.words or event_words(start.event, self._file)
            kind = start.event.event
            return RunnableStart(
                days_of(start.event),
                words,
                nth=start.nth,
                last=last,
                last_words=last_words,
                earlier=(lambda history, since: presumed(history, kind, since, self._calendar)) if start.nth else None,
                of_entry=kind == "entered_care" and not start.event.narrowed(),
                event=True,
            )
        if start.becomes is not None:
            becomes = start.becomes if scope == "life" else Condition(in_care=True, all_of=[start.becomes])
            holds = compiled(becomes, self._facts, self._calendar)
            return RunnableStart(
                lambda history: [begin for begin, _end in holds(history)],
                start.words or "",
                last=last,
                last_words=last_words,
                counts=_looks_at_recurring(start.becomes, self._file),
            )
        if start.birthday is not None:
            age = start.birthday
            aged = compiled(Condition(age=Ages(at_least=age)), self._facts, self._calendar)
            words = start.words or (f"turning {age}" if age else "the birth")
            return RunnableStart(lambda history: [begin for begin, _end in aged(history)], words, event=True)
        rules = {rule.id: rule for rule in self._file.rule}
        met = [rules[name] for name in start.rule]
        return RunnableStart(
            lambda _history: [],
            start.words
            or explain.in_a_row(event_words(one.met_by[0], self._file) if one.met_by else one.says for one in met),
            chained=tuple(start.rule),
            needs=tuple(days_of(pattern) for pattern in start.needs),
            event=True,
        )


def event_words(pattern: Pattern, file: PolicyFile) -> str:
    """How a sentence names an event: the policy's own words for its milestones."""
    if pattern.name:
        words = file.milestones[pattern.name[0]]
        return words if pattern.event == "milestone" else f"a date being planned for {words}"
    return explain.EVENT_WORDS[pattern.event]


def _alike(one: Pattern, other: Pattern) -> bool:
    """Whether one thing happening can be both; milestones are told apart by their names."""
    names = set(one.name or ()), set(other.name or ())
    return one.event == other.event and (names == (set(), set()) or bool(names[0] & names[1]))


def _begun_by(rule: Rule) -> list[Pattern]:
    return [
        *(start.event for start in rule.starts if start.event),
        *(pattern for start in rule.starts for pattern in start.counted_from_last),
    ]


def _looks_at_recurring(condition: Condition, file: PolicyFile) -> bool:
    """Whether a meeting, review or visit makes it so: those before the record may have."""
    if condition.count is not None and condition.count.event in RECURRING:
        return True
    if any(pattern.event in RECURRING for pattern in condition.after or ()):
        return True
    parts = [*(condition.all_of or ()), *(condition.any_of or ()), *(condition.none_of or ())]
    parts += [file.fact[name].when for name in condition.fact or () if name in file.fact]
    return any(_looks_at_recurring(part, file) for part in parts)


def _kinds_met(rule: Rule) -> frozenset[str]:
    """What shows the duty done, as kinds of event."""
    whens = [rule.met_when] if rule.met_when else []
    patterns = [*rule.met_by, *(pattern for when in whens for pattern in when.after or ())]
    return frozenset(pattern.event for pattern in patterns)


def _day(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else day.toordinal()


def _in_chain_order(rules: list[Rule]) -> list[Rule]:
    placed: dict[str, Rule] = {}
    names = {rule.id for rule in rules}
    while len(placed) < len(rules):
        for rule in rules:
            waits = [name for start in rule.starts for name in start.rule if name in names]
            if rule.id not in placed and all(name in placed for name in waits):
                placed[rule.id] = rule
    return list(placed.values())


def plan_option_rules(options: PlanOptions) -> list[Rule]:
    """The matrix of options as rules: a plan outside its row is a gap until its reason is recorded."""
    unknown = [
        Condition(after=[_milestone(name)], until=[_milestone(other)])
        for name, other in (
            (options.not_an_option, options.may_be_an_option),
            (options.may_be_an_option, options.not_an_option),
        )
    ]
    outside: list[Condition] = []
    for row in options.row:
        same_age = [other for other in options.row if other.age == row.age]
        state = unknown[0 if row.connected_person == "not_an_option" else 1]
        outside.append(_outside(row.age, [*row.plans, *options.always], [state]))
        either = [plan for other in same_age for plan in other.plans]
        outside.append(_outside(row.age, [*either, *options.always], [Condition(none_of=unknown)]))
    rule = Rule.model_validate(
        {
            "id": "plan-outside-the-options",
            "clause": options.clause,
            "what": "plan_content",
            "says": options.says,
            "starts": {"event": {"event": "plan_agreed"}, "words": "the plan, outside the options for the age, agreed"},
            "if": {"any": [condition.model_dump(by_alias=True, exclude_unset=True) for condition in outside]},
            "due": {"undated": "until the reason is recorded"},
            "met_by": {"event": "milestone", "name": options.reason_recorded},
            "stops": {"event": "plan_agreed"},
            "note": "Why this plan, outside the options for the child's age",
            "missing": "the reason for a plan outside the options for the child's age",
        }
    )
    return [rule]


def _milestone(name: str) -> Pattern:
    return Pattern(event="milestone", name=[name])


def _outside(age: Ages, allowed: list[str], states: list[Condition]) -> Condition:
    others = [plan for plan in PLANS if plan not in allowed]
    return Condition.model_validate(
        {
            "all": [
                {"age": age.model_dump(by_alias=True, exclude_unset=True)},
                {"any_plan": others},
                *(state.model_dump(by_alias=True, exclude_unset=True) for state in states),
            ]
        }
    )
