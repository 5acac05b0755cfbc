"""A procedure with several panels: each rule says which; what one hears or is referred counts for that one alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from permanence.panel.panels import panel_meant, panels_by_rule, which_panel
from permanence.policy import Policy, PolicyError, load, parse
from permanence.refusals import NotFound
from tests.permanence.journeys import child, day, entered, judged, of_rule, on, the

FILE = Path(__file__).parent / "sixth_council.toml"


@pytest.fixture(scope="module")
def sixth() -> Policy:
    return load(FILE)


def test_a_rule_names_its_panel_or_the_sitting_it_waits_for_does_or_there_is_only_one(sixth: Policy) -> None:
    named = panels_by_rule(sixth)
    assert named["after-first-review"] == "gateway"
    assert named["sitting-after-link"] == "follow_up"
    assert named["placement-order-views"] == "placement_order"
    assert "emergency" not in named
    assert set(panels_by_rule(load("bcp-2023")).values()) == {"permanency"}


def test_what_one_panel_heard_does_not_meet_what_another_is_to_hear(sixth: Policy) -> None:
    journey = child(
        entered("2026-01-05"),
        on("2026-01-30", "review_held"),
        on("2026-02-04", "panel_held", panel="placement_order"),
    )
    assert the(judged(sixth, journey, "2026-02-05"), "after-first-review").is_open
    heard = child(*journey.events, on("2026-02-09", "panel_held", panel="gateway"))
    assert the(judged(sixth, heard, "2026-02-10"), "after-first-review").met_on == day("2026-02-09")


def test_a_panel_held_that_does_not_say_which_counts_for_each(sixth: Policy) -> None:
    journey = child(entered("2026-01-05"), on("2026-01-30", "review_held"), on("2026-02-04", "panel_held"))
    assert the(judged(sixth, journey, "2026-02-05"), "after-first-review").met_on == day("2026-02-04")


def test_a_referral_to_one_panel_makes_the_child_due_there_and_nowhere_else(sixth: Policy) -> None:
    journey = child(entered("2026-01-05"), on("2026-02-16", "panel_referral_made", panel="placement_order"))
    found = judged(sixth, journey, "2026-02-17")
    # The last Tuesday of February is 24 February; five working days before it is the 17th.
    assert the(found, "placement-order-sitting").due == day("2026-02-24")
    assert of_rule(found, "next-sitting") == []
    late = child(entered("2026-01-05"), on("2026-02-18", "panel_referral_made", panel="placement_order"))
    assert the(judged(sixth, late, "2026-02-18"), "placement-order-sitting").due == day("2026-03-03")


def test_several_panels_and_none_said_is_a_fault_that_tells_what_to_write() -> None:
    said = _faults('panel = "gateway"\nsays = "The panel sees', 'says = "The panel sees')
    assert "rule[5]: there are several panels (gateway, gateway_afternoon, placement_order, follow_up, moved);" in said
    assert said.endswith('write which one, such as panel = "gateway"')


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        (
            'panel = "gateway"\nsays',
            'panel = "gatway"\nsays',
            "panel 'gatway' is not declared; allowed are follow_up, ",
        ),
        ('panel = "gateway"\nsays', 'panel = "gatway"\nsays', "the nearest is 'gateway'"),
        ('"linked" } }', '"panel_held", panel = "gatway" } }', "panel 'gatway' is not declared"),
        ('what = "ppm"\n', 'what = "ppm"\npanel = "gateway"\n', "panel goes with what = panel or panel_referral"),
        (
            'due = { sitting = { panel = "gateway"',
            'panel = "moved"\ndue = { sitting = { panel = "gateway"',
            "one panel",
        ),
    ],
)
def test_a_panel_that_cannot_be_meant_is_a_fault(was: str, becomes: str, fault: str) -> None:
    assert fault in _faults(was, becomes)


def test_a_panel_is_meant_by_its_name_its_title_or_a_part_of_it(sixth: Policy) -> None:
    assert panel_meant(sixth, "gateway").name == "gateway"
    assert panel_meant(sixth, "Follow-up panel").name == "follow_up"
    assert panel_meant(sixth, "afternoons").name == "gateway_afternoon"
    assert which_panel(sixth, "gateway") == "Gateway Panel"
    assert which_panel(load("bcp-2023"), "permanency") == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("gate", '"gate" may mean Gateway Panel, Gateway Panel, afternoons; type more of the name.'),
        ("fostering", 'No panel is called "fostering"; there is Gateway Panel, Gateway Panel, afternoons, Placement'),
        ("Gatewey Panel", "the nearest is Gateway Panel."),
    ],
)
def test_a_panel_nobody_can_tell_is_refused_with_the_panels_there_are(sixth: Policy, words: str, sentence: str) -> None:
    with pytest.raises(NotFound) as no:
        panel_meant(sixth, words)
    assert sentence in no.value.sentence


def _faults(was: str, becomes: str) -> str:
    text = FILE.read_text(encoding="utf-8")
    assert was in text
    with pytest.raises(PolicyError) as refused:
        parse(text.replace(was, becomes, 1), "sixth_council.toml")
    return "\n".join(str(fault) for fault in refused.value.faults)
