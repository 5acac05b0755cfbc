"""Hand-ins: which files come when, in any split, order and repetition, right or mistaken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from tests.any_files.files import MISTAKES, Listed, Mistake, Return, Spec
from tests.any_files.lives import TODAY, Life, lives

YEARS = (2021, 2022, 2023, 2024, 2025, 2026, 2027)


@dataclass(frozen=True, slots=True)
class HandIn:
    """Files that come together, made on one day."""

    as_of: date
    specs: tuple[Spec, ...]


@dataclass(frozen=True, slots=True)
class Council:
    """The lives and the hand-ins in the order they come."""

    lives: tuple[Life, ...]
    hand_ins: tuple[HandIn, ...]


def mistakes(children: Sequence[int]) -> st.SearchStrategy[tuple[Mistake, ...]]:
    one = st.builds(
        Mistake, st.sampled_from(MISTAKES), st.sampled_from(children), st.integers(0, 5), st.integers(0, 60)
    )
    return st.lists(one, max_size=2).map(tuple)


@st.composite
def hand_ins(draw: st.DrawFn, children: Sequence[int], with_mistakes: bool) -> HandIn:
    years = draw(st.lists(st.sampled_from(YEARS), max_size=4, unique=True))
    listed = not years or draw(st.integers(0, 2)) == 0
    wrong = mistakes(children) if with_mistakes else st.just(())
    soonest = max([date(year - 1, 10, 1) for year in years], default=date(2023, 1, 1))
    as_of = min(TODAY, draw(st.one_of(st.just(TODAY), st.dates(soonest, TODAY))))
    forms = st.integers(0, 3)
    specs: list[Spec] = [
        Return(
            year,
            as_of,
            draw(wrong),
            draw(st.sampled_from(["X1", ""])),
            draw(forms),
            draw(st.booleans()),
            draw(st.integers(0, 3)) > 0,
            draw(st.integers(0, 3)) == 0,
        )
        for year in years
    ]
    if listed:
        specs.append(Listed(as_of, draw(wrong), draw(forms), draw(st.integers(0, 7)) == 0, draw(st.booleans())))
    return HandIn(as_of, tuple(specs))


@st.composite
def councils(draw: st.DrawFn, with_mistakes: bool = True, most: int = 6) -> Council:
    count = draw(st.integers(1, 3))
    numbers = [457 + index for index in range(count)]
    its = tuple(draw(lives(number)) for number in numbers)
    plans = draw(st.lists(hand_ins(numbers, with_mistakes), min_size=1, max_size=most))
    for _ in range(draw(st.integers(0, 2))):  # the same again, as it was or on a later day
        again = draw(st.sampled_from(plans))
        plans.insert(draw(st.integers(0, len(plans))), again)
    return Council(its, tuple(plans))
