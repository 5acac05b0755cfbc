"""Every code and word of a journey has words a person reads."""

from __future__ import annotations

from permanence.codes import EVENT, LEGAL_STATUS, OUTCOME, PLACEMENT, PLAN, in_words
from permanence.journeys.journey_words import EVENTS, LEGAL_STATUSES, OUTCOMES, PLACEMENTS, PLANS


def test_every_code_has_words_and_no_other_is_listed() -> None:
    for words, codes in (
        (LEGAL_STATUS, LEGAL_STATUSES),
        (PLACEMENT, PLACEMENTS),
        (PLAN, PLANS),
        (OUTCOME, OUTCOMES),
        (EVENT, EVENTS),
    ):
        assert set(words) == set(codes)
        assert all(said and "_" not in said for said in words.values())


def test_a_word_without_words_is_still_readable() -> None:
    assert in_words(PLAN, "triple_planning") == "triple planning"
