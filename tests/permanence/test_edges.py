"""The engine at its edges: ties on one day, clocks that never start, words that must be exact, reasons for silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from permanence import explain
from permanence.calendar import Calendar
from permanence.cohorts import memberships
from permanence.journey import Event, Journey
from permanence.journeys.child_facts import CareFacts, care_facts, without_start
from permanence.meetings.attendance import attendance
from permanence.panel.panel_calendar import sittings
from permanence.policy import Policy, build, load, names, parse
from permanence.rules.history import history
from permanence.rules.spans import both
from tests.permanence.journeys import child, day, entered, judged, milestone, of_rule, on, the

SIXTH = Path(__file__).parent / "sixth_council.toml"


def _sixth(*changes: tuple[str, str], more: str = "") -> Policy:
    text = SIXTH.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return build(parse(text + more, "sixth.toml"))


RULE = 'clause = "SIX-1"\nwhat = "follow_up"\nsays = "A rule added by a test."\n'


def _with(rule: str) -> Policy:
    return _sixth(more=f'\n[[rule]]\nid = "added"\n{RULE}{rule}\n')


def test_a_meeting_on_the_day_permanence_is_achieved_starts_no_further_clock() -> None:
    journey = child(
        entered("2026-01-05"), on("2026-02-16", "ppm_held"), on("2026-02-16", "permanence_achieved", by="sgo")
    )
    (only,) = judged(load("dudley-2021"), journey, "2026-02-16").obligations
    assert (only.standing, only.met_on) == ("met", day("2026-02-16"))


def test_a_meeting_on_the_day_the_child_leaves_care_counts_and_still_owes_its_record() -> None:
    journey = child(entered("2026-01-05"), on("2026-02-10", "ppm_held"), on("2026-02-10", "left_care"))
    found = judged(load("permanence-guidance-2024"), journey, "2026-02-11")
    assert [(item.clause, item.standing) for item in found.obligations] == [("PG-9", "upcoming"), ("PG-2", "met")]


def test_a_meeting_the_day_after_the_child_left_care_is_none_of_its_clocks() -> None:
    journey = child(entered("2026-01-05"), on("2026-02-10", "left_care"), on("2026-02-11", "ppm_held"))
    (only,) = judged(load("permanence-guidance-2024"), journey, "2026-02-12").obligations
    assert only.standing == "ended"


def test_a_meeting_on_the_day_a_new_period_starts_belongs_to_the_new_one() -> None:
    journey = child(
        entered("2026-01-05"), on("2026-02-10", "left_care"), entered("2026-02-10"), on("2026-02-10", "ppm_held")
    )
    found = of_rule(judged(load("permanence-guidance-2024"), journey, "2026-02-11"), "record-upload")
    assert [item.occasion for item in found] == ["record-upload@2026-02-10"]


def test_the_end_of_a_series_and_its_last_meeting_on_one_day_is_a_meeting_held() -> None:
    journey = child(
        entered("2026-01-05", "C1"),
        on("2026-02-02", "placement_changed", placement="P1"),
        on("2026-03-02", "ppm_held"),
        on("2026-03-02", "placement_changed", placement="U6"),
    )
    (only,) = of_rule(judged(load("west-sussex"), journey, "2026-03-03"), "placed-with-parents-meetings")
    assert (only.standing, only.met_on) == ("met", day("2026-03-02"))


def test_a_clock_before_care_ends_when_care_begins_unless_it_outlives_it() -> None:
    policy = _with(
        'scope = "life"\nstarts = { event = { event = "pre_proceedings_started" } }\n'
        'due = { within = { weeks = 6 } }\nmet_by = { event = "legal_planning_meeting_held" }'
    )
    journey = child(on("2026-01-05", "pre_proceedings_started"), entered("2026-01-20"))
    found = the(judged(policy, journey, "2026-01-21"), "added")
    assert (found.standing, found.because) == (
        "ended",
        "6 weeks after the start of pre-proceedings on 5 January 2026; the child entered care on 20 January 2026",
    )


def test_a_repeal_on_the_day_of_the_answer_leaves_the_duty_met() -> None:
    policy = _with(
        'starts = { event = { event = "entered_care" } }\ndue = { within = { weeks = 6 } }\n'
        'met_by = { event = "ppm_held" }\nfrom = 2026-01-05\nuntil = 2026-02-02'
    )
    met = child(entered("2026-01-05"), on("2026-02-02", "ppm_held"))
    assert the(judged(policy, met, "2026-02-02"), "added").standing == "met"
    late = child(entered("2026-01-05"), on("2026-02-03", "ppm_held"))
    assert the(judged(policy, late, "2026-02-03"), "added").standing == "ended"
    assert of_rule(judged(policy, child(entered("2026-01-04")), "2026-01-10"), "added") == []


def test_of_two_things_that_meet_a_duty_the_first_counts() -> None:
    policy = _with(
        'starts = { event = { event = "entered_care" } }\ndue = { within = { weeks = 6 } }\n'
        'met_by = [{ event = "ppm_held" }, { event = "panel_held" }]\nmet_when = { has_plan = true }'
    )
    held = [on("2026-02-09", "ppm_held"), on("2026-02-02", "panel_held")]
    journey = child(entered("2026-01-05"), *held, on("2026-02-05", "plan_agreed", plan="sgo"))
    assert the(judged(policy, journey, "2026-03-01"), "added").met_on == day("2026-02-02")
    plan_first = child(entered("2026-01-05"), *held, on("2026-01-20", "plan_agreed", plan="sgo"))
    assert the(judged(policy, plan_first, "2026-03-01"), "added").met_on == day("2026-01-20")


def test_what_already_holds_when_the_clock_starts_meets_the_duty_that_day() -> None:
    policy = _with(
        'starts = { event = { event = "panel_referral_made" } }\ndue = { undated = true }\n'
        'met_when = { after = { event = "milestone", name = "signed_off" } }'
    )
    journey = child(
        entered("2026-01-05"), milestone("2026-01-20", "signed_off"), on("2026-02-02", "panel_referral_made")
    )
    found = the(judged(policy, journey, "2026-02-03"), "added")
    assert (found.standing, found.met_on) == ("met", day("2026-02-02"))
    assert found.because == "required since the panel referral made on 2 February 2026, no date set"


def test_a_chain_goes_on_from_a_later_round_when_an_earlier_one_was_never_finished() -> None:
    journey = child(
        entered("2026-01-05"),
        on("2026-03-02", "care_plan_changed", change="residential"),
        on("2026-03-02", "left_care"),
        entered("2026-06-01"),
        on("2026-06-02", "care_plan_changed", change="residential"),
        milestone("2026-06-10", "report_completed"),
        milestone("2026-06-11", "signed_off"),
    )
    found = of_rule(judged(load(SIXTH), journey, "2026-06-12"), "chain-funding")
    assert [(item.occasion, item.due) for item in found] == [("chain-funding@2026-06-11", day("2026-07-01"))]


def test_a_sign_off_from_before_the_step_began_does_not_count_for_it() -> None:
    journey = child(
        entered("2026-01-05"),
        milestone("2026-02-20", "signed_off"),
        on("2026-03-02", "care_plan_changed", change="residential"),
        milestone("2026-03-10", "report_completed"),
    )
    assert of_rule(judged(load(SIXTH), journey, "2026-03-11"), "chain-funding") == []


def test_the_nth_sitting_may_lie_years_ahead() -> None:
    policy = _sixth(('sitting = { panel = "follow_up", nth = 2 }', 'sitting = { panel = "follow_up", nth = 40 }'))
    found = the(
        judged(policy, child(entered("2026-01-05"), on("2026-03-01", "linked")), "2026-03-02"), "sitting-after-link"
    )
    assert found.due is not None
    assert found.because == "the 40th sitting after the link on 1 March 2026"
    spell = sittings(policy, day("2026-03-02"), found.due).sittings
    assert len([item for item in spell if item.panel == "follow_up"]) == 40


def test_a_panel_sits_from_its_first_day_and_no_longer_on_its_last() -> None:
    policy = _sixth(('title = "Gateway Panel"\n', 'title = "Gateway Panel"\nfrom = 2026-01-12\nuntil = 2026-02-02\n'))
    planned = sittings(policy, day("2026-01-01"), day("2026-03-01")).sittings
    assert [str(item.date) for item in planned if item.panel == "gateway"] == ["2026-01-12", "2026-01-19", "2026-01-26"]


def test_a_sitting_moved_onto_a_day_the_panel_stands_down_does_not_take_place() -> None:
    policy = _sixth(
        (
            'on_day_off = "next_working_day"\n',
            'on_day_off = "next_working_day"\nstand_downs = [{ from = 2026-04-07, name = "training" }]\n',
        )
    )
    skipped = sittings(policy, day("2026-04-01"), day("2026-04-10")).skipped
    assert [(item.panel, str(item.date), item.reason) for item in skipped] == [
        ("gateway", "2026-04-06", "Easter Monday"),
        ("moved", "2026-04-07", "training"),
    ]


def test_a_panel_may_move_to_the_working_day_before() -> None:
    policy = _sixth(('on_day_off = "next_working_day"', 'on_day_off = "previous_working_day"'))
    planned = sittings(policy, day("2026-04-01"), day("2026-04-12")).sittings
    assert [str(item.date) for item in planned if item.panel == "moved"] == ["2026-04-02"]


def test_a_sitting_that_follows_another_is_found_at_either_end_of_the_span() -> None:
    policy = load(SIXTH)
    for start, end in (("2026-01-08", "2026-01-08"), ("2026-01-01", "2026-01-08"), ("2026-01-08", "2026-01-20")):
        planned = sittings(policy, day(start), day(end)).sittings
        assert "2026-01-08" in [str(item.date) for item in planned if item.panel == "follow_up"]


def test_sittings_of_one_day_are_in_order_of_time() -> None:
    planned = sittings(load(SIXTH), day("2026-01-12"), day("2026-01-12")).sittings
    assert [item.panel for item in planned] == ["gateway", "moved"]


@pytest.mark.parametrize(
    ("number", "word"),
    [
        *((1, "first"), (2, "second"), (3, "third"), (4, "fourth"), (5, "fifth"), (6, "sixth"), (7, "7th")),
        *((11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"), (22, "22nd"), (23, "23rd"), (24, "24th")),
        (111, "111th"),
    ],
)
def test_ordinal_numbers_read_as_people_say_them(number: int, word: str) -> None:
    assert explain.ordinal(number) == word


def test_days_off_are_listed_with_commas_and_an_and() -> None:
    assert explain.skipped(()) == ""
    assert explain.skipped(("A",)) == ", A skipped"
    assert explain.skipped(("A", "B", "C")) == ", A, B and C skipped"


def test_every_event_has_words_of_its_own_for_the_reason() -> None:
    assert len(set(explain.EVENT_WORDS.values())) == len(explain.EVENT_WORDS) - 1  # a status changed or started
    assert all(words == words.strip() and words[0].islower() for words in explain.EVENT_WORDS.values())


def test_permanence_achieved_is_the_reason_nothing_is_next() -> None:
    journey = child(entered("2026-01-05"), on("2026-01-20", "permanence_achieved", by="long_term_match"))
    assert judged(load("dudley-2021"), journey, "2026-03-01").silences == (
        "Permanence was achieved on 20 January 2026.",
    )


def test_a_placement_that_breaks_down_after_permanence_by_an_order_is_said_aloud() -> None:
    journey = child(
        entered("2026-01-05"),
        on("2026-01-10", "placement_broke_down"),
        on("2026-01-20", "permanence_achieved", by="sgo"),
        on("2026-05-01", "placement_broke_down"),
        on("2026-06-01", "placement_broke_down"),
    )
    dudley = load("dudley-2021")
    assert judged(dudley, journey, "2026-04-30").silences == ("Permanence was achieved on 20 January 2026.",)
    assert judged(dudley, journey, "2026-06-02").silences == (
        "Permanence was achieved on 20 January 2026, but the placement broke down on 1 June 2026;"
        " the procedure does not say when its meetings start again.",
    )


MATCH = on("2026-01-20", "permanence_achieved", by="long_term_match")
ENDINGS = {
    "the placement breakdown": on("2026-05-01", "placement_broke_down"),
    "the move that ended the long-term match": on("2026-05-01", "placement_changed", placement="K2"),
    "another plan than the long-term match": on("2026-05-01", "plan_agreed", plan="return_home", final=False),
}


@pytest.mark.parametrize("words", ENDINGS)
def test_what_ends_a_long_term_match_ends_its_permanence_and_the_series_goes_on(words: str) -> None:
    journey = child(entered("2026-01-05"), MATCH, ENDINGS[words])
    found = [item for item in judged(load("dudley-2021"), journey, "2026-05-02").obligations if item.is_open]
    assert [(item.due, item.because) for item in found] == [(date(2026, 6, 12), f"6 weeks after {words} on 1 May 2026")]


def test_a_child_matched_again_is_permanent_again_and_due_again_when_that_ends() -> None:
    again = on("2026-05-20", "permanence_achieved", by="long_term_match")
    moved = [
        on("2026-05-01", "placement_changed", placement="K2"),
        on("2026-05-20", "placement_changed", placement="U4"),
    ]
    dudley, journey = load("dudley-2021"), child(entered("2026-01-05"), MATCH, *moved, again)
    assert judged(dudley, journey, "2026-05-21").silences == ("Permanence was achieved on 20 May 2026.",)
    over = child(entered("2026-01-05"), MATCH, *moved, again, on("2026-07-01", "placement_broke_down"))
    found = [item for item in judged(dudley, over, "2026-07-02").obligations if item.is_open]
    assert [item.due for item in found] == [date(2026, 8, 12)]


def test_events_before_care_put_no_child_in_care_and_a_status_does() -> None:
    before = child(on("2026-01-05", "pre_proceedings_started"), on("2026-01-06", "legal_planning_meeting_held"))
    assert care_facts(before, date(2026, 3, 1)) == CareFacts(None, None)
    known = care_facts(child(on("2026-01-05", "legal_status_changed", legal_status="C2")), date(2026, 3, 1))
    assert (known.entered, known.left, known.seen) == (None, None, date(2026, 1, 5))


def test_the_panel_sees_a_child_whose_start_is_not_on_record_from_the_first_day_known() -> None:
    journey = child(on("2026-01-05", "legal_status_changed", legal_status="C2"))
    found = judged(load("bcp-2023"), journey, "2026-03-01")
    panels = [item for item in found.obligations if item.is_open and item.what == "panel"]
    assert panels
    assert any(item.because.endswith("the first day known in care") for item in panels)
    assert "only that it was by 5 January 2026" in found.silences[-1]


@pytest.mark.parametrize("policy", names())
def test_a_child_whose_permanence_is_achieved_is_in_no_group_of_a_procedure_that_does_not_say_so(policy: str) -> None:
    for way in ("sgo", "cao", "adoption_order", "returned_home", "long_term_match"):
        achieved = on("2026-05-01", "permanence_achieved", by=way)
        assert judged(load(policy), child(entered("2025-01-05"), achieved), "2026-05-02").cohorts == ()


def test_a_group_that_goes_on_after_permanence_says_so() -> None:
    its = load("bcp-2023")
    journey = child(entered("2025-01-05"), on("2026-05-01", "permanence_achieved", by="sgo"))
    past = history(journey, date(2026, 5, 2))
    kept = [
        replace(group, cohort=group.cohort.model_copy(update={"after_permanence": True}))
        for group in its.runnable_cohorts
        if group.cohort.cohort == "in_care_6_weeks"
    ]
    found = memberships(kept, past, its.calendar, its.facts["permanence"])
    assert [group.cohort for group in found] == ["in_care_6_weeks"]


def test_the_silence_of_a_procedure_is_given_as_recorded_and_only_then() -> None:
    policy = load("west-sussex")
    proceedings = child(entered("2026-01-05", "C1"), on("2026-02-02", "plan_agreed", plan="sgo", contingency="cao"))
    (reason,) = judged(policy, proceedings, "2026-03-01").silences
    assert reason.startswith("The aide memoire is for children after proceedings or under section 20;")
    assert judged(policy, proceedings, "2026-01-20").silences == ()
    concluded = child(*proceedings.events, on("2026-02-20", "proceedings_concluded"))
    assert judged(policy, concluded, "2026-03-01").silences == ()
    left = child(*proceedings.events, on("2026-02-20", "left_care"))
    assert judged(policy, left, "2026-03-01").silences == ()


def test_what_a_plan_lacks_is_listed_with_its_clause_and_reason() -> None:
    journey = child(entered("2026-01-05"), on("2026-02-02", "plan_agreed", plan="sgo"))
    (gap,) = judged(load("permanence-guidance-2024"), journey, "2026-02-03").missing
    assert (gap.clause, gap.missing) == ("PG-A3", "a contingency or parallel plan")
    assert gap.because == "required since the plan, without a contingency, agreed on 2 February 2026, no date set"


def _gaps(born: str, plan: str, *known: str) -> int:
    milestones = [milestone("2026-01-20", name) for name in known]
    agreed = on("2026-02-03", "plan_agreed", plan=plan, contingency="return_home")
    found = judged(
        load("permanence-guidance-2024"), child(entered("2026-01-05"), *milestones, agreed, born=born), "2026-02-04"
    )
    return len(of_rule(found, "plan-outside-the-options"))


@pytest.mark.parametrize("born", ["2019-02-04", "2019-02-03", "2015-02-04", "2015-02-03"])
@pytest.mark.parametrize(
    "plan",
    [
        *("adoption", "sgo", "cao", "connected_person_foster_care", "long_term_fostering"),
        *("residential", "independence", "return_home", "other"),
    ],
)
@pytest.mark.parametrize("state", ["", "connected_person_not_an_option", "connected_person_may_be_an_option"])
def test_the_options_of_the_appendix_by_age_and_connected_person(born: str, plan: str, state: str) -> None:
    """The matrix as printed, by the row of the age on the day the plan was agreed, 3 February 2026."""
    without = {"adoption", "long_term_fostering"} if born > "2015-02-03" else {"long_term_fostering"}
    without |= {"connected_person_foster_care"} if born > "2019-02-03" else {"sgo"}
    perhaps = {"connected_person_foster_care", "sgo", "cao"}
    allowed = {"": without | perhaps, "connected_person_not_an_option": without}.get(state, perhaps)
    assert _gaps(born, plan, *([state] if state else [])) == (plan not in {*allowed, "return_home"})


def test_the_newest_word_on_a_connected_person_counts() -> None:
    journey = child(
        entered("2026-01-05"),
        milestone("2026-01-20", "connected_person_may_be_an_option"),
        milestone("2026-01-25", "connected_person_not_an_option"),
        on("2026-02-03", "plan_agreed", plan="adoption", contingency="return_home"),
        born="2018-02-03",
    )
    assert of_rule(judged(load("permanence-guidance-2024"), journey, "2026-02-04"), "plan-outside-the-options") == []


def test_an_extract_that_does_not_tell_the_first_status_or_placement_still_starts_the_clocks() -> None:
    entry = Event(day("2026-01-05"), "entered_care", {})
    journey = Journey("C-0001", events=(entry, on("2026-02-02", "legal_status_changed", legal_status="V2")))
    found = judged(load("west-sussex"), journey, "2026-02-03")
    assert the(found, "first-meeting").due == day("2026-03-02")
    known = [item.cohort for item in judged(load("bcp-2023"), journey, "2026-02-03").cohorts]
    assert known == ["not_long_term_matched", "no_permanence_plan"]
    assert of_rule(judged(load(SIXTH), journey, "2026-02-03"), "emergency") == []


def test_from_short_breaks_into_care_the_placement_goes_on() -> None:
    journey = child(entered("2025-10-01", "V3", "K2"), on("2026-01-05", "legal_status_changed", legal_status="C1"))
    found = judged(load(SIXTH), journey, "2026-01-06")
    assert [item.occasion for item in of_rule(found, "every-month")] == ["every-month@2026-01-05"]
    west = judged(
        load("west-sussex"),
        child(entered("2025-10-01", "V3"), on("2026-01-05", "legal_status_changed", legal_status="V2")),
        "2026-01-06",
    )
    assert the(west, "first-meeting").due == day("2026-02-02")


def test_what_lasts_from_one_period_of_care_into_the_next_starts_its_clock_afresh() -> None:
    policy = _with(
        'starts = { becomes = { unaccompanied = true }, words = "coming alone" }\n'
        'due = { within = { weeks = 6 } }\nmet_by = { event = "ppm_held" }'
    )
    journey = child(entered("2026-01-05"), on("2026-02-02", "left_care"), entered("2026-03-02"), unaccompanied=True)
    found = of_rule(judged(policy, journey, "2026-03-03"), "added")
    assert [(item.due, item.standing) for item in found] == [
        (day("2026-02-16"), "ended"),
        (day("2026-04-13"), "upcoming"),
    ]


def test_the_themes_a_child_falls_under_are_on_its_timeline() -> None:
    journey = child(
        entered("2026-01-05", "C1"),
        on("2026-01-20", "placement_changed", placement="U4"),
        on("2026-01-25", "placement_changed", placement="P1"),
    )
    assert judged(load("bcp-2023"), journey, "2026-02-01").themes == (
        *("returning_or_placed_with_parents", "plan_must_change", "unstable_placements"),
    )


def test_a_cohort_holds_from_and_until_the_days_of_the_file() -> None:
    policy = _sixth(('cohort = "pre_proceedings"', 'cohort = "pre_proceedings"\nfrom = 2026-02-01\nuntil = 2026-03-01'))
    journey = child(on("2026-01-05", "pre_proceedings_started"))
    seen = [len(judged(policy, journey, at).cohorts) for at in ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01")]
    assert seen == [0, 1, 1, 0]


def test_the_visits_after_ratification_show_the_regulations_own_date() -> None:
    journey = child(
        entered("2026-01-05", placement="U4"), on("2026-06-01", "permanence_achieved", by="long_term_match")
    )
    found = the(judged(load("west-sussex"), journey, "2026-06-02"), "visits-after-ratification")
    assert found.because == (
        "12 weeks after the ratification of the long-term placement on 1 June 2026; regulation 28 of the Care Planning,"
        " Placement and Case Review (England) Regulations 2010, for a placement intended to last to 18, asks for"
        " 3 months, by 1 September 2026"
    )


def test_a_duty_for_each_sibling_names_the_sibling() -> None:
    journey = child(entered("2026-01-05"), on("2026-02-09", "ppm_held"), siblings=("C-0002", "C-0003"))
    found = of_rule(judged(load("west-sussex"), journey, "2026-02-10"), "copy-to-siblings")
    assert [item.occasion for item in found] == [
        "copy-to-siblings@2026-02-09/C-0002",
        "copy-to-siblings@2026-02-09/C-0003",
    ]
    assert found[1].because == "required since the meeting held on 9 February 2026, no date set, for sibling C-0003"


@pytest.mark.parametrize(
    ("sibling", "left"),
    [("C-0003", ["C-0002"]), ("C-0002", ["C-0003"]), ("", ["C-0003"]), ("C-0009", ["C-0002", "C-0003"])],
)
def test_a_copy_that_names_its_sibling_closes_that_siblings_duty_and_no_other(sibling: str, left: list[str]) -> None:
    named = {"sibling": sibling} if sibling else {}
    journey = child(
        entered("2026-01-05"),
        on("2026-02-09", "ppm_held"),
        on("2026-02-10", "milestone", name="copied_to_sibling", **named),
        siblings=("C-0002", "C-0003"),
    )
    found = of_rule(judged(load("west-sussex"), journey, "2026-02-11"), "copy-to-siblings")
    assert [item.sibling for item in found if item.is_open] == left


def test_two_copies_of_one_day_are_told_apart_by_their_siblings() -> None:
    copies = [on("2026-02-09", "milestone", name="copied_to_sibling", sibling=ref) for ref in ("C-0003", "C-0002")]
    journey = child(entered("2026-01-05"), on("2026-02-09", "ppm_held"), *copies, siblings=("C-0002", "C-0003"))
    found = of_rule(judged(load("west-sussex"), journey, "2026-02-10"), "copy-to-siblings")
    assert [item.standing for item in found] == ["met", "met"]


def test_a_timeline_says_which_policy_and_version_and_where_each_duty_stands_written() -> None:
    found = judged(load("bcp-2023"), child(entered("2026-01-05")), "2026-01-06")
    assert (found.policy, found.policy_version, found.child) == ("bcp-2023", "January 2023", "C-0001")
    (first,) = found.obligations
    assert (first.rule, first.occasion, first.what) == ("first-panel", "first-panel@2026-01-05", "panel")
    assert first.source == (
        "BCP, Permanence Planning Tracking Meetings, Terms of Reference, January 2023, section 3:"
        ' "To consider a child\'s case within 6 weeks entry into Local Authority Care"'
    )


def test_an_entry_that_does_not_say_was_no_emergency() -> None:
    policy = _with(
        'starts = { event = { event = "entered_care" } }\nif = { entry = { emergency = false } }\n'
        'due = { within = { weeks = 6 } }\nmet_by = { event = "ppm_held" }'
    )
    assert len(of_rule(judged(policy, child(entered("2026-01-05")), "2026-01-06"), "added")) == 1
    emergency = child(entered("2026-01-05", emergency=True))
    assert of_rule(judged(policy, emergency, "2026-01-06"), "added") == []


def test_each_thing_done_closes_one_duty_until_none_is_left() -> None:
    journey = child(
        entered("2026-01-05"),
        *(on(held, "panel_held") for held in ("2026-01-22", "2026-02-05", "2026-02-19")),
        *(
            on(done, "record_uploaded")
            for done in ("2026-01-21", "2026-02-06", "2026-02-20", "2026-02-20", "2026-02-23")
        ),
    )
    found = of_rule(judged(load("bcp-2023"), journey, "2026-03-01"), "record-upload")
    assert [item.met_on for item in found] == [day("2026-02-06"), day("2026-02-20"), day("2026-02-20")]


def test_where_a_sitting_is_waited_for_the_reason_says_which() -> None:
    journey = child(entered("2026-01-05"), on("2026-01-14", "panel_referral_made"), on("2026-03-01", "linked"))
    found = judged(load(SIXTH), journey, "2026-03-02")
    assert the(found, "next-sitting").because == (
        "the first sitting still open to a referral after the panel referral made on 14 January 2026"
    )
    assert the(found, "sitting-after-link").because == "the second sitting after the link on 1 March 2026"


def test_a_panel_may_follow_a_panel_that_follows_another() -> None:
    third = (
        '\n[[panel]]\nname = "third"\nclause = "SIX-1"\ntitle = "Third"\nstart = 09:00:00\nend = 10:00:00\n'
        'capacity = 2\nslot_minutes = 30\nfollows = { panel = "follow_up", after = { weeks = 1 } }\n'
    )
    planned = sittings(_sixth(more=third), day("2026-01-01"), day("2026-01-31")).sittings
    assert [str(item.date) for item in planned if item.panel == "third"] == ["2026-01-09", "2026-01-15"]


def test_an_ordinary_sitting_cites_the_clause_of_the_panel() -> None:
    (sitting,) = sittings(load("bcp-2023"), day("2026-01-15"), day("2026-01-15")).sittings
    assert (sitting.clause, sitting.kind) == ("BCP-4.1", "review")


def test_a_plan_outside_the_options_is_said_in_words() -> None:
    journey = child(entered("2026-01-05"), on("2026-02-02", "plan_agreed", plan="residential", contingency="sgo"))
    (gap,) = judged(load("permanence-guidance-2024"), journey, "2026-02-03").missing
    assert (gap.clause, gap.missing) == ("PG-A1", "the reason for a plan outside the options for the child's age")
    assert gap.because == (
        "required since the plan, outside the options for the age, agreed on 2 February 2026,"
        " until the reason is recorded"
    )


def test_the_placement_of_the_short_breaks_is_the_placement_care_begins_in() -> None:
    policy = _with(
        'starts = { event = { event = "placement_started", placement = "K2" } }\n'
        'due = { within = { weeks = 6 } }\nmet_by = { event = "ppm_held" }'
    )
    journey = child(entered("2025-10-01", "V3", "K2"), on("2026-01-05", "legal_status_changed", legal_status="C1"))
    assert the(judged(policy, journey, "2026-01-06"), "added").due == day("2026-02-16")


def test_before_a_birthday_that_is_not_known_says_which() -> None:
    policy = _with(
        'starts = { event = { event = "entered_care" } }\ndue = { before = { birthday = 18 } }\n'
        'met_by = { event = "pathway_plan_agreed" }'
    )
    unknown = the(judged(policy, child(entered("2026-01-05"), born=None), "2026-01-06"), "added")
    assert unknown.because == (
        "before the 18th birthday, the date of birth not being known, since entering care on 5 January 2026"
    )
    known = the(judged(policy, child(entered("2026-01-05")), "2026-01-06"), "added")
    assert (known.due, known.because) == (day("2033-05-31"), "the day before the 18th birthday on 1 June 2033")


def test_a_group_come_back_to_counts_from_the_last_meeting_held_before() -> None:
    journey = child(
        entered("2026-01-05"),
        on("2026-02-02", "proceedings_concluded"),
        on("2026-02-16", "ppm_held"),
        on("2026-03-16", "ppm_held"),
        on("2026-04-01", "placement_changed", placement="P1"),
        on("2026-05-01", "placement_changed", placement="U6"),
    )
    found = of_rule(judged(load("west-sussex"), journey, "2026-05-02"), "later-meetings")
    assert [(item.occasion, str(item.due), item.standing) for item in found] == [
        ("later-meetings@2026-03-16", "2026-09-16", "ended"),
        ("later-meetings@2026-05-01", "2026-09-16", "upcoming"),
    ]
    assert found[1].because == "6 months after the meeting held on 16 March 2026"


COUNTED = (
    'starts = { becomes = { has_plan = true }, counted_from_last = { event = "ppm_held" }, words = "a plan" }\n'
    'due = { within = { weeks = 6 } }\nmet_by = { event = "panel_held" }'
)


@pytest.mark.parametrize(
    ("held", "because"),
    [
        ("2026-01-05", "6 weeks after the meeting held on 5 January 2026"),
        ("2026-02-02", "6 weeks after the meeting held on 2 February 2026"),
        ("2026-02-03", "6 weeks after a plan on 2 February 2026"),
    ],
)
def test_counting_from_the_last_takes_in_the_day_care_began_and_the_day_itself(held: str, because: str) -> None:
    journey = child(entered("2026-01-05"), on(held, "ppm_held"), on("2026-02-02", "plan_agreed", plan="sgo"))
    assert the(judged(_with(COUNTED), journey, "2026-02-04"), "added").because == because


def test_counting_from_the_last_never_reaches_into_an_earlier_period_of_care() -> None:
    journey = child(
        entered("2025-01-06"),
        on("2025-02-03", "ppm_held"),
        on("2025-03-03", "left_care"),
        entered("2026-01-05"),
        on("2026-02-02", "plan_agreed", plan="sgo"),
    )
    assert the(judged(_with(COUNTED), journey, "2026-02-04"), "added").due == day("2026-03-16")


@pytest.mark.parametrize(
    ("set_on", "due"), [("2026-01-05", "2026-02-09"), ("2026-01-12", "2026-02-09"), ("2026-01-04", "2026-02-23")]
)
def test_a_shorter_interval_counts_from_the_day_care_began_on(set_on: str, due: str) -> None:
    shorter = on(set_on, "interval_set", weeks=4, reason="a baby")
    journey = child(entered("2026-01-05"), shorter, on("2026-01-12", "ppm_held"))
    (owed,) = [item for item in judged(load("dudley-2021"), journey, "2026-01-13").obligations if item.is_open]
    assert str(owed.due) == due


def test_the_reason_for_a_shorter_interval_says_when_it_was_set() -> None:
    journey = child(
        entered("2026-01-05"), on("2026-01-12", "ppm_held"), on("2026-01-20", "interval_set", months=1, reason="drift")
    )
    (owed,) = [item for item in judged(load("dudley-2021"), journey, "2026-01-21").obligations if item.is_open]
    assert owed.because == (
        "1 month after the meeting held on 12 January 2026, the shorter interval set on 20 January 2026"
    )


def test_two_plans_agreed_on_one_day_give_one_answer_whichever_is_written_first() -> None:
    policy = load("permanence-guidance-2024")
    plans = [
        on("2026-02-02", "plan_agreed", plan="sgo", contingency="adoption"),
        on("2026-02-02", "plan_agreed", plan="adoption"),
    ]
    for extra in ([], [on("2026-02-01", "ppm_held")], [on("2026-02-03", "ppm_held")]):
        one = judged(policy, child(entered("2026-01-05"), *extra, *plans), "2026-02-04")
        other = judged(policy, child(*plans[::-1], *extra[::-1], entered("2026-01-05")), "2026-02-04")
        assert one == other


def test_the_reason_for_the_later_of_two_dates_names_both() -> None:
    journey = child(entered("2026-01-05"), on("2026-02-02", "matched", match="adoption"))
    assert the(judged(load(SIXTH), journey, "2026-02-03"), "later-of-two").because == (
        "6 weeks after the match on 2 February 2026, later than 10 working days after the match on 2 February 2026"
    )


def test_duties_due_on_one_day_stand_in_the_order_of_the_policy() -> None:
    journey = child(entered("2026-01-05", emergency=True), born="2024-01-05")
    found = judged(load(SIXTH), journey, "2026-01-06").obligations
    same_day = [item.rule for item in found if item.due == day("2026-01-19")]
    assert same_day == ["emergency", "young-at-entry"]


def test_where_two_things_end_a_clock_on_one_day_leaving_care_is_the_reason_given() -> None:
    journey = child(
        entered("2026-01-05", placement="K2"),
        on("2026-02-02", "left_care"),
        on("2026-02-02", "permanence_achieved", by="returned_home"),
    )
    assert the(judged(load(SIXTH), journey, "2026-02-03"), "every-month").because.endswith(
        "; the child left care on 2 February 2026"
    )


def test_two_calendar_months_are_said_as_two() -> None:
    policy = _sixth(("end_of_month = 1", "end_of_month = 2"))
    found = the(judged(policy, child(entered("2026-01-05")), "2026-01-06"), "every-calendar-month")
    assert found.because == "by the end of 2 calendar months after entering care on 5 January 2026"


def test_a_sitting_on_the_day_itself_is_not_one_that_follows() -> None:
    policy = _sixth(('sitting = { panel = "follow_up", nth = 2 }', 'sitting = { panel = "follow_up" }'))
    journey = child(entered("2026-01-05"), on("2026-01-08", "linked"))
    assert the(judged(policy, journey, "2026-01-09"), "sitting-after-link").due == day("2026-01-29")


def test_a_panel_that_ends_the_day_after_a_sitting_still_holds_it() -> None:
    policy = _sixth(('title = "Gateway Panel"\n', 'title = "Gateway Panel"\nuntil = 2026-01-13\n'))
    planned = sittings(policy, day("2026-01-01"), day("2026-02-01")).sittings
    assert [str(item.date) for item in planned if item.panel == "gateway"] == ["2026-01-05", "2026-01-12"]


def test_a_rule_may_start_with_a_temporary_move() -> None:
    policy = _with(
        'starts = { event = { event = "temporary_move", placement = "T1" } }\n'
        'due = { within = { days = 7 } }\nmet_by = { event = "visited" }'
    )
    journey = child(entered("2026-01-05"), on("2026-02-02", "placement_changed", placement="T1"))
    assert the(judged(policy, journey, "2026-02-03"), "added").due == day("2026-02-09")


def test_of_two_meetings_before_it_the_last_is_counted_from() -> None:
    held = [on("2026-01-12", "ppm_held"), on("2026-01-26", "ppm_held")]
    journey = child(entered("2026-01-05"), *held, on("2026-02-02", "plan_agreed", plan="sgo"))
    assert the(judged(_with(COUNTED), journey, "2026-02-04"), "added").due == day("2026-03-09")
    earlier = child(
        entered("2025-01-06"),
        on("2025-02-03", "ppm_held"),
        on("2025-03-03", "left_care"),
        *journey.events,
    )
    assert of_rule(judged(_with(COUNTED), earlier, "2026-02-04"), "added")[-1].due == day("2026-03-09")


def test_each_kind_of_meeting_has_its_own_seats() -> None:
    journey = child(entered("2026-01-05"))
    seats = attendance(load("permanence-guidance-2024"), "final_care_planning_meeting", [journey], day("2026-02-02"))
    assert [(item.role, item.part) for item in seats] == [("head_of_service", "member"), ("social_worker", "member")]


def test_a_shorter_interval_holds_when_another_was_set_in_an_earlier_period_of_care() -> None:
    journey = child(
        entered("2025-01-06"),
        on("2025-01-13", "interval_set", weeks=3, reason="a baby"),
        on("2025-03-03", "left_care"),
        entered("2026-01-05"),
        on("2026-01-12", "interval_set", weeks=4, reason="drift"),
        on("2026-01-12", "ppm_held"),
    )
    (owed,) = [item for item in judged(load("dudley-2021"), journey, "2026-01-13").obligations if item.is_open]
    assert owed.due == day("2026-02-09")


def test_an_interval_as_long_as_the_usual_one_is_not_called_shorter() -> None:
    same = on("2026-01-12", "interval_set", weeks=6, reason="a baby")
    journey = child(entered("2026-01-05"), on("2026-01-12", "ppm_held"), same)
    (owed,) = [item for item in judged(load("dudley-2021"), journey, "2026-01-13").obligations if item.is_open]
    assert owed.because == "6 weeks after the meeting held on 12 January 2026"


def test_a_review_may_be_booked_for_the_day_after_the_one_before() -> None:
    journey = child(
        entered("2026-01-05"), on("2026-01-30", "review_held"), on("2026-01-30", "review_booked", date="2026-01-31")
    )
    assert the(judged(load(SIXTH), journey, "2026-01-30"), "by-second-review").due == day("2026-01-31")


def test_the_one_meeting_of_this_period_is_counted_from_though_an_earlier_period_had_one() -> None:
    journey = child(
        entered("2025-01-06"),
        on("2025-02-03", "ppm_held"),
        on("2025-03-03", "left_care"),
        entered("2026-01-05"),
        on("2026-01-19", "ppm_held"),
        on("2026-02-02", "plan_agreed", plan="sgo"),
    )
    assert the(judged(_with(COUNTED), journey, "2026-02-04"), "added").due == day("2026-03-02")


def test_a_window_may_also_take_a_shorter_interval() -> None:
    opening = 'counts_from = "opening"\n'
    policy = _sixth((opening, f"{opening}shorter_interval = true\n"))
    journey = child(
        entered("2026-01-05"),
        on("2026-02-02", "proceedings_concluded"),
        on("2026-02-03", "interval_set", weeks=3, reason="drift"),
    )
    assert the(judged(policy, journey, "2026-02-04"), "window").due == day("2026-02-23")


IN_BETWEEN = '{ after = { event = "visited" }, until = { event = "ppm_held" } }'


def test_a_state_that_ends_on_the_day_a_clock_starts_does_not_meet_it() -> None:
    policy = _with(
        'starts = { event = { event = "plan_agreed" } }\ndue = { within = { days = 7 } }\n'
        f"met_when = {IN_BETWEEN}"
    )
    journey = child(
        entered("2026-01-05"),
        on("2026-01-12", "visited"),
        on("2026-02-02", "ppm_held"),
        on("2026-02-02", "plan_agreed", plan="sgo"),
    )
    assert the(judged(policy, journey, "2026-02-03"), "added").met_on is None


def test_what_ends_the_day_after_it_began_is_over() -> None:
    policy = _with(
        f'starts = {{ event = {{ event = "plan_agreed" }} }}\nif = {IN_BETWEEN}\n'
        'due = { within = { days = 7 } }\nmet_by = { event = "panel_held" }'
    )
    journey = child(
        entered("2026-01-05"),
        on("2026-01-12", "visited"),
        on("2026-01-13", "ppm_held"),
        on("2026-02-02", "plan_agreed", plan="sgo"),
    )
    assert not of_rule(judged(policy, journey, "2026-02-03"), "added")


@pytest.mark.parametrize(("agreed", "owed"), [("2026-01-16", 1), ("2026-01-19", 0)])
def test_what_must_not_have_lasted_is_counted_in_working_days(agreed: str, owed: int) -> None:
    policy = _with(
        'starts = { event = { event = "plan_agreed" } }\n'
        'if = { none = [{ after = { event = "visited" }, for = { working_days = 5 } }] }\n'
        'due = { within = { days = 7 } }\nmet_by = { event = "panel_held" }'
    )
    journey = child(entered("2026-01-05"), on("2026-01-12", "visited"), on(agreed, "plan_agreed", plan="sgo"))
    assert len(of_rule(judged(policy, journey, "2026-01-20"), "added")) == owed


def test_a_step_after_a_state_is_counted_from_what_the_rule_before_says() -> None:
    first = (
        'starts = { event = { event = "entered_care" } }\ndue = { within = { days = 7 } }\n'
        f"met_when = {IN_BETWEEN}\n"
    )
    step = (
        f'\n[[rule]]\nid = "step"\n{RULE}starts = {{ rule = "added" }}\n'
        'due = { within = { days = 7 } }\nmet_by = { event = "panel_held" }'
    )
    journey = child(entered("2026-01-05"), on("2026-01-12", "visited"))
    found = the(judged(_with(first + step), journey, "2026-01-13"), "step")
    assert "A rule added by a test" in found.because


def test_several_spans_before_any_of_the_others_have_nothing_in_common_with_them() -> None:
    assert both([(1, 2), (3, 4), (5, 6)], [(5, 9)]) == [(5, 6)]


def test_bank_holidays_are_known_to_the_end_of_the_table_and_beyond_it() -> None:
    calendar = Calendar()
    for year in (2063, 2064, 2065, 2090):
        new_year = day(f"{year}-01-01").toordinal()
        assert not calendar.is_working_day(new_year)
        christmas = day(f"{year}-12-25").toordinal()
        assert not calendar.is_working_day(christmas)


def test_a_start_and_an_ending_of_one_day_hide_no_later_care_of_which_the_start_is_not_on_record() -> None:
    its = child(
        entered("2026-01-05"),
        on("2026-01-05", "left_care"),
        on("2026-01-09", "legal_status_changed", legal_status="V2"),
    )
    assert care_facts(its, date(2026, 3, 1)).seen == date(2026, 1, 9)
    assert without_start([its], date(2026, 3, 1)) == (its.child,)
