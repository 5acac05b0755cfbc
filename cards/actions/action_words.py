"""The words of an action: how it stands, and who did what to it when, said alike on every card that shows one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cards.deed_words import in_short
from cards.elements import Badge, CardElement
from cards.house_words import MEANWHILE, on_a_closed_day
from cards.looks import LATE, OPEN, OVER, STUCK, WELL, state
from cards.parts import day, moment, plain, words
from permanence.action import ENDED
from permanence.deeds import Verb
from permanence.explain import counted, in_a_row, on_day

YOURS = "Your actions"
YOURS_AND_YOUR_TEAMS = "Your actions and those of your teams"
SHOW_THE_ACTION = "Show the action"
CHANGE_NOT_KNOWN = "This change is no longer known; open the action to see how it stands."
REQUEST_NOT_KNOWN = "This request is no longer open; open the action to see how it stands."

SHOWN = 40
TONES = {"open": OPEN, "blocked": STUCK, "done": WELL}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing done: who, when, by which verb, with what was typed or changed."""

    at: datetime
    by: str
    verb: Verb
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action in a list. `overdue` is in working days and None when the due date has not passed."""

    id: int
    version: int
    child: str  # reference and initials
    text: str
    owner: str
    state: str  # open, blocked, done, cancelled
    due: date
    overdue: int | None = None
    asked: date | None = None
    away: str = ""  # of the owner: away until 20 March 2026, deputy Will West

    @property
    def is_open(self) -> bool:
        """Neither done nor cancelled."""
        return self.state not in ENDED


def stands(line: ActionLine) -> str:
    """Overdue by 3 working days. Open. Owner Erin East. Due Thu 12 March 2026."""
    late = f"{lateness(line.overdue)}. " if _late(line) and line.overdue is not None else ""
    return f"{late}{line.state.capitalize()}. {_whose(line)}"


def standing(line: ActionLine, text: str) -> list[CardElement]:
    """How it stands as a badge; then what is to be done, whose it is and by when."""
    blocked = "Blocked. " if _late(line) and line.state == "blocked" else ""
    return [badge(line), words(plain(text)), words(plain(f"{blocked}{_whose(line)}"), subtle=True)]


def badge(line: ActionLine) -> Badge:
    """How late it is, or else whether it is open, blocked or done."""
    if line.overdue is not None and _late(line):
        return state(lateness(line.overdue), LATE)
    return state(line.state.capitalize(), TONES.get(line.state, OVER))


def _late(line: ActionLine) -> bool:
    return line.overdue is not None and line.is_open


def _whose(line: ActionLine) -> str:
    owner = f"Owner {line.owner}, {line.away}" if line.away else f"Owner {line.owner}"
    asked = [f"{day(line.asked)} is asked for instead"] if line.asked else []
    return ". ".join([owner, f"Due {day(line.due)}", *asked]) + "."


def lateness(working_days: int) -> str:
    """Overdue by 3 working days."""
    if working_days == 0:
        return "Overdue"
    return f"Overdue by {counted(working_days, 'working day')}"


def told_in_words(told: Told) -> str:
    """Thu 12 March 2026, 14:00: Erin East marked it done."""
    return sentence(f"{moment(told.at)}: {told.by} {in_short(told.verb, told.details)}")


def sentence(words: str) -> str:
    """The words with one full stop at their end, unless they end as a sentence does."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def no_action(number: int) -> str:
    """A number that no action has."""
    return f'There is no action {number}; say "my actions" to see those there are.'


def agreed(text: str, owner: str, due: date, aim: date) -> str:
    """An action agreed at a panel or a meeting, with the working day before a due date that is none."""
    line = f"Agreed: {sentence(text)} {owner}, due {day(due)}."
    return line if aim == due else line + on_a_closed_day(aim)


def agreed_for(label: str, text: str, owner: str, due: date, aim: date) -> str:
    """An action agreed for a child from a message, likewise."""
    line = sentence(f"Action agreed for {label}: {text}, {owner}, by {on_day(due)}")
    return line if aim == due else line + on_a_closed_day(aim)


def action_for(label: str) -> str:
    """The title of what is said of one action."""
    return f"Action for {label}"


def corrected(text: str, owner: str, due: date | None) -> str:
    """What was corrected, each with what stood there before; what is empty is as it was."""
    was = [f'the words, which were "{text}"'] if text else []
    was += [f"the owner, who was {owner}"] if owner else []
    was += [f"the date, which was {day(due)}"] if due else []
    return in_a_row(was)


def cancelled_by(told: Told) -> str:
    """Cancelled by Sam Support on Thu 12 March 2026, 10:05: why."""
    return sentence(f"Cancelled by {told.by} on {moment(told.at)}: {told.details.get('reason', '')}")


def actions_for(label: str) -> str:
    """The title of the list of a child's actions."""
    return f"Actions for {label}"


def changed_by(told: Told) -> str:
    """The line for somebody who acted on an action that was changed meanwhile, with who was there first."""
    return f"{MEANWHILE}. {told_in_words(told)}"


def actions_of(name: str) -> str:
    """The list of a team or person."""
    return f"Actions of {name}"


def narrowed(title: str, only: str) -> str:
    """A list of which a part is asked for: Actions of East, overdue this week."""
    return f"{title}, {only}" if only else title


def nobody_called(said: str) -> str:
    """Neither a child, a team nor a person."""
    return f'No child, team or person is called "{said[:SHOWN]}"; say "my actions" for your own.'
