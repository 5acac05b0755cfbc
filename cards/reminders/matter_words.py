"""What a thing to be done is called, where it comes from and why it is due, as lists and reminders say it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from permanence.explain import in_words, on_day

PANEL = "panel"
BODIES = {True: "the planning meeting", False: "the panel"}


def on_agenda(on: date) -> str:
    """A child is on a published agenda."""
    return f"On the agenda of {in_words(on.toordinal())}"


def to_write(on: date) -> str:
    """A meeting was held and nothing is written of it."""
    return f"Record what came of the meeting on {on_day(on)}"


def to_update(on: date) -> str:
    """A meeting is to come and its record is as it was."""
    return f"Update the record before the meeting on {on_day(on)}"


def was_arranged(title: str, on: date) -> str:
    """Why its record is to be written."""
    return f"the {title} was arranged for {on_day(on)}"


def is_held(title: str, on: date) -> str:
    """Why its record is to be updated."""
    return f"the {title} is on {on_day(on)}"


def known_of_action(away: str, blocked: str, later: date | None) -> str:
    """What stands in the way of an action."""
    said = (
        f"Its owner is {away}" if away else "",
        f"Blocked: {blocked}" if blocked else "",
        f"{in_words(later.toordinal())} is asked for instead" if later else "",
    )
    return "; ".join(part for part in said if part)


def action_of(number: int, at_meeting: bool, from_message: bool) -> str:
    """Where an action was agreed."""
    return f"action {number} {'from a message in the channel' if from_message else f'of {BODIES[at_meeting]}'}"


def action_because(due: date, at_meeting: bool, from_message: bool) -> str:
    """Why an action is due."""
    agreed = "it was agreed in the channel" if from_message else f"{BODIES[at_meeting]} agreed it"
    return f"{agreed}, due on {in_words(due.toordinal())}"


def to_answer(panel: str, on: date) -> str:
    """An invitation without an answer."""
    return f"Answer to the invitation to the {_of(panel, on)}"


def to_prepare(panel: str, on: date) -> str:
    """A child whose preparation is not ready."""
    return f"Preparation for the {_of(panel, on)}"


def not_ready(missing: Iterable[str]) -> str:
    """What is not ready."""
    return f"Not ready: {'; '.join(missing)}"


def sits(panel: str, on: date) -> str:
    """Why an answer or a preparation is due."""
    return f"the {panel or PANEL} sits on {in_words(on.toordinal())}"


def named(name: str, child: str) -> str:
    """A thing, and for whom."""
    return f"{name}, for {child}" if child else name


def passed(is_today: bool) -> str:
    """A day that is not to come, in the middle of a sentence."""
    return "is today" if is_today else "has passed"


def _of(panel: str, on: date) -> str:
    return f"{panel or PANEL} of {in_words(on.toordinal())}"
