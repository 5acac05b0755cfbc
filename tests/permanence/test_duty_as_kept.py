"""What is due at a sitting, and the last day to refer to it, follow the sitting that was moved or stood down."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from permanence.due import of_panel, who_is_due
from permanence.panel.changed_sittings import KeptSitting
from permanence.panel.panel_calendar import sittings
from permanence.panel.referral import Heard, heard_at, heard_in_words, last_day, made_in_words
from permanence.policy import Policy, load
from permanence.timeline import timeline
from tests.permanence.journeys import child, day, entered, on

WS = load("west-sussex")
SIXTH = load(Path(__file__).parent / "sixth_council.toml")
FRIDAY = date(2026, 3, 6)


def kept(planned: date, on_day: date | None, panel: str = "permanency") -> KeptSitting:
    return KeptSitting(panel, planned, on_day or planned, on_day is None, "review", None)


DOWN, MOVED = kept(FRIDAY, None), kept(FRIDAY, date(2026, 3, 10))


@pytest.mark.parametrize(
    ("on_day", "what", "said"),
    [
        ("2026-03-03", DOWN, "It is for 13 March 2026, if it is made by 10 March 2026."),
        ("2026-03-04", MOVED, "It is for 10 March 2026, if it is made by 5 March 2026."),
        (
            "2026-03-06",
            MOVED,
            "It is too late for 10 March 2026; it is for 13 March 2026, if it is made by 10 March 2026.",
        ),
        ("2026-03-02", kept(FRIDAY, date(2026, 3, 5)), "It is for 5 March 2026, if it is made by 2 March 2026."),
    ],
)
def test_a_referral_is_for_the_day_the_sitting_really_is(on_day: str, what: KeptSitting, said: str) -> None:
    assert heard_in_words(heard_at(WS, "permanency", day(on_day), [what])) == said


def test_the_last_day_is_the_one_the_panel_sets_or_else_the_day_before_it_sits() -> None:
    heard = heard_at(WS, "permanency", day("2026-03-02"))
    assert heard is not None
    assert last_day(heard) == day("2026-03-03")
    assert last_day(Heard(FRIDAY, None)) == day("2026-03-05")


def due_of(
    policy: Policy, what: list[KeptSitting], today: str, made: str = "2026-03-03"
) -> list[tuple[date | None, str]]:
    journey = child(entered("2025-11-03"), on(made, "panel_referral_made"))
    found = who_is_due(policy, [journey], day(today), what)
    heard, _ = of_panel(policy, [journey], day(today), "permanency", what)
    assert [one.obligation for one in heard] == [one.obligation for one in found if one.obligation.what == "panel"]
    return [(one.obligation.due, one.obligation.standing) for one in found]


def test_a_child_referred_is_due_at_the_sitting_as_it_is_and_not_overdue_before_it() -> None:
    assert due_of(WS, [], "2026-03-09") == [(FRIDAY, "overdue")]
    assert due_of(WS, [DOWN], "2026-03-09") == [(date(2026, 3, 13), "due_soon")]
    assert due_of(WS, [MOVED], "2026-03-09") == [(date(2026, 3, 10), "due_soon")]
    assert due_of(WS, [MOVED], "2026-03-11") == [(date(2026, 3, 10), "overdue")]
    assert due_of(WS, [kept(FRIDAY, FRIDAY)], "2026-03-09") == [(FRIDAY, "overdue")]


def test_what_was_changed_before_the_referral_or_at_another_panel_moves_nothing() -> None:
    before = kept(date(2026, 2, 27), None)
    assert due_of(WS, [before, kept(FRIDAY, None, "other")], "2026-03-04") == [(FRIDAY, "due_soon")]


def test_the_second_sitting_after_something_is_the_second_that_is_held() -> None:
    journey = child(entered("2025-11-03", "E1"), on("2026-03-02", "linked"))
    (due,) = [
        one.due for one in timeline(SIXTH, journey, day("2026-03-02")).obligations if one.rule == "sitting-after-link"
    ]
    assert due is not None
    days = [one.date for one in sittings(SIXTH, day("2026-03-03"), due).sittings if one.panel == "follow_up"]
    after = [one.date for one in sittings(SIXTH, due, due + timedelta(days=90)).sittings if one.panel == "follow_up"]
    heard, _ = of_panel(SIXTH, [journey], day("2026-03-02"), "follow_up", [kept(days[0], None, "follow_up")])
    (duty,) = [one for found in heard for one in (found.obligation, *found.also) if one.rule == "sitting-after-link"]
    assert (due, duty.due) == (days[1], after[1])


@settings(max_examples=40)
@given(st.integers(0, 120), st.sets(st.integers(0, 12)))
def test_who_is_due_and_what_the_referral_says_are_the_same_day_whatever_is_stood_down(
    made: int, down: set[int]
) -> None:
    on_day = date(2026, 1, 5) + timedelta(days=made)
    fridays = [one.date for one in sittings(WS, date(2026, 1, 2), date(2026, 4, 30)).sittings]
    what = [kept(fridays[number], None) for number in down]
    heard = heard_at(WS, "permanency", on_day, what)
    assert heard is not None
    assert heard.on not in {one.planned for one in what}
    assert [due for due, _ in due_of(WS, what, on_day.isoformat(), on_day.isoformat())] == [heard.on]
    assert made_in_words(heard).endswith(f"for {heard.on.day} {heard.on:%B} {heard.on.year}.")
