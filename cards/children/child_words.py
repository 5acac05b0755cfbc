"""Sentences of a child: where they stand in care, what they wait for, and who their siblings are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from cards.house_words import MEANWHILE
from cards.parts import day, moment
from permanence.codes import PLAN, in_words
from permanence.explain import in_a_row

TEAM = "Team"
IN_CARE = "In care"
LEGAL_STATUS = "Legal status"
PLACEMENT = "Placement"
THE_PLAN = "Plan"
LAST_PANEL = "Last panel"
NEXT_PANEL = "Next panel"
GROUPS = "Groups"

SHOWN = 40  # characters of what was typed
NO_TEAM = "no team"
TEAM_NOT_KNOWN = "No team"
NOT_YET = "not yet"
NOT_RECORDED = "not recorded"
NONE_AGREED = "none agreed"
NONE_YET = "none yet"
ON_NO_AGENDA = "on no agenda yet"

CHANGED_MEANWHILE = f"{MEANWHILE}."

THE_PANEL = "panel"
AT_PANEL = "at panel"


def left_care(on: date) -> str:
    """Not in care any more."""
    return f"no, left on {day(on)}"


def in_care_since(on: date) -> str:
    """In care from a day on record."""
    return f"since {day(on)}"


def in_care_by(on: date) -> str:
    """In care, from a day that nobody gave."""
    return f"since a day not on record, {day(on)} at the latest"


def since(words: Mapping[str, str], code: str, on: date) -> str:
    """Interim care order, since Thu 12 March 2026."""
    return f"{in_words(words, code)}, since {day(on)}"


def plan(code: str, on: date, contingency: str | None) -> str:
    """Adoption, agreed Thu 12 March 2026; contingency long-term fostering."""
    beside = f"; contingency {in_words(PLAN, contingency)}" if contingency else ""
    return f"{in_words(PLAN, code)}, agreed {day(on)}{beside}"


def to_be_referred(panel: str) -> str:
    """The child waits to be referred; of several panels, to which."""
    return f"to be referred to the {panel or THE_PANEL}"


def for_a(meeting: str) -> str:
    """What the list of who is due is of, to go after: Due."""
    return f"for a {meeting}"


def waits_too(what: str, standing: str, clause: str) -> str:
    """Permanence planning meeting, due soon, by Thu 12 March 2026 (WS-2): what else the child waits for."""
    return f"{what or THE_PANEL}, {standing[:1].lower()}{standing[1:]} ({clause})"


def with_teams(manager: str, teams: Sequence[str]) -> str:
    """A team manager to choose, with the teams."""
    return f"{manager} ({', '.join(teams)})"


def siblings(label: str, its: Sequence[str]) -> str:
    """Siblings in care of C-1001 (AB): C-1002 (CD) and C-1003 (EF)."""
    return f"Siblings in care of {label}: {in_a_row(its)}." if its else f"No sibling of {label} is kept."


def no_sibling_of_itself(label: str) -> str:
    """The child itself was named among the siblings."""
    return f"{label} is the child itself; give the references of the siblings."


def siblings_changed(by: str, at: datetime) -> str:
    """Somebody changed the siblings meanwhile: who, and when."""
    return f"{CHANGED_MEANWHILE} {moment(at)}: {by} changed the siblings."


def no_team_or_manager(said: str) -> str:
    """Nobody is called so."""
    return f'No team and no team manager is called "{said[:SHOWN]}"; say "due" alone and choose from the card.'
