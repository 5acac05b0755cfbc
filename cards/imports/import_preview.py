"""What a file somebody sent would change, before they say whether to import it: counts, the first of each list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cards.imports.preview_line import line_of
from cards.parts import button, buttons, choice, day, finish, heading, outcome, plain, section, words
from permanence.explain import counted

MOST_FILES = 8


@dataclass(frozen=True, slots=True)
class ListHead:
    """A list's first lines as (where, what); `count` is of all, `by_column` says how many in which column."""

    name: str
    title: str
    count: int
    lines: tuple[tuple[str, str], ...]
    by_column: str = ""


@dataclass(frozen=True, slots=True)
class ImportPreviewView:
    """`counts` are (how many, what), none of them nought; `writes` is what pressing Import this would do.

    Once it is `decided`, what it would change is not kept, so no list of it can be shown whole.
    """

    id: int
    version: int
    files: tuple[str, ...]
    as_of: date
    counts: tuple[tuple[int, str], ...]
    lists: tuple[ListHead, ...]
    writes: str
    may_import: bool = True
    decided: bool = False
    line: str = ""


def draw(view: ImportPreviewView) -> dict[str, Any]:
    """Nothing is written before somebody presses Import this."""
    title = "The file you sent" if view.decided else "What your file would change"
    body: list[Any] = [*outcome(view.line), heading(title)]
    body += [words(plain(told)) for told in view.files[:MOST_FILES]]
    if len(view.files) > MOST_FILES:
        body.append(words(f"And {counted(len(view.files) - MOST_FILES, 'more file')}."))
    body.append(words(f"As of {day(view.as_of)}.", subtle=True))
    body += [words(f"{count:,} {what}") for count, what in view.counts]
    body += [_list(listed) for listed in view.lists]
    if view.writes:
        body.append(words(view.writes, bold=True))
    longer = [(f"{one.title} ({one.count:,})", one.name) for one in view.lists if one.count > len(one.lines)]
    if longer and not view.decided:
        body.append(choice("chosen", "A list to see whole", longer, value=longer[0][1]))
        body.append(buttons([button("Show this list", "show_preview", {"id": view.id})]))
    data = {"id": view.id, "version": view.version}
    actions = [
        button("Import this", "import_preview", data, style="positive"),
        button("Leave it", "leave_preview", data),
    ]
    return finish(body, actions if view.may_import else [], said=f"{title}.")


def _list(listed: ListHead) -> Any:
    lines: list[Any] = [words(plain(f"By column: {listed.by_column}."), subtle=True)] if listed.by_column else []
    lines += [line_of(where, what) for where, what in listed.lines]
    if listed.count > len(listed.lines):
        lines.append(words(f"And {listed.count - len(listed.lines):,} more.", subtle=True))
    return section(f"{listed.title} ({listed.count:,})", lines)


_REFUSED = ListHead(
    "refused",
    "Rows refused",
    14,
    (
        (
            "List 8, line 4, C-3",
            'Child\'s Legal Status "Interim care ordrs" is not a known spelling (nearest known: "Interim care '
            'orders"): correct it, or add it to the mapping file with its meaning.',
        ),
        ("List 8, line 9", "The row has no reference: fill in the child's."),
    ),
    "Child's Legal Status 13, whole rows 1",
)
_MISSING = ListHead(
    "missing",
    "In the record but not in the file",
    1,
    (
        (
            "",
            "C-4 is in care by the record but not in this file: if the child has left, export the list with its date "
            "and reason ceased; nothing was changed.",
        ),
    ),
)
_CHANGED = ListHead("changed", "Changes", 1, (("", "C-1042: review held on 23 November 2026"),))
_WHOLE = ImportPreviewView(
    12,
    1,
    ('caseload.xlsx: Annex A List 8 "Children in care", 318 children', 'caseload.xlsx: Annex A List 10 "Adoption"'),
    date(2026, 11, 20),
    (
        (3, "new to the record"),
        (1, "with changes"),
        (299, "unchanged"),
        (1, "in care by the record but not in the file: asked about, not changed"),
        (14, "rows refused: nothing of them is written"),
    ),
    (_REFUSED, _MISSING, _CHANGED),
    "Nothing is written yet: importing this writes 19 dated events for 4 children. The rows refused can be corrected "
    "and sent again at any time.",
)

EXAMPLES = {
    "some-refused": _WHOLE,
    "changed-meanwhile": replace(
        _WHOLE,
        version=2,
        line="The record was changed after you were shown this, so nothing was written: this is what it would do now.",
    ),
    "nothing-would-change": replace(
        _WHOLE, id=13, counts=((318, "unchanged"),), lists=(), writes="Nothing would change.", may_import=False
    ),
    "imported": replace(
        _WHOLE,
        version=2,
        writes="",
        may_import=False,
        decided=True,
        line="Written as import 3: 19 dated events for 4 children.",
    ),
    "left": ImportPreviewView(
        12, 2, ("caseload.xlsx",), date(2026, 11, 20), (), (), "", False, True, "Left: nothing was written."
    ),
    "as-full-as-can-be": replace(
        _WHOLE,
        files=("2024/episodes.csv: SSDA903 Episodes, 1,204 rows",) * 20,
        lists=(replace(_REFUSED, count=400, lines=(("Sheet, line 4,321, C-123456", "x" * 300),) * 4),) * 8,
    ),
}
