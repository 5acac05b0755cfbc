"""An interval that the meeting or review sets itself: by weeks, by months or by a date, and asked for where none is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from permanence.journey import Event
from permanence.journeys.journey_file import JourneyError, event_from
from permanence.policy import Policy, PolicyError, build, load, parse
from permanence.policy_tools.contract import refuse_unknown_milestones
from permanence.policy_tools.explain_policy import explain_policy
from permanence.refusals import Incomplete
from permanence.steps.facts import fact_event
from tests.permanence.journeys import child, day, entered, judged, milestone, of_rule, on, the

FILE = Path(__file__).parent / "sixth_council.toml"
SIXTH = load(FILE)
RULE, KIND = "as-the-review-said", "progress_review"
CARE = entered("2026-01-05")


def held(when: str) -> Event:
    return milestone(when, "progress_review_held")


def said(when: str, **how: Any) -> Event:
    return on(when, "interval_set", reason="as the review said", **how)


def changed(*change: str) -> Policy:
    text = FILE.read_text(encoding="utf-8")
    assert change[0] in text
    return build(parse(text.replace(change[0], change[1]), "sixth.toml"))


@pytest.mark.parametrize(
    ("how", "due", "because"),
    [
        ({"months": 3}, "2026-05-02", "3 months after the progress review held on 2 February 2026"),
        ({"weeks": 6}, "2026-03-16", "6 weeks after the progress review held on 2 February 2026"),
        (
            {"date": "2026-04-20"},
            "2026-04-20",
            "the date given for the next after the progress review held on 2 February 2026",
        ),
    ],
)
def test_the_review_says_when_the_next_is(how: dict[str, Any], due: str, because: str) -> None:
    found = judged(SIXTH, child(CARE, held("2026-02-02"), said("2026-02-02", **how)), "2026-02-03")
    assert (the(found, RULE).due, the(found, RULE).because) == (day(due), f"{because}, as set on 2 February 2026")
    assert found.silences == ()


def test_a_review_that_said_nothing_is_asked_about() -> None:
    found = judged(SIXTH, child(CARE, held("2026-02-02")), "2026-02-03")
    asked = (
        "the progress review held on 2 February 2026 set no interval: "
        "record the interval or the date that was set for the next"
    )
    assert (the(found, RULE).standing, the(found, RULE).because) == ("undated", asked)
    assert found.silences == (f"Progress review: {asked} (SIX-1).",)


def test_what_an_earlier_review_said_is_not_taken_for_this_one() -> None:
    journey = child(CARE, held("2026-02-02"), said("2026-02-02", weeks=4), held("2026-03-02"))
    first, second = of_rule(judged(SIXTH, journey, "2026-03-03"), RULE)
    assert (first.due, first.standing) == (day("2026-03-02"), "met")
    assert (second.due, second.standing) == (None, "undated")


def test_it_may_be_recorded_later_and_said_anew_and_the_last_counts() -> None:
    sayings = [said("2026-02-09", months=3), said("2026-03-09", date="2026-04-01")]
    journey = child(CARE, held("2026-02-02"), *sayings, held("2026-04-01"))
    assert the(judged(SIXTH, journey, "2026-02-08"), RULE).due is None
    assert the(judged(SIXTH, journey, "2026-02-09"), RULE).due == day("2026-05-02")
    assert the(judged(SIXTH, journey, "2026-03-09"), RULE).due == day("2026-04-01")
    assert of_rule(judged(SIXTH, journey, "2026-04-01"), RULE)[0].standing == "met"


def test_what_another_kind_of_meeting_said_is_not_taken_for_this_one() -> None:
    other = child(CARE, held("2026-02-02"), said("2026-02-02", weeks=4, of="ppm"))
    assert the(judged(SIXTH, other, "2026-02-03"), RULE).due is None
    own = child(*other.events, said("2026-02-02", weeks=9, of=KIND))
    assert the(judged(SIXTH, own, "2026-02-03"), RULE).due == day("2026-04-06")


def test_a_longest_interval_stands_beside_it() -> None:
    longest = "due = { earliest = [{ interval_set = true }, { within = { months = 6 } }] }"
    policy = changed("due = { interval_set = true }", longest)
    journey = child(CARE, held("2026-02-02"))
    assert the(judged(policy, journey, "2026-02-03"), RULE).due == day("2026-08-02")
    sooner = child(*journey.events, said("2026-02-02", weeks=4))
    assert the(judged(policy, sooner, "2026-02-03"), RULE).due == day("2026-03-02")
    later = child(*journey.events, said("2026-02-02", months=9))
    assert the(judged(policy, later, "2026-02-03"), RULE).due == day("2026-08-02")


AHEAD = st.integers(1, 120)


@settings(max_examples=150)
@given(st.sets(AHEAD, min_size=1, max_size=5), st.lists(st.tuples(AHEAD, st.integers(1, 20)), max_size=6), AHEAD)
def test_each_review_has_the_last_interval_said_before_the_next_and_none_of_another(
    reviews: set[int], sayings: list[tuple[int, int]], today: int
) -> None:
    def at(ahead: int) -> date:
        return date(2026, 1, 5) + timedelta(days=ahead)

    intervals = dict(sayings)  # one a day: which of two of a day is the last is not on record
    events = [held(at(ahead).isoformat()) for ahead in reviews]
    events += [said(at(ahead).isoformat(), weeks=weeks) for ahead, weeks in intervals.items()]
    found = of_rule(judged(SIXTH, child(CARE, *events), at(today).isoformat()), RULE)
    known = sorted(ahead for ahead in reviews if ahead <= today)
    expected = []
    for ahead, following in zip(known, [*known, today + 1][1:], strict=True):
        its = [weeks for on_day, weeks in sorted(intervals.items()) if ahead <= on_day < following]
        expected.append(at(ahead + 7 * its[-1]) if its else None)
    assert {one.since: one.due for one in found} == dict(zip(map(at, known), expected, strict=True))


def test_it_is_read_back_in_words() -> None:
    assert "due when what starts it said, by the interval or the date it set" in explain_policy(SIXTH)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("due = { interval_set = true, within = { weeks = 6 } }", "due needs exactly one of"),
        ("due = { interval_set = true }\nshorter_interval = true", "shorter_interval needs a date"),
        ("due = { interval_set = 1 }", "true"),
    ],
)
def test_what_contradicts_itself_is_refused(change: str, message: str) -> None:
    with pytest.raises(PolicyError, match=message):
        changed("due = { interval_set = true }", change)


def test_an_interval_is_set_by_something_that_happens() -> None:
    start = 'starts = { event = { event = "milestone", name = "progress_review_held" } }'
    with pytest.raises(PolicyError, match="interval_set needs a start by an event or a rule"):
        changed(start, 'starts = { becomes = { plan = "adoption" }, words = "adoption" }')


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"weeks": 2, "date": "2026-04-01"}, "needs either weeks or months, one of the two, or a date"),
        ({"date": "2026-02-02"}, "is not later than 2026-02-02, the day it was set"),
    ],
)
def test_an_event_that_sets_no_interval_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(JourneyError, match=message):
        event_from({"on": "2026-02-02", "type": "interval_set", "reason": "x", **fields})


def test_an_interval_of_a_kind_of_meeting_that_is_not_there_is_refused() -> None:
    with pytest.raises(JourneyError, match=r"events\[0\]\.of is 'progres_review'"):
        refuse_unknown_milestones(SIXTH, child(said("2026-02-02", weeks=4, of="progres_review")))


def test_the_date_set_for_the_next_is_among_the_facts_that_people_record() -> None:
    key, told = f"interval_set.{KIND}", day("2026-02-02")
    event = fact_event(SIXTH, child(CARE), key, told, day("2026-04-20"), "", told)
    assert event.fields == {"date": day("2026-04-20"), "of": KIND, "reason": "set at the meeting"}
    assert the(judged(SIXTH, child(CARE, held("2026-02-02"), event), "2026-02-03"), RULE).due == day("2026-04-20")
    with pytest.raises(Incomplete, match="must be later than the day it was set"):
        fact_event(SIXTH, child(CARE), key, told, told, "", told)
