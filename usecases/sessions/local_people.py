"""Who may be chosen where the product is tried on one machine: the people of the file, the local person first."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from permanence.people.person import ROLES
from storage import people
from usecases.house import House


@dataclass(frozen=True, slots=True)
class LocalPerson:
    """Somebody of the people file. `key` stands for them in a form."""

    key: str
    oid: str
    name: str
    roles: tuple[str, ...]
    teams: tuple[str, ...]


async def local_people(house: House) -> list[LocalPerson]:
    """Those whom the settings name as administrators first, which in local play is whoever sits at the keyboard."""
    async with house.store.read() as work:
        everyone = await people.everyone(work)
    ordered = sorted(everyone, key=lambda person: (person.oid not in house.administrators, person.name, person.oid))
    return [
        LocalPerson(
            key=sha256(person.oid.encode()).hexdigest()[:16],
            oid=person.oid,
            name=person.name,
            roles=tuple(words for role, words in ROLES.items() if person.has(role)),
            teams=tuple(sorted(person.teams)),
        )
        for person in ordered
    ]
