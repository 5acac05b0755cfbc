"""The panels of a procedure: which one a duty is for, which one somebody means, and what it sets for its sittings."""

from __future__ import annotations

from datetime import date

from permanence.journey import Field
from permanence.nearest import nearest
from permanence.panel.regular_days import refer_by
from permanence.panel.sitting import Sitting
from permanence.policy import Policy
from permanence.policy_file.panels import panel_of
from permanence.policy_file.people import Panel
from permanence.refusals import NotFound


def panels_by_rule(policy: Policy) -> dict[str, str]:
    """The panel each rule is about; rules that are about none are left out."""
    found = {rule.rule.id: panel_of(rule.rule, policy.panels) for rule in policy.rules}
    return {rule: panel for rule, panel in found.items() if panel is not None}


def panel_meant(policy: Policy, words: str) -> Panel:
    """The panel whose name or title has these words; else the refusal that names the panels there are."""
    said = words.strip().casefold()
    exact = [panel for panel in policy.panels if said in (panel.name.casefold(), panel.title.casefold())]
    part = [panel for panel in policy.panels if said in panel.name.casefold() or said in panel.title.casefold()]
    found = exact or part
    if len(found) == 1:
        return found[0]
    titles = {panel.title: panel for panel in policy.panels}
    shown = ", ".join(panel.title for panel in found or policy.panels)
    if found:
        raise NotFound(f'"{words[:40]}" may mean {shown}; type more of the name.')
    near = nearest(words, list(titles))
    hint = f"; the nearest is {near}" if near else ""
    raise NotFound(f'No panel is called "{words[:40]}"; there is {shown}{hint}.')


def panel_named(policy: Policy, name: str) -> Panel:
    """The panel with this name; else the refusal, since a sitting outlives the procedure that planned it."""
    for panel in policy.panels:
        if panel.name == name:
            return panel
    raise NotFound(f"The procedure in force has no panel {name} any more.")


def panel_title(policy: Policy, name: str) -> str:
    """What a panel is called; a sitting outlives the procedure that planned it."""
    return next((panel.title for panel in policy.panels if panel.name == name), "The panel")


def only_panel(policy: Policy, name: str) -> str | None:
    """The panel where there are several, to leave out what the others have; None where there is one."""
    return name if len(policy.panels) > 1 else None


def theme_title(policy: Policy, sitting: Sitting) -> str:
    """The words of the sitting's theme; empty without one."""
    return next((theme.title for theme in policy.themes if theme.key == sitting.theme), "")


def capacity_of(policy: Policy, sitting: Sitting) -> int:
    """How many slots the sitting has: what the panel takes, and no more than fit."""
    minutes = int((sitting.ends_at - sitting.starts_at).total_seconds()) // 60
    return min(panel_named(policy, sitting.panel).capacity, minutes // sitting.slot_minutes)


def refer_by_of(policy: Policy, sitting: Sitting) -> date | None:
    """The last day to refer a child to the sitting; None where the panel sets none."""
    last = refer_by(panel_named(policy, sitting.panel), sitting.on.toordinal(), policy.calendar)
    return None if last is None else date.fromordinal(last)


def answer_by(policy: Policy, sitting: Sitting) -> date | None:
    """The day to answer and be prepared by: so many working days before the sitting, when the panel says how many."""
    days = next((panel.answer_working_days for panel in policy.panels if panel.name == sitting.panel), None)
    if days is None:
        return None
    return date.fromordinal(policy.calendar.working_days_before(sitting.on.toordinal(), days))


def at_panel(policy: Policy, name: str) -> dict[str, Field]:
    """What an event says of the panel it was at: which, where the procedure has several."""
    return {"panel": name} if len(policy.panels) > 1 else {}


def which_panel(policy: Policy, name: str) -> str:
    """The panel's title where the procedure has several; nothing where there is only one to mean."""
    if len(policy.panels) < 2:
        return ""
    return next((panel.title for panel in policy.panels if panel.name == name), "")
