"""What one row of an extract says of one child: plain facts, with codes as the SSDA903 return has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NO_FACTS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AdoptionDates:
    """A child's row of List 10; only dates that were given and understood."""

    line: int
    decided: date | None = None
    ordered: date | None = None
    matched: date | None = None
    placed: date | None = None
    adopted: date | None = None
    reversed: date | None = None


@dataclass(frozen=True, slots=True)
class ChildRow:
    """What one row says of one child. `omitted` names facts this file does not give, so nothing follows from them.

    `plan` is empty when the file says there is none. Codes are those of the SSDA903 return.
    """

    line: int
    child: str
    entered: date
    legal_status: str
    legal_status_since: date
    second_period: bool = False
    initials: str = ""
    date_of_birth: date | None = None
    unaccompanied: bool = False
    placement: str = ""
    placement_since: date | None = None
    plan: str = ""
    contingency: str = ""
    plan_agreed: date | None = None
    reviewed: date | None = None
    visited: date | None = None
    left: date | None = None
    left_by: str = ""
    team: str = ""
    worker: str = ""
    adoption: AdoptionDates | None = None
    happened: tuple[tuple[str, date], ...] = ()  # type of event -> its day, where an extract has a column for it
    omitted: frozenset[str] = NO_FACTS
