"""`people FILE`: who may use the product, with roles and teams, and with --confirm the change."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from cli.clock import now
from cli.house import open_house
from cli.words import read_file, say
from permanence.people.person import ROLES, Person
from settings import read_settings
from usecases.imports.import_people import ImportPeople, PeopleImport, import_people
from usecases.operator import press_at_command_line


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a CSV or workbook with Name, Entra id, Email, Roles, Teams")
    parser.add_argument("--confirm", action="store_true", help="write the changes shown")


async def run(args: argparse.Namespace) -> None:
    command = ImportPeople(read_file(args.file), args.file.name, press_at_command_line(now()), args.confirm)
    async with open_house(read_settings()) as house:
        done = await import_people(house, command)
    for line in _told(done):
        say(line)
    if done.number is not None:
        say(f"Written as import {done.number}.")
    elif not done.changes:
        say("Nothing to write: the people are as this file says.")
    else:
        say("Nothing is written yet: run the same command with --confirm to write this.")


def _told(done: PeopleImport) -> Iterable[str]:
    yield ", ".join(f"{count} {words}" for words, count in done.counts.items())
    for title, people in (
        ("New", done.new),
        ("Changed", done.changed),
        ("No longer in the file, so without rights from now on", done.retired),
        ("Not in the file, but kept until every row of it can be read", done.kept_for_now),
    ):
        if people:
            yield f"{title}:"
            yield from (f"  {_person(person)}" for person in people)
    if done.problems:
        yield "Rows with problems:"
        yield from (f"  line {problem.line}: {problem.sentence}" for problem in done.problems)
    if done.teams_without_manager:
        yield f"Teams of the caseload that nobody manages: {', '.join(done.teams_without_manager)}."


def _person(person: Person) -> str:
    roles = ", ".join(words for role, words in ROLES.items() if role in person.roles)
    teams = ", ".join("every team" if team == "*" else team for team in sorted(person.teams))
    return f"{person.name}: {roles}" + (f" ({teams})" if teams else "")
