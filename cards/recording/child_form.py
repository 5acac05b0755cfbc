"""The form that records a child in one go: the recommendation, the reason and up to three actions."""

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
    section,
    text_input,
    words,
)
from cards.recording.item_form import MISSING, RECOMMEND

ACTIONS = (1, 2, 3)
LONGEST = 250  # characters of an action here: more is agreed on the item's own card
MANY = 6  # siblings: with more of them the card has room for an action less
SAME = ", if not on the day above"


@dataclass(frozen=True, slots=True)
class ChildForm:
    """One child of a sitting, with what was typed so far. `owner` does an action unless somebody else is chosen."""

    item: int
    version: int
    sitting: int
    on: date
    title: str
    about: str  # who presents, and why the child is on the agenda
    people: tuple[tuple[str, str], ...]  # (name and roles, object id), likeliest first
    owner: str = ""  # object id
    same_for: tuple[tuple[str, str], ...] = ()  # siblings on the same agenda: (words, item and version)
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


def draw(view: ChildForm) -> dict[str, Any]:
    """Whom it is about and why, the recommendation, three actions of which any may stay empty, save and back."""
    body = [
        *outcome(view.line),
        heading(f"Record {plain(view.title)}"),
        words(plain(f"Panel of {day(view.on)}. {view.about}"), subtle=True),
        _box(view, "text", "What the panel recommends"),
        _box(view, "reason", "Why"),
        *_same_for(view),
        *(_action(view, number) for number in _asked(view)),
    ]
    data = {"of": address("sitting", view.sitting), "id": view.item, "version": view.version}
    actions = [
        button("Save", "record_child", data, style="positive"),
        leaving("Back", "open_item", {"id": view.item}),
        leaving("Not heard", "open_defer_item", data, secondary=True),
    ]
    return finish(body, actions, said="A form to record one child of a sitting.")


def due_of(number: int) -> Field:
    """By when an action is to be done; where nothing is said, on the day of the action above it."""
    return Field(f"due_{number}", f"Action {number}, by when", f"Choose by when action {number} is to be done.")


def owner_missing(number: int) -> str:
    """What is said when nobody is to do it."""
    return f"Choose who is to do action {number}."


def _asked(view: ChildForm) -> tuple[int, ...]:
    return ACTIONS if len(view.same_for) <= MANY else ACTIONS[:-1]


def _action(view: ChildForm, number: int) -> Any:
    typed, due = view.typed, due_of(number)
    may_be_empty = Field(due.name, due.label + (SAME if number > 1 else ""))
    what = text_input(
        f"action_{number}",
        f"Action {number}, if any: what is to be done",
        value=typed.get(f"action_{number}", ""),
        lines=True,
        most=LONGEST,
    )
    owner = typed.get(f"owner_{number}", view.owner)
    who = choice(f"owner_{number}", f"Action {number}, who is to do it", view.people, value=owner)
    return section(f"Action {number}", [what, who, date_box(may_be_empty, typed.get(due.name, ""))])


def _same_for(view: ChildForm) -> list[Any]:
    if not view.same_for:
        return []
    label = "The same recommendation for"
    also = choice("also", label, view.same_for, value=view.typed.get("also", ""), several=True)
    return [also, words("The actions below are for this child; those of the others are agreed on their own cards.")]


def _box(view: ChildForm, name: str, label: str) -> Any:
    missing = MISSING[RECOMMEND, name]
    return text_input(name, label, required=missing, value=view.typed.get(name, ""), lines=True)


_WHY = "Presented by Erin East. 6 weeks after entering care on 5 February 2026 (BCP-3.1)."
_AT = (11, 1, 3, date(2026, 3, 12), "C-0007 (AB)", _WHY)
_PEOPLE = (("Erin East, team manager", "oid-east"), ("Wren Worker, social worker", "oid-worker"))

EXAMPLES = {
    "empty": ChildForm(*_AT, _PEOPLE, "oid-east"),
    "with-siblings": ChildForm(
        *_AT,
        _PEOPLE,
        "oid-east",
        same_for=(("C-0008 (CD)", "12:1"), ("C-0009 (EF), instead of what is recorded", "13:2")),
    ),
    "an-action-without-a-day": ChildForm(
        *_AT,
        _PEOPLE,
        "oid-east",
        typed={
            "text": "Assess the grandmother as a connected carer.",
            "reason": "She came forward last week.",
            "action_1": "Book the family network meeting.",
            "owner_1": "oid-worker",
        },
        line="Choose by when action 1 is to be done.",
    ),
}
