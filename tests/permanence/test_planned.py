"""A milestone planned for a date, and duties before it: the date moves, passes undone, and is never the thing done."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from permanence.journey import Event
from permanence.policy import PolicyError, build, load, parse
from permanence.policy_tools.check_policy import check_policy
from permanence.policy_tools.explain_policy import explain_policy
from permanence.steps.facts import fact_event, facts
from tests.permanence.journeys import child, day, entered, judged, milestone, of_rule, on, the

FILE = Path(__file__).parent / "sixth_council.toml"
SIXTH = load(FILE)
BEFORE, ITSELF = "before-planned-move", "planned-move"
CARE = entered("2026-01-05")


def planned(when: str, to: str) -> Event:
    return on(when, "milestone_planned", name="moved_in", date=to)


def test_a_duty_before_what_is_planned_has_its_date_from_the_plan() -> None:
    journey = child(CARE, planned("2026-02-02", "2026-03-20"))
    assert of_rule(judged(SIXTH, journey, "2026-02-01"), BEFORE) == []
    found = the(judged(SIXTH, journey, "2026-02-02"), BEFORE)
    assert (found.due, found.standing) == (day("2026-03-06"), "upcoming")
    assert found.because == "2 weeks before the child moving in, planned for 20 March 2026"


def test_when_the_date_moves_the_duties_move_and_stay_one() -> None:
    journey = child(CARE, planned("2026-02-02", "2026-03-20"), planned("2026-03-02", "2026-04-17"))
    assert the(judged(SIXTH, journey, "2026-03-01"), BEFORE).due == day("2026-03-06")
    assert the(judged(SIXTH, journey, "2026-03-02"), BEFORE).due == day("2026-04-03")
    assert the(judged(SIXTH, journey, "2026-03-02"), ITSELF).due == day("2026-04-17")


def test_a_plan_is_not_the_thing_done_and_a_date_that_passes_closes_nothing() -> None:
    journey = child(CARE, planned("2026-02-02", "2026-03-20"))
    passed = judged(SIXTH, journey, "2026-03-21")
    for rule in (BEFORE, ITSELF):
        found = the(passed, rule)
        assert (found.standing, found.met_on) == ("overdue", None)
        assert found.because.endswith("the child moving in, planned for 20 March 2026, not on record as done")
    assert passed.silences == (
        "Planned for 20 March 2026 and not on record as done: the child moving in. "
        "Record when it was, or the date it is planned for now.",
    )
    assert judged(SIXTH, journey, "2026-03-20").silences == ()


@pytest.mark.parametrize("then", [milestone("2026-03-24", "moved_in"), planned("2026-03-24", "2026-04-17")])
def test_the_thing_done_or_a_new_date_answers_what_was_asked(then: Event) -> None:
    journey = child(CARE, planned("2026-02-02", "2026-03-20"), then)
    assert judged(SIXTH, journey, "2026-03-23").silences != ()
    assert judged(SIXTH, journey, "2026-03-24").silences == ()


def test_the_thing_done_meets_its_own_duty_and_leaves_the_meeting_missed_to_be_seen() -> None:
    journey = child(CARE, planned("2026-02-02", "2026-03-20"), milestone("2026-03-18", "moved_in"))
    found = judged(SIXTH, journey, "2026-03-30")
    assert (the(found, ITSELF).standing, the(found, ITSELF).met_on) == ("met", day("2026-03-18"))
    assert the(found, BEFORE).standing == "overdue"


def test_a_second_time_planned_is_another_duty_also_on_the_day_the_first_was_done() -> None:
    again = [milestone("2026-03-18", "moved_in"), planned("2026-03-18", "2026-06-19")]
    found = judged(SIXTH, child(CARE, planned("2026-02-02", "2026-03-20"), *again), "2026-04-01")
    assert [(one.due, one.standing) for one in of_rule(found, BEFORE)] == [
        (day("2026-03-06"), "overdue"),
        (day("2026-06-05"), "upcoming"),
    ]
    assert [(one.due, one.standing) for one in of_rule(found, ITSELF)] == [
        (day("2026-03-20"), "met"),
        (day("2026-06-19"), "upcoming"),
    ]


def test_a_plan_of_an_earlier_period_of_care_is_over_with_it() -> None:
    journey = child(CARE, planned("2026-02-02", "2026-03-20"), on("2026-03-02", "left_care"), entered("2026-05-04"))
    found = judged(SIXTH, journey, "2026-06-01")
    assert the(found, BEFORE).standing == "ended"
    assert found.silences == ()


def test_before_any_date_is_planned_a_duty_that_began_says_so() -> None:
    text = FILE.read_text(encoding="utf-8").replace(
        'starts = { becomes = { planned = "moved_in" }, words = "the move being planned" }\ndue = { before',
        'starts = { event = { event = "matched" } }\ndue = { before',
    )
    policy = build(parse(text, "sixth.toml"))
    journey = child(CARE, on("2026-01-20", "matched", match="adoption"), planned("2026-02-02", "2026-03-20"))
    assert the(judged(policy, journey, "2026-02-01"), BEFORE).because == (
        "before the child moving in, for which no date is planned yet, since the match on 20 January 2026"
    )
    assert the(judged(policy, journey, "2026-02-02"), BEFORE).due == day("2026-03-06")


DAYS = st.integers(1, 200)


@settings(max_examples=150)
@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=6), st.lists(DAYS, max_size=3), DAYS)
def test_the_last_plan_known_gives_the_date_and_nothing_but_the_milestone_ends_it(
    plans: list[tuple[int, int]], dones: list[int], today: int
) -> None:
    def at(ahead: int) -> date:
        return date(2026, 1, 5) + timedelta(days=ahead)

    plans = list({told: (told, told + ahead) for told, ahead in plans}.values())
    events = [planned(at(told).isoformat(), at(to).isoformat()) for told, to in plans]
    events += [milestone(at(ahead).isoformat(), "moved_in") for ahead in dones]
    found = judged(SIXTH, child(CARE, *events), at(today).isoformat())
    duties = of_rule(found, ITSELF)
    last = max((told for told in plans if told[0] <= today), default=None)
    done_since = last is not None and any(last[0] < ahead <= today for ahead in dones)
    begins = last is not None and any(last[0] == ahead for ahead in dones)
    open_now = [duty for duty in duties if duty.is_open]
    if last is None or done_since or (begins and last[0] == today):
        assert open_now == []
    else:
        assert [duty.due for duty in open_now] == [at(last[1])]
        assert bool(found.silences) == (last[1] < today)


def test_it_is_read_back_in_words() -> None:
    said = explain_policy(SIXTH)
    assert "the move being planned (a date is planned for the child moving in)" in said
    assert "due 2 weeks before the day planned for the child moving in" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ('before = { planned = "moved_in" }', 'before = { planned = "move_in" }'),
            "milestone 'move_in' is not declared",
        ),
        (('becomes = { planned = "moved_in" }', 'becomes = { planned = "move_in" }'), "'move_in' is not declared"),
        (('before = { planned = "moved_in" }', 'before = { planned = "moved_in", review = 1 }'), "exactly one of"),
        (('becomes = { planned = "moved_in" }', 'event = { event = "milestone_planned" }'), "needs its name"),
    ],
)
def test_what_contradicts_itself_is_refused(change: tuple[str, str], said: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert change[0] in text
    with pytest.raises(PolicyError, match=said):
        parse(text.replace(*change), "sixth.toml")


def test_a_planned_date_is_among_the_facts_that_people_record() -> None:
    its = [fact for fact in facts(SIXTH) if fact.is_planned]
    assert [(fact.key, fact.words) for fact in its] == [
        ("milestone_planned.moved_in", "a date planned for the child moving in")
    ]
    told, to = day("2026-02-02"), day("2026-03-20")
    event = fact_event(SIXTH, child(CARE), its[0].key, told, to, "", told)
    assert event == planned("2026-02-02", "2026-03-20")
    assert not any(fact.is_planned for name in ("bcp-2023", "west-sussex") for fact in facts(load(name)))


def test_a_rule_that_every_new_date_would_start_again_is_warned_of(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    start = 'starts = { becomes = { planned = "moved_in" }, words = "the move being planned" }'
    file = tmp_path / "again.toml"
    again = 'starts = { event = { event = "milestone_planned", name = "moved_in" } }'
    file.write_text(text.replace(start, again, 1), encoding="utf-8")
    said = "Rule before-planned-move (SIX-1) starts again each time the date of moved_in moves"
    assert said in check_policy(file).report
    assert "starts again each time" not in check_policy(FILE).report
