"""A child's open duties as matters to be reminded of: those with a date, and meetings, referrals, steps without one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from cards.reminders import matter_words
from permanence.due import REFERRAL
from permanence.journey import Journey
from permanence.meetings.meeting import FINAL, PPM
from permanence.meetings.meeting_rules import UPDATED
from permanence.open_duties import open_duties
from permanence.panel.changed_sittings import KeptSitting
from permanence.panel.due_at_actual_sitting import due_at_actual_sittings
from permanence.panel.panels import panels_by_rule, which_panel
from permanence.panel.sitting import PUBLISHED, Sitting
from permanence.people.clearing import SUFFIX
from permanence.people.person import TEAM_MANAGER
from permanence.policy import Policy
from permanence.policy_file.rules import Rule
from permanence.reminders import Matter, Rung
from permanence.steps.steps import APPROVAL, FOLLOW_UP
from permanence.timeline import Obligation
from permanence.why import closed_by
from storage.children import Child

Known = Mapping[str, tuple[Child, Journey]]
OnAgenda = Mapping[tuple[str, str], Sitting]  # by child and panel; the panel is empty where there is only one

WITHOUT_DATE = (PPM, FINAL, REFERRAL)
STEPS = (APPROVAL, FOLLOW_UP)
MONTH = 20  # working days
# What has no date is said on the morning after it arose, a meeting or referral once more a week later, and all of it
# again every four weeks.
REQUIRED = (
    Rung(0, TEAM_MANAGER, frozenset(what + SUFFIX for what in WITHOUT_DATE)),
    Rung(5, TEAM_MANAGER, frozenset(what + SUFFIX for what in WITHOUT_DATE), MONTH),
    Rung(0, TEAM_MANAGER, frozenset(what + SUFFIX for what in STEPS), MONTH),
)


def duties_as_matters(
    policy: Policy,
    known: Known,
    on_agenda: OnAgenda,
    arranged: Collection[tuple[str, str]],
    today: date,
    kept: Sequence[KeptSitting] = (),
) -> list[Matter]:
    """Of every child; what asks for the same thing by the same day is one. `arranged` are meetings with a day."""
    rules = {rule.rule.id: rule.rule for rule in policy.rules}
    named = panels_by_rule(policy) if len(policy.panels) > 1 else {}
    found: list[Matter] = []
    for child, journey in known.values():
        together: dict[tuple[str, str, date, bool], list[Obligation]] = {}
        for duty in due_at_actual_sittings(policy, open_duties(policy, journey, today).obligations, kept, today):
            if duty.due or _is_said(rules, duty, arranged, child):
                key = duty.what, named.get(duty.rule, ""), duty.due or duty.since, duty.due is not None
                together.setdefault(key, []).append(duty)
        for (_, panel, on, dated), duties in together.items():
            matter = _matter(policy, child, panel, on, duties, on_agenda.get((child.ref, panel)))
            found.append(matter if dated else _without_date(matter))
    return found


def _matter(
    policy: Policy, child: Child, panel: str, on: date, duties: list[Obligation], sitting: Sitting | None
) -> Matter:
    what = duties[0].what
    words, which = _words(policy, duties), which_panel(policy, panel)
    listed = sitting is not None and sitting.state == PUBLISHED and what == "panel"
    return Matter(
        occasion=f"{what}:{child.ref}{f':{panel}' if panel else ''}:{on.isoformat()}",
        what=what,
        name=f"{words[:1].upper()}{words[1:]}{f', {which}' if which else ''}",
        due=on,
        origin=", ".join(dict.fromkeys(duty.clause for duty in duties)),
        because="; ".join(dict.fromkeys(duty.because for duty in duties)),
        source="\n".join(dict.fromkeys(duty.source for duty in duties)),
        child_ref=child.ref,
        child=child.label,
        team=child.team,
        card=f"{'steps' if what in STEPS else 'child'}:{child.ref}",
        note=matter_words.on_agenda(sitting.on) if listed and sitting else "",
    )


def _is_said(rules: Mapping[str, Rule], duty: Obligation, arranged: Collection[tuple[str, str]], child: Child) -> bool:
    """Of what has no date: meetings with no day, referrals, and steps; but not what the meeting itself asks for."""
    if duty.what in STEPS:
        return not any(UPDATED in (pattern.name or ()) for pattern in rules[duty.rule].met_by)
    return duty.what in WITHOUT_DATE and (child.ref, duty.what) not in arranged


def _words(policy: Policy, duties: list[Obligation]) -> str:
    """What is to be done: the kind of duty, or each step by its own name."""
    if duties[0].what not in STEPS:
        return policy.what_words(duties[0].what)
    rules = {rule.rule.id: rule.rule for rule in policy.rules}
    return "; ".join(dict.fromkeys(closed_by(policy, rules[duty.rule]) for duty in duties))


def _without_date(matter: Matter) -> Matter:
    """It says why, since there is no date to say."""
    because = matter.because[:1].upper() + matter.because[1:]
    occasion = matter.occasion.replace(matter.what, matter.what + SUFFIX, 1)
    return replace(matter, occasion=occasion, what=matter.what + SUFFIX, dated=False, note=because)
