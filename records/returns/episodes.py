"""One row of the Episodes table of an SSDA903 return, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from records.files.problems import RowProblem

START = "S"  # the only reason for an episode that starts a period of care
REASONS = {"S": "start", "L": "status", "P": "placement", "T": "placement", "B": "both", "U": "both"}
REASONS_SAID = (
    "S (came into care), L (legal status), P (placement and carer), T (placement, same carer), "
    "B (legal status, placement and carer), U (legal status and placement, same carer)"
)
GOES_ON = "X1"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands; `headings` are the columns by our name, as the file has them."""

    line: int
    file: str
    headings: Mapping[str, str]

    def problem(self, child: str, name: str, found: str, why: str, refused: bool = False) -> RowProblem:
        """`why` completes the sentence that begins with the column and what was found there."""
        heading = self.headings.get(name, "")
        subject = f'{heading} "{found}"' if found else heading
        return RowProblem(self.line, heading, found, f"{subject} {why}.", self.file, child, refused)


@dataclass(frozen=True, slots=True)
class Episode:
    """One row of the Episodes table. `ended` is DEC; care goes on when it is empty, whatever REC says.

    `placement` is empty when it was not understood. `place` is none for an episode of an earlier import.
    """

    began: date
    reason: str
    legal_status: str
    placement: str
    ended: date | None
    left_by: str
    place: Place | None = field(default=None, compare=False)

    @property
    def content(self) -> tuple[str, ...]:
        ended = self.ended.isoformat() if self.ended else ""
        return (ended, self.left_by, *self.codes)

    @property
    def codes(self) -> tuple[str, str, str]:
        return (self.reason, self.legal_status, self.placement)
