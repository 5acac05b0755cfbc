"""Reads the people file: who works with the panel, by Entra object id, with their roles and teams."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from permanence.people.person import EVERY_TEAM, ROLES, TEAM_MANAGER, Person
from records.files.problems import RowProblem, shown
from records.files.tables import Table, TableRow, Wanted, find_table, plain
from records.files.workbook import read_workbook

COLUMNS = MappingProxyType(
    {
        "name": Wanted(("Name", "Full name", "Display name")),
        "oid": Wanted(("Entra id", "Entra object id", "Object id", "Azure AD object id")),
        "email": Wanted(("Email", "E-mail", "Email address", "User principal name"), required=False),
        "roles": Wanted(("Roles", "Role")),
        "teams": Wanted(("Teams", "Team")),
    }
)
GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
WORDS = {plain(word): role for role, said in ROLES.items() for word in (role, said)}


@dataclass(frozen=True, slots=True)
class PeopleFile:
    people: tuple[Person, ...]
    problems: tuple[RowProblem, ...]


def read_people(data: bytes, filename: str) -> PeopleFile:
    """Raises RecordError for a file without the headings; a person with any doubt about id or role is refused."""
    book = read_workbook(data, filename)
    table = find_table(book, COLUMNS, "The people list")
    repeated = _repeated(table)
    people: list[Person] = []
    problems: list[RowProblem] = []
    for row in table.rows:
        found = _problems(table, row, repeated)
        problems += found
        if not any(problem.refused for problem in found):
            people.append(_person(row))
    return PeopleFile(tuple(people), tuple(problems))


def teams_without_manager(people: Iterable[Person], teams: Iterable[str | None]) -> list[str]:
    """Teams of the caseload that nobody manages, so that nobody would be invited for their children."""
    managed = {team for person in people if person.has(TEAM_MANAGER) for team in person.teams}
    return sorted({team for team in teams if team and EVERY_TEAM not in managed and team not in managed})


def _person(row: TableRow) -> Person:
    email = row.text("email")
    return Person(
        oid=row.text("oid").lower(),
        name=shown(row.text("name"), 120),
        roles=frozenset(WORDS[plain(word)] for word in _listed(row.text("roles"))),
        teams=frozenset(_listed(row.text("teams"))),
        email=email if EMAIL.fullmatch(email) else "",
    )


def _listed(text: str) -> list[str]:
    """Values of one cell, separated by semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]


def _repeated(table: Table) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for row in table.rows:
        lines.setdefault(row.text("oid").lower(), []).append(row.line)
    return {oid: found for oid, found in lines.items() if oid and len(found) > 1}


def _problems(table: Table, row: TableRow, repeated: dict[str, list[int]]) -> list[RowProblem]:
    oid = row.text("oid").lower()
    roles = _listed(row.text("roles"))
    found: list[RowProblem] = []

    def say(name: str, why: str, refused: bool = True) -> None:
        value = shown(row.text(name))
        subject = f'{table.heading(name)} "{value}"' if value else table.heading(name)
        found.append(RowProblem(row.line, table.heading(name), value, f"{subject} {why}.", table.sheet, "", refused))

    if not row.text("name"):
        say("name", "is empty: give the person's name")
    if not GUID.fullmatch(oid):
        say("oid", "is not an Entra object id: copy it from the person's page in the Entra admin centre")
    elif oid in repeated:
        others = ", ".join(str(line) for line in repeated[oid] if line != row.line)
        say("oid", f"is also on line {others}: keep one row and join the roles with semicolons")
    if not roles:
        say("roles", f"is empty: give at least one of {', '.join(ROLES)}")
    for role in roles:
        if plain(role) not in WORDS:
            near = get_close_matches(plain(role), WORDS, n=1, cutoff=0.6)
            hint = f"did you mean {WORDS[near[0]]}" if near else f"the roles are {', '.join(ROLES)}"
            say("roles", f'has the unknown role "{shown(role)}": {hint}')
    if TEAM_MANAGER in {WORDS.get(plain(role)) for role in roles} and not _listed(row.text("teams")):
        say("teams", "is empty for a team manager: name the teams as the caseload spells them, or * for every team")
    if row.text("email") and not EMAIL.fullmatch(row.text("email")):
        say("email", "is not an e-mail address: correct it; the address was left out", refused=False)
    return found


def people_csv(people: Iterable[Person]) -> bytes:
    """The people file, as `read_people` reads it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(want.title for want in COLUMNS.values())
    for person in people:
        roles = "; ".join(role for role in ROLES if role in person.roles)
        writer.writerow((person.name, person.oid, person.email, roles, "; ".join(sorted(person.teams))))
    return text.getvalue().encode("utf-8")
