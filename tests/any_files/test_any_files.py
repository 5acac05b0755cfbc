"""No child is lost: any history, told by any files in any split and order, repeated or corrected, leaves nobody out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from permanence.journey import Journey
from permanence.journeys.child_facts import care_facts, without_start
from permanence.policy import load, names
from permanence.timeline import timeline
from records.previews.preview import Known
from records.returns.history_events import looked_after
from tests.any_files.council import LIVE, Record
from tests.any_files.files import files_of
from tests.any_files.plans import Council, councils

POLICIES = [load(name) for name in names()]


def told(council: Council) -> Record:
    """The record after all hand-ins."""
    record = Record()
    for its in council.hand_ins:
        files = [file for spec in its.specs for file in files_of(spec, council.lives, its.as_of)]
        if files:
            record.hand_in(files, its.as_of)
    return record


def in_care(its: Known) -> bool:
    return not its.aside and looked_after(its)


def nobody_is_lost(council: Council) -> None:
    record = told(council)
    known = record.by_number()
    assert len(known) == len(record.known), "each child is on record once"
    words = record.newest()
    assert set(known) <= set(words)
    for child, word in words.items():
        its = known.get(child)
        here = its is not None and in_care(its)
        if word.in_care and not word.broken_off:
            assert here, f"{child} is in care by the newest word, {word}"
        elif here != word.in_care:
            assert record.said_of(child, word.turn), f"{child} is otherwise here than by the newest word, {word}"
    for its in known.values():
        if in_care(its):
            shown_in_care(its.journey)
            has_something_next(its.journey)


def shown_in_care(journey: Journey) -> None:
    """By what the card about a child says."""
    facts = care_facts(journey, LIVE)
    assert facts.left is None
    assert facts.entered or facts.seen
    assert bool(facts.seen) == bool(without_start([journey], LIVE))


def has_something_next(journey: Journey) -> None:
    for policy in POLICIES:
        found = timeline(policy, journey, LIVE)
        open_now = [item for item in found.obligations if item.is_open]
        assert open_now or found.silences, policy.name
        assert all(item.due or item.because for item in open_now)


@given(councils())
@settings(max_examples=60)
def test_whoever_is_in_care_by_the_newest_word_is_in_care_here_and_has_a_date_or_a_sentence(council: Council) -> None:
    nobody_is_lost(council)


@pytest.mark.slow
@given(councils())
@settings(max_examples=2500)
def test_nobody_is_lost_in_thousands_of_councils(council: Council) -> None:
    nobody_is_lost(council)
