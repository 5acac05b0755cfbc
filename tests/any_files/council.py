"""A council's record as imports make it one after the other, without a database; and what was said on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from records.files.mapping import default_mapping
from records.files.problems import RecordError
from records.previews.handed_in import NamedFile, read_files
from records.previews.joined import after, compare_all
from records.previews.preview import Known, Preview
from records.previews.record_from import kinds_from
from tests.any_files.counted import Word, newest, number, words

LIVE = date(2026, 11, 20)
HINTS = ("stands beside an empty DEC", "is not S, so the child came into care before")


@dataclass
class Record:
    known: dict[str, Known] = field(default_factory=dict)
    found: list[dict[int, list[Word]]] = field(default_factory=list)
    previews: dict[int, Preview] = field(default_factory=dict)  # by the turn of the hand-in
    handed_in: dict[int, tuple[date, list[NamedFile]]] = field(default_factory=dict)
    refused: list[tuple[int, str]] = field(default_factory=list)
    turn: int = 0

    def hand_in(self, files: list[NamedFile], as_of: date) -> Preview | None:
        self.turn += 1
        try:
            caseloads = read_files(files, default_mapping()).caseloads
            preview = compare_all(self.known, caseloads, as_of)
        except RecordError as refused:
            self.refused.append((self.turn, str(refused)))
            return None
        now = after(self.known, preview)
        for change in preview.changes:
            kinds = kinds_from(self.known.get(change.child), change, LIVE)
            its = now[change.child]
            journey = replace(its.journey, record_from=LIVE, kinds_from=tuple(sorted(kinds.items())))
            now[change.child] = replace(its, journey=journey)
        self.known = now
        self.found.append(words(files, as_of, self.turn))
        self.previews[self.turn] = preview
        self.handed_in[self.turn] = (as_of, files)
        return preview

    def by_number(self) -> dict[int, Known]:
        return {number(ref): its for ref, its in self.known.items()}

    def newest(self) -> dict[int, Word]:
        return newest(self.found)

    def said_of(self, child: int, since: int) -> list[str]:
        """The sentences on a child from that hand-in on, and when the same files came before: they change nothing."""
        counts = [turn for turn in self.previews if turn >= since or self.handed_in[turn] == self.handed_in[since]]
        return [sentence for turn in counts for sentence in said(self.previews[turn], child)]


def said(preview: Preview, child: int) -> Iterator[str]:
    """Sentences on a child or on all, but for the two that most rows of a return call forth."""
    for one in (*preview.refused, *preview.omitted, *preview.notes, *preview.excluded, *preview.missing):
        if not any(hint in one.sentence for hint in HINTS) and (not one.child or number(one.child) == child):
            yield one.sentence
    for change in preview.changes:
        if number(change.child) == child:
            yield from (gone.because for gone in change.withdraw)
