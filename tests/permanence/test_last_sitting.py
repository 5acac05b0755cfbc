"""A duty due at the last sitting on or before a day: by the calendar, and by the sittings as they really are."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from permanence.journey import Journey
from permanence.panel.changed_sittings import KeptSitting
from permanence.panel.due_at_actual_sitting import due_at_actual_sittings
from permanence.panel.panel_calendar import sittings
from permanence.policy import PolicyError, build, load, parse
from permanence.policy_tools.explain_policy import explain_policy
from permanence.timeline import Obligation, timeline
from tests.permanence.journeys import child, day, entered, judged, on, the

FILE = Path(__file__).parent / "sixth_council.toml"
SIXTH = load(FILE)
PANEL, RULE, MATCH = "placement_order", "last-sitting-before-hearing", "last-sitting-after-match"


def heard(hearing: str, told: str = "2026-01-06") -> Journey:
    return child(
        entered("2026-01-05", "C1"),
        on("2026-01-05", "proceedings_issued"),
        on(told, "final_hearing_set", date=hearing),
    )


@pytest.mark.parametrize(
    ("hearing", "due"),
    [
        ("2026-03-17", "2026-03-03"),  # 10 working days before is the sitting's own day
        ("2026-03-16", "2026-02-24"),
        ("2026-02-10", "2026-01-27"),
        ("2026-02-09", "2026-01-06"),
    ],
)
def test_the_last_sitting_some_days_before_a_hearing_or_earlier(hearing: str, due: str) -> None:
    assert the(judged(SIXTH, heard(hearing), "2026-01-07"), RULE).due == day(due)


def test_the_reason_names_the_day_it_must_be_by_and_how_that_comes_about() -> None:
    assert the(judged(SIXTH, heard("2026-03-16"), "2026-01-07"), RULE).because == (
        "the last sitting by 2 March 2026, 10 working days before the final hearing on 16 March 2026"
    )


def test_a_hearing_not_yet_listed_gives_no_date_and_says_what_is_waited_for() -> None:
    waiting = the(judged(SIXTH, heard("2026-03-16"), "2026-01-05"), RULE)
    assert (waiting.due, waiting.standing) == (None, "undated")
    assert waiting.because == (
        "the last sitting before the final hearing, whose date is not yet known, "
        "since the issue of proceedings on 5 January 2026"
    )


def test_a_hearing_listed_again_moves_the_sitting() -> None:
    journey = heard("2026-03-16")
    again = child(*journey.events, on("2026-02-02", "final_hearing_set", date="2026-05-12"))
    assert the(judged(SIXTH, again, "2026-02-01"), RULE).due == day("2026-02-24")
    assert the(judged(SIXTH, again, "2026-02-02"), RULE).due == day("2026-04-07")


def test_where_no_sitting_is_left_the_day_itself_is_due_and_it_is_said() -> None:
    found = the(judged(SIXTH, heard("2026-01-19"), "2026-01-06"), RULE)
    assert (found.due, found.standing) == (day("2026-01-05"), "overdue")
    assert found.because.endswith(": no sitting is left after 5 January 2026")


def test_only_a_sitting_still_open_to_a_referral_counts_where_the_file_says_so() -> None:
    # 16 weeks after the match is 6 July; the sitting of 30 June is the last, and its referrals close on 23 June
    journey = child(entered("2026-01-05"), on("2026-03-16", "matched", match="adoption"))
    found = the(judged(SIXTH, journey, "2026-03-16"), MATCH)
    assert (found.due, found.because) == (
        day("2026-06-30"),
        "the last sitting still open to a referral by 6 July 2026, 16 weeks after the match on 16 March 2026",
    )
    close = build(parse(FILE.read_text(encoding="utf-8").replace("weeks = 16", "days = 8"), "close.toml"))
    late = child(entered("2026-01-05"), on("2026-06-24", "matched", match="adoption"))
    assert the(judged(close, late, "2026-06-24"), MATCH).because == (
        "by 2 July 2026, 8 days after the match on 24 June 2026: "
        "no sitting still open to a referral is left after 24 June 2026"
    )


def kept(planned: str, to: str | None) -> KeptSitting:
    return KeptSitting(PANEL, day(planned), day(to or planned), to is None, "review", None)


def really(what: list[KeptSitting], hearing: str = "2026-03-16", today: str = "2026-02-02") -> Obligation:
    duties = timeline(SIXTH, heard(hearing), day(today)).obligations
    (found,) = [duty for duty in due_at_actual_sittings(SIXTH, duties, what, day(today)) if duty.rule == RULE]
    return found


def test_sittings_moved_or_stood_down_by_hand_count_as_they_are() -> None:
    assert really([]).due == day("2026-02-24")
    assert really([kept("2026-02-24", None)]).due == day("2026-01-27")
    assert really([kept("2026-02-24", "2026-02-19")]).due == day("2026-02-19")
    assert really([kept("2026-03-03", "2026-03-02")]).due == day("2026-03-02")
    assert really([kept("2026-02-24", "2026-03-02")]).due == day("2026-03-02")
    assert really([kept("2026-02-24", "2026-03-05")]).due == day("2026-01-27")


def test_the_last_sitting_stood_down_leaves_the_day_itself_and_one_moved_there_takes_its_place() -> None:
    none = really([kept("2026-01-06", None)], "2026-02-09", "2026-01-06")
    assert (none.due, none.standing) == (day("2026-01-26"), "upcoming")
    assert none.because.endswith(": no sitting is left after 5 January 2026")
    moved = really([kept("2026-01-27", "2026-01-26"), kept("2026-01-06", None)], "2026-02-09", "2026-01-06")
    assert moved.due == day("2026-01-26")
    assert moved.because.startswith("the last sitting by 26 January 2026, ")


@settings(max_examples=60)
@given(st.integers(8, 400), st.sets(st.integers(0, 20)))
def test_no_sitting_lies_between_the_one_it_is_due_at_and_the_day_it_must_be_by(ahead: int, down: set[int]) -> None:
    start = date(2026, 1, 5)
    hearing = start + timedelta(days=ahead)
    planned = [one.date for one in sittings(SIXTH, start, hearing).sittings if one.panel == PANEL]
    what = [kept(planned[i].isoformat(), None) for i in down if i < len(planned)]
    gone = {one.planned for one in what}
    by = date.fromordinal(SIXTH.calendar.working_days_before(hearing.toordinal(), 10))
    left = [one for one in planned if start < one <= by and one not in gone]
    found = really(what, hearing.isoformat(), "2026-01-06")
    assert found.due == (max(left) if left else by)
    assert ("no sitting is left" in found.because) == (not left)


def test_it_is_read_back_in_words() -> None:
    said = explain_policy(SIXTH)
    assert "due at the last sitting of the placement_order panel that is 10 working days before" in said
    assert "at the last sitting of the placement_order panel still open to a referral that is within 16 weeks" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((", last = { within", ", nth = 2, last = { within"), "nth and last cannot both be asked for"),
        (
            ("last = { within = { weeks = 16 } }", "last = { undated = true }"),
            "no sitting, undated or from stands in it",
        ),
        (
            ("last = { within = { weeks = 16 } }", 'last = { sitting = { panel = "gateway" } }'),
            "no sitting, undated or from stands in it",
        ),
        (('refer = { clause = "SIX-1", working_days = 5 }', ""), "panel 'placement_order' has no refer"),
        (('panel = "placement_order", in_time', 'panel = "placement", in_time'), "panel 'placement' is not declared"),
    ],
)
def test_what_contradicts_itself_is_refused(change: tuple[str, str], said: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert change[0] in text
    with pytest.raises(PolicyError, match=said):
        parse(text.replace(*change), "sixth.toml")
