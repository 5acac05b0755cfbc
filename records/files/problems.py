"""What can be wrong with a file somebody hands in: the file itself, or one value in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from permanence.clean_text import one_line
from permanence.explain import shortened
from permanence.refusals import Refusal


class RecordError(Refusal):
    """The file cannot be read; open it in Excel, save it as an Excel workbook (.xlsx) and import that."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One value the program would not take: where it is, what was found, and what to do.

    `refused` means nothing of the row is written; otherwise only this value was left out. Of a spelling that is not
    known `spelling` is the whole of it, and `words` the column of the mapping file that it belongs to.
    """

    line: int
    column: str  # the heading as the file has it; empty when the row as a whole is meant
    found: str
    sentence: str
    sheet: str = ""
    child: str = ""
    refused: bool = False
    spelling: str = ""
    words: str = ""


def shown(value: object, room: int = 60) -> str:
    """A cell as it is quoted back: one line, cut short, nothing that could format a message."""
    return shortened(one_line(str(value)), room)


def of_refused_rows(problems: Sequence[RowProblem]) -> tuple[tuple[RowProblem, ...], tuple[RowProblem, ...]]:
    """What is said of rows of which nothing is taken, and of the others."""
    lost = {(problem.sheet, problem.line) for problem in problems if problem.refused}
    refused = tuple(problem for problem in problems if (problem.sheet, problem.line) in lost)
    return refused, tuple(problem for problem in problems if (problem.sheet, problem.line) not in lost)
