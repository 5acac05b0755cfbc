"""Groups, seats, themes, lists and silences that are valid and yet never come up, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from permanence.explain import counted
from permanence.meetings.attendance import seat_title
from permanence.policy import Policy
from permanence.policy_file.parts import Condition, Counted
from permanence.policy_file.people import Checklist, Panel, Seat
from permanence.policy_file.rules import Cohort
from permanence.policy_tools.dead_conditions import can_hold, conditions_in, idle_parts, why_never
from permanence.rules.model import RunnableRule

PANEL, PPM = "panel", "ppm"


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition of a file, how its place is called, and what follows where it never holds."""

    called: str
    never: str
    when: Condition


def dead_parts(policy: Policy) -> Iterator[str]:
    """One sentence for each part beside the rules that can never come up, and for each choice in it that cannot."""
    yield from _never_asked(policy)
    for asked in _asked(policy):
        if can_hold(policy, asked.when):
            yield from (f"{asked.called}: {idle}." for idle in idle_parts(policy, asked.when))
        else:
            yield f"{asked.called} {asked.never}: {why_never(policy, asked.when)}."
    for rule in policy.rules:
        yield from _idle_in_rule(policy, rule)
    yield from _implied_counts(policy)


def _asked(policy: Policy) -> Iterator[Asked]:
    for name, fact in policy.file.fact.items():
        yield Asked(f"The fact {name}", "never holds", fact.when)
    for cohort in policy.file.cohort:
        yield Asked(_group(cohort), "is always empty", _in_group(policy, cohort))
    for seat in policy.seats:
        if seat.when is not None:
            yield Asked(_seat(policy, seat), "is never taken", seat.when)
    for panel in policy.panels:
        for theme in panel.themes:
            if theme.when is not None:
                yield Asked(f"The theme {theme.key} of the panel {panel.name}", "has no children", theme.when)
    for item in policy.checklists:
        if item.when is not None:
            yield Asked(_list(item), "is never gone through", item.when)
    for number, silence in enumerate(policy.file.silence):
        yield Asked(f"The silence {number + 1}", "is never said", silence.when)


def _in_group(policy: Policy, cohort: Cohort) -> Condition:
    """Who is in it on a day: of those who stay in it so long, whoever's permanence is not achieved."""
    when = cohort.when if cohort.lasting is None else Condition(all_of=[cohort.when], lasting=cohort.lasting)
    if cohort.after_permanence or policy.file.permanence is None:
        return when
    return Condition(all_of=[when], none_of=[Condition(fact=["permanence"])])


def _never_asked(policy: Policy) -> Iterator[str]:
    """What waits for a panel, a meeting or a turn that the file does not have."""
    kinds = {rule.rule.what for rule in policy.rules}
    meetings = {meeting.kind for meeting in policy.meetings}
    for panel in policy.panels:
        yield from _of_panel(policy, panel)
    for seat in policy.seats:
        if seat.meeting == PANEL and not policy.panels:
            yield f"{_seat(policy, seat)} is never taken: the file has no [[panel]]."
    for item in policy.checklists:
        if (missing := _missing(policy, item, kinds, meetings)) is not None:
            yield f"{_list(item)} is never gone through: {missing}."
    for step in policy.reminders:
        for what in sorted(set(step.what) - kinds):
            yield (
                f"The reminder at {counted(step.working_days, 'working day')} is never sent about {what}: no rule has"
                f' what = "{what}".'
            )


