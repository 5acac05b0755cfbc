"""Sittings moved or stood down by hand: what the cycle, the themes and the last day to refer make of them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings, strategies as st

from permanence.panel.changed_sittings import KeptSitting
from permanence.panel.panel_calendar import PlannedSitting, SittingCalendar, sittings
from permanence.policy import load

BCP, WS = load("bcp-2023"), load("west-sussex")
FIRST = date(2026, 1, 8)  # the Thursday the cycle of seven is counted from
WEEK = timedelta(weeks=1)
THEMES = [theme.key for theme in BCP.themes]


def published(number: int, on: date | None = None, *, panel: str = "permanency", down: bool = False) -> KeptSitting:
    """The nth Thursday's sitting, as the procedure alone planned it, and what became of it."""
    day = FIRST + (number - 1) * WEEK
    (planned,) = sittings(BCP, day, day).sittings
    return KeptSitting(panel, day, on or day, down, planned.kind, planned.theme)


def thursdays(*kept: KeptSitting, count: int = 14) -> SittingCalendar:
    return sittings(BCP, FIRST, FIRST + count * WEEK - timedelta(days=1), kept)


def what(found: SittingCalendar) -> list[str]:
    return [one.theme or one.kind for one in found.sittings]


def test_a_sitting_stood_down_does_not_count_towards_the_seven_and_its_theme_comes_next() -> None:
    found = thursdays(published(1), published(2), published(3, down=True))
    assert what(found)[:7] == [*THEMES, "action_review"]
    assert [one.date for one in found.sittings if one.kind == "action_review"] == [FIRST + 7 * WEEK]
    assert [(one.date, one.reason) for one in found.skipped] == [(FIRST + 2 * WEEK, "stood down")]


def test_an_action_review_stood_down_is_held_at_the_next_sitting() -> None:
    found = thursdays(published(7, down=True))
    assert [one.date for one in found.sittings if one.kind == "action_review"] == [FIRST + 7 * WEEK]
    assert what(found)[7] == THEMES[0]


def test_what_was_published_stays_what_it_was_and_the_count_begins_after_an_action_review() -> None:
    ahead = [published(number) for number in (1, 2, 4, 5, 6, 7)]
    found = thursdays(*ahead, published(3, down=True))
    assert what(found)[:6] == [THEMES[0], THEMES[1], *THEMES[3:], "action_review"]
    assert what(found)[6:12] == THEMES
    assert what(found)[12] == "action_review"


def test_a_theme_stood_down_under_later_ones_published_is_the_first_one_free() -> None:
    found = thursdays(published(4), published(3, down=True))
    assert what(found)[:7] == [THEMES[0], THEMES[1], THEMES[3], THEMES[2], THEMES[4], THEMES[5], "action_review"]


def test_an_action_review_stood_down_before_a_sitting_already_published_comes_after_that_one() -> None:
    found = thursdays(published(7, down=True), published(8))
    assert [one.date for one in found.sittings if one.kind == "action_review"] == [FIRST + 8 * WEEK]


def test_a_sitting_moved_keeps_its_place_and_the_day_it_was_moved_from_says_so() -> None:
    friday = FIRST + WEEK + timedelta(days=1)
    found = thursdays(published(2, friday))
    assert [one.date for one in found.sittings][:3] == [FIRST, friday, FIRST + 2 * WEEK]
    assert what(found) == what(thursdays())
    assert [(one.date, one.reason) for one in found.skipped] == [(FIRST + WEEK, "moved to 16 January 2026")]


def test_a_sitting_moved_onto_a_day_of_the_calendar_is_the_only_one_of_that_day() -> None:
    found = thursdays(published(1, FIRST + WEEK))
    assert [one.date for one in found.sittings][:2] == [FIRST + WEEK, FIRST + 2 * WEEK]
    assert what(found)[:7] == [*THEMES, "action_review"]
    down = thursdays(published(1, FIRST + WEEK, down=True))
    assert [one.date for one in down.sittings][:2] == [FIRST + 2 * WEEK, FIRST + 3 * WEEK]
    assert [one.reason for one in down.skipped] == ["stood down", "stood down"]


def test_a_sitting_may_be_moved_onto_a_day_that_was_stood_down() -> None:
    found = thursdays(published(1, down=True), published(2, FIRST))
    assert [one.date for one in found.sittings][:2] == [FIRST, FIRST + 2 * WEEK]
    assert [(one.date, one.reason) for one in found.skipped] == [(FIRST + WEEK, "moved to 8 January 2026")]


def test_the_last_day_to_refer_is_counted_from_the_day_it_was_moved_to() -> None:
    friday = date(2026, 3, 6)
    moved = KeptSitting("permanency", friday, date(2026, 3, 10), False, "review", None)
    found = sittings(WS, date(2026, 3, 2), date(2026, 3, 13), [moved]).sittings
    assert [(str(one.date), str(one.refer_by)) for one in found] == [
        ("2026-03-10", "2026-03-05"),
        ("2026-03-13", "2026-03-10"),
    ]


def test_what_another_panel_did_and_what_no_calendar_knows_changes_nothing() -> None:
    monday = KeptSitting("permanency", FIRST - timedelta(days=3), FIRST + WEEK, False, "action_review", None)
    assert thursdays(published(3, panel="other", down=True), monday) == thursdays()


@settings(max_examples=40)
@given(st.sets(st.integers(1, 40)), st.integers(0, 30), st.integers(0, 60))
def test_whatever_is_stood_down_every_seventh_sitting_held_is_an_action_review(
    down: set[int], skip: int, length: int
) -> None:
    kept = [published(number, down=True) for number in down]
    whole = sittings(BCP, FIRST, FIRST + 60 * WEEK, kept)
    places = [i for i, one in enumerate(whole.sittings, 1) if one.kind == "action_review"]
    assert places == list(range(7, len(whole.sittings) + 1, 7))
    start = FIRST + skip * WEEK
    part = sittings(BCP, start, start + timedelta(days=length), kept).sittings
    assert part == tuple(one for one in whole.sittings if start <= one.date <= start + timedelta(days=length))


@settings(max_examples=40)
@given(st.dictionaries(st.integers(1, 20), st.sampled_from(["held", "down", "tuesday"])))
def test_whatever_was_published_there_are_never_fewer_than_seven_between_action_reviews_planned(
    done: dict[int, str],
) -> None:
    tuesdays = {number: FIRST + (number - 1) * WEEK + timedelta(days=5) for number in done}
    kept = [
        published(number, tuesdays[number] if how == "tuesday" else None, down=how == "down")
        for number, how in done.items()
    ]
    found: list[PlannedSitting] = list(sittings(BCP, FIRST, FIRST + 60 * WEEK, kept).sittings)
    assert len({one.date for one in found}) == len(found)
    after = [i for i, one in enumerate(found) if one.kind == "action_review" and one.date > FIRST + 21 * WEEK]
    assert all(late - early == 7 for early, late in pairwise(after))
    assert not {FIRST + (number - 1) * WEEK for number, how in done.items() if how == "down"} & {
        one.date for one in found
    }
