"""The form that records a step: what was done, on which day, and in whose words where the procedure needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cards.fields import Field, date_box
from cards.parts import button, choice, finish, heading, leaving, outcome, plain, text_input, words

ON = Field("on", "Done on", "Choose the day it was done.")
WAY_MISSING = "Choose what was done."


@dataclass(frozen=True, slots=True)
class StepForm:
    """One step of one child. `ways` are (words, value); with one there is nothing to choose."""

    child: str
    label: str
    step: str
    title: str
    says: str
    clause: str
    quote: str
    because: str
    ways: tuple[tuple[str, str], ...]
    note_label: str
    note_missing: str = ""  # said when it is empty; without it the note may be left out
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


def draw(view: StepForm) -> dict[str, Any]:
    """What the procedure says, then what was done about it."""
    body: list[Any] = [
        *outcome(view.line),
        heading(f"{plain(view.title[:1].upper() + view.title[1:])}: {plain(view.label)}"),
        words(f"{plain(view.says)} ({view.clause})"),
        words(f"“{plain(view.quote)}”", subtle=True),
        words(f"{plain(view.because[:1].upper() + view.because[1:])}.", subtle=True),
    ]
    if len(view.ways) > 1:
        given = view.typed.get("way", "")
        body.append(choice("way", "What was done", view.ways, required=WAY_MISSING, value=given))
    body.append(date_box(ON, view.typed.get("on", "")))
    note = view.typed.get("note", "")
    body.append(text_input("note", view.note_label, required=view.note_missing, value=note, lines=True))
    child = {"child": view.child}
    actions = [
        button("Record it", "record_step", {**child, "step": view.step}, style="positive"),
        leaving("Back", "show_steps", child),
    ]
    return finish(body, actions, said="A step of the procedure is recorded: a form.")


_HEAD = StepForm(
    "C-0007",
    "C-0007 (AB)",
    "approval-head-of-service@2026-01-22",
    "the head of service's approval of the final care plan",
    "Once the ISRO and legal colleagues have reviewed it, the head of service approves the final care plan.",
    "PG-11",
    "once approved by the team manager, reviewed by ISRO and legal colleagues, is sent to the head of service",
    "the day before the filing of final evidence on 2 March 2026",
    (("the head of service's approval", "final_care_plan_approved_by_head_of_service"),),
    "Who confirmed it, and how",
    "Write who confirmed it and how (PG-11).",
    {"on": "2026-01-23"},
)

EXAMPLES = {
    "an-approval": _HEAD,
    "too-early": replace(_HEAD, line="This step opened on 22 January 2026; choose that day or a later one."),
    "one-of-two-ways": replace(
        _HEAD,
        title="the views of both parents",
        ways=(("the mother's views being gained", "mother_heard"), ("nobody to ask", "nobody_to_ask")),
        note_label="Note",
        note_missing="",
    ),
}
