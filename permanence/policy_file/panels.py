"""Which panel a rule is about: said by the rule, by the sitting it waits for, or plain because there is only one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence.policy_file.clocks import Due, Start
from permanence.policy_file.parts import Pattern
from permanence.policy_file.people import Panel
from permanence.policy_file.rules import Rule

OF_A_PANEL = ("panel_held", "panel_referral_made")  # events that may say which panel
NEEDS_A_PANEL = ("panel", "panel_referral")


def said_by(rule: Rule) -> set[str]:
    """The panels a rule names, itself or by a sitting it is due at."""
    named = {name for due in rule.due for name in _of_due(due)}
    return named | {rule.panel} if rule.panel else named


def panel_of(rule: Rule, panels: Sequence[Panel]) -> str | None:
    """The panel the rule is about; None for one that is about no panel, or about any."""
    named = said_by(rule)
    if named:
        return min(named)
    return panels[0].name if rule.what in NEEDS_A_PANEL and len(panels) == 1 else None


def panel_faults(rules: Sequence[Rule], panels: Sequence[Panel]) -> list[tuple[tuple[str | int, ...], str]]:
    """With several panels, a rule that asks for one says which; and none names two."""
    names = ", ".join(panel.name for panel in panels)
    found: list[tuple[tuple[str | int, ...], str]] = []
    for i, rule in enumerate(rules):
        named = sorted(said_by(rule))
        if len(named) > 1:
            found.append(
                (("rule", i, "panel"), f"rule {rule.id!r} names {' and '.join(named)}; a rule is for one panel")
            )
        elif not named and rule.what in NEEDS_A_PANEL and len(panels) > 1:
            example = f'panel = "{panels[0].name}"'
            found.append((("rule", i), f"there are several panels ({names}); write which one, such as {example}"))
        found += [(("rule", i, "due"), _no_referral(name)) for name in sorted(_in_time(rule) & _without_refer(panels))]
    return found


def _in_time(rule: Rule) -> set[str]:
    """The panels of which only a sitting still open to a referral will do."""
    parts = [part for due in rule.due for part in due.parts()]
    return {part.sitting.panel for part in parts if part.sitting is not None and part.sitting.in_time_to_refer}


def _without_refer(panels: Sequence[Panel]) -> set[str]:
    return {panel.name for panel in panels if panel.refer is None}


def _no_referral(name: str) -> str:
    return f"in_time_to_refer needs a last day to refer, and panel {name!r} has no refer: add it, or leave this out"


def at_its_panel(rule: Rule, panels: Sequence[Panel]) -> Rule:
    """With several panels, what another panel heard or was referred neither starts, meets nor stops this rule."""
    its = panel_of(rule, panels)
    if its is None or len(panels) < 2:
        return rule
    return rule.model_copy(
        update={
            "starts": [_start(start, its) for start in rule.starts],
            "met_by": [_narrowed(pattern, its) for pattern in rule.met_by],
            "stops": [_narrowed(pattern, its) for pattern in rule.stops],
        }
    )


def _start(start: Start, panel: str) -> Start:
    return start.model_copy(
        update={
            "event": _narrowed(start.event, panel) if start.event else None,
            "needs": [_narrowed(pattern, panel) for pattern in start.needs],
            "counted_from_last": [_narrowed(pattern, panel) for pattern in start.counted_from_last],
        }
    )


def _narrowed(pattern: Pattern, panel: str) -> Pattern:
    if pattern.event not in OF_A_PANEL or pattern.panel is not None:
        return pattern
    return pattern.model_copy(update={"panel": [panel]})


def _of_due(due: Due) -> Iterator[str]:
    yield from (part.sitting.panel for part in due.parts() if part.sitting is not None)
