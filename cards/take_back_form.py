"""The form that takes back what was recorded by mistake: it stays in the record, withdrawn, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cards.parts import button, finish, heading, leaving, outcome, plain, text_input, words
from permanence.reasons import LONGEST_REASON

REASON_MISSING = "Write why it is taken back."
WITHDRAWN = "It stays in the record as withdrawn, and what it closed is open again."


@dataclass(frozen=True, slots=True)
class TakeBackForm:
    """One thing to take back by `verb`: what it is, what follows, and the way back (a verb and its data)."""

    verb: str
    data: Mapping[str, Any]
    back: tuple[str, Mapping[str, Any]]
    label: str  # of the child
    what: str
    follows: tuple[str, ...] = (WITHDRAWN,)
    note: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


def draw(view: TakeBackForm) -> dict[str, Any]:
    """What was recorded, what becomes of it, and why it is taken back."""
    reason = view.typed.get("reason", "")
    body: list[Any] = [
        *outcome(view.line),
        heading(f"Take back: {plain(view.label)}"),
        words(plain(view.what[:1].upper() + view.what[1:])),
        *([words(plain(view.note), subtle=True)] if view.note else []),
        *(words(plain(line), subtle=True) for line in view.follows),
        text_input("reason", "Why", required=REASON_MISSING, value=reason, lines=True, most=LONGEST_REASON),
    ]
    actions = [button("Take it back", view.verb, view.data, style="destructive"), leaving("Back", *view.back)]
    return finish(body, actions, said="Something recorded is taken back: a form.")


_CHILD = {"child": "C-0007"}
_APPROVAL = (
    "take_back_step",
    {**_CHILD, "event": 7},
    ("show_steps", _CHILD),
    "C-0007 (AB)",
    "the team manager's approval of the final care plan: Tue 20 January 2026, recorded by Erin East.",
)
_REFERRAL = {"of": "referral:4", "id": 4}
_MEETING = {"of": "meeting:3", "id": 3}

EXAMPLES = {
    "an-approval": TakeBackForm(*_APPROVAL, note="Approved by Erin East in supervision."),
    "an-upload": TakeBackForm(
        "take_back_step",
        {**_CHILD, "event": 41},
        ("show_steps", _CHILD),
        "C-0007 (AB)",
        "paperwork uploaded to the record: Mon 16 March 2026, recorded by Sam Support.",
    ),
    "a-meeting-held": TakeBackForm(
        "take_back_meeting",
        {**_MEETING, "version": 4},
        ("show_meeting", _MEETING),
        "C-0007 (AB)",
        "Permanency Planning Meeting: recorded as held on Thu 12 February 2026 by Erin East.",
        (
            "What it wrote into the child's record is withdrawn, and what it closed is due again.",
            "The next one, arranged with it for 2 April 2026, is called off.",
            "2 actions agreed at it stay as agreed.",
        ),
    ),
    "a-referral-made": TakeBackForm(
        "take_back_referral",
        {**_REFERRAL, "version": 5},
        ("show_referral", {"of": "referral:4", "child": "C-0007", "panel": "permanency"}),
        "C-0007 (AB)",
        "Referral to the Permanency Panel, made on Mon 2 March 2026 by Wren Worker.",
        ("It is open again with what was written in it, and the child is not referred until it is made anew.",),
    ),
    "no-reason": TakeBackForm(*_APPROVAL, line=REASON_MISSING),
}
