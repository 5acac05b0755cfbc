"""An occasion has one spelling, which is kept in databases."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from permanence.occasion import Occasion

WORDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
REFERENCES = st.text(st.characters(categories=("L", "N"), include_characters="-/. "), max_size=20)


@pytest.mark.long
@given(WORDS, st.dates(date(1980, 1, 1), date(2100, 12, 31)), REFERENCES)
def test_what_was_written_is_read_back_whatever_a_reference_is_made_of(rule: str, since: date, sibling: str) -> None:
    occasion = Occasion(rule, since, sibling)
    assert Occasion.parse(str(occasion)) == occasion


@pytest.mark.parametrize(
    ("occasion", "spelt"),
    [
        (Occasion("first-panel", date(2026, 1, 5)), "first-panel@2026-01-05"),
        (Occasion("case-note", date(2026, 1, 5), "C-0002"), "case-note@2026-01-05/C-0002"),
    ],
)
def test_the_spelling_is_the_one_that_databases_of_earlier_versions_hold(occasion: Occasion, spelt: str) -> None:
    assert str(occasion) == spelt
    assert Occasion.parse(spelt) == occasion


def test_what_is_no_occasion_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        Occasion.parse("action:17")
