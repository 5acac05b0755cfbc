"""Reads the rows of Annex A List 10, "Adoption", into the dates of a child's adoption."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from records.files.mapping import ExtractMapping
from records.files.problems import RowProblem
from records.files.reading import LIST_10_DATES, RowReading
from records.files.references import children, named_as_on_record, renamed
from records.files.tables import Table
from records.lists.child_row import AdoptionDates
from records.lists.row_child import refused_by_reference, repeated_lines


@dataclass(frozen=True, slots=True)
class AdoptionsRead:
    dates: Mapping[str, AdoptionDates]  # by child
    problems: tuple[RowProblem, ...]
    taken: Mapping[str, int]  # what stands for no date -> in how many rows


def read_list_10(
    table: Table, mapping: ExtractMapping, epoch: date, formulas: bool, known: frozenset[str]
) -> AdoptionsRead:
    """Adoption dates by child; a row for a child who is not on List 8 is a problem, not a child."""
    months = RowReading.columns_with_month_first(table)
    repeated = repeated_lines(table)
    dates: dict[str, AdoptionDates] = {}
    problems: list[RowProblem] = []
    taken: Counter[str] = Counter()
    named = named_as_on_record(children(table), known, only_known=True).taken
    for row in renamed(table, named).rows:
        reading = RowReading(table, row, mapping, epoch, months, formulas)
        if not refused_by_reference(reading, repeated) and row.text("child") not in known:
            reading.problem("child", "is not on List 8: its adoption dates were left out")
        if not reading.problems:
            dates[row.text("child")] = AdoptionDates(row.line, *(reading.dated(name) for name in LIST_10_DATES))
        problems += reading.problems
        taken.update(reading.taken)
    return AdoptionsRead(dates, tuple(problems), taken)
