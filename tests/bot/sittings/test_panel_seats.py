"""Seats of the panel that depend on its children, views apart from attendance, and reasons where one is asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from permanence import policy as policies
from permanence.meetings.attendance import Attending, still_to_get
from permanence.panel.seats import Present, of_marks, require_present, seated
from permanence.policy import Policy
from permanence.refusals import Incomplete
from tests.bot.absences.test_away import away, drafted
from tests.cards.strictness import inputs
from tests.cast import CHAIR, EAST, SUPPORT
from tests.conftest import Clock
from tests.permanence.journeys import child, entered, on
from tests.play import Play, read
from usecases.house import House
from usecases.sittings.panel_seats import also_invited

SEATS = """
[[role]]
key = "foster_carers"
title = "Foster carers"
[[role]]
key = "guardian"
title = "Children's Guardian"
[[role]]
key = "adviser"
title = "Personal Adviser"
[[seat]]
clause = "BCP-4.7"
meeting = "panel"
role = "foster_carers"
part = "invited"
when = { placement = ["U6"] }
reason_if_absent = true
[[seat]]
clause = "BCP-4.7"
meeting = "panel"
role = "guardian"
part = "views"
when = { any = [{ placement = ["U6"] }, { any_plan = "adoption" }] }
[[seat]]
clause = "BCP-4.7"
meeting = "panel"
role = "adviser"
part = "invited"
when = { age = { from = 16 } }
"""


@pytest.fixture
def with_seats(tmp_path: Path) -> Policy:
    """BCP's procedure, and three seats that depend on the child."""
    path = tmp_path / "with-seats.toml"
    path.write_text((policies.POLICIES / "bcp-2023.toml").read_text() + SEATS)
    return policies.load(path)


@pytest.fixture
async def play(house: House, clock: Clock, with_seats: Policy) -> Play:
    """Thursday's agenda is a draft of three children of five who live with foster carers."""
    return await drafted(replace(house, policy=with_seats), clock)


async def form_of(play: Play) -> dict[str, object]:
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    play.clock.move(days=3, hours=5)
    return await play.press(SUPPORT, await play.say(SUPPORT, "record"), "Attendance")


ALSO = (
    "Also invited for these children: Foster carers (C-1001, C-1003, C-1002); "
    "Children's Guardian (C-1001, C-1003, C-1002)."
)


async def test_who_is_there_for_some_children_is_on_the_draft_and_on_the_sitting(play: Play) -> None:
    draft = await play.say(SUPPORT, "agenda")
    assert ALSO in read(draft)
    await play.press(SUPPORT, draft, "Publish and invite")
    await play.post_all()
    assert ALSO in read(play.shown("Slots", "Invited"))


async def test_without_such_seats_nothing_is_said_of_them(house: House, clock: Clock) -> None:
    play = await drafted(house, clock)
    assert "Also invited" not in read(await play.say(SUPPORT, "agenda"))


async def test_views_are_recorded_apart_from_attendance_and_asked_for_until_they_are(play: Play) -> None:
    form = await form_of(play)
    assert {"attended", "apologies", "views", "why.foster_carers", "instead"} == {node["id"] for node in inputs(form)}
    [views] = [node for node in inputs(form) if node["id"] == "views"]
    assert [choice["value"] for choice in views["choices"]] == ["guardian"]
    typed = {"attended": f"iro_manager,foster_carers,{EAST.oid}", "apologies": "guardian"}
    record = await play.press(SUPPORT, form, "Save the attendance", typed)
    asked = "Views still to be ascertained: Children's Guardian (BCP-4.7)."
    assert f"Apologies: Children's Guardian. {asked}" in read(record)
    again = await play.press(SUPPORT, record, "Attendance")
    known = read(await play.press(SUPPORT, again, "Save the attendance", {"views": "guardian"}))
    assert "Apologies: Children's Guardian. Views ascertained: Children's Guardian." in known
    assert "still to be" not in known


