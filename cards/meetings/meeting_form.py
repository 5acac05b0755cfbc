"""The short forms of a planning meeting: asking for one, arranging its day, and an action agreed at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cards.fields import Field, date_box, time_box
from cards.parts import (
    address,
    button,
    choice,
    finish,
    heading,
    leaving,
    outcome,
    plain,
    text_input,
    words,
)

REQUEST, SCHEDULE, AGREE = "request_meeting", "schedule_meeting", "agree_meeting_action"
CALL_OFF = "call_off_meeting"
MISSING: Mapping[tuple[str, str], str] = {
    (REQUEST, "reason"): "Write why the meeting is asked for.",
    (CALL_OFF, "reason"): "Write why it is called off.",
    (AGREE, "text"): "Write what is to be done.",
    (AGREE, "owner"): "Choose who is to do it.",
}
ON = Field("on", "Day", "Choose the day of the meeting.")
TIME = Field("time", "Time")
DUE = Field("due", "By when", "Choose by when it is to be done.")
TITLES = {
    REQUEST: ("Ask for a meeting", "Ask for it"),
    SCHEDULE: ("Arrange the meeting", "Arrange it"),
    CALL_OFF: ("Call the meeting off", "Call it off"),
    AGREE: ("Agree an action", "Agree the action"),
}


@dataclass(frozen=True, slots=True)
class MeetingForm:
    """One form for one child's meeting, with what was typed so far; `meeting` is 0 when there is none yet."""

    verb: str
    child: str
    label: str
    kind: str
    title: str
    meeting: int = 0
    version: int = 0
    hints: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


def draw(view: MeetingForm) -> dict[str, Any]:
    """Whom it is about, what is asked for, save and back."""
    title, save = TITLES[view.verb]
    body = [
        *outcome(view.line),
        heading(f"{title}: {plain(view.label)}"),
        words(plain(view.title), subtle=True),
        *(words(plain(hint), subtle=True) for hint in view.hints),
        *_inputs(view),
    ]
    of = {"of": address("meeting", view.meeting), "id": view.meeting} if view.meeting else {}
    about = {**of, "child": view.child, "kind": view.kind}
    data = {**about, "version": view.version}
    style = "destructive" if view.verb == CALL_OFF else "positive"
    actions = [button(save, view.verb, data, style=style), leaving("Back", "show_meeting", about)]
    if view.verb == SCHEDULE and view.meeting:
        actions.append(leaving("Call it off", "open_call_off_meeting", data))
    return finish(body, actions, said=f"{title}: a form for a planning meeting.")


def _inputs(view: MeetingForm) -> list[Any]:
    typed = view.typed
    match view.verb:
        case "request_meeting":
            return [_box(view, "reason", "Why it is needed, and what it should look at")]
        case "call_off_meeting":
            return [_box(view, "reason", "Why it is called off")]
        case "schedule_meeting":
            return [date_box(ON, typed.get("on", "")), time_box(TIME, typed.get("time", ""))]
        case _:
            owner = typed.get("owner", "")
            return [
                _box(view, "text", "What is to be done"),
                choice("owner", "Who is to do it", view.people, required=MISSING[AGREE, "owner"], value=owner),
                date_box(DUE, typed.get("due", "")),
            ]


def _box(view: MeetingForm, name: str, label: str) -> Any:
    return text_input(name, label, required=MISSING[view.verb, name], value=view.typed.get(name, ""), lines=True)


_OF = ("C-0007", "C-0007 (AB)", "ppm", "Permanency Planning Meeting")

EXAMPLES = {
    "ask": MeetingForm(REQUEST, *_OF, line="Write why the meeting is asked for."),
    "arrange": MeetingForm(
        SCHEDULE,
        *_OF,
        3,
        1,
        hints=("Due by Mon 16 February 2026 (PT-1.1).", "Chaired by: Team Manager (PT-2.1)."),
        typed={"on": "2026-02-12", "time": "14:00"},
    ),
    "a-day-that-is-none": MeetingForm(
        SCHEDULE,
        *_OF,
        3,
        1,
        typed={"on": "31/02/2026", "time": "9.30"},
        line='Day: "31/02/2026" is not a day in the calendar: write the right date as dd/mm/yyyy.',
    ),
    "call-off": MeetingForm(
        CALL_OFF,
        *_OF,
        3,
        1,
        hints=("Due by Mon 16 February 2026 (PT-1.1), and it stays due.",),
        line="Write why it is called off.",
    ),
    "action": MeetingForm(AGREE, *_OF, 3, 2, people=(("Erin East, team manager", "oid-east"),)),
}
