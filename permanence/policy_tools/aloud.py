"""The parts of a policy file read aloud: patterns, conditions and due dates as plain English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from permanence.explain import EVENT_WORDS, counted, on_day, ordinal
from permanence.policy import Policy
from permanence.policy_file.clocks import Due, SittingTarget, Start, Target
from permanence.policy_file.parts import Ages, Condition, Entry, Pattern
from permanence.policy_file.people import Closure
from permanence.rules.conditions import duration
from permanence.rules.targets import DATED_WORDS

STATUS_WORDS = {
    "C1": "an interim care order",
    "C2": "a care order",
    "E1": "a placement order",
    "V2": "section 20",
    "V3": "short breaks (V3)",
    "V4": "short breaks (V4)",
}
SPEAKS_FOR_ITSELF = ("legal_status", "order", "match", "by", "change")
EVENTS_ALOUD = {**EVENT_WORDS, "legal_status_started": "the start of the legal status"}
PLAN_WORDS = {"sgo": "SGO", "cao": "CAO"}


def listed(words: Iterable[str], last: str = "or") -> str:
    """a, b or c."""
    found = list(dict.fromkeys(words))
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} {last} {found[-1]}"


def plain(word: str) -> str:
    """A word of the file as people read it: drift_and_delay is drift and delay."""
    return word.replace("_", " ")


def closed(closure: Closure) -> str:
    """The name of a closure and its days."""
    until = f" to {on_day(closure.end)}" if closure.end else ""
    return f"{closure.name}: {on_day(closure.start)}{until}"


def plan_words(plans: Sequence[str]) -> str:
    return listed(PLAN_WORDS.get(plan, plain(plan)) for plan in plans)


def pattern_aloud(pattern: Pattern, policy: Policy) -> str:
    """An event as a person would name it."""
    if pattern.name:
        words = listed(policy.milestones[name] for name in pattern.name)
        return words if pattern.event == "milestone" else f"a date being planned for {words}"
    words = EVENTS_ALOUD[pattern.event]
    narrowed = [
        _value_aloud(name, value) if name in SPEAKS_FOR_ITSELF else f"{name} {_value_aloud(name, value)}"
        for name, value in pattern.narrowed().items()
    ]
    return f"{words} ({', '.join(narrowed)})" if narrowed else words


def _value_aloud(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    values = [str(item) for item in value] if isinstance(value, list) else [str(value)]
    if name == "legal_status":
        return listed(STATUS_WORDS.get(item, item) for item in values)
    return plan_words(values) if name in ("plan", "contingency", "order", "by", "match", "change") else listed(values)


def patterns_aloud(patterns: Iterable[Pattern], policy: Policy) -> str:
    return listed(pattern_aloud(pattern, policy) for pattern in patterns)


def condition_aloud(condition: Condition, policy: Policy) -> str:
    """A condition as words that can follow 'while the child is one of whom it holds that'."""
    parts = [*_states(condition), *_events(condition, policy)]
    parts += [
        policy.file.fact[name].says if name in policy.file.fact else _permanence(policy)
        for name in condition.fact or []
    ]
    parts += [condition_aloud(part, policy) for part in condition.all_of or []]
    if condition.any_of:
        parts.append("either " + " or ".join(condition_aloud(part, policy) for part in condition.any_of))
    if condition.none_of:
        parts.append("not (" + " or ".join(condition_aloud(part, policy) for part in condition.none_of) + ")")
    words = " and ".join(parts)
    return f"for {duration(condition.lasting)}: {words}" if condition.lasting else words


def _permanence(policy: Policy) -> str:
    return policy.file.permanence.says if policy.file.permanence else "permanence is achieved"


def _states(condition: Condition) -> list[str]:
    said: list[str] = []
    flags = (
        (condition.in_care, "in care", "not in care"),
        (condition.unaccompanied, "unaccompanied", "not unaccompanied"),
        (condition.has_siblings, "with siblings", "without siblings"),
        (condition.born, "born", "not yet born"),
        (condition.has_plan, "with a plan agreed", "with no plan agreed"),
        (condition.has_contingency, "with a contingency plan", "with no contingency plan"),
    )
    said += [yes if value else no for value, yes, no in flags if value is not None]
    if condition.legal_status:
        said.append(f"under {_value_aloud('legal_status', condition.legal_status)}")
    if condition.placement:
        said.append(f"in a placement coded {listed(condition.placement)}")
    for name, plans in (
        ("plan", condition.plan),
        ("contingency", condition.contingency),
        ("plan or contingency", condition.any_plan),
    ):
        if plans:
            said.append(f"the {name} is {plan_words(plans)}")
    if condition.plans_recorded:
        said.append(counted(condition.plans_recorded, "plan is on record", "different plans are on record"))
    if condition.age:
        said.append(ages_aloud(condition.age))
    if condition.team:
        said.append(f"of the team {listed(condition.team)}")
    return said + (_entry_aloud(condition.entry) if condition.entry else [])


def ages_aloud(ages: Ages) -> str:
    if ages.at_least is None:
        return f"under {ages.under}"
    return f"{ages.at_least} or over" + (f" and under {ages.under}" if ages.under else "")


def _entry_aloud(entry: Entry) -> list[str]:
    said = []
    if entry.emergency is not None:
        said.append("came into care in an emergency" if entry.emergency else "did not come into care in an emergency")
    if entry.legal_status:
        said.append(f"came into care under {_value_aloud('legal_status', entry.legal_status)}")
    if entry.placement:
        said.append(f"came into care in a placement coded {listed(entry.placement)}")
    if entry.age:
        said.append(f"came into care aged {ages_aloud(entry.age)}")
    return said


def _events(condition: Condition, policy: Policy) -> list[str]:
    said = []
    if condition.after:
        until = f" until {patterns_aloud(condition.until, policy)}" if condition.until else ""
        lifelong = ", also of an earlier period of care" if condition.lifelong else ""
        said.append(f"after {patterns_aloud(condition.after, policy)}{lifelong}{until}")
    if condition.planned:
        said.append(f"a date is planned for {listed(policy.milestones[name] for name in condition.planned)}")
    if (count := condition.count) is not None:
        most = f" and at most {count.at_most}" if count.at_most is not None else ""
        since = f" since {patterns_aloud(count.since, policy)}" if count.since else ""
        said.append(f"at least {count.at_least}{most} of {pattern_aloud(count, policy)}{since}")
    return said


def start_aloud(start: Start, policy: Policy) -> str:
    """What starts a clock."""
    said = start.words or ""
    if start.event is not None:
        nth = f"the {ordinal(start.nth)} time of " if start.nth else ""
        named = f"{nth}{pattern_aloud(start.event, policy)}"
        said = f"{start.words} ({named})" if start.words else named
    elif start.becomes is not None:
        said = f"{start.words} ({condition_aloud(start.becomes, policy)})"
    else:
        named = _turning_or_rule(start, policy)
        said = f"{start.words} ({named})" if start.words else named
    last = (
        f", counted from the last of {patterns_aloud(start.counted_from_last, policy)}"
        if start.counted_from_last
        else ""
    )
    return said + last


def _turning_or_rule(start: Start, policy: Policy) -> str:
    if start.birthday is not None:
        return f"turning {start.birthday}" if start.birthday else "the birth"
    needs = f" and {patterns_aloud(start.needs, policy)}" if start.needs else ""
    return f"{listed(start.rule, 'and')} being met{needs}"


def due_aloud(due: Due, policy: Policy) -> str:
    """By when, as a phrase."""
    since = f", for clocks starting from {on_day(due.holds_from)}" if due.holds_from else ""
    if due.within is not None:
        opens = f", not opening before {duration(due.opens)}" if due.opens else ""
        return f"within {duration(due.within)}{opens}{since}"
    if due.interval_set:
        return f"when what starts it said, by the interval or the date it set{since}"
    if due.same_day is not None:
        return f"on the same day{' or the next working day' if due.same_day == 'next_working_day' else ''}{since}"
    if due.before is not None or due.by is not None:
        target = due.before or due.by
        assert target is not None, "one of the two is given"
        if due.lead is not None:
            return f"{duration(due.lead)} before {target_aloud(target, policy)}{since}"
        return f"{'before' if due.before else 'by'} {target_aloud(target, policy)}{since}"
    if due.end_of_month is not None:
        months = (
            "the same"
            if due.end_of_month == 0
            else "the next"
            if due.end_of_month == 1
            else f"the {ordinal(due.end_of_month)} next"
        )
        return f"by the end of {months} calendar month{since}"
    if due.sitting is not None:
        return f"at the {_sitting_aloud(due.sitting, policy)}{since}"
    for word, parts in (("earlier", due.earliest), ("later", due.latest)):
        if parts:
            return f"at the {word} of: {listed((due_aloud(part, policy) for part in parts), 'and')}{since}"
    return f"{due.undated if isinstance(due.undated, str) else 'no date set'}{since}"


def _sitting_aloud(target: SittingTarget, policy: Policy) -> str:
    which = ordinal(target.nth) if target.last is None else "last"
    words = f"{which} sitting of the {target.panel} panel"
    words += " still open to a referral" if target.in_time_to_refer else ""
    if target.last is None:
        return words
    return f"{words} that is {due_aloud(target.last, policy)}{' or earlier' if target.last.lead else ''}"


def target_aloud(target: Target, policy: Policy) -> str:
    """The day a duty is counted back from, in the file's words where it has some."""
    if target.review is not None:
        named = f"the {ordinal(target.review)} review"
    elif target.birth:
        named = "the birth"
    elif target.birthday is not None:
        named = f"the {ordinal(target.birthday)} birthday"
    elif target.event is not None:
        named = pattern_aloud(target.event, policy)
    elif target.planned is not None:
        named = f"the day planned for {policy.milestones[target.planned]}"
    else:
        named = DATED_WORDS[target.date_in or ""]
    return f"{target.words} ({named})" if target.words and target.words != named else named
