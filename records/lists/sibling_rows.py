"""Rows of the list of events that say who a child's siblings in care are: Type `siblings`, Fields their references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from permanence.journey import Journey
from permanence.journeys.siblings import references, together
from permanence.refusals import Incomplete
from records.files.references import written

SIBLINGS = "siblings"


@dataclass(frozen=True, slots=True)
class SiblingRow:
    """A child and the references named as its siblings."""

    line: int
    child: str
    siblings: tuple[str, ...]


def read_siblings(line: int, child: str, text: str) -> SiblingRow | str:
    """The row, or why it is not understood."""
    try:
        its = tuple(ref for each in references(text) if (ref := written(each)) != child)
    except Incomplete as no:
        return f"names too many: {no.sentence}".rstrip(".")
    return SiblingRow(line, child, its) if its else "names no sibling: write their references, C-1002; C-1003"


def compare_siblings(
    known: Mapping[str, Journey], rows: Sequence[SiblingRow]
) -> tuple[dict[str, tuple[str, ...]], list[tuple[SiblingRow, str]]]:
    """Who becomes a sibling of whom that was not, by child; and the rows that name somebody who is not on record."""
    now = {ref: set(journey.siblings) for ref, journey in known.items()}
    refused = []
    for row in rows:
        unknown = [ref for ref in (row.child, *row.siblings) if ref not in known]
        if unknown:
            refused.append((row, unknown[0]))
            continue
        for ref, its in together((row.child, *row.siblings)).items():
            now[ref] |= its
    new = {ref: tuple(sorted(its - set(known[ref].siblings))) for ref, its in now.items()}
    return {ref: its for ref, its in new.items() if its}, refused
