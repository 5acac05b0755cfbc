"""A referral to a panel: what it is to hold before it can be made, and the sitting it is in time for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from permanence.due import REFERRAL
from permanence.explain import on_day
from permanence.journey import Event, Journey
from permanence.journeys.siblings import in_care
from permanence.panel.changed_sittings import KeptSitting
from permanence.panel.panel_calendar import sittings
from permanence.panel.panels import at_panel, panels_by_rule
from permanence.policy import Policy
from permanence.policy_file.rules import Rule
from permanence.timeline import Obligation, timeline

RAISED, MADE, WITHDRAWN = "raised", "made", "withdrawn"
CONTENT, MADE_EVENT = "referral_content", "panel_referral_made"
AHEAD, FURTHEST = timedelta(days=120), timedelta(days=2 * 366)
NO_VIEWS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral of a child to a panel. `views` are by milestone; `occasion` is the duty that asked for it."""

    id: int
    child: str
    panel: str
    state: str
    occasion: str = ""
    views: Mapping[str, str] = field(default_factory=lambda: NO_VIEWS)
    made_on: date | None = None
    made_by: str = ""
    withdrawn_because: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class ReferralPart:
    """Something the referral is to hold: the milestone it stands for, what it is, and the clause."""

    key: str
    words: str
    clause: str


@dataclass(frozen=True, slots=True)
class Heard:
    """The sitting a referral made on a day is for, its last day to refer, and the next sitting if that is too soon."""

    on: date
    refer_by: date | None
    too_late_for: date | None = None


def duties(policy: Policy, journey: Journey, today: date) -> list[tuple[str, Obligation]]:
    """Referrals the procedure asks for and nobody has made, each with its panel."""
    named = panels_by_rule(policy)
    found = timeline(policy, journey, today).obligations
    open_ones = [duty for duty in found if duty.what == REFERRAL and duty.is_open]
    return [(named[duty.rule], duty) for duty in open_ones if duty.rule in named]


def not_referred(policy: Policy, journey: Journey, panel: str, today: date) -> str:
    """Why this child is not referred to this panel; nothing where they may be."""
    title = next((one.title for one in policy.panels if one.name == panel), None)
    if title is None:
        return "The procedure in force has no such panel any more, so nobody is referred to it."
    named = panels_by_rule(policy)
    its = [rule.rule for rule in policy.rules if named.get(rule.rule.id) == panel]
    if not any(_is_of_referral(rule) for rule in its):
        return f"Nobody is referred to the {title}: the procedure itself says which children it sees."
    if not in_care(journey, today):
        return "The child is not in care, so is not referred to the panel."
    return ""


def heard_on(journey: Journey, panel: str, made_on: date) -> date | None:
    """The day on which the panel heard a child referred to it on a day; None while it has not."""
    its = [
        event for event in journey.events if event.type == "panel_held" and event.fields.get("panel", panel) == panel
    ]
    return min((event.on for event in its if event.on >= made_on), default=None)


def content(policy: Policy, journey: Journey, panel: str, today: date) -> tuple[ReferralPart, ...]:
    """What a referral of this child to this panel, made today, is to hold."""
    rules = {rule.rule.id: rule.rule for rule in policy.rules if rule.rule.what == CONTENT}
    made = replace(journey, events=(*journey.events, Event(today, MADE_EVENT, at_panel(policy, panel))))
    asked = {duty.rule for duty in timeline(policy, made, today).obligations if duty.rule in rules}
    named = panels_by_rule(policy)
    return tuple(
        ReferralPart(key, (rule.missing or rule.says).removesuffix(", in the referral"), rule.clause)
        for rule in rules.values()
        if rule.id in asked and named.get(rule.id, panel) == panel and (key := _milestone(rule))
    )


def missing(asked: tuple[ReferralPart, ...], views: Mapping[str, str]) -> tuple[ReferralPart, ...]:
    """What is asked for and not written yet."""
    return tuple(one for one in asked if not views.get(one.key))


def lacking_in_words(asked: tuple[ReferralPart, ...], views: Mapping[str, str]) -> str:
    """That the referral is not complete and what is missing; nothing once it is complete."""
    named = ", ".join(f"{one.words} ({one.clause})" for one in missing(asked, views))
    return f"The referral is not complete yet; missing: {named}." if named else ""


def events_of(policy: Policy, panel: str, asked: tuple[ReferralPart, ...], on: date) -> list[Event]:
    """What a referral made writes into the journey: itself, and each view it holds."""
    views = [Event(on, "milestone", {"name": one.key}) for one in asked]
    return [*views, Event(on, MADE_EVENT, at_panel(policy, panel))]


def heard_at(policy: Policy, panel: str, on: date, kept: Sequence[KeptSitting] = ()) -> Heard | None:
    """The panel's first sitting whose last day to refer is not past; None when none is planned.

    By the calendar and, with `kept`, by what became of the sittings: the day each was moved to, none stood down.
    """
    ahead = AHEAD
    while True:
        planned = [one for one in sittings(policy, on, on + ahead, kept).sittings if one.panel == panel]
        open_to = [one for one in planned if (one.refer_by >= on if one.refer_by else one.date > on)]
        if open_to:
            first, coming = open_to[0], [one.date for one in planned if one.date > on]
            return Heard(first.date, first.refer_by, coming[0] if coming[0] < first.date else None)
        if ahead >= FURTHEST:
            return None
        ahead = FURTHEST


def last_day(heard: Heard) -> date:
    """The last day on which a referral is still for this sitting."""
    return heard.refer_by or heard.on - timedelta(days=1)


def heard_in_words(heard: Heard | None) -> str:
    """For which sitting a referral that is not made yet can be, and by when it must be made."""
    if heard is None:
        return "No sitting is planned that it could be for."
    late = f"It is too late for {on_day(heard.too_late_for)}; it is" if heard.too_late_for else "It is"
    by = f", if it is made by {on_day(heard.refer_by)}" if heard.refer_by else ""
    return f"{late} for {on_day(heard.on)}{by}."


def made_in_words(heard: Heard | None) -> str:
    """For which sitting a referral that was made is."""
    if heard is None:
        return "No sitting is planned yet that could hear it."
    late = f"It was too late for {on_day(heard.too_late_for)}; it is" if heard.too_late_for else "It is"
    return f"{late} for {on_day(heard.on)}."


def written(policy: Policy, asked: tuple[ReferralPart, ...], views: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What the referral says, each part with its name; what is asked no more keeps the milestone's own words."""
    # In the procedure's order: a database may keep the keys in another.
    names = {one.key: one.words for one in asked}
    names |= {key: policy.milestones.get(key, key) for key in sorted(views) if key not in names}
    return tuple((said[:1].upper() + said[1:], views[key]) for key, said in names.items() if views.get(key))


def _is_of_referral(rule: Rule) -> bool:
    """Whether a referral is asked for, or makes the panel see the child."""
    return rule.what == REFERRAL or any(start.event and start.event.event == MADE_EVENT for start in rule.starts)


def _milestone(rule: Rule) -> str:
    """The milestone that shows a view is there."""
    shown = [*(rule.met_when.after or [] if rule.met_when else []), *rule.met_by]
    return next((pattern.name[0] for pattern in shown if pattern.event == "milestone" and pattern.name), "")
