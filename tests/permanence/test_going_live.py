"""Children already in care when the record begins: nothing is made up of what is not on record, and nobody is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from permanence.journey import Event, Journey
from permanence.journeys.journey_file import JourneyError, journey_from
from permanence.policy import Policy, build, load, names, parse
from permanence.policy_file.parts import Condition
from permanence.policy_tools.what_if import load_of
from permanence.rules.conditions import compiled
from permanence.rules.history import history
from permanence.rules.spans import at
from permanence.timeline import Timeline, timeline
from tests.permanence.generated import stays
from tests.permanence.journeys import child, day, entered, judged, of_rule, on, the

SIXTH = (Path(__file__).parent / "sixth_council.toml").read_text(encoding="utf-8")
POLICIES = [load(name) for name in names()]
LIVE = date(2026, 11, 26)
quick = settings(max_examples=40)
each = pytest.mark.parametrize("policy", POLICIES, ids=[policy.name for policy in POLICIES])


def _with(rule: str) -> Policy:
    its = 'clause = "SIX-1"\nwhat = "follow_up"\nsays = "A rule added by a test."\n'
    return build(parse(f'{SIXTH}\n[[rule]]\nid = "added"\n{its}{rule}\n', "sixth.toml"))


def since_2018(*events: Event, latest_review: str = "2026-08-13", status: str = "V2") -> Journey:
    """A child of a list handed in on the day of going live: the latest review only."""
    return child(
        entered("2018-03-05", status),
        on(latest_review, "review_held"),
        *events,
        record_from=LIVE,
        kinds_from=(("review_held", day(latest_review)),),
    )


AFTER_FIRST_REVIEW = """
starts = { event = { event = "review_held" }, nth = 1 }
due = { within = { weeks = 2 } }
met_by = { event = "minutes_issued" }
"""
NEXT_REVIEW = """
starts = { event = { event = "review_held" } }
due = { within = { months = 6 } }
met_by = { event = "review_held" }
"""


def test_the_latest_review_of_a_list_is_not_taken_for_the_first() -> None:
    policy = _with(AFTER_FIRST_REVIEW)
    assert of_rule(judged(policy, since_2018(), "2026-11-26"), "added") == []
    whole = child(entered("2026-07-20", "V2"), on("2026-08-13", "review_held"))
    assert the(judged(policy, whole, "2026-11-26"), "added").standing == "overdue"


def test_a_child_who_came_into_care_after_the_record_began_is_counted_from_the_first() -> None:
    journey = child(entered("2026-12-01", "V2"), on("2026-12-20", "review_held"), record_from=LIVE)
    assert the(judged(_with(AFTER_FIRST_REVIEW), journey, "2026-12-28"), "added").due == day("2027-01-03")


def test_the_next_review_is_counted_from_the_latest_known() -> None:
    found = the(judged(_with(NEXT_REVIEW), since_2018(), "2026-11-26"), "added")
    assert (found.due, found.standing) == (day("2027-02-13"), "upcoming")


def test_a_review_that_is_overdue_since_the_latest_known_stays_overdue() -> None:
    found = the(judged(_with(NEXT_REVIEW), since_2018(latest_review="2026-02-13"), "2026-11-26"), "added")
    assert (found.due, found.standing) == (day("2026-08-13"), "overdue")


def test_a_plan_by_the_second_review_was_due_by_the_day_that_review_was_due_at_the_latest() -> None:
    plan = the(judged(load("west-sussex"), since_2018(), "2026-11-26"), "plan-by-second-review")
    # 20 working days after Monday 5 March 2018 skip Good Friday and Easter Monday: 4 April; three months on, 4 July.
    assert (plan.due, plan.standing) == (day("2018-07-04"), "overdue")
    assert plan.because == "by the second review, due by 4 July 2018 at the latest"


def test_the_reviews_of_yearly_returns_are_counted_with_what_the_law_asked_before_them() -> None:
    policy = load("west-sussex")
    returns = [on(one, "review_held") for one in ("2024-05-10", "2024-11-01", "2025-04-20", "2025-10-10")]
    journey = replace(
        child(entered("2018-03-05", "V2"), *returns, record_from=LIVE), kinds_from=(("review_held", day("2024-05-10")),)
    )
    assert the(judged(policy, journey, "2026-11-26"), "plan-by-second-review").due == day("2018-07-04")
    whole = child(
        *(entered("2024-04-02", "V2"), on("2024-04-25", "review_held"), on("2024-07-01", "review_held")),
        record_from=LIVE,
        kinds_from=(("review_held", day("2024-04-02")),),
    )
    plan = the(judged(policy, whole, "2026-11-26"), "plan-by-second-review")
    assert plan.because == "by the second review, held on 1 July 2024"


def test_a_meeting_held_after_going_live_is_not_the_first_of_a_child_in_care_for_years() -> None:
    policy = load("west-sussex")
    before = judged(policy, since_2018(), "2026-11-26")
    assert the(before, "first-meeting").due == day("2026-12-24")
    assert the(before, "first-meeting").because == (
        "4 weeks after the start of the record on 26 November 2026, what was held before not being on record"
    )
    found = judged(policy, since_2018(on("2026-12-10", "ppm_held")), "2026-12-11")
    meetings = [item for item in found.obligations if item.what == "ppm" and item.is_open]
    assert [(item.rule, item.due) for item in meetings] == [("later-meetings", day("2027-06-10"))]
    assert the(found, "first-meeting").standing == "met"


def test_what_follows_from_meetings_before_the_record_is_not_asked_for_meeting_by_meeting() -> None:
    past = [on(f"2025-{month:02}-12", "panel_held") for month in range(1, 13)]
    found = judged(load("bcp-2023"), since_2018(*past, on("2026-11-24", "panel_held")), "2026-11-26")
    open_now = Counter(item.rule for item in found.obligations if item.is_open)
    assert open_now == {"next-panel": 1, "record-upload": 1}
    ended = [item for item in of_rule(found, "record-upload") if item.standing == "ended"]
    assert len(ended) == 12
    assert ended[0].because.endswith(
        "; whether it was done before the record begins on 26 November 2026 is not on record"
    )


def test_what_was_to_be_done_once_before_the_record_is_not_asked_for() -> None:
    once = """
