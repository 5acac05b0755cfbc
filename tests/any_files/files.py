"""Files that tell lives in parts: yearly returns and lists of children, as they stood on a day, right or mistaken."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import xlsxwriter

from records.previews.handed_in import NamedFile
from tests.any_files.lives import PLACES, STATUSES, Life, Spell

EPISODES = ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE",
            "HOME_POST", "PL_POST", "URN")  # fmt: skip
LIST_8 = (
    "Child Unique ID", "Date of Birth", "Date Started to be Looked After", "Start date of current legal status",
    "Child's Legal Status", "Date of Latest Statutory Review", "What is the permanence plan for this child?",
    "Date Ceased to be Looked After", "Reason Ceased to be Looked After", "Start Date of Most Recent Placement",
    "Placement Type", "Allocated Team",
)  # fmt: skip
MISTAKES = (
    "ending out",
    "ending in",
    "ending moved",
    "status",
    "placement",
    "left out",
    "start moved",
    "child left out",
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One child's rows are wrong in one way; `which` chooses the row, `by` the days or the code."""

    kind: str
    number: int
    which: int
    by: int


@dataclass(frozen=True, slots=True)
class Return:
    """The return of the year to 31 March, as it was known on `known`."""

    year: int
    known: date
    mistakes: tuple[Mistake, ...] = ()
    open_as: str = "X1"
    form: int = 0
    tables: bool = True
    others: bool = True  # with children of that year alone, by whom its year is known
    apart: bool = False  # each child's rows in a file of their own, as where two teams export


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of children in care, as it was known on `known`."""

    known: date
    mistakes: tuple[Mistake, ...] = ()
    form: int = 0
    workbook: bool = False
    with_left: bool = True


Spec = Return | Listed


def written(number: int, form: int) -> str:
    """One child's reference in the forms that files have it."""
    return (f"{number:06}", str(number), f"{number}.0", f'="{number:06}"')[form % 4]


def said(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def mistaken(spells: Sequence[Spell], number: int, mistakes: Sequence[Mistake], last: date) -> list[Spell]:
    found = list(spells)
    for one in mistakes:
        if one.number == number and found:
            found = _mistaken(found, one, last)
    return sorted({spell.began: spell for spell in found}.values(), key=lambda spell: spell.began)


def _mistaken(spells: list[Spell], one: Mistake, last: date) -> list[Spell]:
    index = one.which % len(spells)
    its, final = spells[index], spells[-1]
    days = timedelta(days=one.by % 40 + 1)
    changed = its
    match one.kind:
        case "ending out" if final.ended:
            return [*spells[:-1], replace(final, ended=None, left_by="")]
        case "ending in" if not final.ended and final.began < last:
            ended = min(final.began + days, last)
            return [*spells[:-1], replace(final, ended=ended, left_by="E4A")]
        case "ending moved" if final.ended and final.left_by != "X1":
            return [*spells[:-1], replace(final, ended=max(final.began, final.ended - days))]
        case "status" if not its.is_break:
            changed = replace(its, status=STATUSES[one.by % len(STATUSES)])
        case "placement":
            changed = replace(its, place=PLACES[one.by % len(PLACES)])
        case "start moved":
            changed = replace(its, began=its.began - days if one.by % 2 else min(its.began + days, last))
            changed = replace(changed, ended=max(changed.began, changed.ended) if changed.ended else None)
        case "left out":
            return [*spells[:index], *spells[index + 1 :]]
        case "child left out":
            return []
    return [*spells[:index], changed, *spells[index + 1 :]]


def return_files(spec: Return, lives: Sequence[Life], as_of: date) -> list[NamedFile]:
    first, last = date(spec.year - 1, 4, 1), min(date(spec.year, 3, 31), spec.known, as_of)
    rows, births, reviews = [], [], []
    for life in lives:
        spells = [one for one in life.known_on(last) if one.ended is None or one.ended >= first]
        spells = mistaken(spells, life.number, spec.mistakes, last)
        ref = written(life.number, spec.form)
        for spell in spells:
            left_by = spell.left_by if spell.ended else spec.open_as
            rows.append((ref, said(spell.began), spell.reason, spell.status, "N1", spell.place, "PR1",
                         said(spell.ended), left_by, "", "", "", ""))  # fmt: skip
        if spells:
            births.append((ref, "1", said(life.born), "WBRI", "", "", ""))
            reviews += [(ref, said(life.born), said(on), "PN1") for on in life.reviews if first <= on <= last]
    if spec.others and first + timedelta(days=9) <= last:
        ended = min(last, date(spec.year, 3, 25))
        rows += [
            (written(9000 + spec.year, spec.form), said(first + timedelta(days=4)), "S", "C2", "N1", "U6", "PR1",
             said(ended), "E4A", "", "", "", "")
        ]  # fmt: skip
    found = [("episodes", EPISODES, rows)]
    if spec.apart:
        children = dict.fromkeys(row[0] for row in rows)
        found = [(f"episodes-{ref}", EPISODES, [row for row in rows if row[0] == ref]) for ref in children]
    if spec.tables:
        found += [("header", ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"), births)]
        found += [("reviews", ("CHILD", "DOB", "REVIEW", "REVIEW_CODE"), reviews)]
    return [NamedFile(f"{spec.year}-{name}.csv", _csv(head, its)) for name, head, its in found if its]


def list_file(spec: Listed, lives: Sequence[Life], as_of: date) -> list[NamedFile]:
    rows = []
    for life in lives:
        day = min(spec.known, as_of)
        spells = mistaken(life.known_on(day), life.number, spec.mistakes, day)
        row = _row(life, [one for one in spells if not one.is_break], spec, day)
        if row:
            rows.append(row)
    if not rows:
        return []
    if spec.workbook:
        return [NamedFile("list.xlsx", _xlsx(rows))]
    return [NamedFile("list.csv", _csv(LIST_8, [[_plain(value) for value in row] for row in rows]))]


def _row(life: Life, care: list[Spell], spec: Listed, day: date) -> list[object] | None:
    if not care:
        return None
    last = care[-1]
    if last.ended and last.left_by == "X1":  # went on as short breaks
        return None
    left = last.ended
    if left and (not spec.with_left or left < day - timedelta(days=180)):
        return None
    run = [care[-1]]  # the spells of this period of care, the last first
    for spell in reversed(care[:-1]):
        if run[-1].reason == "S" or spell.ended is None or spell.ended < run[-1].began or spell.left_by != "X1":
            break
        run.append(spell)
    entered = run[-1].began
    status_since = next((a.began for a, b in pairwise(run) if a.status != b.status), entered)
    placed = next((a.began for a, b in pairwise(run) if a.place != b.place), entered)
    reviewed = max((on for on in life.reviews if entered <= on <= day), default=None)
    return [
        written(life.number, spec.form), life.born, entered, status_since, last.status, reviewed, life.plan,
        left, last.left_by if left else "", placed, last.place, "East",
    ]  # fmt: skip


def _plain(value: object) -> object:
    return said(value) if isinstance(value, date) else "" if value is None else value


def _csv(head: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode()


def _xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.set_properties({"created": datetime(2026, 1, 1)})  # the same rows are the same bytes
    dated = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("List 8")
    sheet.write_row(0, 0, LIST_8)
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(line, column, value, dated)
            elif value not in (None, ""):
                sheet.write_string(line, column, str(value))
    book.close()
    return out.getvalue()


def files_of(spec: Spec, lives: Sequence[Life], as_of: date) -> list[NamedFile]:
    """Nothing when the file would be empty."""
    return return_files(spec, lives, as_of) if isinstance(spec, Return) else list_file(spec, lives, as_of)
