"""Three processes on one PostgreSQL: they learn people side by side, keep one pace, and hear of a leaver at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.engine.context import Bot
from bot.engine.delivery import deliver_all
from bot.engine.dispatch import dispatch
from bot.engine.messages import Card, Member, MemberLeft, Place, Posted
from bot.engine.pacing import TOGETHER, WINDOWS, Pacing
from bot.engine.roster import STRANGER, Roster
from bot.routes import CONTENTS
from permanence import policy as policies
from permanence.people.person import Person
from permanence.refusals import NotAllowed
from permanence.subject import Subject
from storage import outbox, people
from storage.store import Store
from tests.cast import EAST, SUPPORT, staff
from tests.conftest import Clock
from tests.databases import PATIENT, Stores
from tests.play import CHANNEL, caller, open_play
from tests.recording import RecordingMessenger
from usecases.house import House
from usecases.imports.import_people import ImportPeople, import_people
from usecases.operator import press_at_command_line

COUNT = 3
MANY = 60


def oid_of(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


@dataclass
class Timed(RecordingMessenger):
    """Keeps when it posted, and where."""

    clock: Clock | None = None
    at: list[tuple[str, datetime]] = field(default_factory=list)

    async def post(self, place: Place, card: Card, summary: str) -> Posted:
        assert self.clock is not None
        self.at.append((place.conversation_id, self.clock()))
        return await super().post(place, card, summary)


@dataclass
class Process:
    bot: Bot
    roster: Roster
    messenger: Timed
    pacing: Pacing


@pytest.fixture
async def processes(server: Stores, clock: Clock) -> AsyncIterator[list[Process]]:
    """Three, each with a store of its own on one database, and one team that Teams tells each in another order."""
    cast = [Person(oid_of(number), f"Person {number}", frozenset({"viewer"})) for number in range(MANY)]
    async with AsyncExitStack() as opened:
        first = await opened.enter_async_context(server.lent())
        stores = [first]
        for _ in range(COUNT - 1):
            stores.append(Store(first.url.render_as_string(hide_password=False), PATIENT))
            opened.push_async_callback(stores[-1].close)
        houses = [House(store, policies.load("bcp-2023"), frozenset({"oid-admin"})) for store in stores]
        await staff(houses[0], EAST, SUPPORT, *cast)
        await open_play(houses[0], clock)
        team = [Member(one.oid, f"29:{one.oid}", one.name) for one in (EAST, SUPPORT, *cast)]
        found = []
        for number, house in enumerate(houses):
            told = team[number * 20 :] + team[: number * 20]
            messenger = Timed(team=tuple(told if number % 2 else reversed(told)), clock=clock)
            bot = Bot(house, clock, CONTENTS)
            found.append(Process(bot, Roster(messenger), messenger, Pacing()))
        yield found


async def test_people_learned_by_all_at_once_are_known_and_nobody_is_told_that_something_went_wrong(
    processes: list[Process],
) -> None:
    for again in range(10):
        for one in processes:
            told = [Member(member.oid, f"29:{again}:{member.oid}", member.name) for member in one.messenger.team]
            one.messenger.team = tuple(told)
            one.roster.forget()
        await asyncio.gather(*(one.roster.admit(one.bot, caller(EAST)) for one in processes))
    async with processes[0].bot.house.store.read() as work:
        assert {person.teams_id for person in await people.everyone(work)} == {
            f"29:9:{member.oid}" for member in processes[0].messenger.team
        }


async def test_an_import_of_people_and_the_learning_of_them_do_not_stop_each_other(processes: list[Process]) -> None:
    first, *others = processes
    for again in range(5):
        rows = [f"Renamed {again} {number},{oid_of(number)},viewer," for number in reversed(range(MANY))]
        data = "\n".join(["Name,Entra id,Roles,Teams", *rows]).encode()
        press = press_at_command_line(first.bot.now())
        for one in others:
            told = [Member(member.oid, f"29:{again}:{member.oid}", member.name) for member in one.messenger.team]
            one.messenger.team = tuple(told)
            one.roster.forget()
        imported, *_ = await asyncio.gather(
            import_people(first.bot.house, ImportPeople(data, "people.csv", press, confirm=True)),
            *(one.roster.admit(one.bot, caller(EAST)) for one in others),
        )
        assert len(imported.changed) == MANY


def most_within(posts: list[datetime], seconds: int) -> int:
    window = timedelta(seconds=seconds)
    return max(sum(timedelta(0) <= other - one < window for other in posts) for one in posts)


async def test_a_channel_gets_no_more_from_three_than_teams_lets_one_post(
    processes: list[Process], clock: Clock
) -> None:
    async with processes[0].bot.house.store.change() as work:
        for number in range(40):
            await outbox.tell(work, Subject("greeting", str(number)), 1, clock())
    for _ in range(400):
        await asyncio.gather(*(deliver_all(one.bot, one.messenger, one.pacing) for one in processes))
        async with processes[0].bot.house.store.read() as work:
            if not await outbox.waiting(work):
                break
        clock.move(seconds=0.25)
    posts = sorted(at for one in processes for _, at in one.messenger.at)
    assert len(posts) == 40
    for most, seconds in (*WINDOWS, *TOGETHER):
        assert most_within(posts, seconds) <= most, (most, seconds)
    assert most_within(posts, 2) >= 7, "and is not held up more than that"


async def test_a_leaver_whom_one_process_was_told_of_is_refused_by_all_at_the_next_press(
    processes: list[Process],
) -> None:
    for one in processes:
        await one.roster.admit(one.bot, caller(EAST))
    for one in processes:
        one.messenger.team = tuple(member for member in one.messenger.team if member.oid != EAST.oid)
    first, *others = processes
    await dispatch(first.bot, first.roster, MemberLeft(CHANNEL, (f"29:{EAST.oid}",)))
    for one in (first, *others):
        with pytest.raises(NotAllowed) as no:
            await one.roster.admit(one.bot, caller(EAST))
        assert no.value.sentence == STRANGER
        await one.roster.admit(one.bot, caller(SUPPORT))