starts = { event = { event = "entered_care" } }
due = { within = { weeks = 2 } }
met_by = { event = "minutes_issued" }
"""
    assert the(judged(_with(once), since_2018(), "2026-11-26"), "added").standing == "ended"


@each
@quick
@given(st.data())
def test_a_record_that_begins_before_the_journey_changes_nothing(policy: Policy, data: st.DataObject) -> None:
    journey = data.draw(stays(policy))
    first = min(event.on for event in journey.events)
    as_of = first + timedelta(days=data.draw(st.integers(0, 900)))
    since = replace(journey, record_from=first - timedelta(days=data.draw(st.integers(0, 30))))
    assert timeline(policy, since, as_of) == timeline(policy, journey, as_of)


@each
@quick
@given(st.data())
def test_a_child_of_years_has_one_next_date_of_each_series_and_is_never_lost(
    policy: Policy, data: st.DataObject
) -> None:
    """Judged by what a manager would be told on the first morning, knowing nothing of how it is worked out."""
    entry = LIVE - timedelta(days=data.draw(st.integers(300, 4000)))
    status, placement = (
        data.draw(st.sampled_from(["V2", "C2", "C1", "E1"])),
        data.draw(st.sampled_from(["U6", "U3", "P1"])),
    )
    review = LIVE - timedelta(days=data.draw(st.integers(1, 150)))
    events = [
        Event(entry, "entered_care", {"legal_status": status, "placement": placement}),
        Event(review, "review_held"),
    ]
    if data.draw(st.booleans()):
        events.append(
            Event(LIVE, "plan_agreed", {"plan": data.draw(st.sampled_from(["long_term_fostering", "adoption"]))})
        )
    older = data.draw(st.lists(st.integers(151, 299), max_size=6))
    events += [Event(LIVE - timedelta(days=ago), "review_held") for ago in older]
    moves = data.draw(st.lists(st.integers(10, 290), max_size=4, unique=True))
    events += [
        Event(LIVE - timedelta(days=ago), "placement_changed", {"placement": placement if i % 2 else "U5"})
        for i, ago in enumerate(sorted(moves, reverse=True))
    ]
    journey = Journey(
        "C-1",
        LIVE - timedelta(days=5000),
        events=tuple(events),
        record_from=LIVE,
        kinds_from=(("review_held", review),),
    )
    found = timeline(policy, journey, LIVE)
    _nobody_is_lost(found)
    _once_each(found)
    for item in found.obligations:
        if item.is_open and item.rule != "plan-by-second-review":
            assert item.due is None or item.due >= LIVE
    load_now = load_of(policy, [journey], LIVE, 12)
    assert load_now.undated_now <= len({item.rule for item in found.obligations if item.standing == "undated"})


def _nobody_is_lost(found: Timeline) -> None:
    assert any(item.is_open for item in found.obligations) or found.silences


def _once_each(found: Timeline) -> None:
    most = Counter((item.rule, item.sibling) for item in found.obligations if item.is_open)
    assert set(most.values()) <= {1}, most


@quick
@given(
    st.lists(st.integers(1, 3000), max_size=8, unique=True),
    st.lists(st.integers(1, 3000), max_size=8, unique=True),
    st.integers(0, 3000),
)
def test_older_history_never_makes_a_count_on_record_smaller(later: list[int], older: list[int], gap: int) -> None:
    """Counted at least: what is known of one record, and of the same with more of the past."""
    policy = load("west-sussex")
    entry = date(2018, 1, 8)

    def known(days: list[int]) -> int:
        events = [Event(entry, "entered_care", {"legal_status": "V2"})]
        events += [Event(entry + timedelta(days=one), "review_held") for one in sorted(set(days))]
        past = history(Journey("C-1", events=tuple(events), record_from=LIVE), LIVE)
        reached = 0
        for least in range(1, 45):
            counted = Condition.model_validate({"count": {"event": "review_held", "at_least": least}})
            reached = least if at(compiled(counted, {}, policy.calendar)(past), past.as_of) else reached
        return reached

    assert known(later) <= known([*later, *older, gap])


def test_a_journey_file_says_from_when_the_record_is_whole() -> None:
    raw = {
        "child": "C-1",
        "record_from": "2026-11-20",
        "record_from_by_kind": {"review_held": "2026-08-13"},
        "events": [],
    }
    journey = journey_from(raw)
    assert (journey.record_from, journey.kinds_from) == (day("2026-11-20"), (("review_held", day("2026-08-13")),))
    with pytest.raises(JourneyError, match=r"record_from_by_kind has an unknown field 'reviews'"):
        journey_from({**raw, "record_from_by_kind": {"reviews": "2026-08-13"}})
    with pytest.raises(JourneyError, match=r"record_from must be a real date"):
        journey_from({**raw, "record_from": "last year"})
