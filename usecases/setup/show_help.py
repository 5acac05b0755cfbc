"""What somebody is offered by `help`: the things their role does most."""

from __future__ import annotations

from datetime import date

from permanence.phrases.first_things import first_things
from usecases.house import House
from usecases.operator import who_is


async def show_help(house: House, caller: str, today: date) -> tuple[str, ...]:
    """Commands as they could be typed, at most six."""
    async with house.store.read() as work:
        return first_things(await who_is(house, work, caller, today))
