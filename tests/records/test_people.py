"""The people file: who is who, and what is wrong with it line by line."""

from __future__ import annotations

import pytest

from permanence.people.person import ROLES, Person
from records import cast
from records.files.problems import RecordError
from records.lists.people import people_csv, read_people, teams_without_manager

HEAD = "Name,Entra ID,E-mail,Roles,Teams\n"
ID = "7f0b7a52-0d7e-4b0e-9a51-0c1f5a3d2e{:02d}"


def people(*lines: str) -> str:
    return HEAD + "\n".join(lines) + "\n"


def read(*lines: str) -> tuple[tuple[Person, ...], list[tuple[int, str, str, bool]]]:
    file = read_people(people(*lines).encode(), "people.csv")
    return file.people, [(p.line, p.column, p.sentence, p.refused) for p in file.problems]


def test_a_person_has_roles_and_teams_separated_by_semicolons() -> None:
    found, problems = read(f"Priya Nair,{ID.format(1).upper()},priya@council.example,team manager; Viewer,East; West")
    assert problems == []
    assert found == (
        Person(ID.format(1), "Priya Nair", frozenset({"team_manager", "viewer"}), frozenset({"East", "West"}),
               "priya@council.example"),
    )  # fmt: skip


def test_every_role_can_be_written_as_a_word_or_as_it_is_said() -> None:
    for role, said in ROLES.items():
        found, problems = read(f"A B,{ID.format(1)},,{role};{said.title()},*")
        assert problems == []
        assert found[0].roles == {role}


@pytest.mark.parametrize(
    ("line", "column", "why"),
    [
        (f",{ID.format(1)},,viewer,", "Name", "is empty"),
        ("A B,priya@council.example,,viewer,", "Entra ID", "is not an Entra object id"),
        ("A B,,,viewer,", "Entra ID", "is not an Entra object id"),
        (f"A B,{ID.format(1)},,,", "Roles", "give at least one of administrator"),
        (f"A B,{ID.format(1)},,team manger,East", "Roles", "did you mean team_manager"),
        (f"A B,{ID.format(1)},,boss,East", "Roles", "the roles are administrator"),
        (f"A B,{ID.format(1)},,team_manager,", "Teams", "name the teams"),
    ],
)
def test_a_person_with_any_doubt_about_id_or_role_is_refused(line: str, column: str, why: str) -> None:
    found, problems = read(f"Fine,{ID.format(9)},,viewer,", line)
    assert [person.name for person in found] == ["Fine"]
    [(number, heading, sentence, refused)] = problems
    assert (number, heading, refused) == (3, column, True)
    assert why in sentence


def test_one_id_twice_refuses_both_rows() -> None:
    found, problems = read(f"A,{ID.format(1)},,viewer,", f"B,{ID.format(1)},,administrator,")
    assert found == ()
    assert [(line, "line 3" in sentence, "line 2" in sentence) for line, _, sentence, _ in problems] == [
        (2, True, False),
        (3, False, True),
    ]


def test_a_wrong_address_is_left_out_and_the_person_kept() -> None:
    found, problems = read(f"A B,{ID.format(1)},not an address,viewer,")
    assert (found[0].email, problems[0][3]) == ("", False)


def test_a_file_without_the_headings_says_which_are_missing() -> None:
    with pytest.raises(RecordError, match='"Roles"'):
        read_people(b"Name,Entra id,Teams\nA,B,C\n", "people.csv")


def test_teams_nobody_manages_are_named() -> None:
    found, _ = read(f"A,{ID.format(1)},,team_manager,East", f"B,{ID.format(2)},,viewer,West")
    assert teams_without_manager(found, ["East", "West", None, "North", "West"]) == ["North", "West"]
    stand_in, _ = read(f"A,{ID.format(1)},,team_manager,*")
    assert teams_without_manager(stand_in, ["East", "West"]) == []


def test_the_cast_written_and_read_is_the_same_cast() -> None:
    file = read_people(people_csv(cast.EVERYONE), "people.csv")
    assert file.problems == ()
    assert file.people == cast.EVERYONE


def test_in_the_cast_one_person_can_play_alone_and_four_managers_are_at_the_playground() -> None:
    assert cast.LOCAL.roles == set(ROLES)
    assert cast.LOCAL.teams == {"*"}
    assert [len(manager.teams) for manager in cast.MANAGERS] == [1, 1, 1, 1]
    assert len({person.oid for person in cast.EVERYONE}) == len(cast.EVERYONE)
    assert set(cast.WORKERS) == set(cast.TEAMS)
    named = [person for person in cast.EVERYONE if person.has("team_manager") and "*" not in person.teams]
    assert teams_without_manager(named, cast.TEAMS) == []
