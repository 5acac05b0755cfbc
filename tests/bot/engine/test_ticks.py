"""Ticks: the clock only says when; missed or doubled they harm nothing, and the audit sees what is lost."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import delete, func, insert, select

from bot.engine.clock import LocalClock, local_clock, real_now
from bot.engine.context import Bot
from bot.engine.messages import Card
from bot.engine.ticks import Tick, ticks
from bot.routes import CONTENTS
from permanence import policy as policies
from permanence.mornings import LONDON, morning
from scheduler.clock import start
from storage import tables
from storage.importing import previews
from storage.store import Press
from tests.cast import ADMIN, EAST, SUPPORT, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.procedure.procedure_in_force import IN_FORCE, kept, write
from usecases.reminders.audit_reminders import audit_morning, audit_reminders
from usecases.reminders.come_morning import ComeMorning, come_morning
from usecases.reminders.plan_reminders import plan_reminders
from usecases.setup.prune_presses import prune_presses
from usecases.setup.set_permanence_channel import SetPermanenceChannel, set_permanence_channel

OVERDUE = date(2025, 11, 3)


@dataclass
class Watch:
    """What the ticks report."""

    beats: list[str]
    troubles: tuple[str, ...] = ()

    def report(self, troubles: tuple[str, ...]) -> None:
        self.troubles = troubles


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """One child of East is overdue."""
    await staff(house)
    await take_into_care(house, "C-1001", "East", OVERDUE)
    return await open_play(house, clock)


def by_name(bot: Bot, watch: Watch) -> dict[str, Tick]:
    return {tick.name: tick for tick in ticks(bot, watch.beats.append, watch.report)}


async def test_the_scheduler_wakes_every_tick_at_once_and_stops(play: Play) -> None:
    woken: list[str] = []
    both = asyncio.Event()

    def tick(name: str) -> Tick:
        async def run() -> None:
            woken.append(name)
            if len(woken) == 2:
                both.set()

        return Tick(name, 3600, run)

    ticking = start([tick("one"), tick("two")])
    await asyncio.wait_for(both.wait(), 20)
    jobs = {job.id: job for job in ticking.scheduler.get_jobs()}
    assert all(job.coalesce and job.max_instances == 1 and job.misfire_grace_time is None for job in jobs.values())
    ticking.stop()
    assert sorted(woken) == ["one", "two"]


async def test_a_wall_clock_set_back_two_hours_stops_no_tick() -> None:
    woken = 0
    again = asyncio.Event()

    async def run() -> None:
        nonlocal woken
        woken += 1
        again.set()

    ticking = start([Tick("one", 3600, run)])
    await asyncio.wait_for(again.wait(), 20)
    again.clear()
    with time_machine.travel(datetime.now(UTC) - timedelta(hours=2)):
        await asyncio.wait_for(again.wait(), 20)
    ticking.stop()
    assert woken >= 2


async def test_the_morning_tick_plans_and_the_audit_is_content(play: Play) -> None:
    watch = Watch([])
    its = by_name(play.bot, watch)
    for name in ("morning", "morning", "audit", "prune", "deliver"):
        await its[name].run()
    assert watch.beats == ["morning", "morning", "audit", "prune", "deliver"]
    assert play.bot.mail.is_set()
    await play.post_all()
    assert "Erin East: 1 waits for somebody else." in read(play.shown("This morning"))


async def test_the_audit_says_that_a_morning_was_missed(play: Play) -> None:
    watch = Watch([])
    await by_name(play.bot, watch)["audit"].run()
    assert watch.troubles == ("This morning's reminders were not planned within 15 minutes.",)
    assert watch.beats == ["audit"]


async def test_the_audit_finds_digests_deleted_from_the_outbox(play: Play, house: House) -> None:
    await plan_reminders(house, play.clock())
    async with house.store.change() as work:
        await work.conn.execute(delete(tables.outbox))
    assert await audit_reminders(house, play.clock()) == [
        "2 reminders were planned whose morning is not in the outbox."
    ]


async def test_the_audit_finds_reminders_deleted_on_the_morning_they_were_planned(play: Play, house: House) -> None:
    await plan_reminders(house, play.clock())
    assert await audit_morning(house, play.clock()) == []
    async with house.store.change() as work:
        first = select(func.min(tables.reminders.c.id)).scalar_subquery()
        await work.conn.execute(delete(tables.reminders).where(tables.reminders.c.id == first))
    assert await audit_morning(house, play.clock()) == ["1 reminder is due and not planned this morning."]


async def test_what_comes_up_during_the_day_is_no_trouble(play: Play, house: House) -> None:
    await plan_reminders(house, play.clock())
    play.clock.move(hours=1)
    press = Press("import", "oid-support", "Sam Support", play.clock())
    async with house.store.change() as work:
        values = {"by_oid": press.by, "by_name": press.name, "verb": "import_caseload", "subject": "import"}
        await work.conn.execute(insert(tables.history).values(at=press.at, subject_id="2", details={}, **values))
    await take_into_care(house, "C-1002", "East", OVERDUE)
    assert await audit_morning(house, play.clock()) == []
    assert (await plan_reminders(house, play.clock())).digests == 0
    play.clock.move(days=1)
    assert (await plan_reminders(house, play.clock())).lines == 2


async def test_the_audit_finds_what_was_never_sent(play: Play, house: House) -> None:
    await plan_reminders(house, play.clock())
    play.clock.move(minutes=16)
    assert await audit_reminders(house, play.clock()) == [
        "1 message should have been dealt with 15 minutes ago or earlier."
    ]


async def test_presses_are_forgotten_after_a_month(play: Play, house: House) -> None:
    async with house.store.change() as work:
        for key, days in (("old", 31), ("young", 29)):
            at = play.clock() - timedelta(days=days)
            await work.conn.execute(insert(tables.presses).values(key=key, at=at))
    assert await prune_presses(house, play.clock()) == 1


async def test_what_was_read_from_a_file_is_forgotten_within_the_hour_by_the_tick(play: Play, house: House) -> None:
    watch = Watch([])
    forget = by_name(play.bot, watch)["forget"]
    read = b"what was read"
    async with house.store.change() as work:
        sent = Press("sent", SUPPORT.oid, SUPPORT.name, play.clock())
        its = await previews.open_preview(work, sent, "a.xlsx", "0" * 64, sent.day, read, "0" * 64)
    play.clock.move(seconds=3600 - forget.seconds)
    await forget.run()
    async with house.store.read() as work:
        assert await previews.find(work, its) is not None
    play.clock.move(seconds=forget.seconds)
    await forget.run()
    async with house.store.read() as work:
        assert await previews.find(work, its) is None
    assert watch.beats == ["forget", "forget"]


async def test_on_the_day_the_channel_is_first_chosen_nothing_is_said_yet(house: House, clock: Clock) -> None:
    play = await open_play(house, clock)
    await staff(house)
    await take_into_care(house, "C-1001", "East", OVERDUE)
    async with house.store.change() as work:
        await work.conn.execute(tables.conversations.update().values(is_permanence=False))
    assert (await plan_reminders(house, clock())).day is None
    assert await audit_reminders(house, clock()) == []
    press = Press("choose", ADMIN.oid, ADMIN.name, clock())
    await set_permanence_channel(house, SetPermanenceChannel("19:permanence", press))
    assert (await plan_reminders(house, clock())).digests == 0
    clock.move(days=1)
    assert (await plan_reminders(house, clock())).digests == 2
    await play.post_all()


async def test_alone_on_a_machine_the_next_morning_comes_when_asked_and_is_kept(play: Play, house: House) -> None:
    local = LocalClock()
    bot = Bot(house, local, CONTENTS, local=True)
    alone = Play(bot, play.clock, play.messenger, play.roster, play.cast)
    card: Card = await alone.say(EAST, "next morning")
    first = local().astimezone(LONDON)
    assert first > real_now()
    assert (first.hour, first.minute) == (8, 0)
    assert morning(local(), house.policy.calendar) == first.date()
    assert "The morning's post is on the way: 2 lists, with 2 things in all." in read(card)
    await alone.post_all()
    assert "1 from before mornings began" in read(play.shown("Erin East"))
    pressed = alone.pressing(EAST, card, "The next morning")
    again = [read(await alone.deliver_press(pressed)) for _ in range(3)]
    assert len(set(again)) == 1
    assert local().astimezone(LONDON).date() > first.date()
    assert abs((await local_clock(house)).offset - local.offset) < timedelta(minutes=1)


async def test_where_people_work_nobody_moves_the_clock(play: Play) -> None:
    assert "only where the product is tried out" in read(await play.say(EAST, "next morning"))


async def test_next_mornings_skip_christmas_and_both_changes_of_the_clocks(house: House) -> None:
    for now, then in (
        (datetime(2026, 12, 24, 9, tzinfo=UTC), datetime(2026, 12, 29, 8, tzinfo=UTC)),
        (datetime(2026, 3, 27, 9, tzinfo=UTC), datetime(2026, 3, 30, 7, tzinfo=UTC)),
        (datetime(2026, 10, 23, 9, tzinfo=UTC), datetime(2026, 10, 26, 8, tzinfo=UTC)),
    ):
        come = await come_morning(house, ComeMorning(now, Press(f"to {then}", EAST.oid, EAST.name, now)))
        assert come.now == then


async def test_a_procedure_put_into_force_by_another_process_is_taken_up_by_the_next_tick(
    play: Play, clock: Clock
) -> None:
    watch, other = Watch([]), policies.load("dudley-2021")
    (morning_tick,) = (tick for tick in ticks(play.bot, watch.beats.append, watch.report) if tick.name == "morning")
    await morning_tick.run()
    before = play.bot.house.policy
    async with play.bot.house.store.change() as work:
        await write(work, IN_FORCE, kept(other, clock(), "Ada Admin"))
    await morning_tick.run()
    assert play.bot.house.policy.file == other.file != before.file
