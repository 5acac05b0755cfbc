"""Words of a sitting's minutes, and of every document made like them: titles, the names of facts, how things stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cards.parts import day
from permanence.codes import PLAN, in_words

EVERY_TEAMS_CHILDREN = "Minutes tell of every team's children; business support or the chair makes them."

HELD = "Held"
THEME = "Theme"
CHILD = "Child"
TEAM = "Team"
SOCIAL_WORKER = "Social worker"
ATTENDED = "Attended"
APOLOGIES = "Apologies"
IN_ANOTHERS_PLACE = "In somebody else's place"
VIEWS_OF = "Views ascertained of"
VIEWS_TO_GET = "Views still to be ascertained"
NOT_INCLUDED = "Not included"
PROCEDURE = "Procedure"
STATE = "State"

THE_REFERRAL = "The referral"
AT_THE_PANEL = "At the panel"
PRESENTED_BY = "Presented by"
WHY = "Why"
PLAN_AT_THE_TIME = "Plan at the time"
OUTCOME = "Outcome"
RECOMMENDATION = "Recommendation"
REASON = "Reason"
ACTIONS = "Actions"
FILE_ON_THE_RECORD = "File on the record"
ACTION_HEADINGS = ("Action", "Owner", "Due", "How it stands")

NO_TEAM = "no team"
NOT_KNOWN = "not known"
NOBODY = "none"
CLOSED = "closed"
HEARD = "heard"
REVIEWED = "reviewed"
NOT_HEARD = "not heard"
NOT_RECORDED_YET = "not recorded yet"
NOT_RECORDED = "not recorded"
NO_ACTIONS_AGREED = "none were agreed"
NO_PLAN_AGREED = "none agreed"
DONE, CANCELLED = "Done", "Cancelled"


def none_published(on: date) -> str:
    """No sitting of that day has minutes."""
    return f"No sitting on {day(on)} was published; say on which day it was held."


def title_of_summary(panel: str, on: date, *, review: bool) -> str:
    """The summary of a sitting, or of an action review."""
    return f"{panel}: summary of the {'action review' if review else 'sitting'} of {day(on)}"


def title_of_copy(panel: str, label: str, on: date) -> str:
    """The copy for one child."""
    return f"{panel}: {label}, {day(on)}"


def a_draft(waiting: int) -> str:
    """The sitting is not closed, so that more may be recorded."""
    return f"a draft: the sitting is not closed, {waiting} not recorded yet"


def procedure(title: str, version: str) -> str:
    """The procedure in force, as a fact of a document."""
    return f"{title}, {version}"


def held_on(on: str, time: str, clause: str) -> str:
    """The day and the time of the sitting, with the clause that sets them."""
    return f"{on}, {time} ({clause})"


def attended(who: str, clause: str) -> str:
    """Who was there, with the clause that says who sits where there is one."""
    return f"{who} ({clause})" if clause else who


def not_included(those: Sequence[tuple[str, str]]) -> str:
    """Whose views were not included, each with why."""
    return "; ".join(f"{title}: {because}" for title, because in those)


def because(reason: str, clause: str) -> str:
    """Why the child was on the agenda."""
    return f"{reason} ({clause})"


def to_file(system: str, by: date | None, clause: str, filed: date | None) -> str:
    """Where the minutes are to be filed, by when, and whether they are."""
    done = f"filed on {day(filed)}" if filed else "not filed yet"
    return f"{system}{f', by {day(by)}' if by else ''} ({clause}); {done}"


def plan(code: str, contingency: str | None) -> str:
    """Adoption; contingency long-term fostering."""
    beside = f"contingency {in_words(PLAN, contingency)}" if contingency else "no contingency"
    return f"{in_words(PLAN, code)}; {beside}"


def still_open(blocked_because: str | None) -> str:
    """An action that is not done, and why it cannot go on where it cannot."""
    return f"Blocked: {blocked_because}" if blocked_because else "Open"
