"""The form of who attended a sitting: the standing seats of the procedure and the managers invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.parts import button, choice, day, finish, heading, outcome, plain, words


@dataclass(frozen=True, slots=True)
class AttendanceForm:
    """Who can be chosen, as (words, value), and who is chosen so far, as values joined by commas."""

    sitting: int
    version: int
    on: date
    people: tuple[tuple[str, str], ...]
    clause: str = ""  # that names the standing seats
    attended: str = ""
    apologies: str = ""
    line: str = ""


def draw(view: AttendanceForm) -> dict[str, Any]:
    """Two choices of any number, save and back."""
    of = {"of": f"sitting:{view.sitting}", "id": view.sitting}
    seats = f"The standing seats are those of {view.clause}; with them, the managers invited." if view.clause else ""
    body = [
        *outcome(plain(view.line)),
        heading(f"Attendance, panel of {day(view.on)}"),
        *([words(seats, subtle=True)] if seats else []),
        choice(
            "attended", "Who attended", view.people, required="Choose who attended.", value=view.attended, several=True
        ),
        choice("apologies", "Who sent apologies", view.people, value=view.apologies, several=True),
    ]
    actions = [
        button("Save the attendance", "record_attendance", {**of, "version": view.version}, style="positive"),
        button("Back", "open_record", of),
    ]
    return finish(body, actions, said="Who attended a sitting: a form.")


_PEOPLE = (
    ("Service Manager for Permanence", "service_manager_permanence"),
    ("IRO Manager", "iro_manager"),
    ("Head Teacher or Assistant Head Teacher for the Virtual School", "virtual_school_head"),
    ("Erin East, invited", "oid-east"),
)

EXAMPLES = {
    "empty": AttendanceForm(3, 4, date(2026, 3, 12), _PEOPLE, "BCP-4.7"),
    "somebody-chosen-twice": AttendanceForm(
        3,
        4,
        date(2026, 3, 12),
        _PEOPLE,
        attended="iro_manager,oid-east",
        apologies="iro_manager",
        line="Somebody is chosen both as attending and with apologies; choose one of the two.",
    ),
}
