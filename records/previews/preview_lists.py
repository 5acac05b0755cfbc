"""The lists of a preview in words: what changes, who left, who is missing, which rows and values were not taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from permanence.journey import Event
from records.files.mapping import default_mapping
from records.files.problems import RowProblem
from records.files.spellings import spelling_lines
from records.files.tables import plain
from records.lists.annex_a import day
from records.previews.preview import Change, Preview

COUNTED = (
    ("in_care", "children in care once this is written"),
    ("new", "children new to the record"),
    ("changed", "children with changes"),
    ("left", "children who left care"),
    ("unchanged", "children unchanged"),
    ("missing", "children in care by the record but not in the file: asked about, not changed"),
    ("refused", "rows refused: nothing of them is written"),
    ("omitted", "values left out or in doubt, in rows that are taken"),
    ("excluded", "children in short breaks, which the panel does not follow"),
)

ONE = {
    "in_care": "child in care once this is written",
    "new": "child new to the record",
    "changed": "child with changes",
    "left": "child who left care",
    "unchanged": "child unchanged",
    "missing": "child in care by the record but not in the file: asked about, not changed",
    "refused": "row refused: nothing of it is written",
    "omitted": "value left out or in doubt, in a row that is taken",
    "excluded": "child in short breaks, which the panel does not follow",
}


def counted(counts: Mapping[str, int], name: str, words: str) -> str:
    """What a count counts, of one or of several."""
    return ONE[name] if counts[name] == 1 else words


@dataclass(frozen=True, slots=True)
class ListLine:
    """`where` and `column` only of a problem: where it stands, and the column it is in."""

    what: str
    where: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class PreviewList:
    """One list; `name` is a word to ask for it by."""

    name: str
    title: str
    lines: tuple[ListLine, ...]

    def some(self, most: int) -> tuple[ListLine, ...]:
        """At most so many; of problems some of every column, so that a frequent one does not hide a rare one."""
        by_column: dict[str, list[ListLine]] = {}
        for line in self.lines:
            by_column.setdefault(line.column, []).append(line)
        if len(self.lines) <= most or len(by_column) < 2:
            return self.lines[:most]
        each = max(1, most // len(by_column))
        return tuple([line for its in by_column.values() for line in its[:each]][:most])

    @property
    def by_column(self) -> str:
        """How many in which column; empty unless there are several columns."""
        counted = Counter(line.column for line in self.lines)
        if len(counted) < 2:
            return ""
        most_first = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
        return ", ".join(f"{column or 'whole rows'} {count:,}" for column, count in most_first)


def preview_lists(preview: Preview) -> tuple[PreviewList, ...]:
    """Those that have anything in them."""
    lists = (
        PreviewList("changed", "Changes", _changes(preview.changed)),
        PreviewList("left", "Left care", _changes(preview.left)),
        _said("missing", "In the record but not in the file", [gone.sentence for gone in preview.missing]),
        PreviewList("refused", "Rows refused", _problems(preview.refused)),
        PreviewList("omitted", "Values left out", _problems(preview.omitted)),
        _said(
            "spellings",
            "Unknown spellings, ready for the mapping file once their codes are filled in",
            _spellings(preview),
        ),
        _said("excluded", "Left aside", [left.sentence for left in preview.excluded]),
        _said("notes", "Notes", [note.sentence for note in preview.notes]),
        _said(
            "taken",
            "Labels that say too little, and dates that are none",
            [_rows(label, n) for label, n in preview.taken.items()],
        ),
    )
    return tuple(listed for listed in lists if listed.lines)


def _said(name: str, title: str, sentences: Sequence[str]) -> PreviewList:
    return PreviewList(name, title, tuple(ListLine(sentence) for sentence in sentences))


def _changes(changes: Sequence[Change]) -> tuple[ListLine, ...]:
    return tuple(ListLine(f"{change.child}: {_told(change)}") for change in changes)


def _told(change: Change) -> str:
    parts = [f"withdraw {_event(away.event)} ({away.because})" for away in change.withdraw]
    parts += [_event(event) for event in change.add]
    parts += [f"{fact.name} {fact.was} -> {fact.now}" for fact in change.facts]
    return "; ".join(parts) or "details of the row only"


def _event(event: Event) -> str:
    """An event as `legal status changed C2 on 5 January 2026`."""
    values = " ".join(str(value).replace("_", " ") for value in event.fields.values())
    return " ".join(part for part in (event.type.replace("_", " "), values, "on", day(event.on)) if part)


def _spellings(preview: Preview) -> list[str]:
    codes = {column: sorted(its.codes) for column, its in default_mapping().columns.items()}
    return [*spelling_lines((*preview.refused, *preview.omitted), codes)]


def _problems(problems: Sequence[RowProblem]) -> tuple[ListLine, ...]:
    """A line for each, but an unknown spelling once, with how many rows have it and the first of them."""
    times = Counter(_spelled(problem) for problem in problems if problem.words)
    said: dict[tuple[str, ...], ListLine] = {}
    for number, problem in enumerate(problems):
        key = _spelled(problem) if problem.words else (str(number),)
        count = times[key]
        more = f" It stands in {count:,} rows, first in this one." if count > 1 else ""
        said.setdefault(key, ListLine(problem.sentence + more, _place(problem), problem.column))
    return tuple(said.values())


def _spelled(problem: RowProblem) -> tuple[str, ...]:
    return (problem.words, problem.column, plain(problem.spelling) or problem.spelling)


def _place(problem: RowProblem) -> str:
    return ", ".join(part for part in (problem.sheet, f"line {problem.line}", problem.child) if part)


def _rows(label: str, count: int) -> str:
    return f"{label} ({count:,} {'row' if count == 1 else 'rows'})"
