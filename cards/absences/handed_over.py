"""What changed hands because somebody is away, or is there again: told once to everybody it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cards.elements import Mention
from cards.parts import button, day, finish, heading, mention, moment, plain, words
from permanence.explain import counted

MOST_LINES = 12
MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class HandedLine:
    """At one sitting: the children, by reference and initials, and who presents them now."""

    panel: str
    on: date
    labels: tuple[str, ...]  # none at an action review
    to: str


@dataclass(frozen=True, slots=True)
class HandedOverView:
    """`until` is None when the absence was ended; `people` are (name, Teams id) of all it concerns."""

    name: str
    deputy: str
    starts: date
    until: date | None
    by: str
    at: datetime
    lines: tuple[HandedLine, ...]
    people: tuple[tuple[str, str | None], ...] = ()


def draw(view: HandedOverView) -> dict[str, Any]:
    """Who is told, that somebody is away or back, and what each sitting has of it."""
    named: list[str] = []
    entities: list[Mention] = []
    for name, teams_id in view.people:
        text, found = mention(name, teams_id)
        named.append(text)
        entities += found
    whom = f"{', '.join(named)}: " if named else ""
    body = [
        heading("Handed back" if view.until is None else "Handed over"),
        words(f"{whom}{_what(view)}"),
        *(words(_line(line)) for line in view.lines[:MOST_LINES]),
        words(f"Entered by {plain(view.by)} on {moment(view.at)}.", subtle=True),
    ]
    if len(view.lines) > MOST_LINES:
        body.insert(-1, words(f"And {counted(len(view.lines) - MOST_LINES, 'more sitting')}."))
    return finish(body, [button("Who is away", "show_away", {})], said="Presenters have changed.", mentions=entities)


def _what(view: HandedOverView) -> str:
    if view.until is None:
        return f"{plain(view.name)} is there again."
    when = f"from {day(view.starts)} to {day(view.until)}" if view.until != view.starts else f"on {day(view.starts)}"
    return f"{plain(view.name)} is away {when}; {plain(view.deputy)} stands in. New invitations are to be answered."


def _line(line: HandedLine) -> str:
    shown = ", ".join(plain(label) for label in line.labels[:MOST_LABELS]) or "the open actions"
    left = len(line.labels) - MOST_LABELS
    more = f" and {left} more" if left > 0 else ""
    return f"{plain(line.panel)}, {day(line.on)}: {plain(line.to)} presents {shown}{more}."


_BY = ("Erin East", datetime(2026, 3, 9, 10, 5, tzinfo=UTC))
_PEOPLE = (("Erin East", "29:erin"), ("Will West", None))
EXAMPLES = {
    "handed-over": HandedOverView(
        "Erin East",
        "Will West",
        date(2026, 3, 9),
        date(2026, 3, 20),
        *_BY,
        (
            HandedLine("Permanence panel", date(2026, 3, 12), ("C-1042 (AB)", "C-1077 (KM)"), "Will West"),
            HandedLine("Permanence panel", date(2026, 3, 19), (), "Will West"),
        ),
        _PEOPLE,
    ),
    "handed-back": HandedOverView(
        "Erin East",
        "",
        date(2026, 3, 9),
        None,
        *_BY,
        (HandedLine("Permanence panel", date(2026, 3, 12), ("C-1042 (AB)",), "Erin East"),),
        _PEOPLE,
    ),
}
