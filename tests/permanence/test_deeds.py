"""Every verb the history can hold has its words, and each of its forms reads after a name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest

from cards.deed_words import in_a_sentence, in_short, on_page
from permanence.deeds import DEEDS, Verb

AT = datetime(2026, 3, 9, 10, 5, tzinfo=UTC)


def test_every_verb_that_can_be_recorded_is_in_the_table() -> None:
    # The history takes a Verb and nothing else, which the type checker holds every caller to.
    assert set(DEEDS) == set(get_args(Verb))


@pytest.mark.parametrize("verb", get_args(Verb))
def test_each_form_of_a_deed_reads_after_a_name_also_without_its_details(verb: Verb) -> None:
    for words in (in_short(verb, {}), on_page(verb, {}), in_a_sentence("Sam Support", verb, {}, AT)):
        assert words.strip()
        assert "_" not in words
        assert "{" not in words
    assert in_a_sentence("Sam Support", verb, {}, AT).startswith("Sam Support ")


def test_days_are_told_as_days_and_an_empty_end_is_left_away() -> None:
    step = {"what": "the life story work", "on": "2026-03-02", "clause": "BCP-5.1", "note": ""}
    assert on_page("record_step", step) == "recorded the life story work, done on Mon 2 March 2026 (BCP-5.1)"
    assert in_short("refuse_later_date", {"was": "2026-03-12", "reason": "Too late."}) == (
        "kept Thu 12 March 2026: Too late."
    )