async def test_who_is_left_out_without_attending_or_apologies_needs_a_reason(play: Play) -> None:
    form = await form_of(play)
    typed = {"attended": "iro_manager", "views": "guardian", "instead": "Pat Jones for the Fostering Service Manager"}
    without = await play.press(SUPPORT, form, "Save the attendance", typed)
    assert "Write why these were not included: Foster carers (BCP-4.7)." in read(without)
    assert {"iro_manager", "guardian", typed["instead"]} <= {node.get("value") for node in inputs(without)}
    saved = read(await play.press(SUPPORT, without, "Save the attendance", {"why.foster_carers": "On respite."}))
    assert "Not included: Foster carers, because On respite." in saved
    assert "In somebody else's place: Pat Jones for the Fostering Service Manager." in saved


async def test_a_deputy_is_on_the_list_for_whom_they_presented(play: Play) -> None:
    await away(play, EAST, CHAIR)
    form = await form_of(play)
    [attended] = [node for node in inputs(form) if node["id"] == "attended"]
    words = {choice["title"]: choice["value"] for choice in attended["choices"]}
    assert words["Chris Chair, for Erin East"] == CHAIR.oid
    assert EAST.oid not in words.values()
    assert "Foster carers (C-1001, C-1003, C-1002)" in words


def test_a_seat_is_for_the_children_it_is_meant_for(with_seats: Policy) -> None:
    born = {"small": "2020-05-02", "grown": "2009-01-02"}
    journeys = [
        replace(child(entered("2025-11-01", placement=where), *more, born=born[name]), child=name)
        for name, where, more in (
            ("small", "U6", (on("2025-12-01", "plan_agreed", plan="adoption"),)),
            ("grown", "K2", ()),
        )
    ]
    seats = {seat.role: seat for seat in seated(with_seats, journeys, journeys[0].events[-1].on)}
    assert seats["foster_carers"].children == seats["guardian"].children == ("small",)
    assert seats["adviser"].children == ("grown",)
    assert seats["iro_manager"].children == ()
    assert "team_manager" not in seats, "who presents is named as a person"
    assert also_invited(seats.values()) == (
        "Foster carers (small)",
        "Children's Guardian (small)",
        "Personal Adviser (grown)",
    )


WHO = st.sampled_from(["a", "b", "c", "d"])
PRESENT = st.builds(
    Present,
    attended=st.sets(WHO).map(sorted).map(tuple),
    apologies=st.sets(WHO).map(sorted).map(tuple),
    views=st.sets(WHO).map(sorted).map(tuple),
    reasons=st.dictionaries(WHO, st.text(min_size=1, max_size=5)),
    instead=st.text(max_size=5),
)
SEAT_A = Attending("a", "A", "views", "X-1")
SEAT_B = Attending("b", "B", "invited", "X-2", reason_if_absent=True, views_if_absent=True)


@given(PRESENT)
def test_what_is_kept_of_an_attendance_is_what_was_said(present: Present) -> None:
    present = replace(present, apologies=tuple(who for who in present.apologies if who not in present.attended))
    kept = of_marks(present.marks(), present.instead)
    said = {who: why for who, why in present.reasons.items() if who not in present.attended}
    assert kept == replace(present, reasons=dict(sorted(said.items())))


@given(PRESENT)
def test_an_attendance_that_is_taken_has_a_reason_for_whom_it_leaves_out(present: Present) -> None:
    try:
        require_present([SEAT_A, SEAT_B], {"a", "b", "c"}, present)
    except Incomplete:
        return
    assert present.attended
    assert not set(present.attended) & set(present.apologies)
    assert "b" in {*present.attended, *present.apologies, *present.reasons}
    assert {seat.role for seat in still_to_get([SEAT_A, SEAT_B], present.attended, present.views)} == {"a", "b"} - {
        *present.attended,
        *present.views,
    }
