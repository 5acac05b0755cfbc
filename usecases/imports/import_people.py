"""Import the people file: who may use the product, with roles and teams; who is no longer in it loses their rights."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from permanence.people import rights
from permanence.people.person import Person
from records.files.problems import RowProblem
from records.lists.people import PeopleFile, read_people, teams_without_manager
from storage import children, history, people
from storage.importing import imports
from storage.panel import sittings
from storage.store import Press, Work
from usecases.house import House
from usecases.operator import who_is
from usecases.refresh_greeting import refresh_greeting
from usecases.sittings.hand_over import hand_over_and_tell


@dataclass(frozen=True, slots=True)
class ImportPeople:
    """A people file; with `confirm` its changes are written."""

    data: bytes
    filename: str
    press: Press
    confirm: bool = False


@dataclass(frozen=True, slots=True)
class PeopleImport:
    """What the file changes. Nobody is `retired` while a row is refused: that row may be theirs."""

    new: tuple[Person, ...]
    changed: tuple[Person, ...]
    unchanged: int
    retired: tuple[Person, ...]
    kept_for_now: tuple[Person, ...]
    problems: tuple[RowProblem, ...]
    teams_without_manager: tuple[str, ...]
    number: int | None = None

    @property
    def changes(self) -> bool:
        return bool(self.new or self.changed or self.retired)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "retired": len(self.retired),
            "refused": len({problem.line for problem in self.problems if problem.refused}),
        }


async def import_people(house: House, command: ImportPeople) -> PeopleImport:
    """Raises RecordError for a file that cannot be read; nothing is written then."""
    file = await asyncio.to_thread(read_people, command.data, command.filename)
    if not command.confirm:
        async with house.store.read() as work:
            rights.require(await who_is(house, work, command.press.by), rights.IMPORT_PEOPLE)
            return await _compare(work, file)
    async with house.store.change(command.press) as work:
        rights.require(await who_is(house, work, command.press.by), rights.IMPORT_PEOPLE)
        await imports.one_at_a_time(work)
        found = await _compare(work, file)
        return await _write(work, command, found) if found.changes else found


async def _compare(work: Work, file: PeopleFile) -> PeopleImport:
    kept = {person.oid: person for person in await people.everyone(work)}
    listed = {person.oid for person in file.people}
    absent = tuple(person for oid, person in kept.items() if oid not in listed)
    safe = bool(file.people) and not any(problem.refused for problem in file.problems)
    new = tuple(person for person in file.people if person.oid not in kept)
    changed = tuple(p for p in file.people if p.oid in kept and _facts(p) != _facts(kept[p.oid]))
    still_here = file.people if safe else (*file.people, *absent)
    return PeopleImport(
        new=new,
        changed=changed,
        unchanged=len(file.people) - len(new) - len(changed),
        retired=absent if safe else (),
        kept_for_now=() if safe else absent,
        problems=file.problems,
        teams_without_manager=tuple(teams_without_manager(still_here, await children.teams(work))),
    )


async def _write(work: Work, command: ImportPeople, found: PeopleImport) -> PeopleImport:
    press, digest = command.press, sha256(command.data).hexdigest()
    number = await imports.open_import(work, press, "people", command.filename, digest, None, found.counts)
    # In the order of their ids, as whoever learns people's Teams ids goes: none waits for the other.
    for person in sorted((*found.new, *found.changed, *found.retired), key=lambda one: one.oid):
        if person in found.retired:
            await people.retire(work, person.oid)
            await history.record(work, press, "retire_person", "person", person.oid)
            continue
        await people.keep(work, person)
        roles, teams = sorted(person.roles), sorted(person.teams)
        await history.record(work, press, "give_rights", "person", person.oid, roles=roles, teams=teams)
    await history.record(work, press, "import_people", "import", number, counts=found.counts)
    for sitting in await sittings.open_between(work, press.day, date.max):
        if press.at < sitting.starts_at:
            await hand_over_and_tell(work, press, sitting)
    await refresh_greeting(work, f"import:{number}", press.at)
    return replace(found, number=number)


def _facts(person: Person) -> tuple[str, str, frozenset[str], frozenset[str]]:
    return person.name, person.email, person.roles, person.teams
