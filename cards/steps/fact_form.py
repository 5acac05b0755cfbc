"""The form for what happened beside the steps: the date for final evidence, permanence achieved, other milestones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cards.fields import Field, date_box
from cards.parts import button, choice, finish, heading, leaving, outcome, plain, text_input, words

WHAT_MISSING = "Choose what happened."
ON = Field("on", "On which day", "Choose the day it happened.")
FILING = Field("filing", "The date to come")


@dataclass(frozen=True, slots=True)
class FactForm:
    """What can have happened to this child, as (words, value); `filing` where a date to come is asked."""

    child: str
    label: str
    what: tuple[tuple[str, str], ...]
    filing: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""
    planned: bool = False


def draw(view: FactForm) -> dict[str, Any]:
    """What, when, and a note."""
    typed = view.typed
    body: list[Any] = [
        *outcome(view.line),
        heading(f"What happened: {plain(view.label)}"),
        words("Dates that follow from it are worked out at once.", subtle=True),
        choice("what", "What happened", view.what, required=WHAT_MISSING, value=typed.get("what", "")),
        date_box(ON, typed.get("on", "")),
    ]
    if view.filing:
        which = "if one became known or was planned" if view.planned else "if the date for filing became known"
        body.append(date_box(replace(FILING, label=f"{FILING.label}, {which}"), typed.get("filing", "")))
    label = "Note: the order or letter it stands on, or whose word it was"
    body.append(text_input("note", label, value=typed.get("note", ""), lines=True))
    child = {"child": view.child}
    actions = [
        button("Record it", "record_fact", child, style="positive"),
        leaving("Back", "show_steps", child),
    ]
    return finish(body, actions, said="Something that happened to a child is recorded: a form.")


_WHAT = (
    ("The date for filing final evidence became known", "filing"),
    ("Permanence achieved: a long-term match ratified", "permanence.long_term_match"),
)

EXAMPLES = {
    "a-filing-date": FactForm("C-0007", "C-0007 (AB)", _WHAT, True, {"on": "2026-01-19"}),
    "a-planned-date": FactForm(
        "C-0007",
        "C-0007 (AB)",
        (("A date planned for the child moving in", "milestone_planned.moved_in"),),
        filing=True,
        planned=True,
        typed={"on": "2026-01-19", "filing": "2026-02-20"},
    ),
    "no-note": FactForm(
        "C-0007",
        "C-0007 (AB)",
        _WHAT[1:],
        typed={"what": "permanence.long_term_match", "on": "2026-01-19"},
        line="Write which order it was, or who ratified it and when.",
    ),
}
