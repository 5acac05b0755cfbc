"""Reads the rows of Annex A List 8, "Children in care", into facts and row problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from records.files.mapping import ExtractMapping
from records.files.problems import RowProblem, shown
from records.files.reading import LIST_10_DATES, RowReading, YesNo
from records.files.tables import Table, plain
from records.lists.child_row import AdoptionDates, ChildRow
from records.lists.own_extract import EVENT
from records.lists.row_child import periods, refused_by_reference, repeated_lines
from records.returns.episodes import GOES_ON

BEYOND = (
    "beyond the last heading, so a comma in a value may have moved the cells after it by one: put such a value in"
    " quotation marks"
)

TAKEN = "; the row is taken as it stands"


@dataclass(frozen=True, slots=True)
class Excluded:
    """A child the list holds but the panel does not follow: a series of short breaks."""

    line: int
    child: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ListRead:
    rows: tuple[ChildRow, ...]
    problems: tuple[RowProblem, ...]
    excluded: tuple[Excluded, ...]
    taken: Mapping[str, int]  # how a label that says too little was taken -> in how many rows
    earlier: tuple[ChildRow, ...] = ()  # rows of periods of care before the one in `rows`


def read_list_8(table: Table, mapping: ExtractMapping, epoch: date, formulas: bool) -> ListRead:
    months = RowReading.columns_with_month_first(table)
    rows: list[ChildRow] = []
    problems: list[RowProblem] = []
    taken: Counter[str] = Counter()
    repeated = repeated_lines(table)
    again: dict[str, list[tuple[RowReading, ChildRow | None]]] = {}
    for table_row in table.rows:
        child = table_row.text("child")
        if plain(child) == plain(table.heading("child")):
            continue  # the headings again, at the top of a printed page
        reading = RowReading(table, table_row, mapping, epoch, months, formulas)
        row = None if refused_by_reference(reading, {}) else _child_row(reading)
        if table_row.beyond:
            reading.problem("child", f'has "{shown(table_row.beyond, 30)}" {BEYOND}{TAKEN if row else ""}')
        if row is not None and mapping.extract is not None:
            row = _with_own_dates(reading, row)
        if child in repeated:
            again.setdefault(child, []).append((reading, row))
        elif row is not None:
            rows.append(row)
        problems += reading.problems if child not in repeated else ()
        taken.update(reading.taken)
    earlier: list[ChildRow] = []
    for readings in again.values():
        its = periods([row for _, row in readings])
        for reading, _ in readings:
            if not its:
                refused_by_reference(reading, repeated)
            problems += reading.problems
        earlier += its[:-1]
        rows += its[-1:]
    return _without_short_breaks(rows, earlier, problems, taken, mapping)


def _without_short_breaks(
    rows: list[ChildRow],
    earlier: list[ChildRow],
    problems: list[RowProblem],
    taken: Counter[str],
    mapping: ExtractMapping,
) -> ListRead:
    rows.sort(key=lambda row: row.line)
    breaks = [row for row in rows if row.legal_status in mapping.short_breaks]
    return ListRead(
        tuple(row for row in rows if row.legal_status not in mapping.short_breaks),
        tuple(sorted(problems, key=lambda problem: problem.line)),
        tuple(Excluded(row.line, row.child, _SHORT_BREAKS.format(child=row.child)) for row in breaks),
        dict(sorted(taken.items())),
        tuple(row for row in earlier if row.legal_status not in mapping.short_breaks),
    )


_SHORT_BREAKS = "{child} has a series of short breaks, which the panel does not follow, and was left aside."


def _child_row(reading: RowReading) -> ChildRow | None:
    """None when a key fact is missing or cannot be read: then nothing of the row is written."""
    entered = reading.key_date("entered")
    since = reading.key_date("legal_status_since")
    status = reading.word("legal_status", "legal_status", key=True)
    left = reading.dated("left", key=True)
    if entered and since and since < entered:
        reading.problem(
            "legal_status_since",
            f"is before the child started to be looked after, {day(entered)}, as where another authority had the "
            "order: the status is taken as in force from that day; correct the date if it is wrong",
        )
        since = entered
    if entered and left and left < entered:
        reading.problem(
            "left",
            f"is before the child started to be looked after, {day(entered)}: correct one of the two dates",
            refused=True,
        )
    if entered is None or since is None or not status or any(problem.refused for problem in reading.problems):
        return None
    row = ChildRow(reading.row.line, reading.row.text("child"), entered, status, since, left=left)
    row = _not_left_by_x1(reading, _with_person(reading, row))
    return _with_plan(reading, _with_placement(reading, row))


def _with_person(reading: RowReading, row: ChildRow) -> ChildRow:
    born = reading.dated("date_of_birth")
    if born and born > row.entered:
        reading.omit(
            "date_of_birth",
            f"is after the child started to be looked after, {day(row.entered)}: "
            "correct one of the two dates; the date of birth was left out",
        )
        born = None
    elif born is None and "date_of_birth" not in reading.omitted:
        reading.omit("date_of_birth", "is empty: ages cannot be worked out until it is filled in")
    return replace(
        row,
        date_of_birth=born,
        unaccompanied=reading.yes_or_no("unaccompanied") is YesNo.YES,
        second_period=reading.yes_or_no("second_period") is YesNo.YES,
        initials=reading.text("initials")[:8],
        team=reading.text("team"),
        worker=reading.text("worker"),
        reviewed=_not_before(reading, "reviewed", row.entered),
        visited=_not_before(reading, "visited", row.entered, quietly=True),
        left_by=_reason(reading, row),
        omitted=frozenset(reading.omitted),
    )


def _not_before(reading: RowReading, name: str, entered: date, quietly: bool = False) -> date | None:
    found = reading.dated(name)
    if found is None or found >= entered:
        return found
    if quietly:
        reading.omitted.add(name)  # a visit before the child came into care is nothing unusual
    else:
        reading.omit(
            name,
            f"is before the child started to be looked after, {day(entered)}: "
            "correct one of the two dates; this date was left out",
        )
    return None


def _reason(reading: RowReading, row: ChildRow) -> str:
    reason = reading.word("left_by", "reason_ceased")
    if row.left and not reason and "left_by" not in reading.omitted:
        reading.omit("left_by", "is empty although the child has left care: fill in the reason")
    if reason and not row.left and reason != GOES_ON:
        reading.omit("left_by", "is given without the date the child left: fill in the date or remove the reason")
        return ""
    return reason


def _not_left_by_x1(reading: RowReading, row: ChildRow) -> ChildRow:
    """X1 ends an episode, not care: with a day it contradicts it, and the child stays in care until that is cleared."""
    if row.left_by != GOES_ON:
        return row
    if row.left:
        reading.omit(
            "left_by",
            f"beside the date ceased, {day(row.left)}, says that care went on the same day: the child is taken as "
            "still in care; correct the reason or remove the date",
        )
        reading.omitted.add("left")
    return replace(row, left=None, left_by="", omitted=frozenset(reading.omitted))


def _with_placement(reading: RowReading, row: ChildRow) -> ChildRow:
    placement = reading.word("placement", "placement")
    since = reading.dated("placement_since")
    if not placement and "placement" not in reading.omitted:
        reading.omit("placement", "is empty: fill in the placement type")
    if since is None and "placement_since" not in reading.omitted:
        reading.omit("placement_since", "is empty: fill in the date the placement started")
    if since and since < row.entered:
        reading.omit(
            "placement_since",
            f"is before the child started to be looked after, {day(row.entered)}: "
            "correct one of the two dates; the placement was left out",
        )
        since = None
    return replace(row, placement=placement, placement_since=since, omitted=frozenset(reading.omitted))


def _with_plan(reading: RowReading, row: ChildRow) -> ChildRow:
    return replace(
        row,
        plan=reading.word("plan", "plan"),
        contingency=reading.word("contingency", "plan"),
        plan_agreed=reading.dated("plan_agreed"),
        omitted=frozenset(reading.omitted),
    )


def _with_own_dates(reading: RowReading, row: ChildRow) -> ChildRow:
    """Steps of adoption and further events that stand in the child's own row."""
    names = reading.table.columns
    steps = {name: reading.dated(name) for name in LIST_10_DATES if name in names}
    happened: list[tuple[str, date]] = []
    for name in names:
        if name.startswith(EVENT) and (on := reading.dated(name)) is not None:
            happened.append((name.removeprefix(EVENT), on))
    adoption = AdoptionDates(row.line, **steps) if steps else row.adoption
    return replace(row, adoption=adoption, happened=tuple(happened), omitted=frozenset(reading.omitted))


def day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
