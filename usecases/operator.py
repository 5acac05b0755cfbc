"""Who acts at the server's own command line: nobody signs in there; who reaches it may what an administrator may."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, datetime

from cards import house_words
from permanence.people.person import ADMINISTRATOR, Person
from storage import people
from storage.store import Press, Work
from usecases.house import House

OPERATOR = "command-line"


def press_at_command_line(at: datetime) -> Press:
    """A press by the operator; no two are the same."""
    return Press(key=f"command-line:{secrets.token_hex(16)}", by=OPERATOR, name=house_words.THE_COMMAND_LINE, at=at)


async def who_is(house: House, work: Work, oid: str, on: date | None = None) -> Person | None:
    """The person as they stand on a day; an administrator too by the settings, or at the command line."""
    person = await people.find(work, oid, on)
    if oid != OPERATOR and oid not in house.administrators:
        return person
    roles = frozenset({ADMINISTRATOR})
    return replace(person, roles=person.roles | roles) if person else Person(oid, house_words.AN_ADMINISTRATOR, roles)
