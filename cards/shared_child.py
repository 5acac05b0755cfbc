"""A child as shared from the search box into any chat: reference, initials, how what is due stands, and the clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.duty_words import colour, others, stands
from cards.parts import day, finish, heading, plain, words

NOTHING = "Nothing is due."


@dataclass(frozen=True, slots=True)
class SharedDuty:
    """An open duty towards the child."""

    what: str
    clause: str
    due: date | None
    standing: str
    more: int = 0  # open duties of the same rule beside it


@dataclass(frozen=True, slots=True)
class SharedChild:
    """Where a child stands on a day, as far as the permanence channel might be told."""

    label: str  # reference and initials
    duties: tuple[SharedDuty, ...]
    as_of: date


def draw(view: SharedChild) -> dict[str, Any]:
    """What is due. There is nothing to press: the bot need not be where this is read."""
    body = [heading(plain(view.label))]
    for duty in view.duties:
        body.append(words(f"{plain(_in_words(duty))}{others(duty.more)}", bold=True, color=colour(duty.standing)))
    if not view.duties:
        body.append(words(NOTHING))
    body.append(words(f"As it stood on {day(view.as_of)}.", subtle=True))
    return finish(body, said="Where a child stands.")


def preview(view: SharedChild) -> tuple[str, str]:
    """Its title and one line in a list of results."""
    return view.label, _in_words(view.duties[0]) if view.duties else NOTHING


def _in_words(duty: SharedDuty) -> str:
    return f"{duty.what[:1].upper() + duty.what[1:]}. {stands(duty.standing, duty.due)}: {duty.clause}."


EXAMPLES = {
    "overdue": SharedChild(
        "C-0007 (AB)",
        (
            SharedDuty("panel", "BCP-3.1", date(2026, 2, 16), "overdue"),
            SharedDuty("upload to the record", "BCP-4.4", date(2026, 3, 9), "due_soon", 1),
        ),
        date(2026, 3, 5),
    ),
    "nothing-due": SharedChild("C-0009", (), date(2026, 3, 5)),
}
