"""Writes the tracking sheet as a workbook: one row a child, one row an action, words beside every colour."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Value = str | int | date | None
Line = TypeVar("Line")

OVERDUE, DUE_SOON, BLOCKED, DONE, CANCELLED = "Overdue", "Due soon", "Blocked", "Done", "Cancelled"
COLOURS = {  # words that a cell begins with -> its ground and its ink, readable together
    OVERDUE: ("#FCE4E4", "#8A1C1C"),
    DUE_SOON: ("#FFF1D6", "#6B4A00"),
    BLOCKED: ("#E8E6F5", "#3D3478"),
    DONE: ("#E3F3E6", "#1E5A2B"),
    CANCELLED: ("#ECECEC", "#3F3F3F"),
}
LONGEST = 32_767  # characters of a cell
NOT_IN_A_FILE = re.compile("[\ud800-\udfff\ufffe\uffff]")  # no workbook can hold these
TALLEST = 400.0  # points; Excel's own limit is a little above
EARLIEST = date(1900, 3, 1)  # Excel's calendar is wrong before it


@dataclass(frozen=True, slots=True)
class TrackedChild:
    """What is said of one child. `standing` is how the next panel stands, in words; `because` why."""

    ref: str
    initials: str = ""
    team: str = ""
    worker: str = ""
    manager: str = ""
    entered: date | str | None = None  # in words where the day is not on record
    legal_status: str = ""
    placement: str = ""
    plan: str = ""
    contingency: str = ""
    due: date | None = None
    standing: str = ""
    clause: str = ""
    because: str = ""
    last_panel: date | None = None
    next_sitting: date | None = None
    open_actions: int = 0
    overdue_actions: int = 0
    upload_due: date | None = None
    groups: str = ""


@dataclass(frozen=True, slots=True)
class TrackedAction:
    """What is said of one action. `state` begins with the word that is coloured."""

    number: int
    ref: str
    initials: str
    team: str
    text: str
    owner: str
    due: date
    state: str
    waiting_for: str = ""
    last_note: str = ""
    agreed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Tracking:
    """All of the sheet. `about` are the lines of its last page: a name and what is said of it."""

    as_of: date
    children: tuple[TrackedChild, ...]
    actions: tuple[TrackedAction, ...]
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Column(Generic[Line]):
    """A column; `coloured` when the words of its cells also have a colour."""

    heading: str
    width: int
    value: Callable[[Line], Value]
    coloured: bool = False


CHILDREN: tuple[Column[TrackedChild], ...] = (
    Column("Child", 12, lambda child: child.ref),
    Column("Initials", 9, lambda child: child.initials),
    Column("Team", 22, lambda child: child.team),
    Column("Social worker", 20, lambda child: child.worker),
    Column("Team manager", 20, lambda child: child.manager),
    Column("Next panel due", 15, lambda child: child.due),
    Column("How it stands", 18, lambda child: child.standing, coloured=True),
    Column("Clause", 11, lambda child: child.clause),
    Column("Why", 44, lambda child: child.because),
    Column("Last panel", 12, lambda child: child.last_panel),
    Column("On the agenda of", 17, lambda child: child.next_sitting),
    Column("Open actions", 13, lambda child: child.open_actions),
    Column("Overdue actions", 16, lambda child: child.overdue_actions),
    Column("Upload due", 12, lambda child: child.upload_due),
    Column("Came into care", 15, lambda child: child.entered),
    Column("Legal status", 24, lambda child: child.legal_status),
    Column("Placement", 34, lambda child: child.placement),
    Column("Plan", 28, lambda child: child.plan),
    Column("Contingency plan", 28, lambda child: child.contingency),
    Column("Groups", 48, lambda child: child.groups),
)
ACTIONS: tuple[Column[TrackedAction], ...] = (
    Column("Action", 8, lambda action: action.number),
    Column("Child", 12, lambda action: action.ref),
    Column("Initials", 9, lambda action: action.initials),
    Column("Team", 22, lambda action: action.team),
    Column("What is to be done", 60, lambda action: action.text),
    Column("Owner", 22, lambda action: action.owner),
    Column("Due", 12, lambda action: action.due),
    Column("How it stands", 26, lambda action: action.state, coloured=True),
    Column("Waiting for", 36, lambda action: action.waiting_for),
    Column("Last note", 60, lambda action: action.last_note),
    Column("Agreed on", 12, lambda action: action.agreed_on),
)


def tracking_sheet(tracking: Tracking) -> bytes:
    """The same bytes for the same children, actions and day."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Permanence tracking sheet", "created": midnight(tracking.as_of)})
    looks = Looks(book)
    write_page(book.add_worksheet("Children"), CHILDREN, tracking.children, looks)
    write_page(book.add_worksheet("Actions"), ACTIONS, tracking.actions, looks)
    write_about(book.add_worksheet("About"), tracking.about, looks)
    book.close()
    return data.getvalue()


