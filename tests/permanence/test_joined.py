"""A rule that starts when several others are met and something has happened besides."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from permanence.journey import Event
from permanence.policy import PolicyError, build, load, parse
from permanence.policy_tools.check_policy import check_policy
from permanence.policy_tools.explain_policy import explain_policy
from permanence.steps.steps import steps
from permanence.timeline import Obligation
from tests.permanence.journeys import child, day, entered, judged, milestone, of_rule, on, the

FILE = Path(__file__).parent / "sixth_council.toml"
SIXTH = load(FILE)
RULE = "joined"
BEGUN = (
    entered("2026-01-05", "C1"),
    on("2026-02-02", "care_plan_changed", change="residential"),
    on("2026-02-03", "order_made", order="care_order"),
)
DONE = ("report", "meeting", "link")


def done(what: str, when: str) -> Event:
    match what:
        case "report":
            return milestone(when, "report_completed")
        case "meeting":
            return on(when, "ppm_held")
        case _:
            return on(when, "linked")


def started(*events: Event, as_of: str = "2027-12-31") -> list[Obligation]:
    return of_rule(judged(SIXTH, child(*events), as_of), RULE)


@pytest.mark.parametrize("order", list(permutations(DONE)))
def test_whichever_of_them_comes_last_starts_it(order: tuple[str, ...]) -> None:
    days = ("2026-03-02", "2026-03-09", "2026-03-16")
    events = [done(what, when) for what, when in zip(order, days, strict=True)]
    assert started(*BEGUN, *events, as_of="2026-03-15") == []
    (found,) = started(*BEGUN, *events, as_of="2026-03-16")
    assert (found.since, found.due) == (day("2026-03-16"), day("2026-03-30"))
    assert found.because == "10 working days after the report, the meeting and the link on 16 March 2026"


@pytest.mark.parametrize("without", DONE)
def test_without_one_of_them_it_does_not_start(without: str) -> None:
    assert started(*BEGUN, *(done(what, "2026-03-02") for what in DONE if what != without)) == []


def test_each_thing_done_counts_once() -> None:
    first = [done(what, "2026-03-02") for what in DONE]
    again = [on("2026-04-01", "care_plan_changed", change="residential"), done("report", "2026-04-08")]
    assert len(started(*BEGUN, *first, *again)) == 1
    order = [on("2026-04-02", "order_made", order="care_order"), done("meeting", "2026-04-09")]
    found = started(*BEGUN, *first, *again, *order, done("link", "2026-04-10"))
    assert [one.since for one in found] == [day("2026-03-02"), day("2026-04-10")]


def test_what_was_done_in_an_earlier_period_of_care_is_not_joined_with_this_one() -> None:
    back = [on("2026-04-01", "left_care"), entered("2026-05-04", "C1")]
    later = [on("2026-05-05", "order_made", order="care_order"), done("meeting", "2026-05-11")]
    before = [done("report", "2026-03-02")]
    assert started(*BEGUN, *before, *back, *later, done("link", "2026-05-12")) == []
    assert len(started(*BEGUN, *before, *later, done("link", "2026-05-12"))) == 1


HAPPENS = st.lists(st.tuples(st.sampled_from(DONE), st.integers(1, 300)), max_size=12)


@settings(max_examples=150)
@given(HAPPENS, st.lists(st.integers(0, 250), max_size=3), st.lists(st.integers(0, 250), max_size=3))
def test_each_start_takes_one_of_each_of_the_three_whatever_the_order_of_the_file(
    happens: list[tuple[str, int]], plans: list[int], orders: list[int]
) -> None:
    def at(ahead: int) -> str:
        return (date(2026, 1, 5) + timedelta(days=ahead)).isoformat()

    events = [entered("2026-01-05", "C1"), *(done(what, at(ahead)) for what, ahead in happens)]
    events += [on(at(ahead), "care_plan_changed", change="residential") for ahead in plans]
    events += [on(at(ahead), "order_made", order="care_order") for ahead in orders]
    found = started(*events)
    assert found == started(*reversed(events))
    came = {what: {at(ahead) for name, ahead in happens if name == what} for what in DONE}
    for number, since in enumerate(sorted(one.since.isoformat() for one in found), start=1):
        assert any(since in days for days in came.values())
        assert all(sum(when <= since for when in days) >= number for days in came.values())


def test_the_card_of_steps_says_what_is_still_waited_for() -> None:
    def waits(*events: Event) -> tuple[str, ...]:
        _, waiting = steps(SIXTH, child(*BEGUN, *events), day("2026-03-10"))
        return next((one.waits_for for one in waiting if one.rule.id == RULE), ())

    assert len(waits()) == 3
    assert waits(done("report", "2026-03-02"), done("link", "2026-03-03")) == ("permanence planning meeting held",)
    assert waits(*(done(what, "2026-03-02") for what in DONE)) == ()


def test_it_is_read_back_in_words() -> None:
    assert "(chain-report and three-months-from-order being met and the link)" in explain_policy(SIXTH)


JOIN = 'rule = ["chain-report", "three-months-from-order"]'


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((JOIN, 'rule = ["chain-report", "chain-report"]'), "rule 'chain-report' stands twice"),
        ((JOIN, 'rule = ["chain-report", "chain-reprot"]'), "rule 'chain-reprot' is not declared"),
        ((JOIN, 'rule = ["chain-report", "joined"]'), "rule 'joined' would start with itself: joined waits for joined"),
    ],
)
def test_what_contradicts_itself_is_refused(change: tuple[str, str], said: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert change[0] in text
    with pytest.raises(PolicyError, match=said):
        parse(text.replace(*change), "sixth.toml")


def test_a_circle_is_named_rule_by_rule() -> None:
    text = FILE.read_text(encoding="utf-8")
    text = text.replace('starts = { rule = "chain-funding" }', 'starts = { rule = ["chain-funding", "joined"] }')
    build(parse(text, "sixth.toml"))
    said = "rule 'chain-carer' would start with itself: chain-carer waits for joined waits for chain-carer"
    with pytest.raises(PolicyError, match=said):
        parse(text.replace(JOIN, 'rule = ["chain-report", "chain-carer"]'), "sixth.toml")


def test_rules_that_are_never_met_together_are_warned_of(tmp_path: Path) -> None:
    met = 'met_by = { event = "milestone", name = "report_completed" }\n'
    file = tmp_path / "never.toml"
    text = FILE.read_text(encoding="utf-8")
    start = text.index('id = "chain-report"')
    place = text.index(met, start)
    file.write_text(f"{text[:place]}if = {{ age = {{ from = 20 }} }}\n{text[place:]}", encoding="utf-8")
    report = check_policy(file).report
    assert "Rule joined (SIX-1) never starts: it waits for chain-report and three-months-from-order, which" in report


def test_one_rule_may_stand_by_itself_as_before() -> None:
    journey = child(*BEGUN, done("report", "2026-02-10"), milestone("2026-02-12", "signed_off"))
    found = the(judged(SIXTH, journey, "2026-03-01"), "chain-funding")
    assert found.since == day("2026-02-12")
