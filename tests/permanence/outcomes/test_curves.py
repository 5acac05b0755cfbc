"""Curves: the share still waiting is the product-limit estimate; a wait not over is neither lost nor taken as over."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, strategies as st

from permanence.outcomes.curves import Step, Wait, curve, days_until, median

WAITS = st.lists(st.builds(Wait, st.just("C-1"), st.integers(0, 60), st.booleans()), max_size=40)


def test_a_wait_still_open_counts_until_it_was_last_seen() -> None:
    waits = [Wait("a", 10, over=True), Wait("b", 20, over=False), Wait("c", 20, over=True), Wait("d", 30, over=True)]
    assert curve(waits) == (
        Step(10, 4, 1, Fraction(3, 4)),
        Step(20, 3, 1, Fraction(1, 2)),
        Step(30, 1, 1, Fraction(0)),
    )
    assert median(curve(waits)) == 20


def test_nobody_has_waited_and_nothing_is_over() -> None:
    assert curve([]) == ()
    assert median(curve([Wait("a", 400, over=False)])) is None


@given(WAITS)
def test_every_step_is_the_estimate_by_its_definition(waits: list[Wait]) -> None:
    for step in curve(waits):
        share = Fraction(1)
        for day in {wait.days for wait in waits if wait.over and wait.days <= step.days}:
            at_risk = sum(wait.days >= day for wait in waits)
            share *= 1 - Fraction(sum(wait.over and wait.days == day for wait in waits), at_risk)
        assert step.waiting == share


@given(WAITS)
def test_where_every_wait_is_over_the_curve_is_the_plain_share(waits: list[Wait]) -> None:
    over = [Wait(wait.child, wait.days, over=True) for wait in waits]
    for step in curve(over):
        assert step.waiting == Fraction(sum(wait.days > step.days for wait in over), len(over))


@given(WAITS, st.fractions(0, 1))
def test_the_day_of_a_share_is_the_first_on_which_no_more_wait(waits: list[Wait], share: Fraction) -> None:
    steps = curve(waits)
    days = days_until(share, steps)
    before = [step.waiting for step in steps if days is None or step.days < days]
    assert all(waiting > share for waiting in before)
