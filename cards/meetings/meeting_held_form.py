"""The form that says a planning meeting was held: when, who was there, whose views are known, and the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cards.fields import MOST, Field, date_box, time_box
from cards.parts import address, button, choice, day, finish, heading, leaving, outcome, plain, text_input, words

ON = Field("on", "Held on", "Choose the day it was held.")
NEXT_ON = Field("next_on", "Next meeting")
NEXT_MISSING = "Choose the day of the next meeting: each meeting sets it."
NEXT_TIME = Field("next_time", "Time of the next meeting")
WEEKS = Field("weeks", "Interval in weeks")


@dataclass(frozen=True, slots=True)
class MeetingHeldForm:
    """`seats` are (title and part, role); clauses are empty where the procedure asks nothing."""

    meeting: int
    version: int
    child: str
    label: str
    kind: str
    title: str
    seats: tuple[tuple[str, str], ...]
    plan: str = ""  # the plan that holding it agrees, in words
    reason_for: str = ""  # who is left out only with a reason
    next_clause: str = ""  # each meeting sets the next one's date
    interval_clause: str = ""  # a shorter interval may be set with a reason
    siblings: tuple[tuple[str, str], ...] = ()  # (label, reference) of those it may have been about too
    others: tuple[str, ...] = ()  # labels of siblings whose meeting is recorded by others
    next_due: date | None = None  # by when the next is due if it is held on the day arranged
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""
    set_clause: str = ""  # each meeting sets the interval to the next


def draw(view: MeetingHeldForm) -> dict[str, Any]:
    """When, who, then the next one."""
    agreed = f"Saving also agrees this plan: {view.plan}." if view.plan else ""
    body: list[Any] = [
        *outcome(view.line),
        heading(f"Record that it was held: {plain(view.label)}"),
        words(plain(f"{view.title}. {agreed}".strip()), subtle=True),
        date_box(ON, view.typed.get("on", "")),
        choice(
            "attended",
            "Who attended",
            view.seats,
            required="Choose who attended.",
            value=view.typed.get("attended", ""),
            several=True,
        ),
        choice(
            "views",
            "Whose views are ascertained, there or not",
            view.seats,
            value=view.typed.get("views", ""),
            several=True,
        ),
    ]
    if view.reason_for:
        body.append(_box(view, "absent_because", f"Why not included, if they were not there: {view.reason_for}"))
    body += [*_siblings(view), *_next(view)]
    of = {"of": address("meeting", view.meeting), "id": view.meeting}
    actions = [
        button("Save", "hold_meeting", {**of, "version": view.version}, style="positive"),
        leaving("Back", "show_meeting", {**of, "child": view.child, "kind": view.kind}),
    ]
    return finish(body, actions, said="A planning meeting was held: a form.")


def _siblings(view: MeetingHeldForm) -> list[Any]:
    shown: list[Any] = []
    if view.siblings:
        chosen = view.typed.get("siblings", "")
        shown = [
            choice("siblings", "The meeting was also about", view.siblings, value=chosen, several=True),
            words("Each has a copy of the record; its plan and its actions stay its own.", subtle=True),
        ]
    if view.others:
        whose = plain(", ".join(view.others))
        shown.append(words(f"For {whose} the child's own team manager or business support records it.", subtle=True))
    return shown


def _next(view: MeetingHeldForm) -> list[Any]:
    required = f"{NEXT_MISSING[:-1]} ({view.next_clause})." if view.next_clause else ""
    shown: list[Any] = []
    if view.next_due:
        shown.append(words(f"The next one will be due by {day(view.next_due)}.", subtle=True))
    shown.append(date_box(replace(NEXT_ON, missing=required), view.typed.get("next_on", "")))
    shown.append(time_box(NEXT_TIME, view.typed.get("next_time", "")))
    if view.set_clause:
        label = f"{WEEKS.label} to the next meeting, where no day was set for it ({view.set_clause})"
        shown.append(text_input(WEEKS.name, label, value=view.typed.get("weeks", ""), most=MOST))
    elif view.interval_clause:
        label = f"{WEEKS.label}, if it is to be shorter from now on ({view.interval_clause})"
        shown.append(text_input(WEEKS.name, label, value=view.typed.get("weeks", ""), most=MOST))
        shown.append(_box(view, "interval_reason", "Why a shorter interval"))
    return shown


def _box(view: MeetingHeldForm, name: str, label: str) -> Any:
    return text_input(name, label, value=view.typed.get(name, ""), lines=True, most=500)


_OF = (3, 2, "C-0007", "C-0007 (AB)", "ppm", "Child Permanence Planning Meeting")
_SEATS = (
    ("Team Manager, chair", "team_manager"),
    ("Social Worker", "social_worker"),
    ("Independent Reviewing Officer, where appropriate", "iro"),
)

EXAMPLES = {
    "each-sets-the-next": MeetingHeldForm(
        *_OF,
        _SEATS,
        "special guardianship order",
        next_clause="DUD-4",
        interval_clause="DUD-1",
        siblings=(("C-0008 (CD)", "C-0008"), ("C-0009 (EF)", "C-0009")),
        others=("C-0010 (GH)",),
        next_due=date(2026, 3, 26),
        typed={"on": "2026-02-12", "siblings": "C-0008"},
    ),
    "each-sets-the-interval": MeetingHeldForm(*_OF, _SEATS, set_clause="ANY-2", typed={"on": "2026-02-12"}),
    "a-reason-is-missing": MeetingHeldForm(
        *_OF,
        _SEATS,
        reason_for="Foster carers (PG-6)",
        typed={"on": "2026-02-12", "attended": "team_manager", "views": "iro"},
        line="Write why these were not included: Foster carers (PG-6).",
    ),
}
