"""A right: by role, by team, by what somebody is to the thing; and the sentence for whoever has it not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from permanence.people import rights
from permanence.people.person import Person, StoodFor
from permanence.people.rights import Right
from permanence.refusals import NotAllowed
from tests.cast import ADMIN, CHAIR, EAST, SUPPORT, VIEWER, WEST, WORKER

UNTIL = date(2026, 3, 20)


def refused(person: Person | None, right: Right) -> str:
    with pytest.raises(NotAllowed) as no:
        rights.require(person, right)
    return no.value.sentence


def test_a_right_of_roles_alone_is_refused_with_the_roles_one_has() -> None:
    assert rights.require(SUPPORT, rights.PUBLISH_AGENDA) is SUPPORT
    assert refused(CHAIR, rights.PUBLISH_AGENDA) == (
        "Only business support can publish an agenda; your roles are panel chair, service manager."
    )


def test_who_is_not_in_the_people_file_is_told_so_and_of_administrators_where_they_are_named() -> None:
    assert refused(None, rights.AGREE_ACTION).startswith(
        "You are not in the people file, so you cannot agree an action"
    )
    assert refused(None, rights.CHOOSE_CHANNEL) == (
        "Only an administrator can choose the permanence channel; "
        "administrators are named in the settings or in the people file."
    )


def test_a_right_of_a_team_is_for_the_childs_own_team_and_the_office_has_it_for_all() -> None:
    for person in (EAST, WORKER, SUPPORT, CHAIR):
        rights.require_for(person, rights.ARRANGE_MEETING, "East")
    for person in (WEST, VIEWER, ADMIN):
        assert not rights.may(person, rights.ARRANGE_MEETING, "East")
    with pytest.raises(NotAllowed, match="Only the child's own social worker or team manager can ask for a planning"):
        rights.require_for(SUPPORT, rights.ASK_MEETING, "East")


def test_a_deputy_has_what_the_manager_has_and_nothing_the_social_worker_has_alone() -> None:
    deputy = replace(VIEWER, stands_for=(StoodFor(EAST.oid, EAST.name, EAST.teams, UNTIL),))
    assert rights.require(deputy, rights.HOLD_MEETING) is deputy
    assert rights.may(deputy, rights.HOLD_MEETING, "East")
    assert not rights.may(deputy, rights.HOLD_MEETING, "West")
    assert not rights.may(deputy, replace(rights.HOLD_MEETING, of_team=("social_worker",)), "East")


def test_what_somebody_is_to_the_thing_counts_once_its_record_is_at_hand() -> None:
    assert rights.require(VIEWER, rights.CHANGE_ACTION) is VIEWER
    with pytest.raises(NotAllowed, match="Only its owner, the child's own team manager, business support"):
        rights.require(VIEWER, rights.CHANGE_ACTION, besides=False)
    assert rights.may(VIEWER, rights.CHANGE_ACTION, "East", besides=True)
    assert not rights.may(VIEWER, rights.CHANGE_ACTION, "East")


def test_every_right_has_words_of_its_own() -> None:
    every = [value.to for value in vars(rights).values() if isinstance(value, Right)]
    assert len(every) == len(set(every)) > 40


def test_whose_a_right_is_is_somebody() -> None:
    for value in vars(rights).values():
        if isinstance(value, Right):
            assert value.for_anybody or value.of_all or value.of_team
