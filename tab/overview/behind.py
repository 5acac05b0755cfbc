"""What stands behind a number of the overview, as the heading of its page."""

from __future__ import annotations

from permanence.codes import PLAN, in_words
from tab.overview.tables import DRIFT, NO_PLAN, NO_TEAM, month_in_words

OF = {
    "in_care": "Children in care",
    "without_start": "In care since a day not on record",
    "overdue": "Overdue meetings and duties",
    "soon": "Due in the next four weeks",
    "open_actions": "Open actions",
    "overdue_actions": "Overdue actions",
    "plan.in_time": "Plan agreed by the second review",
    "plan.late": "Plan agreed after the second review",
    "plan.none": "Second review held and no plan agreed",
}
HOW = {"on_time": "on time", "late": "late", "overdue": "overdue", "over": "over", "waiting": "still waiting"}
SCORES = {
    "a10": "A10: from entering care to moving in with the adoptive family",
    "a2": "A2: from court authority to a match",
    "a3.within": "A3: waited less than 14 months",
    "a3.longer": "A3: waited 14 months or more",
    "card.left_out": "Not counted in the scorecard: a day needed is not on record",
}
KINDS = {"clause": "Due by {}", "team": "Due in {}", "month": "Due in {}", "actions": "Actions due in {}"}


def heading(name: str) -> str:
    """What the children behind this figure are."""
    if name in OF:
        return OF[name]
    first, _, last = name.rpartition(".")
    if first in SCORES:
        return f"{SCORES[first]}, three years to 31 March {last}"
    kind, _, group = first.partition(".")
    if kind in KINDS:
        return f"{KINDS[kind].format(_group(kind, group))}: {HOW[last]}"
    if kind == "wait":
        what, _, route = group.partition(".")
        by = f", {in_words(PLAN, route) if route else NO_PLAN}" if what == "permanence" else ""
        return f"Waits for {'a plan' if what == 'plan' else 'permanence'}{by}: {HOW[last]}"
    return f"Overdue for {DRIFT[int(last)]}"


def _group(kind: str, group: str) -> str:
    if kind == "team":
        return group or NO_TEAM
    return group if kind == "clause" else month_in_words(group)
