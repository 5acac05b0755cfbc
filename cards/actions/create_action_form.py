"""The dialog that makes an action of a message in the channel: what, for which child, by whom, by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cards.fields import Field, date_box
from cards.parts import (
    LONDON,
    choice,
    day,
    finish,
    heading,
    outcome,
    submit,
    text_input,
    words,
)

CREATE = "create_action"
ANOTHER = "another"  # the choice that says the reference is typed
MISSING: Mapping[str, str] = {
    "text": "Write what is to be done.",
    "child": "Choose the child, or type the reference.",
    "ref": "Type the child's reference.",
    "owner": "Choose who is to do it.",
}
DUE = Field("due", "By when", "Choose by when it is to be done.")


@dataclass(frozen=True, slots=True)
class CreateActionForm:
    """The form with what was typed so far. `named` are (reference and initials, reference) found in the message."""

    message: str  # its id
    at: datetime | None = None
    thread: str = ""  # id of the message that started its thread
    named: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()  # (name and roles, object id), likeliest first
    typed: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False  # the message is longer than an action may be
    line: str = ""


def draw(view: CreateActionForm) -> dict[str, Any]:
    """Where it comes from, what is asked for, and one button."""
    on = f" on {day(view.at.astimezone(LONDON).date())}" if view.at else ""
    typed = view.typed
    body = [
        *outcome(view.line),
        heading("An action from this message"),
        words(f"The message was posted in the channel{on}.", subtle=True),
        text_input("text", "What is to be done", required=MISSING["text"], value=typed.get("text", ""), lines=True),
        *_cut(view),
        *_child(view),
        choice("owner", "Who is to do it", view.people, required=MISSING["owner"], value=typed.get("owner", "")),
        date_box(DUE, typed.get("due", "")),
    ]
    data = {
        "message": view.message,
        "at": view.at.isoformat() if view.at else "",
        "thread": view.thread,
        "named": ",".join(ref for _, ref in view.named),
    }
    return finish(body, [submit("Create the action", CREATE, data)], said="A form to make an action of a message.")


def _cut(view: CreateActionForm) -> list[Any]:
    return [words("The message is longer than an action may be; this is its beginning.", subtle=True)] * view.cut


def _child(view: CreateActionForm) -> list[Any]:
    """Those the message names, the first chosen; or the reference, typed."""
    ref = view.typed.get("ref", "")
    if not view.named:
        return [text_input("ref", "The child's reference", required=MISSING["ref"], value=ref, most=64)]
    chosen = view.typed.get("child", view.named[0][1])
    choices = (*view.named, ("Another child", ANOTHER))
    return [
        choice("child", "The child", choices, required=MISSING["child"], value=chosen),
        text_input("ref", "Another child's reference", value=ref, most=64),
    ]


_AT = datetime.fromisoformat("2026-03-05T14:20:00+00:00")
_PEOPLE = (("Erin East, team manager", "oid-east"), ("Wren Worker, social worker", "oid-worker"))

EXAMPLES = {
    "a-child-named": CreateActionForm(
        "1700000000001",
        _AT,
        "1700000000000",
        (("C-0007 (AB)", "C-0007"), ("C-0011 (CD)", "C-0011")),
        _PEOPLE,
        {"text": "C-0007 and C-0011: ask the school for an education report."},
    ),
    "no-child-named": CreateActionForm(
        "1700000000001", None, "", (), _PEOPLE, {"text": "A very long message"}, cut=True
    ),
    "a-day-that-has-passed": CreateActionForm(
        "1700000000001",
        _AT,
        "",
        (("C-0007 (AB)", "C-0007"),),
        _PEOPLE,
        {"text": "Ask the school.", "child": ANOTHER, "ref": "C-0011", "owner": "oid-worker", "due": "2026-03-01"},
        line="Sun 1 March 2026 has passed; choose a day to come.",
    ),
}
