"""Where a child stands, in words, to those who may know; and why, with the procedure's own words."""

from __future__ import annotations

from datetime import date

import pytest

from permanence.journey import Event
from permanence.policy import load
from permanence.refusals import NotAllowed, NotFound
from storage import actions, people
from storage.importing import imports
from storage.importing.imports import ChildFacts
from storage.store import Press
from tests.cast import EVERYONE
from tests.conftest import Clock
from usecases.children.explain_child import WhyAsked, explain_child
from usecases.children.show_child import ChildAsked, show_child
from usecases.find_child import find_child
from usecases.house import House
from usecases.procedure.show_procedure import show_procedure
from usecases.visible_teams import EVERYTHING

TODAY = date(2026, 3, 2)
JOURNEY = (
    Event(date(2025, 11, 3), "entered_care", {"legal_status": "V2", "placement": "U6"}),
    Event(date(2025, 12, 11), "panel_held", {}),
    Event(date(2025, 12, 15), "record_uploaded", {}),
    Event(date(2026, 1, 12), "legal_status_changed", {"legal_status": "C1"}),
    Event(date(2026, 1, 15), "plan_agreed", {"plan": "sgo", "contingency": "long_term_fostering", "final": False}),
    Event(date(2026, 1, 20), "placement_changed", {"placement": "U3"}),
    Event(date(2026, 4, 1), "panel_held", {}),
)


@pytest.fixture
async def staffed(house: House, clock: Clock) -> House:
    press = Press("test", "oid-support", "Sam Support", clock())
    async with house.store.change() as work:
        for person in EVERYONE:
            await people.keep(work, person)
        facts = [ChildFacts(ref, "AB", None, False, "East", "Wren Worker", {}) for ref in ("C-1001", "C-1002", "C-20")]
        await imports.keep_children(work, [*facts, ChildFacts("C-3001", "", None, False, "West", None, {})])
        events = [("C-1001", event) for event in JOURNEY]
        left = Event(date(2026, 2, 2), "left_care", {})
        events += [("C-1002", JOURNEY[0]), ("C-1002", left)]
        await imports.add_events(work, press, "test", events)
        await actions.add(work, press, "C-1001", None, "Ask the school.", "oid-east", date(2026, 3, 20))  # type: ignore[arg-type]
    return house


async def test_where_a_child_stands_is_said_in_words(staffed: House) -> None:
    view = await show_child(staffed, ChildAsked("oid-east", "c-1001", TODAY))
    assert view.label == "C-1001 (AB)"
    assert dict(view.facts) == {
        "Team": "East, Wren Worker",
        "In care": "since Mon 3 November 2025",
        "Legal status": "interim care order, since Mon 12 January 2026",
        "Placement": "foster care with a relative or friend, not long-term matched, since Tue 20 January 2026",
        "Plan": "special guardianship order, agreed Thu 15 January 2026; contingency long-term fostering",
        "Last panel": "Thu 11 December 2025",
        "Next panel": "on no agenda yet",
        "Groups": "In care for 6 weeks (BCP-5.1); Not long-term matched (BCP-5.2); "
        "Plan agreed, permanence not achieved within 6 weeks (BCP-5.5); Progressing to SGO, CAO or adoption (BCP-5.6)",
    }
    assert [(duty.clause, duty.due, duty.standing) for duty in view.open] == [("BCP-3.2", date(2026, 1, 22), "overdue")]
    assert {(duty.clause, duty.standing) for duty in view.past} == {("BCP-3.1", "met"), ("BCP-4.4", "met")}
    assert [(action.text, action.owner) for action in view.actions] == [("Ask the school.", "Erin East")]


async def test_a_child_who_left_care_says_since_when_and_nothing_is_due(staffed: House) -> None:
    view = await show_child(staffed, ChildAsked("oid-chair", "C-1002", TODAY))
    assert dict(view.facts)["In care"] == "no, left on Mon 2 February 2026"
    assert view.open == ()


async def test_what_an_extract_did_not_say_is_said_to_be_missing(staffed: House, clock: Clock) -> None:
    press = Press("bare", "oid-support", "Sam Support", clock())
    async with staffed.store.change() as work:
        await imports.add_events(work, press, "test", [("C-3001", Event(date(2026, 1, 5), "entered_care", {}))])
    facts = dict((await show_child(staffed, ChildAsked("oid-chair", "C-3001", TODAY))).facts)
    assert (facts["Legal status"], facts["Placement"]) == ("not recorded", "not recorded")


async def test_a_child_known_without_a_journey_yet_is_shown(staffed: House) -> None:
    view = await show_child(staffed, ChildAsked("oid-chair", "C-20", TODAY))
    assert dict(view.facts)["In care"] == "not yet"


async def test_a_child_of_another_team_is_refused_to_a_team_manager(staffed: House) -> None:
    for oid in ("oid-west", "oid-nobody"):
        with pytest.raises(NotAllowed):
            await show_child(staffed, ChildAsked(oid, "C-1001", TODAY))
        with pytest.raises(NotAllowed):
            await explain_child(staffed, WhyAsked(oid, "C-1001", TODAY))


async def test_an_unknown_reference_is_answered_with_those_near_it_that_one_may_see(staffed: House) -> None:
    async with staffed.store.read() as work:
        with pytest.raises(NotFound, match="near it are C-1001, C-1002"):
            await find_child(work, "c-100", EVERYTHING)
        with pytest.raises(NotFound, match="Say which child"):
            await find_child(work, " ", EVERYTHING)
    with pytest.raises(NotFound) as refused:
        await show_child(staffed, ChildAsked("oid-west", "C-1003", TODAY))
    assert "C-1001" not in refused.value.sentence


async def test_why_gives_clause_quote_arithmetic_what_closes_it_and_what_follows(staffed: House) -> None:
    view = await explain_child(staffed, WhyAsked("oid-worker", "C-1001", TODAY))
    (duty,) = view.duties
    assert (duty.clause, duty.place, duty.because) == (
        "BCP-3.2",
        "section 3",
        "6 weeks after the panel held on 11 December 2025",
    )
    assert duty.quote.startswith("review at regular intervals")
    assert duty.closed_by == "seen by the panel"
    assert [sentence[-10:] for sentence in duty.next] == [" (BCP-3.2)", " (BCP-4.4)"]
    group = next(group for group in view.groups if group.clause == "BCP-5.6")
    assert (group.because, group.quote) == (
        "progressing to SGO, CAO or adoption since 15 January 2026",
        "Children who are progressing to SGO/CAO/Adoption",
    )


def test_the_procedure_is_read_in_pages_to_its_end() -> None:
    for name in ("bcp-2023", "dudley-2021"):
        policy = load(name)
        seen: list[str] = []
        while len(seen) < len(policy.clauses):
            view = show_procedure(policy, len(seen))
            assert bool(view.settings) == (len(seen) + len(view.clauses) == view.total)
            seen += [line.clause for line in view.clauses]
        assert seen == list(policy.clauses)
    assert show_procedure(load("bcp-2023"), 10_000).start == 0
