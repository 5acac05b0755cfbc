"""A caseload of made-up children in the layout councils already have, with the people and the past that go with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from permanence.journey import Event
from records.cast import EVERYONE
from records.lists.child_row import ChildRow
from records.lists.people import people_csv
from records.sample.history import events_csv, past_events
from records.sample.sheets import annex_a_workbook
from records.sample.stories import STORIES, Maker, short_breaks

FIRST_REFERENCE = 1001


@dataclass(frozen=True, slots=True)
class Sample:
    """Three files: the Annex A workbook (XLSX), the people (CSV) and the past events (CSV)."""

    workbook: bytes
    people: bytes
    events: bytes


def make_sample(children: int, seed: int, as_of: date) -> Sample:
    """The same bytes for the same three arguments; nobody in it is real."""
    told = sample_children(children, seed, as_of)
    rows = [row for row, _ in told]
    return Sample(
        workbook=annex_a_workbook(rows, Random(f"sheet {seed}"), as_of),
        people=people_csv(EVERYONE),
        events=events_csv((row.child, event) for row, events in told for event in events),
    )


def sample_children(children: int, seed: int, as_of: date) -> list[tuple[ChildRow, tuple[Event, ...]]]:
    """Each child's row as List 8 and List 10 tell it, and the past events the lists do not tell."""
    chance = Random(f"children {seed}")
    make = Maker(chance, as_of)
    stories = [
        story for story, count in zip((s for s, _ in STORIES), _shares(children), strict=True) for _ in range(count)
    ]
    chance.shuffle(stories)
    told: list[tuple[ChildRow, tuple[Event, ...]]] = []
    on_list_10 = 1
    for number, story in enumerate(stories):
        row = replace(story(make), line=number + 2, child=f"C-{FIRST_REFERENCE + number}")
        if row.adoption:
            on_list_10 += 1
            row = replace(row, adoption=replace(row.adoption, line=on_list_10))
        past = () if story is short_breaks else past_events(row, story, chance, as_of)
        told.append((row, past))
    return told


def _shares(children: int) -> Sequence[int]:
    """How many children each story is told of: one each as far as they go, the rest by weight."""
    counts = [1 if index < children else 0 for index in range(len(STORIES))]
    rest = max(0, children - len(STORIES))
    total = sum(weight for _, weight in STORIES)
    exact = [rest * weight / total for _, weight in STORIES]
    counts = [count + int(share) for count, share in zip(counts, exact, strict=True)]
    by_remainder = sorted(range(len(STORIES)), key=lambda index: (int(exact[index]) - exact[index], index))
    for index in by_remainder[: children - sum(counts)]:
        counts[index] += 1
    return counts
