"""The words of an action: how it stands, and who did what to it when, said alike on every card that shows one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cards.parts import day, moment


@dataclass(frozen=True, slots=True)
class Told:
    """One thing done: who, when, by which verb, with what was typed or changed."""

    at: datetime
    by: str
    verb: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action in a list. `overdue` is in working days and None when the due date has not passed."""

    id: int
    version: int
    child: str  # reference and initials
    text: str
    owner: str
    state: str  # open, blocked, done
    due: date
    overdue: int | None = None
    asked: date | None = None
    away: str = ""  # of the owner: away until 20 March 2026, deputy Will West


def stands(line: ActionLine) -> str:
    """Overdue by 3 working days. Open. Owner Erin East. Due Thu 12 March 2026."""
    sentences = [f"{lateness(line.overdue)}"] if line.overdue is not None and line.state != "done" else []
    owner = f"Owner {line.owner}, {line.away}" if line.away else f"Owner {line.owner}"
    sentences += [line.state.capitalize(), owner, f"Due {day(line.due)}"]
    if line.asked:
        sentences.append(f"{day(line.asked)} is asked for instead")
    return ". ".join(sentences) + "."


def lateness(working_days: int) -> str:
    """Overdue by 3 working days."""
    if working_days == 0:
        return "Overdue"
    return f"Overdue by {working_days} working {'day' if working_days == 1 else 'days'}"


def colour(line: ActionLine) -> str | None:
    """The theme colour that goes with the words; it says nothing the words do not."""
    # Teams' green and yellow cannot be read on white, so only what is overdue has a colour.
    return "Attention" if line.overdue is not None and line.state != "done" else None


def did(told: Told) -> str:
    """What was done, to come after a name."""
    said = told.details
    match told.verb:
        case "agree_action":
            return f"recorded it, for {said['owner']}, due {_day(said['due'])}"
        case "progress_action":
            return f"noted: {said['text']}"
        case "complete_action":
            return "marked it done"
        case "block_action":
            return f"marked it blocked: {said['reason']}"
        case "unblock_action":
            return "said that it can go on"
        case "reopen_action":
            return f"reopened it: {said['reason']}"
        case "ask_later_date":
            return f"asked for {_day(said['due'])}: {said['reason']}"
        case "agree_later_date":
            return f"agreed {_day(said['due'])} instead of {_day(said['was'])}"
        case "refuse_later_date":
            return f"kept {_day(said['was'])}: {said['reason']}"
        case "reassign_action":
            return f"handed it from {said['was']} to {said['owner']}"
        case _:
            return "changed it"


def told_in_words(told: Told) -> str:
    """Thu 12 March 2026, 14:00: Erin East marked it done."""
    return sentence(f"{moment(told.at)}: {told.by} {did(told)}")


def sentence(words: str) -> str:
    """The words with one full stop at their end, unless they end as a sentence does."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso))
