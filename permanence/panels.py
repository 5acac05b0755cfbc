"""The panels of a procedure: which one a duty is for, and which one somebody means."""

from __future__ import annotations

from permanence.journey import Field
from permanence.nearest import nearest
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
        raise NotFound(f'"{words[:40]}" may mean {shown}; say more of the name.')
    near = nearest(words, list(titles))
    hint = f"; the nearest is {near}" if near else ""
    raise NotFound(f'No panel is called "{words[:40]}"; there is {shown}{hint}.')


def at_panel(policy: Policy, name: str) -> dict[str, Field]:
    """What an event says of the panel it was at: which, where the procedure has several."""
    return {"panel": name} if len(policy.panels) > 1 else {}


def which_panel(policy: Policy, name: str) -> str:
    """The panel's title where the procedure has several; nothing where there is only one to mean."""
    if len(policy.panels) < 2:
        return ""
    return next((panel.title for panel in policy.panels if panel.name == name), "")
