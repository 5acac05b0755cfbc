"""Who takes which part in a planning meeting under each procedure: on its card, its form and its paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from permanence import policy as policies
from permanence.journey import Event
from permanence.meetings.attendance import MINUTES, NOTIFIED, asks_views, at_it, attendance
from tests.bot.meetings.test_planning_meeting import arranged, duties, hold, open_under
from tests.cards.strictness import inputs
from tests.cast import EAST, WORKER
from tests.conftest import Clock
from tests.permanence.journeys import child, entered, on
from tests.play import Play, read
from usecases.documents.make_meeting_record import make_meeting_record
from usecases.house import House
from usecases.meetings.child_meeting import About
from usecases.meetings.show_meeting import MeetingAsked

TODAY = date(2026, 2, 2)
FIRST = ["team_manager", "social_worker"]


def seats(procedure: str, *more: Event, placement: str = "U6", meeting: str = "ppm") -> dict[str, Any]:
    journey = child(entered("2026-01-05", placement=placement), *more)
    its = attendance(policies.load(procedure), meeting, [journey], TODAY)
    return {seat.role: seat for seat in at_it(its)}


def plan(name: str) -> Event:
    return on("2026-01-20", "plan_agreed", plan=name)


def test_pt_2_2_eight_seats_and_the_views_of_the_iro_and_the_guardian() -> None:
    its = seats("ppm-terms-2017")
    assert [role for role, seat in its.items() if asks_views(seat)] == ["iro", "guardian"]
    assert {seat.clause for role, seat in its.items() if asks_views(seat)} == {"PT-2.2"}
    assert len([seat for seat in its.values() if seat.clause == "PT-2.2"]) == 7, "the eighth is the chair of PT-2.1"
    assert its["team_manager"].part == "chair"


@pytest.mark.parametrize(
    ("plan_name", "who"),
    [
        ("sgo", ["kinship"]),
        ("long_term_fostering", ["fostering", "child_in_care_team"]),
        ("connected_person_foster_care", ["kinship", "fostering", "strengthening_family_connections"]),
        ("return_home", ["strengthening_family_connections"]),
        ("adoption", ["adoption_west"]),
        ("residential", ["child_in_care_team"]),
    ],
)
def test_pg_4_who_comes_follows_the_options(plan_name: str, who: list[str]) -> None:
    its = seats("permanence-guidance-2024", plan(plan_name))
    assert list(its) == [*FIRST, *who, "parents", "foster_carers"]


def test_pg_5_and_pg_6_parents_give_views_and_carers_are_left_out_with_a_reason() -> None:
    its = seats("permanence-guidance-2024")
    assert [role for role, seat in its.items() if seat.views_if_absent] == ["parents"]
    assert [role for role, seat in its.items() if seat.reason_if_absent] == ["foster_carers"]
    assert "foster_carers" not in seats("permanence-guidance-2024", placement="K2")
    final = seats("permanence-guidance-2024", meeting="final_care_planning_meeting")
    assert list(final) == ["head_of_service", "social_worker"]


def test_dud_2_the_manager_chairs_and_three_come_where_appropriate() -> None:
    its = seats("dudley-2021")
    assert its["team_manager"].part == "chair"
    invited = [role for role, seat in its.items() if seat.part == "invited"]
    assert invited == ["virtual_school", "lighthouse_links", "iro"]
    assert {seat.note for role, seat in its.items() if role in invited} == {"where appropriate"}
    assert {seat.clause for seat in its.values()} == {"DUD-2"}
    assert not [seat for seat in its.values() if asks_views(seat) or seat.reason_if_absent]


def test_ws_6_who_is_relevant_comes_and_one_is_only_notified_and_sent_the_minutes() -> None:
    usual = ["practice_manager", "group_manager", "social_worker", "supervising_social_worker", "foster_carers", "iro"]
    assert list(seats("west-sussex")) == usual
    assert list(seats("west-sussex", placement="K2")) == [*usual, "keyworker"]
    assert list(seats("west-sussex", plan("adoption"))) == [*usual, "adoption_specialist"]
    everybody = attendance(policies.load("west-sussex"), "ppm", [child(entered("2026-01-05"))], TODAY)
    parts = [seat.part for seat in everybody if seat.role == "advanced_practitioner"]
    assert parts == [NOTIFIED, MINUTES]


def test_bcp_has_a_panel_and_no_planning_meeting() -> None:
    assert seats("bcp-2023") == {}
    assert "iro_manager" in seats("bcp-2023", meeting="panel")


async def test_who_is_notified_and_sent_the_minutes_is_named_and_takes_no_seat(house: House, clock: Clock) -> None:
    play = await open_under(house, clock, "west-sussex")
    await arranged(play)
    await play.post_all()
    card = read(play.shown("Arranged for"))
    assert "To be notified: Advanced Practitioner for Permanence (WS-6)." in card
    assert "Minutes go to those who attend and to: Advanced Practitioner for Permanence (WS-6)." in card
    there = next(line for line in card.splitlines() if line.startswith("To be there"))
    assert "Advanced Practitioner" not in there
    clock.move(days=13)
    opened = await play.say(EAST, "meeting C-0001")
    form = await play.press(EAST, opened, "Record that it was held")
    choices = next(node for node in inputs(form) if node["id"] == "attended")["choices"]
    assert "advanced_practitioner" not in {choice["value"] for choice in choices}
    held = read(await hold(play, opened))
    assert "Minutes go to those who attend and to: Advanced Practitioner for Permanence (WS-6)." in held
    filed = await make_meeting_record(play.bot.house, MeetingAsked(EAST.oid, About("C-0001", "ppm"), play.bot.today()))
    facts = dict(filed.minutes.facts)
    assert facts["Minutes go to"] == "those who attended; Advanced Practitioner for Permanence (WS-6)"
    assert facts["To be notified"] == "Advanced Practitioner for Permanence (WS-6)"


TO_GET = "Views still to be ascertained: Independent Reviewing Officer (PT-2.2); Children's Guardian (PT-2.2)."


async def views_known(play: Play, *roles: str) -> str:
    """The social worker ascertains views before the meeting."""
    form = await play.press(WORKER, await play.say(WORKER, "meeting C-0001"), "Update the record")
    return read(await play.press(WORKER, form, "Save the record", {"views": ",".join(roles)}))


async def test_views_are_ascertained_before_the_meeting_and_who_gave_them_need_not_be_there(
    house: House, clock: Clock
) -> None:
    play = await open_under(house, clock, "ppm-terms-2017")
    await arranged(play)
    assert TO_GET in read(await play.say(EAST, "meeting C-0001"))
    assert "Views still to be ascertained: Children's Guardian (PT-2.2)." in await views_known(play, "iro")
    clock.move(days=13)
    form = await play.press(EAST, await play.say(EAST, "meeting C-0001"), "Record that it was held")
    assert next(node for node in inputs(form) if node["id"] == "views")["value"] == "iro"
    typed = {"attended": "team_manager,social_worker", "next_on": "2026-03-12"}
    held = read(await play.press(EAST, form, "Save", typed))
    assert "Views ascertained: Independent Reviewing Officer." in held
    assert "Views still to be ascertained: Children's Guardian (PT-2.2)." in held


async def test_a_parents_views_given_before_the_meeting_leave_only_the_update_after_it(
    house: House, clock: Clock
) -> None:
    play = await open_under(house, clock, "permanence-guidance-2024")
    await arranged(play)
    assert "Views still to be" not in await views_known(play, "parents")
    clock.move(days=13)
    form = await play.press(EAST, await play.say(EAST, "meeting C-0001"), "Record that it was held")
    why = next(node for node in inputs(form) if node["id"] == "absent_because")
    assert why["label"] == "Why not included, if they were not there: Foster carers (PG-6)"
    await play.press(EAST, form, "Save", {"attended": "team_manager,foster_carers"})
    found = [duty for duty in await duties(play, "follow_up", date(2026, 2, 3)) if duty.clause == "PG-5"]
    assert [(duty.rule, duty.is_open) for duty in found] == [
        ("parent-views-before", False),
        ("parent-update-after", True),
    ]


async def test_pt_2_1_either_of_two_chairs_and_the_record_says_who_it_was(house: House, clock: Clock) -> None:
    play = await open_under(house, clock, "ppm-terms-2017")
    await arranged(play)
    card = read(await play.say(EAST, "meeting C-0001"))
    assert "Team Manager or Case Progression Manager (PT-2.1)" in card
    clock.move(days=13)
    form = await play.press(EAST, await play.say(EAST, "meeting C-0001"), "Record that it was held")
    choices = next(node for node in inputs(form) if node["id"] == "attended")["choices"]
    assert [choice["title"] for choice in choices][:2] == ["Team Manager, chair", "Case Progression Manager, chair"]
    typed = {"attended": "case_progression_manager,social_worker", "next_on": "2026-03-12"}
    held = read(await play.press(EAST, form, "Save", typed))
    assert "Attended: Case Progression Manager, Allocated Social Worker." in held
