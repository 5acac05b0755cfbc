"""Who is due, decided purely: by due date, once a child, with the groups; and where a child stands in care."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from permanence.due import meetings_asked_for, of_panel, oldest_of_each, who_is_due
from permanence.journey import Event, Journey
from permanence.journeys.child_facts import CareFacts, Held, care_facts
from permanence.policy import load, names
from permanence.timeline import timeline
from permanence.why import closed_by, why

BCP = load("bcp-2023")
TODAY = date(2026, 3, 2)
ENTERED = {"legal_status": "C1", "placement": "U6"}


def child(ref: str, *events: Event) -> Journey:
    return Journey(ref, team="East", events=events)


def test_children_come_by_due_date_and_those_equally_late_by_reference() -> None:
    early, late = date(2025, 12, 1), date(2026, 2, 2)
    journeys = [
        child("C-3", Event(late, "entered_care", ENTERED)),
        child("C-2", Event(early, "entered_care", ENTERED)),
        child("C-1", Event(early, "entered_care", ENTERED)),
    ]
    assert [due.child for due in who_is_due(BCP, journeys, TODAY)] == ["C-1", "C-2", "C-3"]


def test_a_child_who_left_care_or_is_not_in_it_yet_is_not_due() -> None:
    gone = child("C-1", Event(date(2025, 12, 1), "entered_care", ENTERED), Event(date(2026, 2, 1), "left_care", {}))
    assert who_is_due(BCP, [gone, child("C-2")], TODAY) == []


def test_a_child_asked_for_by_two_clauses_comes_once_with_both() -> None:
    journey = child(
        "C-1",
        Event(date(2025, 12, 1), "entered_care", ENTERED),
        Event(date(2026, 1, 8), "panel_held", {}),
        Event(date(2026, 1, 12), "adoption_decision", {}),
    )
    (due,) = who_is_due(BCP, [journey], TODAY)
    assert due.obligation.clause == "BCP-3.2"
    assert [other.clause for other in due.also] == ["BCP-7.1"]


def test_every_meeting_a_procedure_asks_for_makes_a_child_due() -> None:
    assert {name: meetings_asked_for(load(name)) for name in names()} == {
        "bcp-2023": ("panel",),
        "dudley-2021": ("ppm",),
        "permanence-guidance-2024": ("ppm", "final_care_planning_meeting"),
        "ppm-terms-2017": ("ppm",),
        "west-sussex": ("panel", "panel_referral", "ppm"),
    }


def test_who_waits_for_a_planning_meeting_is_due_and_on_no_panels_agenda() -> None:
    policy = load("west-sussex")
    agreed = Event(date(2026, 1, 12), "legal_status_changed", {"legal_status": "V2"})
    journey = child("C-1", Event(date(2025, 12, 1), "entered_care", ENTERED), agreed)
    (due,) = who_is_due(policy, [journey], TODAY)
    assert (due.obligation.what, due.obligation.clause) == ("ppm", "WS-2")
    assert of_panel(policy, [journey], TODAY, "permanency") == ([], [])


def test_open_duties_of_one_rule_are_told_once_with_their_number() -> None:
    held = [Event(date(2026, 1, day), "panel_held", {}) for day in (8, 15, 22)]
    journey = child("C-1", Event(date(2025, 12, 1), "entered_care", ENTERED), *held)
    told = oldest_of_each(timeline(BCP, journey, TODAY).obligations)
    assert [(item.clause, item.due, more) for item, more in told] == [
        ("BCP-4.4", date(2026, 1, 13), 2),
        ("BCP-3.2", date(2026, 3, 5), 0),
    ]


def test_every_rule_of_every_procedure_says_what_closes_it() -> None:
    for name in names():
        policy = load(name)
        for rule in policy.rules:
            said = closed_by(policy, rule.rule)
            assert said
            assert "_" not in said, (name, rule.rule.id)


def test_why_names_only_what_follows_for_every_child() -> None:
    journey = child("C-1", Event(date(2026, 1, 5), "entered_care", ENTERED))
    duties, groups = why(BCP, timeline(BCP, journey, TODAY))
    assert [(duty.reason.clause, duty.closed_by) for duty in duties] == [("BCP-3.1", "seen by the panel")]
    assert [sentence[-9:] for sentence in duties[0].next] == ["(BCP-3.2)", "(BCP-4.4)"]
    assert [group.reason.clause for group in groups] == ["BCP-5.1", "BCP-5.2", "BCP-5.5"]


def test_a_temporary_move_is_no_change_of_placement() -> None:
    journey = child(
        "C-1",
        Event(date(2026, 1, 5), "entered_care", ENTERED),
        Event(date(2026, 2, 1), "placement_changed", {"placement": "T1"}),
    )
    facts = care_facts(journey, TODAY)
    assert facts.placement == Held("U6", date(2026, 1, 5))
    assert care_facts(child("C-2"), TODAY) == CareFacts(None, None)


def test_of_several_panels_each_hears_its_own_and_knows_who_is_first_to_be_referred() -> None:
    sixth = load(Path(__file__).parent / "sixth_council.toml")
    both = child(
        "C-1",
        Event(date(2025, 12, 1), "entered_care", ENTERED),
        Event(date(2026, 1, 30), "review_held", {}),
        Event(date(2026, 2, 2), "plan_agreed", {"plan": "adoption", "final": True}),
    )
    heard, referred = of_panel(sixth, [both], TODAY, "gateway")
    assert ([due.obligation.rule for due in heard], referred) == (["after-first-review"], [])
    heard, referred = of_panel(sixth, [both], TODAY, "placement_order")
    assert (heard, [due.obligation.rule for due in referred]) == ([], ["placement-order-referral"])
    made = child("C-1", *both.events, Event(date(2026, 2, 20), "panel_referral_made", {"panel": "placement_order"}))
    heard, referred = of_panel(sixth, [made], TODAY, "placement_order")
    assert ([due.obligation.rule for due in heard], referred) == (["placement-order-sitting"], [])
    assert [due.obligation.rule for due in of_panel(sixth, [made], TODAY, "gateway")[0]] == ["after-first-review"]


def test_who_is_to_be_referred_is_due_though_no_sitting_waits_for_them_yet() -> None:
    final = Event(date(2026, 2, 2), "plan_agreed", {"plan": "long_term_fostering", "final": True})
    journey = child("C-1", Event(date(2025, 12, 1), "entered_care", ENTERED), final)
    (due,) = who_is_due(load("west-sussex"), [journey], TODAY)
    assert (due.obligation.clause, due.obligation.standing) == ("WS-9", "undated")
    assert of_panel(load("west-sussex"), [journey], TODAY, "permanency")[0] == []