def _of_panel(policy: Policy, panel: Panel) -> Iterator[str]:
    """A panel before which nobody is ever due, and themes whose turn never comes."""
    its = [rule for rule in policy.rules if rule.rule.what == PANEL and rule.rule.panel in (None, panel.name)]
    if not its:
        yield (
            f'Nobody is ever due at the panel {panel.name} ({panel.clause}): no rule with what = "panel" asks for it,'
            " and a group by itself brings no child to a panel."
        )
    if panel.themes and panel.cycle is None:
        yield f"The themes of the panel {panel.name} never have a turn: write [panel.cycle], which counts its sittings."
    if panel.cycle is not None:
        turns = panel.cycle.length - 1
        left = f"{turns} {'is' if turns == 1 else 'are'} left"
        yield from (
            f"The theme {theme.key} of the panel {panel.name} never has a turn: the last of"
            f" {counted(panel.cycle.length, 'sitting')} reviews the actions, and {left} for"
            f" {counted(len(panel.themes), 'theme')}."
            for theme in panel.themes[turns:]
        )
    yield from (
        f"The theme {theme.key} of the panel {panel.name} has no children: no `when` says whose it is."
        for theme in panel.themes
        if theme.when is None
    )


def _missing(policy: Policy, item: Checklist, kinds: set[str], meetings: set[str]) -> str | None:
    """What the moment of a list waits for, where the file has it not."""
    match item.moment:
        case "invitation" if not policy.panels:
            return "the file has no [[panel]] to which anybody is invited"
        case "meeting" | "match" if PPM not in meetings:
            return f'the file has no [[meeting]] with kind = "{PPM}", in which it would be gone through'
        case "preparation" | "minutes" | "request" if not meetings and not policy.panels:
            return "the file has neither a [[meeting]] nor a [[panel]]"
        case "referral" if "panel_referral" not in kinds and not any(panel.refer for panel in policy.panels):
            return 'nothing is referred to a panel: no rule has what = "panel_referral", no [[panel]] has `refer`'
    return None


def _idle_in_rule(policy: Policy, rule: RunnableRule) -> Iterator[str]:
    """Choices and exceptions in a rule's conditions that nothing brings about."""
    for start in rule.rule.starts:
        yield from _idle(policy, rule, start.becomes)
    for condition in (rule.rule.if_, rule.rule.while_, rule.rule.met_when):
        yield from _idle(policy, rule, condition)


def _idle(policy: Policy, rule: RunnableRule, condition: Condition | None) -> Iterator[str]:
    if condition is not None and can_hold(policy, condition):
        called = f"Rule {rule.rule.id} ({rule.rule.clause})"
        yield from (f"{called}: {idle}." for idle in idle_parts(policy, condition))


def _implied_counts(policy: Policy) -> Iterator[str]:
    """`at_most` alone is read with at least one; an officer may mean none as well."""
    for called, part in _with_conditions(policy):
        for condition in conditions_in(part):
            count = condition.count
            if isinstance(count, Counted) and count.at_most is not None and "at_least" not in count.model_fields_set:
                yield (
                    f"{called} counts {count.event} as at least 1, because `at_least` is not written: write"
                    " at_least = 0 where none will do as well, or at_least = 1 to say so."
                )


def _with_conditions(policy: Policy) -> Iterator[tuple[str, BaseModel]]:
    yield from ((f"Rule {rule.id} ({rule.clause})", rule) for rule in policy.file.rule)
    for name, fact in policy.file.fact.items():
        yield f"The fact {name}", fact
    yield from ((_group(cohort), cohort) for cohort in policy.file.cohort)
    yield from ((_seat(policy, seat), seat) for seat in policy.seats)
    yield from ((_list(item), item) for item in policy.checklists)
    for panel in policy.panels:
        yield from ((f"The theme {theme.key} of the panel {panel.name}", theme) for theme in panel.themes)
    for number, silence in enumerate(policy.file.silence):
        yield f"The silence {number + 1}", silence


def _group(cohort: Cohort) -> str:
    return f"The group {cohort.cohort} ({cohort.clause})"


def _seat(policy: Policy, seat: Seat) -> str:
    return f"The seat of the {seat_title(policy, seat)} at the {policy.what_words(seat.meeting)} ({seat.clause})"


def _list(item: Checklist) -> str:
    return f"The checklist {item.id} ({item.clause})"
