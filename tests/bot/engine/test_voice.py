"""What is not said is heard elsewhere: in people's own chats, on `set up`, in health and in a metric."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import aiohttp
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select

from bot.engine.ticks import ticks
from permanence.reminders import Matter, ReminderStep
from permanence.subject import Subject
from storage import mornings, outbox, reminders, tables
from tests.bot.engine.conftest import Live
from tests.cast import EAST
from tests.loopback.faults import Fault
from usecases.reminders.audit_reminders import TIME_TO_SEND
from usecases.setup.judge_health import judge_health
from usecases.setup.show_unsaid import LATE, show_unsaid
from usecases.setup.tell_unsaid import tell_unsaid
from usecases.setup.who_hears import who_hears


async def tick(live: Live) -> None:
    """What the clock does every minute about what is not said."""
    pulse = live.product.pulse
    its = {tick.name: tick for tick in ticks(live.product.bot, pulse.beat, pulse.report)}
    await its["voice"].run()
    await live.round()


def to_the_channel(live: Live) -> Any:
    """Whether a request is for the permanence channel: a post says so in its body alone."""
    return lambda request: request.method == "POST" and request.path.endswith("/conversations")


async def silent(live: Live) -> None:
    """The channel takes nothing more, although its roster can be read; two people have a chat with the bot."""
    for who in (live.admin, live.support):
        await who.says("help", who.chat)
    live.world.connector.fail(Fault(404, "ConversationNotFound"), None, to_the_channel(live))
    await live.ask("one", "two", "three")
    await live.round()


async def page(live: Live, path: str) -> tuple[int, str]:
    address = live.world.bot_url.removesuffix("/api/messages")
    async with aiohttp.ClientSession() as session, session.get(f"{address}{path}") as answer:
        return answer.status, await answer.text()


async def test_administrators_and_business_support_hear_once_in_their_own_chats_and_that_it_is_over(live: Live) -> None:
    await silent(live)
    await tick(live)
    chats = [live.world.shown(who.chat) for who in (live.admin, live.support)]
    assert all(len(shown) == 1 for shown in chats), "nothing is late yet"
    for _ in range(6):
        await live.passes(hours=0.25)
        await tick(live)
    for who in (live.admin, live.support):
        _, told = live.world.shown(who.chat)
        assert "3 messages have not been posted, the oldest to the permanence channel" in told.words
        assert "404 ConversationNotFound" in told.words
        assert "mention the bot in the channel" in told.words
    live.world.connector.mend()
    await live.until(live.all_sent, steps=40, seconds=300)
    await tick(live)
    assert "Messages are getting through again" in live.world.now(live.world.latest(live.admin.chat)).words
    assert len(live.world.shown(live.admin.chat)) == 2, "the one card says so"


async def test_who_opens_a_chat_later_is_told_then(live: Live) -> None:
    live.world.connector.fail(Fault(404, "ConversationNotFound"), None, to_the_channel(live))
    await live.ask("one")
    await live.passes(hours=0.5)
    await tick(live)
    async with live.house.store.read() as work:
        assert await who_hears(live.house, work) == []
    await live.admin.says("help", live.admin.chat)
    await tick(live)
    assert "Messages are not getting through" in live.world.latest(live.admin.chat).words


async def test_set_up_health_and_a_metric_say_what_is_not_said(live: Live) -> None:
    assert (await page(live, "/health"))[0] == 200
    await silent(live)
    await live.passes(hours=2)
    heard = await live.admin.says("set up", live.admin.chat)
    assert "3 messages have not been posted" in heard.card.words
    assert "not found in Teams just now (404 ConversationNotFound)" in heard.card.words
    status, text = await page(live, "/health")
    assert status == 503
    assert "3 messages are not said, the oldest for 2 hours." in text
    assert "The permanence channel is not found in Teams" in text
    _, text = await page(live, "/metrics")
    samples = {s.name: s.value for f in text_string_to_metric_families(text) for s in f.samples}
    assert samples["permanence_unsaid_messages"] == 3
    assert samples["permanence_unsaid_seconds"] > LATE.total_seconds()
    assert samples["permanence_channel_doubted_seconds"] > 0
    live.world.connector.mend()
    await live.until(live.all_sent, steps=40, seconds=300)
    assert (await page(live, "/health"))[0] == 200


async def test_what_failed_in_the_channel_is_told_in_peoples_own_chats_too(live: Live) -> None:
    await live.admin.says("help", live.admin.chat)
    live.world.connector.fail(Fault(403, "NotEnoughPermissions"), None, to_the_channel(live))
    await live.ask("one")
    await live.round()
    told = live.world.latest(live.admin.chat)
    assert "Failed: greeting, to the permanence channel." in told.words
    live.world.connector.mend()
    await live.admin.presses(told, "send_again", data={"id": 2})
    await live.until(live.all_sent, steps=12)


async def test_a_digest_that_replaces_one_never_said_is_as_old_as_that(live: Live) -> None:
    first = live.clock()
    for morning in range(5):
        day = live.clock().date()
        post = Subject("morning", day.isoformat())
        async with live.house.store.change() as work:
            await reminders.add(work, [_step(day)], f"digest:{EAST.oid}:{day.isoformat()}", live.clock())
            since = await mornings.carry_over(work, day, live.clock())
            assert await outbox.tell(work, post, "", live.clock())
            if since:
                await mornings.say_since(work, post, since)
            waiting = select(tables.outbox).where(tables.outbox.c.kind == "morning", tables.outbox.c.state == "waiting")
            row = (await work.conn.execute(waiting)).one()
        assert row.wanted_at == first, f"morning {morning}"
        live.clock.now += timedelta(days=1)
    live.clock.now -= timedelta(days=1)
    judged = await judge_health(live.house, live.clock())
    assert judged.unsaid_seconds == timedelta(days=4).total_seconds()
    async with live.house.store.read() as work:
        view = await show_unsaid(work, live.clock())
    assert view is not None
    assert view.since == first
    assert await tell_unsaid(live.house, live.clock())
    assert LATE == TIME_TO_SEND


def _step(day: date) -> ReminderStep:
    return ReminderStep(Matter(f"panel:C-0001:{day}", "panel", "Panel", day, "BCP-3.1", "six weeks"), "+0", EAST.oid)
