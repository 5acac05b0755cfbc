"""The form behind a button of an action: a note, a reason, a date or another owner, sent by the one who pressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cards.actions.action_words import ActionLine, stands
from cards.fields import Field, date_box
from cards.parts import button, choice, finish, heading, leaving, outcome, plain, text_input, words

WORDS_MISSING = "Write what is to be done."
OWNER_MISSING = "Choose who is to do it."
DUE = Field("due", "Due", "Choose the day by which it is to be done.")
LATER = Field("due", "The later date", "Choose the later date.")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a form asks for: its heading, the label of its text and what to say when that is empty."""

    title: str
    label: str
    missing: str
    save: str
    style: str = "positive"
    follows: str = ""  # what becomes of it, said before it is done


NOTE = "progress_action"
FORMS: Mapping[str, Wording] = {
    "progress_action": Wording("Add a note", "What was done", "Write what was done.", "Save the note"),
    "block_action": Wording("Blocked", "Why it cannot go on", "Write why it cannot go on.", "Mark as blocked"),
    "reopen_action": Wording("Reopen", "Why it is open again", "Write why it is open again.", "Reopen"),
    "ask_later_date": Wording("Ask for a later date", "Why later", "Write why it must be later.", "Ask the chair"),
    "refuse_later_date": Wording("Keep the date", "Why the date is kept", "Write why the date is kept.", "Keep it"),
    "reassign_action": Wording("Hand over", "", "", "Hand over"),
    "correct_action": Wording(
        "Correct the action", "Why it is corrected", "Write why it is corrected.", "Save the correction"
    ),
    "cancel_action": Wording(
        "Cancel the action",
        "Why it is not to be done",
        "Write why it is not to be done.",
        "Cancel the action",
        "destructive",
        "Nobody is reminded of it any more. It stays in the record as cancelled and can be reopened.",
    ),
    "take_back_reassignment": Wording(
        "Take the hand-over back",
        "Why it is taken back",
        "Write why it is taken back.",
        "Take it back",
        "destructive",
        "Whoever had it before has it again, and both are told.",
    ),
}


@dataclass(frozen=True, slots=True)
class ActionUpdateForm:
    """One of FORMS for one action, with what was typed so far."""

    verb: str
    line_of: ActionLine
    of: str = ""  # the shared card to go back to
    back: str = ""
    people: tuple[tuple[str, str], ...] = ()  # (name and role, object id), likeliest first
    owner: str = ""  # object id of whoever has it, where that can be corrected
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


def draw(view: ActionUpdateForm) -> dict[str, Any]:
    """The action in two lines, the one or two things asked for, save and back."""
    action, wording = view.line_of, FORMS[view.verb]
    body = [
        *outcome(view.line),
        heading(wording.title),
        words(plain(f"{action.child}: {action.text}")),
        words(plain(stands(action)), subtle=True),
        *([words(wording.follows, subtle=True)] if wording.follows else []),
        *_inputs(view, wording),
    ]
    of = view.of or f"action:{action.id}"
    data: dict[str, Any] = {"of": of, "id": action.id, "version": action.version}
    if view.back:
        data["back"] = view.back
    away = ("open_list", {"back": view.back}) if view.back else ("show_again", {"of": of})
    actions = [button(wording.save, view.verb, data, style=wording.style)]
    if view.verb == NOTE:
        actions.append(button("Save it, and mark it done", "finish_action", data))
    if view.verb == "correct_action":
        actions.append(leaving("Cancel the action instead", "open_cancel_action", data))
    actions.append(leaving("Back", *away))
    return finish(body, actions, said=f"{wording.title}: a form for an action of the panel.")


def _inputs(view: ActionUpdateForm, wording: Wording) -> list[Any]:
    if view.verb == "reassign_action":
        chosen = view.typed.get("owner", "")
        return [choice("owner", "Who is to do it", view.people, required=OWNER_MISSING, value=chosen)]
    asked: list[Any] = []
    if view.verb == "ask_later_date":
        asked.append(date_box(LATER, view.typed.get("due", "")))
    if view.verb == "correct_action":
        asked += _as_it_stands(view)
    return [
        *asked,
        text_input("text", wording.label, required=wording.missing, value=view.typed.get("text", ""), lines=True),
    ]


def _as_it_stands(view: ActionUpdateForm) -> list[Any]:
    """The words, the owner and the date, to be written over; the reason follows."""
    typed = view.typed
    return [
        text_input(
            "words", "The action", required=WORDS_MISSING, value=typed.get("words", view.line_of.text), lines=True
        ),
        choice("owner", "Who is to do it", view.people, required=OWNER_MISSING, value=typed.get("owner", view.owner)),
        date_box(DUE, typed.get("due", view.line_of.due.isoformat())),
    ]


_ACTION = ActionLine(
    4, 2, "C-0007 (AB)", "Ask the school for an education report.", "Wren Worker", "open", date(2026, 3, 12), overdue=1
)

EXAMPLES = {
    "note": ActionUpdateForm("progress_action", _ACTION),
    "blocked-with-nothing-typed": ActionUpdateForm(
        "block_action", _ACTION, back="mine:0", line="Write why it cannot go on."
    ),
    "reopen": ActionUpdateForm(
        "reopen_action", ActionLine(4, 3, "C-0007 (AB)", "Ask.", "W", "done", date(2026, 3, 12))
    ),
    "later-date-too-far": ActionUpdateForm(
        "ask_later_date",
        _ACTION,
        typed={"due": "2029-03-12", "text": "The school is closed until Easter."},
        line="The date is more than 2 years off; the latest possible is 16 March 2028.",
    ),
    "keep-the-date": ActionUpdateForm("refuse_later_date", _ACTION, of="later_date:4-2"),
    "hand-over": ActionUpdateForm(
        "reassign_action",
        _ACTION,
        people=(("Erin East, team manager", "oid-east"), ("Will West, team manager", "oid-west")),
    ),
    "correct": ActionUpdateForm(
        "correct_action",
        _ACTION,
        people=(("Wren Worker, social worker", "oid-worker"), ("Erin East, team manager", "oid-east")),
        owner="oid-worker",
    ),
    "correct-with-nothing-different": ActionUpdateForm(
        "correct_action",
        _ACTION,
        people=(("Wren Worker, social worker", "oid-worker"), ("Erin East, team manager", "oid-east")),
        owner="oid-worker",
        typed={"text": "It was misheard."},
        line="Nothing is different yet; correct the words, the owner or the date.",
    ),
    "cancel": ActionUpdateForm("cancel_action", _ACTION),
    "take-the-hand-over-back": ActionUpdateForm("take_back_reassignment", _ACTION, back="mine:0"),
}
