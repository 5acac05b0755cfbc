"""The published fake returns of five years, any of them in any order: who is in care is as a count made apart says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings, strategies as st

from records.files.mapping import default_mapping
from records.previews.caseload import Caseload
from records.previews.handed_in import read_files
from records.previews.joined import after, compare_all
from records.previews.preview import Known, Preview
from records.returns.history_events import looked_after
from tests.any_files.council import said
from tests.any_files.counted import Word, newest, number, words
from tests.records.returns import published

YEARS = (2017, 2018, 2019, 2020, 2021)
LAST = date(2026, 11, 20)
Turn = tuple[tuple[int, ...], date]  # the years handed in together, and the day they were made
HandIns = tuple[Turn, ...]


def made(year: int) -> date:
    return date(year + 1, 4, 30)


@cache
def read(years: tuple[int, ...]) -> tuple[Caseload, ...]:
    return read_files([file for year in years for file in published(year)], default_mapping()).caseloads


@cache
def counted(year: int, on: date, turn: int) -> dict[int, list[Word]]:
    return words(published(year), on, turn, date(year + 1, 3, 31))


@cache
def record(hand_ins: HandIns) -> tuple[dict[str, Known], tuple[Preview, ...]]:
    """What is known after these, each compared with what those before it left; and what each said."""
    if not hand_ins:
        return {}, ()
    (known, previews), (years, on) = record(hand_ins[:-1]), hand_ins[-1]
    preview = compare_all(known, read(years), on)
    return after(known, preview), (*previews, preview)


def lost(hand_ins: HandIns) -> dict[int, Word]:
    """Children of whom record and count do not agree without a sentence, with the newest word on each."""
    found = [counted(year, on, turn) for turn, (years, on) in enumerate(hand_ins, start=1) for year in years]
    known, _ = record(hand_ins)
    here = {number(ref) for ref, its in known.items() if not its.aside and looked_after(its)}
    differing = {child: word for child, word in newest(found).items() if word.in_care != (child in here)}
    return {
        child: word
        for child, word in differing.items()
        if (word.in_care and not word.broken_off) or not _told(hand_ins, child, word.turn)
    }


def _told(hand_ins: HandIns, child: int, since: int) -> bool:
    """Whether a sentence says of a child who is in care here why: from then on, or when that return came before."""
    previews, (years, on) = record(hand_ins)[1], hand_ins[since - 1]
    before = [index for index, its in enumerate(hand_ins[: since - 1]) if its[1] == on and set(its[0]) & set(years)]
    counts = [*before, *range(since - 1, len(hand_ins))]
    return any(True for index in counts for _ in said(previews[index], child))


def some_years(first: HandIns = (), years: tuple[int, ...] = YEARS) -> Iterator[HandIns]:
    """Every choice of years, one after the other."""
    for index, year in enumerate(years):
        chosen = (*first, ((year,), made(year)))
        yield chosen
        yield from some_years(chosen, years[index + 1 :])


def test_any_of_the_years_in_order_agree_with_the_count() -> None:
    choices = list(some_years())
    assert len(choices) == 31
    assert sum(word.in_care for word in newest([counted(2021, made(2021), 1)]).values()) > 50
    assert {choice: found for choice in choices if (found := lost(choice))} == {}


@st.composite
def orders(draw: st.DrawFn) -> HandIns:
    """Some of the years in any order, some together, some twice, all made on one day or each on its own."""
    years = draw(st.lists(st.sampled_from(YEARS), min_size=1, max_size=6))
    one_day = draw(st.booleans())
    turns: list[Turn] = []
    for year in years:
        together = draw(st.booleans()) and turns and year not in turns[-1][0]
        chosen = (*turns.pop()[0], year) if together else (year,)
        turns.append((chosen, LAST if one_day else max(map(made, chosen))))
    return tuple(turns)


AGAIN_ALONE = (
    *(((2017,), made(2017)),) * 3,
    ((2018, 2021), made(2021)),
    ((2021,), made(2021)),
)


BACKWARDS = tuple(((year,), made(year)) for year in reversed(YEARS))
ALL_AT_ONCE = ((YEARS, made(2021)),)


@pytest.mark.parametrize("hand_ins", [AGAIN_ALONE, BACKWARDS, ALL_AT_ONCE])
def test_the_years_in_another_order_agree_with_the_count(hand_ins: HandIns) -> None:
    assert lost(hand_ins) == {}


@pytest.mark.slow
@given(orders())
@settings(max_examples=100)
def test_the_years_in_a_hundred_orders_agree_with_the_count(hand_ins: HandIns) -> None:
    assert lost(hand_ins) == {}