class Looks:
    """The few formats of the workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        top = {"valign": "top", "text_wrap": True}
        self.heading = book.add_format({"bold": True, "bg_color": "#0B3C5D", "font_color": "#FFFFFF", **top})
        # A cell of text stays text when somebody edits it, whatever it begins with.
        self.text = book.add_format({"quote_prefix": True, **top})
        self.number = book.add_format({"num_format": "0", "valign": "top", "align": "left"})
        self.dated = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
        self.coloured: dict[str, Format] = {
            word: book.add_format({"bg_color": ground, "font_color": ink}) for word, (ground, ink) in COLOURS.items()
        }


def write_page(sheet: Worksheet, columns: Sequence[Column[Line]], lines: Sequence[Line], looks: Looks) -> None:
    last = max(1, len(lines))
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, column.heading, looks.heading)
        if column.coloured:
            _colour(sheet, index, last, looks)
    for number, line in enumerate(lines, start=1):
        values = [column.value(line) for column in columns]
        for index, value in enumerate(values):
            _write(sheet, number, index, value, looks)
        sheet.set_row(number, _height(values, columns))
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    _paper(sheet)
    sheet.repeat_rows(0)


def _height(values: Sequence[Value], columns: Sequence[Column[Line]]) -> float:
    """Room for the longest text; a row that is not given its height is too low in some programs."""
    texts = [(value, column.width) for value, column in zip(values, columns, strict=True) if isinstance(value, str)]
    most = max(sum(1 + len(part) // (width - 1) for part in text.split("\n")) for text, width in texts)
    return min(15.0 * most, TALLEST)


def _colour(sheet: Worksheet, column: int, last: int, looks: Looks) -> None:
    for word, look in looks.coloured.items():
        rule: dict[str, Any] = {"type": "text", "criteria": "begins with", "value": word, "format": look}
        sheet.conditional_format(1, column, last, column, rule)


def write_about(sheet: Worksheet, lines: Sequence[tuple[str, str]], looks: Looks) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    for number, (name, said) in enumerate(lines):
        _write(sheet, number, 0, name, looks)
        _write(sheet, number, 1, said, looks)
    _paper(sheet)


def _paper(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _write(sheet: Worksheet, row: int, column: int, value: Value, looks: Looks) -> None:
    """A text is only ever a cell of text, so that what it says is read back and never computed."""
    match value:
        case date() if value >= EARLIEST:
            sheet.write_datetime(row, column, midnight(value), looks.dated)
        case date():
            sheet.write_string(row, column, value.isoformat(), looks.text)
        case int():
            sheet.write_number(row, column, value, looks.number)
        case str() if value:
            sheet.write_string(row, column, cell_text(value), looks.text)


def cell_text(value: str) -> str:
    """The text as a cell can hold it: what no file can hold is shown as missing, what does not fit is cut."""
    held = NOT_IN_A_FILE.sub("\ufffd", value)
    return held if len(held) <= LONGEST else held[: LONGEST - 1] + "…"


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 a workbook knows no zones
