"""One thing to do, as a digest and the list of what is coming both show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cards.actions.action_words import sentence
from cards.children.duty_words import by_when
from cards.elements import CardElement, ExecuteAction
from cards.looks import LATE, NEAR, UNDATED, state
from cards.parts import button, plain, words
from permanence.explain import shortened
from permanence.subject import Subject

LONGEST = 200  # characters of a name or a note: of a whole page of them a card would be too large for Teams


@dataclass(frozen=True, slots=True)
class MatterLine:
    """`standing` says how near it is; `card` is where it can be dealt with."""

    standing: str
    overdue: bool
    name: str
    due: date
    origin: str  # a clause, or where it was agreed
    child: str = ""  # reference and initials
    note: str = ""
    card: str = ""
    dated: bool = True  # without a date, `due` is the day since which it is required


def texts(line: MatterLine) -> list[CardElement]:
    """How near it is; then what, for whom, by when and why."""
    name = shortened(line.name, LONGEST)
    what = f"{name.rstrip('.')}, for {line.child}" if line.child else name.rstrip(".")
    about = f"{plain(what)}. {by_when(line.due, line.dated)}: {plain(line.origin)}."
    if line.note:
        about += f" {sentence(plain(shortened(line.note, LONGEST)))}"
    near = NEAR if line.dated else UNDATED
    return [state(line.standing, LATE if line.overdue else near), words(about)]


def opening(line: MatterLine, here: Mapping[str, str]) -> list[ExecuteAction]:
    """The button that leads to where it can be dealt with, and back here; none where it is nowhere but here."""
    about = Subject.parse(line.card)
    if about.kind == "child":
        return [button("Open", "show_child", {"child": about.id, **here})]
    if about.kind == "steps":
        return [button("Steps", "show_steps", {"child": about.id, **here})]
    return [button("Open", "show_again", {"of": line.card, **here})] if line.card else []
