"""Dates after the day of the extract, which cannot have happened: named, and left out or the row refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from records.files.problems import RowProblem
from records.files.reading import LIST_10_DATES
from records.lists.annex_a import day
from records.lists.child_row import AdoptionDates, ChildRow
from records.lists.own_extract import EVENT
from records.previews.caseload import Caseload
from records.previews.preview import Note

KEY_DATES = ("entered", "legal_status_since")
DATES = ("date_of_birth", "placement_since", "plan_agreed", "reviewed", "visited", "left")


def later_dates(row: ChildRow, caseload: Caseload, as_of: date) -> list[RowProblem]:
    """A date after the extract's own day cannot have happened."""
    found = [
        _late(row, row.line, caseload.sheet, caseload.headings, name, when, as_of)
        for name in (*KEY_DATES, *DATES)
        if (when := getattr(row, name)) is not None and when > as_of
    ]
    if row.adoption and caseload.list_10:
        sheet, headings = caseload.list_10.sheet, caseload.list_10.headings
        found += [
            _late(row, row.adoption.line, sheet, headings, name, when, as_of)
            for name in LIST_10_DATES
            if (when := getattr(row.adoption, name)) is not None and when > as_of
        ]
    late = [(type, when) for type, when in row.happened if when > as_of]
    found += [_late(row, row.line, caseload.sheet, caseload.headings, EVENT + t, when, as_of) for t, when in late]
    return found


def most_are_later(caseload: Caseload, as_of: date) -> list[Note]:
    """Where most of a file happened after the day of the extract, it is that day which is doubtful."""
    began = [row.entered for row in caseload.rows]
    began += [
        max(one.episodes[-1].began for one in history.tellings) for history in caseload.histories if history.tellings
    ]
    late = sum(on > as_of for on in began)
    if not late or 2 * late <= len(began):
        return []
    whom = "The child has" if len(began) == 1 else f"{late:,} of {len(began):,} children have"
    return [
        Note(
            "",
            0,
            f"{whom} something in this file after the day of the extract, "
            f"{day(as_of)}: if it was made later, give that day (with --as-of, or in the chat as of "
            "20/11/2026).",
        )
    ]


def _late(
    row: ChildRow, line: int, sheet: str, headings: Mapping[str, str], name: str, when: date, as_of: date
) -> RowProblem:
    refused = name in KEY_DATES
    cure = "; the child is taken as still in care" if name == "left" else "; this date was left out"
    sentence = (
        f'{headings[name]} "{when:%d/%m/%Y}" is after the day of the extract, {day(as_of)}: '
        f"correct the date{'' if refused else cure}."
    )
    return RowProblem(line, headings[name], f"{when:%d/%m/%Y}", sentence, sheet, row.child, refused)


def without_later_dates(row: ChildRow, as_of: date) -> ChildRow:
    if any(when > as_of for _, when in row.happened):
        row = replace(row, happened=tuple((type, when) for type, when in row.happened if when <= as_of))
    if row.adoption:
        row = replace(row, adoption=_without_later_steps(row.adoption, as_of))
    late = {name for name in DATES if (when := getattr(row, name)) is not None and when > as_of}
    if not late:
        return row
    row = replace(row, **dict.fromkeys(late), omitted=row.omitted | late)  # type: ignore[arg-type]
    return replace(row, left_by="") if "left" in late else row


def _without_later_steps(steps: AdoptionDates, as_of: date) -> AdoptionDates:
    late = [name for name in LIST_10_DATES if (when := getattr(steps, name)) is not None and when > as_of]
    return replace(steps, **dict.fromkeys(late))  # type: ignore[arg-type]
