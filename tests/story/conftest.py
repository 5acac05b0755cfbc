"""A council at work: the product on real HTTP, the made-up caseload imported, everybody in their role."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from records import cast
from records.sample import make_sample
from serving import Running, running
from storage import outbox
from tests.conftest import Clock
from tests.loopback import TeamsWorld, Visitor
from usecases.house import House
from usecases.imports.import_caseload import ImportCaseload, import_caseload
from usecases.imports.import_events import ImportEvents, import_events
from usecases.imports.import_people import ImportPeople, import_people
from usecases.operator import press_at_command_line
from usecases.reminders.plan_reminders import plan_reminders
from usecases.setup.go_live import GoLive, go_live

TODAY = date(2026, 3, 2)  # a Monday
EVERYONE = {person.name: person for person in cast.EVERYONE}


@dataclass
class Council:
    """The product running on a loopback Teams, with its people and a clock that is told the time."""

    world: TeamsWorld
    product: Running
    clock: Clock
    house: House

    def person(self, name: str) -> Visitor:
        """Somebody of the made-up council, in the team."""
        return self.world.person(name, oid=EVERYONE[name].oid)

    async def morning(self) -> None:
        """What the clock's morning tick does."""
        await plan_reminders(self.house, self.clock())
        self.product.bot.mail.set()

    async def settled(self) -> None:
        """Everything asked to be posted has been; the told clock goes on by seconds, as pacing needs."""
        for _ in range(600):
            self.product.bot.mail.set()
            await asyncio.sleep(0.01)
            async with self.house.store.read() as work:
                if not await outbox.waiting(work):
                    return
            self.clock.move(seconds=1)
        raise AssertionError("the outbox does not empty")


@pytest.fixture
def clock() -> Clock:
    """Monday 2 March 2026, half past nine."""
    return Clock(datetime(2026, 3, 2, 9, 30, tzinfo=UTC))


@pytest.fixture
async def council(house: House, clock: Clock) -> AsyncIterator[Council]:
    """The bot is served but in no team yet; people, caseload and past panels are imported."""
    await load(house, clock)
    async with TeamsWorld() as world, running(house, world.settings(), clock, local=False) as product:
        await world.serve(product.app)
        here = Council(world, product, clock, house)
        for person in EVERYONE.values():
            here.person(person.name)
        yield here


async def load(house: House, clock: Clock, children: int = 120) -> None:
    """What business support does at the command line: people, caseload, past panels, each confirmed."""
    sample = make_sample(children=children, seed=7, as_of=TODAY)
    press = press_at_command_line(clock())
    await import_people(house, ImportPeople(sample.people, "people.csv", press, confirm=True))
    await go_live(house, GoLive(date(2000, 1, 1), press))  # this council has long kept its meetings here
    caseload = ImportCaseload(sample.workbook, "annex-a.xlsx", TODAY, press_at_command_line(clock()), confirm=True)
    await import_caseload(house, caseload)
    past = ImportEvents(sample.events, "events.csv", press_at_command_line(clock()), confirm=True)
    await import_events(house, past)
