"""A child as shared from the search box into any chat: reference, initials, how what is due stands, and the clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.children.duty_words import badge, others
from cards.elements import CardElement
from cards.parts import day, finish, heading, plain, words
from permanence.explain import on_day

NOTHING = "Nothing is due."
BRIEFLY = {"overdue": "overdue since", "due_soon": "due soon, by", "upcoming": "due by"}


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
    body: list[CardElement] = [heading(plain(view.label))]
    for duty in view.duties:
        body += [words(f"{plain(_in_words(duty))}{others(duty.more)}", bold=True), badge(duty.standing, duty.due)]
    if not view.duties:
        body.append(words(NOTHING))
    body.append(words(f"As it stood on {day(view.as_of)}.", subtle=True))
    return finish(body, said="Where a child stands.")


def preview(view: SharedChild) -> tuple[str, str]:
    """Its title and one line in a list of results, which is narrow: what matters most comes first."""
    if not view.duties:
        return view.label, NOTHING
    first = view.duties[0]
    how = f"{BRIEFLY.get(first.standing, 'due')} {on_day(first.due)}" if first.due else "required"
    return view.label, f"{_capital(first.what)} {how}, {first.clause}"


def _capital(what: str) -> str:
    return what[:1].upper() + what[1:]


def _in_words(duty: SharedDuty) -> str:
    return f"{_capital(duty.what)}: {duty.clause}."


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
