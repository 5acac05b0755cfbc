"""How a child's reference is written: which forms are one child's for certain, and which could be two children's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from permanence.clean_text import one_line
from records.files.tables import Table, TableRow

POINT_ZERO = re.compile(r"(\d+)\.0+")
LOST_DIGITS = re.compile(r"(\d(?:[.,]\d+)?)E\+(\d+)", re.IGNORECASE)
SHOWN = 5
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
# C-1042, C/1042 and C1042: a sign between a letter and a digit; between two digits it would part two numbers.
BETWEEN = re.compile(r"(?<=[^\W\d_])[-_/.]+(?=\d)|(?<=\d)[-_/.]+(?=[^\W\d_])")
ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
# Letters of other alphabets that look like ours, in small letters.
ALIKE = str.maketrans("авекмнорстухіјαβεικνορτυχ", "abekmhopctyxijabeiknoptux")


@dataclass(frozen=True, slots=True)
class Named:
    """`taken` is the reference each other form stands for; `asked` are forms that could be one of several."""

    taken: Mapping[str, str]
    asked: Mapping[str, tuple[str, ...]]


def written(text: str) -> str:
    """The reference without what a spreadsheet adds: an apostrophe, the point of 457.0, full-width letters."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = text.strip().removeprefix("'")
    found = POINT_ZERO.fullmatch(text)
    return found[1] if found else text


def cleaned(table: Table) -> Table:
    """The table with its references as they are `written`."""
    return _with_children(table, written)


def renamed(table: Table, taken: Mapping[str, str]) -> Table:
    """The table with each form as the reference it stands for."""
    return _with_children(table, lambda text: taken.get(text, text)) if taken else table


def children(table: Table) -> frozenset[str]:
    return frozenset(row.text("child") for row in table.rows) - {""}


def forms_joined(tables: Sequence[Collection[str]]) -> dict[str, str]:
    """Of files handed in together: a form that differs only in what a number format, a capital or a blank changes is
    the same child's, unless both forms stand in one table, where they could be two children."""
    taken: dict[str, str] = {}
    for forms in _by_key(form for table in tables for form in table).values():
        beside = any(len(forms.intersection(table)) > 1 for table in tables)
        if len(forms) > 1 and not beside and _one_child(forms):
            whole = _whole(forms)
            taken.update((form, whole) for form in forms if form != whole)
    return taken


def named_as_on_record(forms: Iterable[str], record: Iterable[str], *, only_known: bool = False) -> Named:
    """Each form as the one reference on record it can only be. `only_known`: no new child can be meant."""
    taken: dict[str, str] = {}
    asked: dict[str, tuple[str, ...]] = {}
    on_record = _by_key(record)
    for key, given in _by_key(forms).items():
        known = on_record.get(key, set())
        for form in given:
            if (form in known and _itself(form, known, given)) or _another(form, known, given):
                continue
            others = known if only_known else known | given
            alone = only_known or len(given) == 1
            if len(known) == 1 and alone and _one_child({form, *known}):
                taken[form] = next(iter(known))
            elif len(others | {form}) > 1:
                asked[form] = tuple(sorted(others - {form}))
    return Named(taken, asked)


def _itself(form: str, known: Collection[str], given: Collection[str]) -> bool:
    """A form on record, unless a number format could have made it of another one that the files do not have."""
    bare = _folded(form).isdecimal() and _folded(form) == _key(form)
    return len(known) == 1 or not bare or all(other in given for other in known)


def _another(form: str, known: Collection[str], given: Collection[str]) -> bool:
    """One with letters that stands beside all it could be taken for: a program that writes them apart means two."""
    others = {other for other in (*known, *given) if other != form}
    apart = all(_folded(other) != _folded(form) for other in others)
    return apart and not _key(form).isdecimal() and all(other in given for other in known)


def lost_digits(text: str) -> bool:
    return LOST_DIGITS.fullmatch(text) is not None


def said_of(heading: str, form: str, could: Sequence[str]) -> str:
    """The sentence that asks which child is meant."""
    return (
        f'{heading} "{form}" may be the same child as {" or ".join(could)}, or another: '
        "write every reference in full, with its zeros, and import again."
    )


def joined_words(taken: Mapping[str, str]) -> str:
    """`2 references are written otherwise (457 is 000457, ...) and taken as those`."""
    some = ", ".join(f"{form} is {ref}" for form, ref in sorted(taken.items())[:SHOWN])
    more = f" and {len(taken) - SHOWN:,} more" if len(taken) > SHOWN else ""
    count = "1 reference is" if len(taken) == 1 else f"{len(taken):,} references are"
    return f"{count} written otherwise ({some}{more}) and taken as {'that' if len(taken) == 1 else 'those'}"


def _one_child(forms: Collection[str]) -> bool:
    """Whether at most one of them has zeros before it, so that the others are that one without them.

    No number format takes zeros from a reference with letters, nor makes a letter of another alphabet.
    """
    if any(not _folded(form).isdecimal() for form in forms):
        return len({_folded(form) for form in forms}) == 1
    return len({_folded(form) for form in forms if _folded(form) != _key(form)}) <= 1


def _whole(forms: Collection[str]) -> str:
    """The form nothing was taken from: the longest, in capitals."""
    return min(forms, key=lambda form: (-len(form), form))


def _folded(form: str) -> str:
    if not form.isascii():
        form = unicodedata.normalize("NFKC", one_line(form)).translate(DASHES)
    form = "".join(form.casefold().split())
    return form if form.isdecimal() else BETWEEN.sub("", form)


def _key(form: str) -> str:
    folded = _folded(form)
    if folded.isdecimal():
        return folded.lstrip("0") or "0"
    return ZEROS.sub("", folded if folded.isascii() else folded.translate(ALIKE))


def _by_key(forms: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for form in forms:
        found.setdefault(_key(form), set()).add(form)
    return found


def _with_children(table: Table, change: Callable[[str], str]) -> Table:
    rows = tuple(_row(row, change(row.text("child"))) for row in table.rows)
    return replace(table, rows=rows)


def _row(row: TableRow, child: str) -> TableRow:
    return row if row.cells.get("child") == child else replace(row, cells={**row.cells, "child": child})
