"""The form to open a closed sitting again, with the reason, so that its record can be corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.parts import button, day, finish, heading, leaving, outcome, text_input, words

REASON_MISSING = "Write what is to be corrected, and why."


@dataclass(frozen=True, slots=True)
class ReopenForm:
    """The sitting, at the version seen, with the reason as typed."""

    sitting: int
    version: int
    on: date
    reason: str = ""
    line: str = ""


def draw(view: ReopenForm) -> dict[str, Any]:
    """What opening it does, and the reason."""
    body = [
        *outcome(view.line),
        heading(f"Correct the record of {day(view.on)}"),
        words("The sitting is opened again, and stays open until somebody closes it again."),
        words(
            "Then the summary is changed in place. For a child who turns out not to have been heard, the panel and its "
            "upload are taken back from the child's record.",
            subtle=True,
        ),
        text_input(
            "reason", "What is to be corrected, and why", required=REASON_MISSING, value=view.reason, lines=True
        ),
    ]
    of = f"summary:{view.sitting}"
    actions = [
        button("Open it again", "reopen_sitting", {"of": of, "id": view.sitting, "version": view.version}),
        leaving("Back", "open_record", {"of": of, "id": view.sitting}),
    ]
    return finish(body, actions, said="A form to correct the record of a sitting.")


EXAMPLES = {
    "empty": ReopenForm(3, 9, date(2026, 3, 12)),
    "without-a-reason": ReopenForm(3, 9, date(2026, 3, 12), line=REASON_MISSING),
}
