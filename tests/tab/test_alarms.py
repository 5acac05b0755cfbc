"""Every alarm rule, tried: quiet while all is well, and raised by what it is for, read from the real metrics."""

from __future__ import annotations

import asyncio
import operator
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update

from permanence.subject import Subject
from storage import conversations, outbox, tables
from tab.health import DELIVERY
from tab.pulse import Pulse
from tab.routes import routes
from tests.cast import staff
from tests.conftest import Clock
from tests.play import open_play
from usecases.house import House

RULES = yaml.safe_load((Path(__file__).parents[2] / "docs" / "alarm-rules.yml").read_text())["groups"][0]["rules"]
EXPRESSION = re.compile(r"(\w+)(?:\{(\w+)=\"(\w+)\"\})? ([<>]) (\d+)")
COMPARE = {"<": operator.lt, ">": operator.gt}


@dataclass
class Watched:
    """A product that is watched: everything it does can be made to go wrong."""

    house: House
    clock: Clock
    pulse: Pulse
    seconds: float = 0
    credential: str = ""
    raised: set[str] = field(default_factory=set)


def raised_by(metrics: str) -> set[str]:
    """The alarms whose expression holds of these metrics."""
    samples = [sample for family in text_string_to_metric_families(metrics) for sample in family.samples]
    found = set()
    for rule in RULES:
        matched = EXPRESSION.fullmatch(rule["expr"])
        assert matched, rule["expr"]
        name, label, value, sign, limit = matched.groups()
        series = [s for s in samples if s.name == name and (not label or s.labels.get(label) == value)]
        assert series, f"{rule['alert']} goes by a metric that there is"
        if any(COMPARE[sign](s.value, float(limit)) for s in series):
            found.add(rule["alert"])
    return found


@asynccontextmanager
async def page(watched: Watched) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    app = web.Application()
    app.add_routes(routes(watched.house, watched.pulse, lambda: watched.credential))
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
async def watched(house: House, clock: Clock) -> Watched:
    await staff(house)
    await open_play(house, clock)
    found = Watched(house, clock, Pulse(clock))
    found.pulse = Pulse(clock, lambda: found.seconds)
    for tick in (DELIVERY, "morning"):
        found.pulse.expect(tick, 60)
        found.pulse.beat(tick)
    async with house.store.change() as work:
        await outbox.tell(work, Subject("greeting", "one"), 1, clock())
    return found


async def ended(watched: Watched, state: str) -> None:
    async with watched.house.store.change() as work:
        letter = await outbox.claim(work, watched.clock())
        assert letter is not None
        await outbox.finish(work, letter, state, watched.clock(), "504")


async def not_said(watched: Watched) -> None:
    watched.clock.move(minutes=16)


async def out_of_reach(watched: Watched) -> None:
    async with watched.house.store.change() as work:
        channel = await conversations.permanence_channel(work)
        assert channel is not None
        await conversations.doubt(work, channel.id, "404", watched.clock(), watched.clock(), dead=False)
        await work.conn.execute(update(tables.outbox).values(state="sent"))
    watched.clock.move(minutes=16)


async def failed(watched: Watched) -> None:
    await ended(watched, "failed")


async def perhaps(watched: Watched) -> None:
    await ended(watched, "unknown")


async def silent(watched: Watched) -> None:
    watched.seconds += 181
    watched.pulse.beat(DELIVERY)


async def audit(watched: Watched) -> None:
    watched.pulse.report(("This morning's reminders were not planned within 15 minutes.",))


async def refused(watched: Watched) -> None:
    watched.credential = "The bot cannot sign in to Teams (invalid_client)."


async def database_away(watched: Watched) -> None:
    class Away(type(watched.house.store)):  # type: ignore[misc]
        def read(self) -> object:
            raise ConnectionError("the database is away")

    away = Away(watched.house.store.url.render_as_string(hide_password=False))
    watched.house = House(away, watched.house.policy)


async def waits_for_years(watched: Watched) -> None:
    async with watched.house.store.change() as work:
        far = watched.clock() + timedelta(days=30 * 365)
        await work.conn.execute(update(tables.outbox).values(next_at=far))


PROVOKED: dict[str, Callable[[Watched], Awaitable[None]]] = {
    "PermanenceNotSaid": not_said,
    "PermanenceChannelOutOfReach": out_of_reach,
    "PermanenceFailed": failed,
    "PermanencePerhapsPosted": perhaps,
    "PermanenceTickSilent": silent,
    "PermanenceAudit": audit,
    "PermanenceCannotSignIn": refused,
    "PermanenceDatabaseAway": database_away,
    "PermanenceWaitsBeyondReason": waits_for_years,
}


def test_every_alarm_is_provoked_here_and_says_what_to_do() -> None:
    assert [rule["alert"] for rule in RULES] == list(PROVOKED)
    assert all(rule["annotations"]["summary"] and rule["annotations"]["description"] for rule in RULES)


@pytest.mark.parametrize("alarm", PROVOKED)
async def test_an_alarm_is_quiet_while_all_is_well_and_raised_by_what_it_is_for(watched: Watched, alarm: str) -> None:
    async with page(watched) as client:
        assert raised_by(await (await client.get("/metrics")).text()) == set()
        assert (await client.get("/health")).status == 200
    await PROVOKED[alarm](watched)
    async with page(watched) as client:
        found = await client.get("/health")
        assert found.status == 503
        assert (await found.json())["status"] in ("trouble", "silent")
        metrics = await (await client.get("/metrics")).text()
    if alarm == "PermanenceDatabaseAway":  # what was counted in it is not known then
        assert "permanence_database_up 0.0" in metrics
    else:
        assert raised_by(metrics) == {alarm}


async def test_alive_and_ready_are_two_questions(watched: Watched) -> None:
    async with page(watched) as client:
        assert [(await client.get(f"/health/{of}")).status for of in ("live", "ready")] == [200, 200]
    await not_said(watched)
    async with page(watched) as client:
        assert (await client.get("/health/ready")).status == 200, "trouble in Teams is none of this process"
    watched.seconds += 3600
    async with page(watched) as client:
        assert [(await client.get(f"/health/{of}")).status for of in ("live", "ready")] == [200, 503]
    watched.pulse.beat(DELIVERY)
    await database_away(watched)
    async with page(watched) as client:
        answer = await client.get("/health/ready")
        assert (answer.status, (await answer.json())["reason"]) == (503, "The database does not answer.")
        assert (await client.get("/health/live")).status == 200


@pytest.mark.long
async def test_a_database_that_hangs_is_said_in_time_and_asked_once(watched: Watched) -> None:
    asked = []

    class Hanging(type(watched.house.store)):  # type: ignore[misc]
        @asynccontextmanager
        async def read(self) -> AsyncIterator[object]:
            asked.append(1)
            await let.wait()
            async with super().read() as work:
                yield work

    let = asyncio.Event()
    hanging = Hanging(watched.house.store.url.render_as_string(hide_password=False))
    watched.house = House(hanging, watched.house.policy)
    async with page(watched) as client:
        answers = await asyncio.gather(*(client.get("/health") for _ in range(5)))
        assert {answer.status for answer in answers} == {503}
        assert "The database does not answer." in await answers[0].text()
        assert len(asked) == 1
        let.set()
        async with asyncio.timeout(30):
            while (await client.get("/health")).status != 200:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    await hanging.close()
