"""Show a child: where they stand in care, what is due and was met, the actions still open, the last panel and next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cards.children import child_words
from cards.children.child import ChildView, DutyLine
from cards.parts import day
from permanence.codes import LEGAL_STATUS, PLACEMENT
from permanence.due import REFERRAL, oldest_of_each
from permanence.journey import Journey
from permanence.journeys.child_facts import CareFacts, Held, care_facts
from permanence.meetings.meeting_rules import planning_kinds
from permanence.meetings.uploads import UPLOAD
from permanence.panel.due_at_actual_sitting import due_at_actual_sittings
from permanence.panel.panels import which_panel
from permanence.panel.sitting import Sitting
from permanence.people import rights
from permanence.policy import Policy
from permanence.steps.steps import note_of
from permanence.timeline import Obligation, Timeline, timeline
from permanence.why import duty_in_words
from storage import actions, children
from storage.children import Child
from storage.panel import sittings
from usecases.actions.show_action import in_lines
from usecases.find_child import find_child
from usecases.house import House
from usecases.visible_teams import visible_teams_of

MOST_PAST, MOST_ACTIONS = 5, 6


@dataclass(frozen=True, slots=True)
class ChildAsked:
    """Who asks, for which child, on which day; `back` names the list it was opened from."""

    caller: str
    child: str
    today: date
    back: str = ""


async def show_child(house: House, asked: ChildAsked) -> ChildView:
    """Where the child stands; NotFound suggests references near an unknown one."""
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_CHILDREN, asked.today)
        child, journey = await find_child(work, asked.child, visible)
        its_actions = [action for action in await actions.of_child(work, child.ref) if action.is_open]
        siblings = await children.several(work, journey.siblings)
        lines = await in_lines(house, work, its_actions[:MOST_ACTIONS], asked.today)
        next_sitting = (await sittings.children_on_open_sittings(work, asked.today)).get(child.ref)
        kept = await sittings.kept(work)
    its = timeline(house.policy, journey, asked.today)
    its = replace(its, obligations=due_at_actual_sittings(house.policy, its.obligations, kept, asked.today))
    past = [item for item in reversed(its.obligations) if not item.is_open]
    return ChildView(
        ref=child.ref,
        label=child.label,
        facts=facts_of(child, journey, its, asked.today, next_panel(house.policy, next_sitting)),
        open=tuple(_duty(house.policy, item, more) for item, more in oldest_of_each(its.obligations)),
        past=tuple(_met(house.policy, journey, item) for item in past[:MOST_PAST]),
        earlier=max(0, len(past) - MOST_PAST),
        actions=tuple(lines),
        more_actions=max(0, len(its_actions) - MOST_ACTIONS),
        silences=its.silences,
        back=asked.back,
        upload_waits=any(item.is_open and item.what == UPLOAD for item in its.obligations),
        refers=any(item.what == REFERRAL for item in its.obligations),
        meeting=next((kind.kind for kind in planning_kinds(house.policy)), ""),
        siblings=tuple(siblings[ref][0].label for ref in sorted(siblings)),
    )


def facts_of(
    child: Child, journey: Journey, its: Timeline, today: date, next_panel: str = ""
) -> tuple[tuple[str, str], ...]:
    """Where the child stands in care, as names and words."""
    return (
        *_facts(child, care_facts(journey, today)),
        *_panels(journey, today, next_panel),
        *_groups(its),
    )


def _facts(child: Child, care: CareFacts) -> list[tuple[str, str]]:
    team = ", ".join(part for part in (child.team or child_words.NO_TEAM, child.worker) if part)
    if care.left is not None:
        return [(child_words.TEAM, team), (child_words.IN_CARE, child_words.left_care(care.left))]
    if care.entered is None and care.seen is None:
        return [(child_words.TEAM, team), (child_words.IN_CARE, child_words.NOT_YET)]
    return [
        (child_words.TEAM, team),
        (child_words.IN_CARE, _in_care(care)),
        (child_words.LEGAL_STATUS, _since(LEGAL_STATUS, care.legal_status)),
        (child_words.PLACEMENT, _since(PLACEMENT, care.placement)),
        (child_words.THE_PLAN, _plan(care)),
    ]


def _in_care(care: CareFacts) -> str:
    if care.seen is not None:
        return child_words.in_care_by(care.seen)
    assert care.entered is not None, "asked only of a child in care"
    return child_words.in_care_since(care.entered)


def _since(words: Mapping[str, str], held: Held | None) -> str:
    return child_words.since(words, held.value, held.since) if held else child_words.NOT_RECORDED


def _plan(care: CareFacts) -> str:
    if care.plan is None:
        return child_words.NONE_AGREED
    return child_words.plan(care.plan.value, care.plan.since, care.contingency)


def next_panel(policy: Policy, sitting: Sitting | None) -> str:
    """The sitting a child is on, in words; of several panels, which."""
    if sitting is None:
        return ""
    which = which_panel(policy, sitting.panel)
    return f"{which}, {day(sitting.on)}" if which else day(sitting.on)


def _panels(journey: Journey, today: date, next_panel: str) -> list[tuple[str, str]]:
    held = [event.on for event in journey.events if event.type == "panel_held" and event.on <= today]
    return [
        (child_words.LAST_PANEL, day(max(held)) if held else child_words.NONE_YET),
        (child_words.NEXT_PANEL, next_panel or child_words.ON_NO_AGENDA),
    ]


def _groups(its: Timeline) -> Sequence[tuple[str, str]]:
    groups = "; ".join(dict.fromkeys(f"{group.title} ({group.clause})" for group in its.cohorts))
    return [(child_words.GROUPS, groups)] if groups else []


def _duty(policy: Policy, item: Obligation, more: int = 0) -> DutyLine:
    what = duty_in_words(policy, item)
    return DutyLine(what, item.clause, item.due, item.standing, item.because, item.met_on, more)


def _met(policy: Policy, journey: Journey, item: Obligation) -> DutyLine:
    """One that is over, with what was written of it."""
    return replace(_duty(policy, item), note=note_of(policy, journey, item))
