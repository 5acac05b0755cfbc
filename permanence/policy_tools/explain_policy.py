"""A whole procedure in plain English: a sentence for each rule, what the program does with it, and the quote."""

from __future__ import annotations

from collections.abc import Iterator

from permanence.explain import on_day, ordinal
from permanence.meetings.attendance import seat_title
from permanence.people.person import ROLES
from permanence.policy import Policy
from permanence.policy_file.people import Panel
from permanence.policy_file.rules import Rule
from permanence.policy_tools.aloud import condition_aloud, due_aloud, listed, patterns_aloud, plan_words, start_aloud
from permanence.policy_tools.frame_aloud import conflict_aloud, frame_aloud
from permanence.rules.conditions import duration


def explain_policy(policy: Policy) -> str:
    """The procedure, clause by clause, then the values that are the council's own."""
    lines = [f"{policy.title} ({policy.name})", f"{policy.authority}. {policy.document}.", ""]
    for clause in policy.file.clause:
        lines.append(f"{clause.id}. {clause.says}")
        place = f"{clause.place}: " if clause.place else ""
        lines.append(f'    {place}"{clause.quote}"')
        lines += [f'    "{also}"' for also in clause.also]
        if clause.reading:
            lines.append(f"    How it is read: {clause.reading}")
        lines += [f"    - {line}" for line in _becomes(policy, clause.id)]
        lines.append("")
    if policy.file.permanence is None:
        lines += ["The document does not say when permanence is achieved: only leaving care ends a series.", ""]
    lines += _silences(policy)
    lines += frame_aloud(policy)
    lines.append("The council's own settings, which the document does not give:")
    lines += [f"    - {setting.says}" for setting in policy.settings] or ["    - none"]
    return "\n".join(lines) + "\n"


def _becomes(policy: Policy, clause: str) -> Iterator[str]:
    """Everything in the file that stands on this clause."""
    file = policy.file
    yield from (rule_aloud(rule.rule, policy) for rule in policy.rules if rule.rule.clause == clause)
    for cohort in file.cohort:
        if cohort.clause == clause:
            lasting = f" for {duration(cohort.lasting)}" if cohort.lasting else ""
            after = ", also after permanence" if cohort.after_permanence else ""
            yield f'Group "{cohort.title}": {condition_aloud(cohort.when, policy)}{lasting}{after}.'
    if file.permanence and file.permanence.clause == clause:
        achieved = patterns_aloud(file.permanence.achieved_by, policy)
        yield f"Permanence counts as achieved ({file.permanence.says}) at {achieved}."
    if file.plan_options and file.plan_options.clause == clause:
        for row in file.plan_options.row:
            ages = f"{row.age.at_least or 0} to under {row.age.under or 18}"
            person = row.connected_person.replace("_", " ")
            yield f"Aged {ages}, a connected person {person}: {plan_words(row.plans)}."
    for conflict in file.conflict:
        if conflict.clause == clause:
            yield conflict_aloud(conflict)
    yield from _furniture(policy, clause)


def _furniture(policy: Policy, clause: str) -> Iterator[str]:
    file = policy.file
    for seat in file.seat:
        if seat.clause == clause:
            when = f", when {condition_aloud(seat.when, policy)}" if seat.when else ""
            note = f" ({seat.note})" if seat.note else ""
            meeting, role = policy.what_words(seat.meeting), seat_title(policy, seat)
            yield f"Seat at the {meeting}: {role}, {seat.part}{when}{note}."
    for checklist in file.checklist:
        if checklist.clause == clause:
            yield f'Checklist "{checklist.title}": {"; ".join(checklist.items)}.'
    for practice in file.practice:
        if practice.clause == clause:
            yield practice.says
    for duty in file.owner_duty:
        if duty.clause == clause:
            to = policy.role_title(duty.to)
            yield f"{duty.says} Every {duration(duty.every)} from {on_day(duty.counted_from)}, by: {to}."
    for panel in file.panel:
        yield from _panel(panel, clause)


