"""The words of a duty towards a child: how it stands and by when, said alike on every card that shows one."""

from __future__ import annotations

from datetime import date

from cards.elements import Badge
from cards.looks import AHEAD, LATE, NEAR, OVER, UNDATED, WELL, state
from cards.parts import day
from permanence.explain import on_day

TONES = {"overdue": LATE, "due_soon": NEAR, "upcoming": AHEAD, "met": WELL, "met_late": WELL, "ended": OVER}


def stands(standing: str, due: date | None, met_on: date | None = None) -> str:
    """Overdue since Thu 12 March 2026."""
    match standing:
        case "overdue" if due:
            return f"Overdue since {day(due)}"
        case "due_soon" if due:
            return f"Due soon, by {day(due)}"
        case "upcoming" if due:
            return f"Due by {day(due)}"
        case "met" if met_on:
            return f"Met on {day(met_on)}"
        case "met_late" if met_on:
            return f"Met late, on {day(met_on)}"
        case "ended":
            return "No longer required"
        case _:
            return "No date set"


def reason(because: str) -> str:
    """Why, as a sentence begins; that no date is set stands before it already."""
    said = because.replace(", no date set", "", 1)
    return said[:1].upper() + said[1:]


def by_when(on: date, dated: bool = True) -> str:
    """Due Thu 12 March 2026; of what has no date, the day since which it is required."""
    return f"{'Due' if dated else 'Required since'} {day(on)}"


def others(more: int) -> str:
    """What is said of further open duties of the same kind; nothing when there are none."""
    return f" {more} more of these {'is' if more == 1 else 'are'} open." if more else ""


def badge(standing: str, due: date | None) -> Badge:
    """How it stands, with the day and without its name: Overdue since 12 March 2026."""
    said = stands(standing, due)
    return state(said.replace(day(due), on_day(due)) if due else said, TONES.get(standing, UNDATED) if due else UNDATED)
