"""The next morning has come, on the clock of somebody who tries the product alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from cards.parts import button, day, finish, heading, words


@dataclass(frozen=True, slots=True)
class NextMorningView:
    """The day it now is, and what the morning's reminders came to."""

    on: date
    at: time
    digests: int
    lines: int


def draw(view: NextMorningView) -> dict[str, Any]:
    """The day and the time, what is being posted, and the next morning again."""
    body = [
        heading(f"It is now {day(view.on)}, {view.at:%H:%M}"),
        words(_said(view)),
        words("Only the clock of this program was moved, on this machine; it goes on from here.", subtle=True),
    ]
    # The day makes each morning's button another one, so that a press delivered twice moves the clock once.
    again = button("The next morning", "next_morning", {"day": view.on.isoformat()})
    return finish(body, [again], said="The next morning has come.")


def _said(view: NextMorningView) -> str:
    if not view.digests:
        return "Nobody has anything new to hear this morning."
    people = "1 list" if view.digests == 1 else f"{view.digests} lists"
    things = "1 thing" if view.lines == 1 else f"{view.lines} things"
    return f"The morning's post is on the way: {people}, with {things} in all."


EXAMPLES = {
    "with-digests": NextMorningView(date(2026, 3, 17), time(8), 6, 14),
    "one": NextMorningView(date(2026, 3, 18), time(8), 1, 1),
    "a-quiet-one": NextMorningView(date(2026, 3, 19), time(8), 0, 0),
}