def _panel(panel: Panel, clause: str) -> Iterator[str]:
    if panel.clause == clause:
        rhythm = _rhythm(panel)
        times = f"{panel.start:%H:%M} to {panel.end:%H:%M}"
        yield f"{panel.title} sits {rhythm}, {times}, at most {panel.capacity} children."
    if panel.refer and panel.refer.clause == clause:
        yield f"Referrals to {panel.title} are in {panel.refer.working_days} working days before."
    if panel.cycle and panel.cycle.clause == clause:
        yield f"Every {panel.cycle.length}th sitting of {panel.title} reviews the outstanding actions."
    themes = [theme.title for theme in panel.themes if theme.clause == clause]
    if themes:
        yield f"Themes of {panel.title}, in turn: {'; '.join(themes)}."


def _rhythm(panel: Panel) -> str:
    """On what days a panel sits, as a phrase."""
    by_date = []
    if panel.also:
        besides = "also " if panel.day or panel.follows else ""
        by_date.append(f"{besides}on {listed(map(on_day, panel.also), 'and')}")
    by_date += [f"on {on_day(one.end)} instead of {on_day(one.start)}" for one in panel.moved]
    return ", ".join([*_regularly(panel), *by_date])


def _regularly(panel: Panel) -> list[str]:
    if panel.follows is not None:
        how_long = f"{duration(panel.follows.after)} after" if panel.follows.after else "straight after"
        return [f"{how_long} each sitting of {panel.follows.panel}"]
    if not panel.day:
        return []
    if panel.nth_of_month:
        which = listed(("last" if n == -1 else ordinal(n) for n in panel.nth_of_month), "and")
        return [f"on the {which} {listed((day.capitalize() for day in panel.day), 'and')} of the month"]
    days = listed((f"{day.capitalize()}s" for day in panel.day), "and")
    return [f"on {days}" if panel.every_weeks == 1 else f"on {days}, every {panel.every_weeks} weeks"]


def _silences(policy: Policy) -> list[str]:
    if not policy.file.silence:
        return []
    return ["Where the document is silent:", *(f"    - {item.reason}" for item in policy.file.silence), ""]


def rule_aloud(rule: Rule, policy: Policy) -> str:
    """What the program does with one rule: when its clock starts, by when, what meets it, what ends it."""
    said = [f"{rule.says} Starts with {listed(start_aloud(start, policy) for start in rule.starts)}"]
    if rule.if_ is not None:
        said.append(f"if then {condition_aloud(rule.if_, policy)}")
    if rule.while_ is not None:
        said.append(f"while {condition_aloud(rule.while_, policy)}")
    by_when = listed((due_aloud(due, policy) for due in rule.due), "and")
    said.append(f"required, {by_when}" if rule.due[0].undated else f"due {by_when}")
    if rule.met_by:
        nth = f"time {rule.nth} of " if rule.nth > 1 else ""
        oldest = ", the oldest first" if rule.oldest_first else ""
        said.append(f"met by {nth}{patterns_aloud(rule.met_by, policy)}{oldest}")
    if rule.met_when is not None:
        said.append(f"met when {condition_aloud(rule.met_when, policy)}")
    ends = [] if rule.outlives_care else ["the child leaving care"]
    ends += ["permanence"] if rule.until_permanence else []
    ends += [patterns_aloud(rule.stops, policy)] if rule.stops else []
    if ends:
        said.append(f"ended by {listed(ends)}")
    if rule.shorter_interval:
        said.append("sooner where a manager has set a shorter interval")
    said += _recorded_aloud(rule)
    if rule.in_force_from:
        said.append(f"in force from {on_day(rule.in_force_from)}")
    if rule.in_force_until:
        said.append(f"repealed on {on_day(rule.in_force_until)}")
    return "; ".join(said) + "."


def _recorded_aloud(rule: Rule) -> list[str]:
    """Who is asked, who records it and what is written with it, where the file says so."""
    said = [f"asked of {rule.asks}"] if rule.asks else []
    said += [f"recorded by {listed(ROLES[role] for role in rule.recorded_by)}"] if rule.recorded_by else []
    return [*said, f"with a note: {rule.note}"] if rule.note else said
