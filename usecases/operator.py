"""Who acts at the server's own command line: nobody signs in there; who reaches it may what an administrator may."""

from __future__ import annotations

import secrets
from datetime import datetime

from cards import house_words
from permanence.people.person import ADMINISTRATOR, BUSINESS_SUPPORT, require
from permanence.refusals import NotAllowed
from storage import people
from storage.store import Press, Work
from usecases.house import House

OPERATOR = "command-line"


def press_at_command_line(at: datetime) -> Press:
    """A press by the operator; no two are the same."""
    return Press(key=f"command-line:{secrets.token_hex(16)}", by=OPERATOR, name=house_words.THE_COMMAND_LINE, at=at)


async def require_importer(house: House, work: Work, press: Press, to: str) -> None:
    """The operator, an administrator or business support; else the refusal."""
    await _require(house, work, press, ADMINISTRATOR, BUSINESS_SUPPORT, to=to)


async def require_people_importer(house: House, work: Work, press: Press) -> None:
    """The operator or an administrator, since the people file gives rights; else the refusal."""
    await _require(house, work, press, ADMINISTRATOR, to="import the people file")


async def require_administrator(house: House, work: Work, press: Press, to: str) -> None:
    """The operator, or an administrator by the settings or by the people file; else the refusal."""
    if press.by == OPERATOR or press.by in house.administrators:
        return
    person = await people.find(work, press.by)
    if person is None or not person.has(ADMINISTRATOR):
        raise NotAllowed(house_words.only_an_administrator_can(to))


async def _require(house: House, work: Work, press: Press, *roles: str, to: str) -> None:
    if press.by != OPERATOR and press.by not in house.administrators:
        require(await people.find(work, press.by), *roles, to=to)
