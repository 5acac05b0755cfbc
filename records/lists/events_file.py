"""Reads a file of past events, one a row: how a council brings the panel and planning meetings of its old spreadsheet.

Columns: Child, On, Type, and Fields as `name=value` pairs separated by semicolons, empty for most types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType

from permanence.codes import listed
from permanence.journey import Event, Field, Journey
from permanence.journeys.journey_words import EVENTS, FieldRule
from permanence.written_numbers import read_count
from records.files.dates import Doubt, read_date
from records.files.problems import RowProblem, shown
from records.files.references import cleaned, lost_digits, named_as_on_record, said_of
from records.files.tables import Table, TableRow, Wanted, find_table, plain
from records.files.workbook import Workbook, read_workbook
from records.lists.beginnings import begun_already
from records.lists.endings import could_end_either, leaving
from records.lists.sibling_rows import SIBLINGS, SiblingRow, compare_siblings, read_siblings
from records.lists.standing import has

COLUMNS = MappingProxyType(
    {
        "child": Wanted(("Child", "Child Unique ID", "Reference")),
        "on": Wanted(("On", "Date")),
        "type": Wanted(("Type", "Event")),
        "fields": Wanted(("Fields", "Details"), required=False),
    }
)


NO_SIBLINGS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EventRow:
    line: int
    child: str
    event: Event


@dataclass(frozen=True, slots=True)
class EventsFile:
    filename: str
    sheet: str
    headings: Mapping[str, str]
    rows: tuple[EventRow, ...]
    problems: tuple[RowProblem, ...]
    siblings: tuple[SiblingRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EventsPreview:
    """`add` holds the new events by child; an event already on record is `known` and written no second time.

    `siblings` are those who become a sibling of each child that were not; `leaving` are the children whose care the
    events end, with the day.
    """

    add: Mapping[str, tuple[Event, ...]]
    known: int
    problems: tuple[RowProblem, ...]
    siblings: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NO_SIBLINGS)
    leaving: tuple[tuple[str, date], ...] = ()


def read_events(data: bytes, filename: str) -> EventsFile:
    """Raises RecordError for a file without the headings; a row with anything not understood is refused."""
    book = read_workbook(data, filename)
    table = cleaned(find_table(book, COLUMNS, "The list of events"))
    rows: list[EventRow] = []
    problems: list[RowProblem] = []
    siblings: list[SiblingRow] = []
    for row in table.rows:
        read = _event(table, row, book)
        match read:
            case RowProblem():
                problems.append(read)
            case SiblingRow():
                siblings.append(read)
            case _:
                rows.append(EventRow(row.line, row.text("child"), read))
    return EventsFile(filename, table.sheet, table.headings, tuple(rows), tuple(problems), tuple(siblings))


def compare_events(known: Mapping[str, Journey], file: EventsFile, as_of: date) -> EventsPreview:
    """What the file would add to children already on record; nothing may lie after `as_of`."""
    add: dict[str, list[Event]] = {}
    file = _as_on_record(file, known)
    problems = list(file.problems)
    already = 0
    for row in file.rows:
        why = ""
        name = "child"
        if row.child not in known:
            why = f'"{row.child}" is not on record: import the caseload first, or correct the reference.'
        elif row.event.on > as_of:
            name = "on"
            why = f'"{row.event.on:%d/%m/%Y}" lies in the future: correct the date.'
        if why:
            heading = file.headings[name]
            found = row.child if name == "child" else f"{row.event.on:%d/%m/%Y}"
            problems.append(RowProblem(row.line, heading, found, f"{heading} {why}", file.sheet, row.child, True))
        elif has(known[row.child], row.event) or row.event in add.get(row.child, []):
            already += 1
        else:
            add.setdefault(row.child, []).append(row.event)
    problems += _doubtful(file, known, add)
    siblings, refused = compare_siblings(known, file.siblings)
    for said, unknown in refused:
        heading = file.headings["child" if unknown == said.child else "fields"]
        why = f'{heading} "{unknown}" is not on record: import the caseload first, or correct the reference.'
        problems.append(RowProblem(said.line, heading, unknown, why, file.sheet, said.child, True))
    new = {child: tuple(events) for child, events in add.items() if events}
    return EventsPreview(new, already, tuple(problems), siblings, tuple(leaving(known, new)))


DOUBTS = {"left_care": could_end_either, "entered_care": begun_already}


def _doubtful(file: EventsFile, known: Mapping[str, Journey], add: Mapping[str, list[Event]]) -> Iterator[RowProblem]:
    """Takes out of what is added an end of care that could end something else, and a second beginning of one."""
    for row in file.rows:
        its, kind = add.get(row.child, []), row.event.type
        if kind not in DOUBTS or row.event not in its:
            continue
        journey = known[row.child]
        why = DOUBTS[kind](replace(journey, events=(*journey.events, *its)), row.event)
        if why:
            its.remove(row.event)
            heading = file.headings["type"]
            yield RowProblem(row.line, heading, kind, f'{heading} "{kind}" {why}.', file.sheet, row.child, True)


def _as_on_record(file: EventsFile, known: Iterable[str]) -> EventsFile:
    """The file with its children named as on record; a row whose child could be one of two is refused."""
    forms = {row.child for row in file.rows} | {ref for row in file.siblings for ref in (row.child, *row.siblings)}
    named = named_as_on_record(forms, known, only_known=True)
    taken, asked, heading = named.taken, named.asked, file.headings["child"]
    rows = tuple(replace(row, child=taken.get(row.child, row.child)) for row in file.rows if row.child not in asked)
    doubtful = [(row.line, row.child, row.child) for row in file.rows if row.child in asked]
    siblings: list[SiblingRow] = []
    for said in file.siblings:
        child, *others = (taken.get(ref, ref) for ref in (said.child, *said.siblings))
        two = next((ref for ref in (said.child, *said.siblings) if ref in asked), None)
        if two is None:
            siblings.append(SiblingRow(said.line, child, tuple(others)))
        else:
            doubtful.append((said.line, said.child, two))
    problems = [
        RowProblem(line, heading, form, said_of(heading, form, asked[form]), file.sheet, child, True)
        for line, child, form in doubtful
    ]
    return replace(file, rows=rows, siblings=tuple(siblings), problems=(*file.problems, *problems))


def _event(table: Table, row: TableRow, book: Workbook) -> Event | SiblingRow | RowProblem:
    def problem(name: str, why: str) -> RowProblem:
        found = shown(row.text(name))
        subject = f'{table.heading(name)} "{found}"' if found else table.heading(name)
        child = shown(row.text("child"))
        return RowProblem(row.line, table.heading(name), found, f"{subject} {why}.", table.sheet, child, True)

    if not row.text("child"):
        return problem("child", "is empty: give the child's reference")
    if lost_digits(row.text("child")):
        return problem("child", "has lost digits to a number format: write the whole reference")
    if plain(row.text("type")) == plain(SIBLINGS):
        named = read_siblings(row.line, row.text("child"), row.text("fields"))
        return problem("fields" if "fields" in table.columns else "type", named) if isinstance(named, str) else named
    on = read_date(row.cell("on"), book.epoch)
    if on is None or isinstance(on, Doubt):
        none = "stands for no date" if row.text("on") else "is empty"
        return problem("on", on.why if on else f"{none}: fill in the date")
    kind = next((name for name in EVENTS if plain(name) == plain(row.text("type"))), "")
    if not kind:
        near = get_close_matches(plain(row.text("type")), [plain(name) for name in EVENTS], n=1, cutoff=0.5)
        hint = next((name for name in EVENTS if near and plain(name) == near[0]), "panel_held")
        return problem("type", f"is not a known type of event: write for example {hint}")
    fields = _fields(row.text("fields"), EVENTS[kind], book)
    if isinstance(fields, str):
        return problem("fields", fields) if "fields" in table.columns else problem("type", fields)
    return Event(on, kind, fields)


def _fields(text: str, rules: Mapping[str, FieldRule], book: Workbook) -> dict[str, Field] | str:
    """The fields by name, or why they are not understood."""
    fields: dict[str, Field] = {}
    for pair in (part.strip() for part in text.split(";") if part.strip()):
        name, sign, value = (part.strip() for part in pair.partition("="))
        if not sign or name not in rules:
            return f"has no meaning here: write {_shape(rules)}"
        read = _value(value, rules[name], book)
        if read is None:
            allowed = f" (one of {listed(rules[name].words)})" if rules[name].words else f" (a {rules[name].kind})"
            return f'gives {name} the value "{shown(value)}", which is not understood{allowed}'
        fields[name] = read
    lacking = [name for name, rule in rules.items() if rule.required and name not in fields]
    return f"lacks {' and '.join(lacking)}: write {_shape(rules)}" if lacking else fields


def _shape(rules: Mapping[str, FieldRule]) -> str:
    return "; ".join(f"{name}=..." for name in rules) or "nothing, since this type has no fields"


def _value(text: str, rule: FieldRule, book: Workbook) -> Field | None:
    match rule.kind:
        case "word":
            return text if text in rule.words else None
        case "date":
            read = read_date(text, book.epoch)
            return None if isinstance(read, Doubt) else read
        case "flag":
            return {"yes": True, "true": True, "no": False, "false": False}.get(text.lower())
        case "count":
            number = read_count(text)
            return None if isinstance(number, Doubt) else number
        case _:
            return text or None
