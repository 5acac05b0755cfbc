"""The preview of an import as plain text for the command line: counts, what would change, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from permanence.journey import Event
from records.annex_a import day
from records.preview import Change, Preview
from records.problems import RowProblem

COUNTED = (
    ("new", "new to the record"),
    ("changed", "with changes"),
    ("left", "left care"),
    ("unchanged", "unchanged"),
    ("missing", "in care by the record but not in the file: asked about, not changed"),
    ("refused", "rows refused: nothing of them is written"),
    ("omitted", "values left out of rows that are taken"),
    ("excluded", "in short breaks, which the panel does not follow"),
)


def preview_text(preview: Preview, most: int = 20) -> str:
    """Plain and aligned; each list is cut after `most` lines and says how many more there are."""
    blocks = [
        _head(preview),
        _changes("Changes", preview.changed, most),
        _changes("Left care", preview.left, most),
        _listed("In the record but not in the file", [gone.sentence for gone in preview.missing], most),
        _problems("Rows refused", preview.refused, most),
        _problems("Values left out", preview.omitted, most),
        _listed("Left aside", [left.sentence for left in preview.excluded], most),
        _listed("Notes", [note.sentence for note in preview.notes], most),
        _listed("Labels that say too little", [_rows(label, n) for label, n in preview.taken.items()], most),
        _next(preview),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _head(preview: Preview) -> str:
    counts = preview.counts
    width = max(len(f"{counts[name]:,}") for name, _ in COUNTED)
    sheet = f', sheet "{preview.sheet}"' if preview.sheet else ""
    lines = [f"{preview.filename}{sheet}, as of {day(preview.as_of)}"]
    lines += [f"  {source}" for source in preview.sources]
    lines += [f"  {counts[name]:>{width},}  {words}" for name, words in COUNTED]
    return "\n".join(lines)


def _changes(title: str, changes: Sequence[Change], most: int) -> str:
    return _listed(title, [f"{change.child}: {_told(change)}" for change in changes], most)


def _told(change: Change) -> str:
    parts = [f"withdraw {_event(away.event)} ({away.because})" for away in change.withdraw]
    parts += [_event(event) for event in change.add]
    parts += [f"{fact.name} {fact.was} -> {fact.now}" for fact in change.facts]
    return "; ".join(parts) or "details of the row only"


def _event(event: Event) -> str:
    """An event as `legal status changed C2 on 5 January 2026`."""
    values = " ".join(str(value).replace("_", " ") for value in event.fields.values())
    return " ".join(part for part in (event.type.replace("_", " "), values, "on", day(event.on)) if part)


def _problems(title: str, problems: Sequence[RowProblem], most: int) -> str:
    """When not all are shown, some of every column are, so that a frequent problem does not hide a rare one."""
    by_column: dict[str, list[RowProblem]] = {}
    for problem in problems:
        by_column.setdefault(problem.column, []).append(problem)
    if len(problems) <= most or len(by_column) < 2:
        return _listed(title, _aligned(problems[:most]), most, len(problems))
    each = max(1, most // len(by_column))
    few = [problem for its in by_column.values() for problem in its[:each]][:most]
    counted = sorted(by_column.items(), key=lambda one: (-len(one[1]), one[0]))
    columns = ", ".join(f"{column or 'whole rows'} {len(its):,}" for column, its in counted)
    return _listed(f"{title}, by column: {columns}", _aligned(few), len(few), len(problems))


def _aligned(problems: Sequence[RowProblem]) -> list[str]:
    width = max((len(_place(problem)) for problem in problems), default=0)
    return [f"{_place(problem):<{width}}  {problem.sentence}" for problem in problems]


def _place(problem: RowProblem) -> str:
    return ", ".join(part for part in (problem.sheet, f"line {problem.line}", problem.child) if part)


def _rows(label: str, count: int) -> str:
    return f"{label} ({count:,} {'row' if count == 1 else 'rows'})"


def _listed(title: str, lines: Sequence[str], most: int, count: int = 0) -> str:
    """`count` when the lines are some of more."""
    if not lines:
        return ""
    count = count or len(lines)
    more = [f"  ... and {count - most:,} more; --lines {count} shows all"] if count > most else []
    return "\n".join([f"{title} ({count:,})", *(f"  {line}" for line in lines[:most]), *more])


def _next(preview: Preview) -> str:
    if not preview.changes:
        done = "Nothing would change."
        return f"{done} Correct the refused rows and import again." if preview.refused else done
    events = preview.counts["events"]
    children = len(preview.changes)
    write = (
        f"Nothing is written yet. With --confirm, {events:,} dated {'event' if events == 1 else 'events'} for "
        f"{children:,} {'child' if children == 1 else 'children'} go into the record."
    )
    refused = " Refused rows can be corrected and imported again at any time; importing twice changes nothing."
    return write + (refused if preview.refused else "")
