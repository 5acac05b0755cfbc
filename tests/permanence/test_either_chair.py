"""A seat that either of two roles takes: one of them is enough, and it is said who may."""

from __future__ import annotations

from pathlib import Path

import pytest

from permanence.meetings.attendance import attendance, each_seat, still_to_get
from permanence.meetings.meeting import Record
from permanence.meetings.meeting_rules import require_reasons
from permanence.panel.seats import Present, require_present, seated
from permanence.policy import Policy, PolicyError, build, load, parse
from permanence.policy_tools.check_policy import check_policy
from permanence.policy_tools.explain_policy import explain_policy
from permanence.refusals import Incomplete
from tests.permanence.journeys import child, day, entered

FILE = Path(__file__).parent / "sixth_council.toml"
SIXTH = load(FILE)
BOTH = "Team Manager or Service Manager"
SEAT = 'role = "team_manager"\nor = "service_manager"\npart = "chair"\n'
CHILDREN = [child(entered("2026-01-05"))]


def changed(*changes: tuple[str, str]) -> Policy:
    text = FILE.read_text(encoding="utf-8")
    for change in changes:
        assert change[0] in text
        text = text.replace(*change)
    return build(parse(text, "sixth.toml"))


def test_each_of_the_two_may_take_the_seat_and_the_seat_is_called_by_both() -> None:
    seats = attendance(SIXTH, "legal_planning", CHILDREN, day("2026-02-02"))
    assert [(one.role, one.title, one.part) for one in seats] == [
        ("team_manager", "Team Manager", "chair"),
        ("service_manager", "Service Manager", "chair"),
    ]
    assert [one.title for one in each_seat(seats)] == [BOTH]


@pytest.mark.parametrize("came", ["team_manager", "service_manager"])
def test_whichever_of_them_came_the_seat_is_taken(came: str) -> None:
    seats = attendance(SIXTH, "legal_planning", CHILDREN, day("2026-02-02"))
    require_reasons(SIXTH, seats, Record(attended=(came,)))


def test_where_neither_came_the_reason_is_asked_for_once_naming_both() -> None:
    third = (
        SEAT + 'reason_if_absent = true\n[[seat]]\nclause = "SIX-1"\nmeeting = "legal_planning"\nrole = "keyworker"\n'
    )
    policy = changed((SEAT + "reason_if_absent = true\n", third + 'part = "member"\n'))
    seats = attendance(policy, "legal_planning", CHILDREN, day("2026-02-02"))
    with pytest.raises(Incomplete, match=rf"^Write why these were not included: {BOTH} \(SIX-1\)\.$"):
        require_reasons(policy, seats, Record(attended=("keyworker",)))
    require_reasons(policy, seats, Record(attended=("keyworker",), absent_because="Both were at court."))


def test_the_views_of_either_are_enough_and_are_asked_for_in_one_line() -> None:
    seats = attendance(
        changed((SEAT, SEAT + "views_if_absent = true\n")), "legal_planning", CHILDREN, day("2026-02-02")
    )
    assert [one.title for one in still_to_get(seats, [], [])] == [BOTH]
    assert still_to_get(seats, [], ["service_manager"]) == ()
    assert still_to_get(seats, ["team_manager"], []) == ()


KIND = '[[meeting]]\nkind = "panel"\ntitle = "Panel"\nheld = "panel_held"\n'
ROLE = 'meeting = "legal_planning"\nrole = "team_manager"'
AT_PANEL = (ROLE, ROLE.replace("legal_planning", "panel"))


def test_at_a_sitting_of_the_panel_either_takes_the_seat_too() -> None:
    seats = seated(changed(AT_PANEL, ("[notice]", f"{KIND}[notice]")), CHILDREN, day("2026-02-02"))
    known = [one.role for one in seats]
    require_present(seats, known, Present(attended=("service_manager",)))
    with pytest.raises(Incomplete, match=rf"^Write why these were not included: {BOTH} \(SIX-1\)\.$"):
        require_present(seats, [*known, "oid-1"], Present(attended=("oid-1",)))
    require_present(seats, [*known, "oid-1"], Present(attended=("oid-1",), reasons={"team_manager": "At court."}))


def test_a_role_with_a_seat_of_its_own_leaves_the_other_seat_with_both_names() -> None:
    own = '[[seat]]\nclause = "SIX-1"\nmeeting = "panel"\nrole = "team_manager"\npart = "member"\n'
    policy = changed(AT_PANEL, ("[notice]", f"{KIND}{own}[notice]"))
    assert [one.title for one in each_seat(seated(policy, CHILDREN, day("2026-02-02")))] == [BOTH]


def test_it_is_read_back_in_words() -> None:
    assert f"Seat at the legal planning meeting: {BOTH}, chair" in explain_policy(SIXTH)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('or = "service_manager"', 'or = "team_manager"'), "'team_manager' stands twice"),
        (('or = "service_manager"', 'or = "servicemanager"'), "role 'servicemanager' is not declared"),
        (('or = "service_manager"', 'or = ["service_manager", "service_manager"]'), "'service_manager' stands twice"),
    ],
)
def test_what_contradicts_itself_is_refused(change: tuple[str, str], said: str) -> None:
    with pytest.raises(PolicyError, match=said):
        changed(change)


def test_two_chairs_at_once_are_doubted(tmp_path: Path) -> None:
    two = SEAT.replace('or = "service_manager"\n', "") + (
        '[[seat]]\nclause = "SIX-1"\nmeeting = "legal_planning"\nrole = "service_manager"\npart = "chair"\n'
    )
    file = tmp_path / "two.toml"
    file.write_text(FILE.read_text(encoding="utf-8").replace(SEAT, two), encoding="utf-8")
    said = (
        "The legal planning meeting has 2 chairs at once, Team Manager and Service Manager: where one of them is enough"
    )
    assert said in check_policy(file).report
    assert "chairs at once" not in check_policy(FILE).report
