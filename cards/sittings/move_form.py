"""The form to move a published sitting to another day or time, or to stand it down, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cards.fields import Field, date_box
from cards.parts import address, afternoon, button, choice, finish, heading, leaving, outcome, reason_input, words

ON = Field("on", "New day", "Choose the day.")
BEGINS = Field("begins", "Begins at", "Choose a time.")


@dataclass(frozen=True, slots=True)
class MoveFormView:
    """The form as typed. `times` are those offered, such as 13:30; `begins` is the one chosen."""

    sitting: int
    version: int
    starts_at: datetime
    ends_at: datetime
    on: str
    begins: str
    times: tuple[str, ...]
    reason: str = ""
    line: str = ""


def draw(view: MoveFormView) -> dict[str, Any]:
    """When it sits now, the new day and time, the reason; then move it, or stand it down."""
    of = {"of": address("sitting", view.sitting), "id": view.sitting, "version": view.version}
    body = [
        *outcome(view.line),
        heading("Move the sitting or stand it down"),
        words(f"Now {afternoon(view.starts_at, view.ends_at)}."),
        words("Everybody invited is told in the channel; on another day they are asked to answer again."),
        words("When it is stood down, its children come first at the next sitting; day and time do not matter then."),
        date_box(ON, view.on),
        choice(BEGINS.name, BEGINS.label, [(at, at) for at in view.times], required=BEGINS.missing, value=view.begins),
        reason_input(view.reason),
    ]
    actions = [
        button("Move it", "move_sitting", of, style="positive"),
        button("Stand it down", "stand_down_sitting", of, style="destructive"),
        leaving("Back", "show_again", of),
    ]
    return finish(body, actions, said="A form to move a sitting or stand it down.")


_TIMES = tuple(f"{hour:02}:{minute:02}" for hour in range(8, 18) for minute in (0, 15, 30, 45))
_SITTING = (3, 2, datetime(2026, 3, 12, 14, tzinfo=UTC), datetime(2026, 3, 12, 17, tzinfo=UTC))
EXAMPLES = {
    "as-it-is": MoveFormView(*_SITTING, "2026-03-12", "14:00", _TIMES),
    "not-a-working-day": MoveFormView(
        *_SITTING,
        "2026-03-14",
        "14:00",
        _TIMES,
        "The room is taken",
        "Saturday 14 March 2026 is not a working day; choose another.",
    ),
}
