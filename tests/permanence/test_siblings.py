"""Siblings: kept on both sides whatever is named in whatever order, and a copy never touches what is a child's own."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from permanence.journeys.siblings import copied, copies, references, related
from permanence.meetings.meeting import Record
from permanence.policy import load
from permanence.refusals import Incomplete
from tests.permanence.journeys import child, entered

REFS = [f"C-{n}" for n in range(1, 8)]
changes = st.lists(st.tuples(st.sampled_from(REFS), st.sets(st.sampled_from(REFS), max_size=4)), max_size=8)
texts = st.sampled_from(["", "Said at the meeting.", "Said before."])
plans = st.sampled_from(["", "adoption", "sgo", "long_term_fostering"])
records = st.builds(
    Record,
    plan=plans,
    contingency=plans,
    final=st.booleans(),
    discussed=texts,
    views_said=texts,
    answers=st.dictionaries(st.sampled_from(["work_plan.0", "work_plan.1"]), st.sampled_from(["Yes", "No"])),
    differing=texts,
    resolution=texts,
    options=texts,
    attended=st.lists(st.sampled_from(["iro", "team_manager"]), unique=True).map(tuple),
    absent_because=texts,
)
SHARED = {
    *("discussed", "views_said", "answers", "differing", "resolution", "options"),
    *("attended", "views", "absent_because", "updated_on"),
}


def played(named: list[tuple[str, set[str]]]) -> dict[str, tuple[str, ...]]:
    """Who is kept as whose after each of these was said, one after the other."""
    kept: dict[str, tuple[str, ...]] = dict.fromkeys(REFS, ())
    for ref, wanted in named:
        kept |= related(ref, kept, wanted - {ref})
    return kept


@given(changes)
def test_a_sibling_is_kept_on_both_sides_and_nobody_is_their_own(named: list[tuple[str, set[str]]]) -> None:
    kept = played(named)
    for ref, its in kept.items():
        assert ref not in its
        assert list(its) == sorted(set(its))
        assert all(ref in kept[other] for other in its)


@given(changes, st.sampled_from(REFS), st.sets(st.sampled_from(REFS), max_size=4))
def test_what_is_named_is_what_is_kept_and_those_named_anew_are_siblings_of_all_named(
    named: list[tuple[str, set[str]]], ref: str, wanted: set[str]
) -> None:
    before = played(named)
    wanted -= {ref}
    after = before | related(ref, before, wanted)
    assert set(after[ref]) == wanted
    for added in wanted - set(before[ref]):
        assert wanted - {added} <= set(after[added])
    assert related(ref, after, wanted) == {}


@given(changes, st.sampled_from(REFS))
def test_taking_all_out_ends_it_for_this_child_and_nobody_else(named: list[tuple[str, set[str]]], ref: str) -> None:
    before = played(named)
    after = before | related(ref, before, ())
    for other in set(REFS) - {ref}:
        assert set(after[other]) == set(before[other]) - {ref}


@given(records, records)
def test_a_copy_never_touches_the_siblings_own_plan_nor_loses_what_was_said_of_it(said: Record, own: Record) -> None:
    copy = copied(said, own)
    for name in {field.name for field in fields(Record)} - SHARED:
        assert getattr(copy, name) == getattr(own, name)
    for name in ("discussed", "views_said", "differing", "options"):
        assert getattr(copy, name) == (getattr(said, name) or getattr(own, name))
    assert dict(copy.answers) == {**own.answers, **said.answers}
    assert (copy.attended, copy.absent_because) == (said.attended, said.absent_because)


def test_references_are_read_whatever_stands_between_them_and_not_too_many() -> None:
    assert references(" C-1,C-2;C-3\nC-1  C-4 ,") == ("C-1", "C-2", "C-3", "C-4")
    with pytest.raises(Incomplete, match="At most 12 siblings"):
        references(" ".join(f"C-{n}" for n in range(13)))


def test_a_copy_is_said_both_ways_and_only_where_the_procedure_asks_for_it() -> None:
    first = child(entered("2026-01-05"), siblings=("C-0002", "C-0009"))
    there = [first, *(replace(first, child=ref, siblings=("C-0001",)) for ref in ("C-0002", "C-0003"))]
    on = date(2026, 2, 9)
    assert [(ref, dict(event.fields)) for ref, event in copies(load("west-sussex"), there, on)] == [
        ("C-0001", {"name": "copied_to_sibling", "sibling": "C-0002"}),
        ("C-0002", {"name": "copied_to_sibling", "sibling": "C-0001"}),
        ("C-0003", {"name": "copied_to_sibling", "sibling": "C-0001"}),
    ]
    assert copies(load("dudley-2021"), there, on) == []
