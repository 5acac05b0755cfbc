"""The form of who attended a sitting: the seats of the procedure for its children, and who presents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cards.parts import address, button, choice, day, finish, heading, leaving, outcome, text_input, words


@dataclass(frozen=True, slots=True)
class AttendanceForm:
    """Who can be chosen, as (words, value), and who is chosen so far, as values joined by commas."""

    sitting: int
    version: int
    on: date
    people: tuple[tuple[str, str], ...]
    clause: str = ""  # that names the standing seats
    ask_views: tuple[tuple[str, str], ...] = ()  # (title, seat) whose views the procedure wants, there or not
    ask_reasons: tuple[tuple[str, str, str], ...] = ()  # (title, clause, seat) not included only with a reason
    attended: str = ""
    apologies: str = ""
    views: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    instead: str = ""
    foreseen: bool = False  # nothing is recorded yet: chosen is who was to be there
    line: str = ""


WHY = "why."
FORESEEN = "Filled in as expected, from the seats and the answers. Change only what was otherwise."


def draw(view: AttendanceForm) -> dict[str, Any]:
    """Two choices of any number, save and back."""
    of = {"of": address("sitting", view.sitting), "id": view.sitting}
    seats = f"The standing seats are those of {view.clause}; with them, the managers invited." if view.clause else ""
    body = [
        *outcome(view.line),
        heading(f"Attendance, panel of {day(view.on)}"),
        *([words(seats, subtle=True)] if seats else []),
        *([words(FORESEEN, bold=True)] if view.foreseen else []),
        choice(
            "attended", "Who attended", view.people, required="Choose who attended.", value=view.attended, several=True
        ),
        choice("apologies", "Who sent apologies", view.people, value=view.apologies, several=True),
        *_more(view),
        text_input("instead", "Who came in somebody else's place, and for whom", value=view.instead, most=300),
    ]
    actions = [
        button("Save the attendance", "record_attendance", {**of, "version": view.version}, style="positive"),
        leaving("Back", "open_record", of),
    ]
    return finish(body, actions, said="Who attended a sitting: a form.")


def _more(view: AttendanceForm) -> list[Any]:
    """Views apart from attendance, and a reason for each seat that is left out only with one."""
    shown: list[Any] = []
    if view.ask_views:
        label = "Whose views are ascertained, there or not"
        shown.append(choice("views", label, view.ask_views, value=view.views, several=True))
    for title, clause, role in view.ask_reasons:
        label = f"Why not included: {title} ({clause})"
        shown.append(text_input(f"{WHY}{role}", label, value=view.reasons.get(role, ""), lines=True, most=500))
    return shown


_PEOPLE = (
    ("Service Manager for Permanence", "service_manager_permanence"),
    ("IRO Manager", "iro_manager"),
    ("Head Teacher or Assistant Head Teacher for the Virtual School", "virtual_school_head"),
    ("Erin East, invited", "oid-east"),
)

EXAMPLES = {
    "foreseen": AttendanceForm(
        3,
        4,
        date(2026, 3, 12),
        _PEOPLE,
        "BCP-4.7",
        attended="service_manager_permanence,iro_manager,virtual_school_head",
        apologies="oid-east",
        foreseen=True,
    ),
    "somebody-chosen-twice": AttendanceForm(
        3,
        4,
        date(2026, 3, 12),
        _PEOPLE,
        attended="iro_manager,oid-east",
        apologies="iro_manager",
        line="Somebody is chosen both as attending and with apologies; choose one of the two.",
    ),
    "views-a-reason-and-a-deputy": AttendanceForm(
        3,
        4,
        date(2026, 3, 12),
        (
            *_PEOPLE[:2],
            ("Children's Guardian, views to be ascertained (C-1002)", "guardian"),
            ("Foster carers (C-1002, C-1007)", "foster_carers"),
            ("Will West, for Erin East", "oid-west"),
        ),
        "BCP-4.7",
        ask_views=(("Children's Guardian", "guardian"),),
        ask_reasons=(("Foster carers", "PG-6", "foster_carers"),),
        attended="iro_manager,oid-west",
        views="guardian",
        reasons={"foster_carers": "The carers are on respite."},
        instead="Pat Jones for the Fostering Service Manager",
    ),
}
