"""The forms of an item of a sitting: a recommendation with its reason, an action, or why it was not heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cards.fields import Field, date_box
from cards.parts import (
    address,
    button,
    choice,
    day,
    finish,
    heading,
    leaving,
    outcome,
    plain,
    text_input,
    words,
)

RECOMMEND, AGREE, DEFER = "record_recommendation", "agree_action", "defer_item"
MISSING: Mapping[tuple[str, str], str] = {
    (RECOMMEND, "text"): "Write what the panel recommends.",
    (RECOMMEND, "reason"): "Write why the panel recommends it.",
    (AGREE, "text"): "Write what is to be done.",
    (AGREE, "owner"): "Choose who is to do it.",
    (DEFER, "reason"): "Write why it was not heard.",
}
DUE = Field("due", "By when", "Choose by when it is to be done.")

# What may be recorded beside a recommendation, by the name of its input.
BESIDE: Mapping[str, str] = {
    "differing_views": "Where views differed, if they did",
    "resolution": "How the difference will be resolved",
    "options": "Options for a senior manager to choose from, with the strengths and risks of each",
}


@dataclass(frozen=True, slots=True)
class ItemForm:
    """One form for one item, with what was typed so far."""

    verb: str
    item: int
    version: int
    sitting: int
    on: date
    title: str
    people: tuple[tuple[str, str], ...] = ()  # (name and roles, object id), likeliest first
    same_for: tuple[tuple[str, str], ...] = ()  # siblings on the same agenda: (words, item and version)
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


TITLES = {
    RECOMMEND: ("Recommendation", "Save the recommendation"),
    AGREE: ("Agree an action", "Agree the action"),
    DEFER: ("Not heard", "Save"),
}


def draw(view: ItemForm) -> dict[str, Any]:
    """Whom it is about, what is asked for, save and back."""
    title, save = TITLES[view.verb]
    body = [
        *outcome(view.line),
        heading(f"{title}: {plain(view.title)}"),
        words(f"Panel of {day(view.on)}.", subtle=True),
        *_inputs(view),
    ]
    data = {"of": address("sitting", view.sitting), "id": view.item, "version": view.version}
    actions = [button(save, view.verb, data, style="positive"), leaving("Back", "open_item", {"id": view.item})]
    return finish(body, actions, said=f"{title}: a form for one item of a sitting.")


def _inputs(view: ItemForm) -> list[Any]:
    typed = view.typed
    if view.verb == DEFER:
        return [_box(view, "reason", "Why it was not heard")]
    if view.verb == RECOMMEND:
        return [
            _box(view, "text", "What the panel recommends"),
            _box(view, "reason", "Why"),
            *(text_input(name, label, value=typed.get(name, ""), lines=True) for name, label in BESIDE.items()),
            *_same_for(view),
        ]
    chosen = typed.get("owner", "")
    return [
        _box(view, "text", "What is to be done"),
        choice("owner", "Who is to do it", view.people, required=MISSING[AGREE, "owner"], value=chosen),
        date_box(DUE, typed.get("due", "")),
    ]


def _same_for(view: ItemForm) -> list[Any]:
    if not view.same_for:
        return []
    also = choice("also", "The same for", view.same_for, value=view.typed.get("also", ""), several=True)
    return [also, words("The actions of each child are agreed on its own card.", subtle=True)]


def _box(view: ItemForm, name: str, label: str) -> Any:
    return text_input(name, label, required=MISSING[view.verb, name], value=view.typed.get(name, ""), lines=True)


_AT = (11, 1, 3, date(2026, 3, 12), "C-0007 (AB)")

EXAMPLES = {
    "recommendation": ItemForm(RECOMMEND, *_AT),
    "recommendation-for-siblings": ItemForm(
        RECOMMEND,
        *_AT,
        same_for=(("C-0008 (CD)", "12:1"), ("C-0009 (EF), instead of what is recorded", "13:2")),
        typed={"also": "12:1"},
    ),
    "recommendation-without-a-reason": ItemForm(
        RECOMMEND,
        *_AT,
        typed={"text": "Assess the grandmother as a connected carer."},
        line="Write why the panel recommends it.",
    ),
    "action": ItemForm(
        AGREE, *_AT, people=(("Erin East, team manager", "oid-east"), ("Wren Worker, social worker", "oid-worker"))
    ),
    "action-due-too-early": ItemForm(
        AGREE,
        *_AT,
        people=(("Erin East, team manager", "oid-east"),),
        typed={"text": "Book the visit.", "owner": "oid-east", "due": "2026-03-12"},
        line="The due date must be after the day of the sitting, 12 March 2026.",
    ),
    "not-heard": ItemForm(DEFER, *_AT),
}
