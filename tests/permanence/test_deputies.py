"""Absence and deputies: on every day a team has one manager, and rights are lent for that day and that team alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from permanence.panel.sitting import may_answer
from permanence.people.deputies import (
    Absence,
    away_in_words,
    may_stand_in,
    require_days,
    require_free,
    require_may_enter,
    signed,
    standing_in,
)
from permanence.people.person import Person, manager_of, own_manager_of
from permanence.people.rights import CONFIRM_UPLOAD, require
from permanence.refusals import Incomplete, NotAllowed
from tests.cast import ADMIN, CHAIR, EAST, EVERYONE, SUPPORT, VIEWER, WEST, WORKER

MONDAY = date(2026, 3, 9)
SPAN = (MONDAY, date(2026, 3, 20))
NORTH = Person("oid-north", "Nia North", frozenset({"team_manager"}), frozenset({"North"}))
MANAGERS = (EAST, WEST, NORTH)


def away(person: Person, deputy: Person, starts: date = MONDAY, until: date = SPAN[1], **more: date) -> Absence:
    return Absence(1, person.oid, starts, until, deputy.oid, SUPPORT.oid, **more)


def on(day: date, *absences: Absence, cast: tuple[Person, ...] = EVERYONE) -> dict[str, Person]:
    return {person.oid: person for person in standing_in(cast, absences, day)}


def test_the_deputy_is_the_manager_from_the_first_day_to_the_last() -> None:
    for day, who in ((-1, EAST), (0, WEST), (11, WEST), (12, EAST)):
        cast = list(on(MONDAY + timedelta(days=day), away(EAST, WEST)).values())
        manager = manager_of(cast, "East")
        assert manager is not None
        assert manager.oid == who.oid
        assert own_manager_of(cast, "East") is not None


def test_an_absence_ended_early_does_not_hold_from_that_day_on() -> None:
    ended = away(EAST, WEST, ended_on=date(2026, 3, 12))
    assert manager_of(list(on(date(2026, 3, 11), ended).values()), "East").oid == WEST.oid  # type: ignore[union-attr]
    assert manager_of(list(on(date(2026, 3, 12), ended).values()), "East").oid == EAST.oid  # type: ignore[union-attr]
    assert not away(EAST, WEST, ended_on=MONDAY).meets(*SPAN)


def test_a_deputy_may_do_for_the_team_what_its_manager_may_and_for_no_other_team() -> None:
    cast = on(MONDAY, away(EAST, CHAIR))
    chair = cast[CHAIR.oid]
    assert chair.manages("East")
    assert not chair.manages("West")
    assert may_answer(chair, WEST, ["East"])
    assert not may_answer(chair, WEST, ["East", "West"])
    assert require(chair, CONFIRM_UPLOAD) is chair
    assert not CHAIR.manages("East")
    assert chair.every_team == {"*", "East"}


def test_a_deputy_of_somebody_who_manages_no_team_is_lent_nothing() -> None:
    cast = on(MONDAY, away(WORKER, EAST), away(CHAIR, WEST))
    assert cast[EAST.oid].stands_for == ()
    assert not cast[WEST.oid].has("panel_chair")
    assert cast[WORKER.oid].away is not None
    assert away_in_words(cast[WORKER.oid].away) == "away until 20 March 2026, deputy Erin East"


def test_what_a_deputy_does_is_signed_for_the_team_that_is_not_theirs_only() -> None:
    west = on(MONDAY, away(EAST, WEST))[WEST.oid]
    assert signed("Will West", west, "East") == "Will West, deputising for Erin East"
    assert signed("Will West", west, "West") == "Will West"
    assert signed("Will West", west, None) == "Will West"


def test_a_deputy_who_falls_ill_passes_both_teams_on_and_a_circle_leads_back_to_the_manager() -> None:
    cast = list(on(MONDAY, away(EAST, WEST), away(WEST, CHAIR)).values())
    assert {team: manager_of(cast, team).oid for team in ("East", "West")} == {  # type: ignore[union-attr]
        "East": CHAIR.oid,
        "West": CHAIR.oid,
    }
    circle = list(on(MONDAY, away(EAST, WEST), away(WEST, EAST)).values())
    assert manager_of(circle, "East").oid == EAST.oid  # type: ignore[union-attr]


def test_a_deputy_who_has_left_stands_in_for_nobody() -> None:
    cast = standing_in([EAST, SUPPORT], [away(EAST, WEST)], MONDAY)
    east = manager_of(cast, "East")
    assert east is not None
    assert east.oid == EAST.oid
    assert east.away is not None
    assert away_in_words(east.away) == "away until 20 March 2026"


_ABSENCES = st.lists(
    st.builds(
        lambda who, deputy, start, length, ended: Absence(
            1,
            who.oid,
            MONDAY + timedelta(days=start),
            MONDAY + timedelta(days=start + length),
            deputy.oid,
            "",
            ended_on=None if ended is None else MONDAY + timedelta(days=ended),
        ),
        st.sampled_from((*EVERYONE, NORTH)),
        st.sampled_from((*EVERYONE, NORTH)),
        st.integers(0, 20),
        st.integers(0, 10),
        st.none() | st.integers(0, 25),
    ),
    max_size=8,
)


@given(_ABSENCES, st.integers(-1, 32))
def test_at_every_day_exactly_one_person_stands_for_a_team(absences: list[Absence], day: int) -> None:
    cast = standing_in((*EVERYONE, NORTH), absences, MONDAY + timedelta(days=day))
    assert sorted(person.oid for person in cast) == sorted(person.oid for person in (*EVERYONE, NORTH))
    for own in MANAGERS:
        standing = [p for p in cast if any(one.oid == own.oid for one in p.stands_for)]
        assert len(standing) <= 1
        manager = manager_of(cast, next(iter(own.teams)))
        assert manager is not None
        assert manager.oid == (standing[0].oid if standing else own.oid)
        assert manager.manages(next(iter(own.teams)))
        assert not standing or standing[0].away is None, "who stands in is there"


@given(_ABSENCES, st.integers(-1, 32))
def test_nobody_is_lent_a_role_or_a_team_of_nobody_who_is_away(absences: list[Absence], day: int) -> None:
    cast = standing_in((*EVERYONE, NORTH), absences, MONDAY + timedelta(days=day))
    away_today = {person.oid for person in cast if person.away}
    kept = {person.oid: person for person in (*EVERYONE, NORTH)}
    for person in cast:
        assert person.roles == kept[person.oid].roles
        assert person.teams == kept[person.oid].teams
        assert {one.oid for one in person.stands_for} <= away_today


def test_who_may_stand_in() -> None:
    assert may_stand_in(WEST, EAST)
    assert may_stand_in(CHAIR, EAST)
    assert not may_stand_in(EAST, EAST)
    assert not may_stand_in(WORKER, EAST)
    assert not may_stand_in(ADMIN, EAST)
    assert may_stand_in(EAST, WORKER)
    assert not may_stand_in(VIEWER, WORKER)


def test_ones_own_absence_or_anybodys_for_business_support() -> None:
    require_may_enter(EAST, EAST.oid)
    require_may_enter(SUPPORT, EAST.oid)
    with pytest.raises(NotAllowed, match="Only the one who is away or business support can enter or end an absence"):
        require_may_enter(WEST, EAST.oid)


@pytest.mark.parametrize(
    ("starts", "until", "says"),
    [
        (MONDAY, MONDAY - timedelta(days=1), "before the first"),
        (MONDAY - timedelta(days=9), MONDAY - timedelta(days=1), "8 March 2026 has passed"),
        (MONDAY + timedelta(days=367), MONDAY + timedelta(days=368), "too far off"),
        (MONDAY, MONDAY + timedelta(days=551), "longer than eighteen months"),
    ],
)
def test_days_that_will_not_do(starts: date, until: date, says: str) -> None:
    with pytest.raises(Incomplete, match=says):
        require_days(starts, until, MONDAY)


def test_two_absences_of_one_person_do_not_overlap_and_a_deputy_is_there() -> None:
    known = [away(EAST, WEST)]
    with pytest.raises(Incomplete, match="Erin East is entered as away from 9 March 2026 to 20 March 2026 already"):
        require_free(EAST, CHAIR, date(2026, 3, 20), date(2026, 3, 20), known)
    with pytest.raises(Incomplete, match="Erin East is away from 9 March 2026 to 20 March 2026; choose another deputy"):
        require_free(WEST, EAST, date(2026, 3, 1), MONDAY, known)
    require_free(EAST, WEST, date(2026, 3, 21), date(2026, 3, 21), known)
    require_free(WEST, EAST, date(2026, 3, 1), date(2026, 3, 8), known)
