"""Whose row it is: a reference that cannot be used, rows of one child that contradict each other, periods of care."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from records.files.reading import RowReading
from records.files.references import lost_digits
from records.files.tables import Table
from records.lists.child_row import ChildRow

LONGEST_REFERENCE = 64


def repeated_lines(table: Table) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for row in table.rows:
        lines.setdefault(row.text("child"), []).append(row.line)
    return {child: found for child, found in lines.items() if child and len(found) > 1}


def refused_by_reference(reading: RowReading, repeated: Mapping[str, list[int]]) -> bool:
    child = reading.row.text("child")
    if not child:
        reading.problem(
            "child", "has no child's reference: give the row its Child Unique ID or remove it", refused=True
        )
    elif len(child) > LONGEST_REFERENCE:
        reading.problem("child", f"is longer than {LONGEST_REFERENCE} characters: correct the reference", refused=True)
    elif lost_digits(child):
        reading.problem(
            "child",
            "has lost digits to a number format: give the column the format Text, write the whole reference and "
            "import again",
            refused=True,
        )
    elif reading.two("child", refused=True):
        pass  # said already
    elif child in repeated:
        others = [str(line) for line in repeated[child] if line != reading.row.line]
        reading.problem(
            "child", f"is also on line {', '.join(others[:5])}: keep the one right row for this child", refused=True
        )
    return any(problem.refused for problem in reading.problems)


def periods(rows: Sequence[ChildRow | None]) -> list[ChildRow]:
    """The rows of one child in order, when each period ended before the next began; none when they contradict."""
    found = sorted((row for row in rows if row is not None), key=lambda row: row.entered)
    apart = all(one.left is not None and one.left <= two.entered for one, two in pairwise(found))
    different = all(one.entered < two.entered for one, two in pairwise(found))
    return found if len(found) == len(rows) and apart and different else []
