"""A subject has one spelling, and what was written before keeps it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from permanence.subject import Subject, dated, numbered, read_dated, read_numbered

KINDS = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=20)


@given(KINDS, st.text(max_size=40))
def test_what_is_written_is_read_back(kind: str, id: str) -> None:
    assert Subject.parse(str(Subject(kind, id))) == Subject(kind, id)


@given(st.integers(0, 999_999_999), st.integers(0, 999_999_999))
def test_two_numbers_are_read_back(first: int, second: int) -> None:
    assert read_numbered(numbered(first, second)) == (first, second)


@given(st.text(max_size=40), st.dates())
def test_whose_and_of_which_day_is_read_back(whose: str, on: date) -> None:
    assert read_dated(dated(whose, on)) == (whose, on)


@given(st.text(max_size=20) | st.none() | st.integers())
def test_anything_else_is_a_subject_nobody_knows_and_no_error(text: object) -> None:
    subject = Subject.parse(text)
    assert subject.number is None or subject.number >= 0
    read_numbered(subject.id)
    read_dated(subject.id)


@pytest.mark.parametrize(
    ("key", "stored"),
    [
        (Subject.of("sitting", 3).key(7), "sitting:3:v7"),
        (Subject.of("declined", 3).key("s7"), "declined:3:s7"),
        (Subject("handed_over", numbered(2, 1)).key(""), "handed_over:2-1"),
        (Subject("digest", dated("oid-west", date(2026, 1, 5))).key(""), "digest:oid-west:2026-01-05"),
        (Subject("later_date", numbered(4, 2)).key(5), "later_date:4-2:v5"),
        (Subject("failed", "list").key("9:1"), "failed:list:9:1"),
    ],
)
def test_keys_are_spelt_as_databases_of_the_version_before_have_them(key: str, stored: str) -> None:
    assert key == stored
