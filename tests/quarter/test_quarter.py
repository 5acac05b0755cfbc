"""A whole quarter of a council, played by script on SQLite and PostgreSQL, and judged after every step."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from random import Random

import pytest

from bot.engine.messages import Member
from bot.engine.roster import Roster
from permanence import policy as policies
from storage.store import Store
from tests.conftest import Clock
from tests.play import open_play
from tests.quarter.council import CHILDREN, EVERYONE, SERVICE, Size, found_council
from tests.quarter.days import Days
from tests.quarter.invariants import Watch, connect
from tests.quarter.messenger import FlakyMessenger
from tests.quarter.sameness import told_alike
from tests.quarter.script import Quarter
from tests.quarter.stage import Stage
from tests.quarter.sussex import SussexQuarter
from usecases.house import House

MONDAY = date(2025, 11, 3)  # from here Christmas Day and New Year's Day are Thursdays
WEEKS = 15  # 13 sittings and the two that are not
FRIDAYS = 14  # 13 sittings; on Boxing Day there is none, and the last day before 2 January is 29 December
BCP = Days(3, 9, date(2026, 1, 8), SERVICE.oid)
SUSSEX = Days(4, 9, None, SERVICE.oid)
WHOLE, SMALL = Size(), Size(160, 12)


@asynccontextmanager
async def stage_of(
    store: Store,
    seed: int,
    procedure: str = "bcp-2023",
    days: Days = BCP,
    size: Size = WHOLE,
    monday: date = MONDAY,
) -> AsyncIterator[Stage]:
    """The council on its first Monday morning; every draw comes from the seed."""
    random.seed(seed)  # the waiting of the delivery loop
    house = House(store, policies.load(procedure), frozenset({"oid-admin"}))
    secured = Random(seed).choice((84, 89, 92)) if size is WHOLE else 10
    await found_council(house, seed, monday, days.weekday, secured, size)
    clock = Clock(datetime.combine(monday, time(7), tzinfo=UTC))
    play = await open_play(house, clock, EVERYONE)
    team = tuple(Member(who.oid, f"29:{who.oid}", who.name) for who in EVERYONE)
    messenger = FlakyMessenger(team=team, chance=Random(f"teams {seed}"))
    play.roster = Roster(messenger)
    with connect(store) as judge:
        watch = Watch(judge, replace(days, stood_down=set()), frozenset(one.oid for one in EVERYONE))
        stage = Stage(play, messenger, clock, Random(f"script {seed}"), watch)
        watch.step(stage.today, clock())
        yield stage


async def play_quarter(store: Store, seed: int, weeks: int = WEEKS) -> Stage:
    async with stage_of(store, seed) as stage:
        await Quarter(stage, moved_in=3, stood_down_in=9).play(MONDAY, weeks)
        return stage


async def play_sussex(store: Store, seed: int, weeks: int = FRIDAYS, monday: date = MONDAY) -> Stage:
    async with stage_of(store, seed, "west-sussex", SUSSEX, SMALL, monday) as stage:
        quarter = SussexQuarter(stage, moved_in=2, stood_down_in=6, next_child=SMALL.children + 1, teams=SMALL.teams)
        await quarter.play(monday, weeks)
        return stage


async def test_weeks_of_referrals_about_christmas_are_played_and_whoever_was_in_time_is_heard(store: Store) -> None:
    """Boxing Day and the sitting of 2 January; the whole quarter is in the long campaign."""
    stage = await play_sussex(store, 1, weeks=4, monday=date(2025, 12, 8))
    checked, sittings = stage.watch.checked, stage.watch.last["sittings"]
    assert [one.on for one in sittings if one.state == "closed"][-1] == date(2026, 1, 2)
    assert checked["heard in time"] > 2
    assert checked["meetings"] > 5
    assert checked["absences"] > 2


async def test_a_quarter_is_played_and_nothing_is_lost(store: Store) -> None:
    stage = await play_quarter(store, 1)
    checked, sittings = stage.watch.checked, stage.watch.last["sittings"]
    assert CHILDREN == 560
    assert len(sittings) == 13
    assert {one.state for one in sittings} == {"closed", "stood_down"}
    assert checked["proposals"] + checked["closed"] > 20
    assert checked["steps"] > 500
    assert checked["cards"] > 200
    assert checked["offers"] > 3
    assert len(stage.messenger.failures) >= 4


async def test_the_same_seed_plays_alike_on_both_databases(both: tuple[Store, Store]) -> None:
    dumps = []
    for store in both:
        await play_quarter(store, 7, weeks=1)
        dumps.append(await told_alike(store))
    for name, rows in dumps[0].items():
        assert rows == dumps[1][name], name


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
async def test_many_quarters(store: Store, seed: int) -> None:
    await play_quarter(store, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 6))
async def test_many_quarters_of_referrals(store: Store, seed: int) -> None:
    await play_sussex(store, seed)
