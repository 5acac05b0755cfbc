"""Doubt before belief: a place that seems gone is asked about again and again, and believed lost only after a time.

well -> doubted (one answer or event against it) -> dead (ENOUGH answers over LONG_ENOUGH). Until Teams knows it again
nothing is posted there; its roster is read with growing pauses, each morning at least, whether it is doubted or dead.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.engine.context import Bot, Messenger
from bot.engine.messages import DeliveryError, Place
from bot.engine.places import kept_place, place_of
from permanence.mornings import next_morning
from storage import conversations, outbox
from storage.conversations import Conversation
from usecases.setup.show_failed import NO_PLACE

log = structlog.get_logger()

ENOUGH = 5  # answers that say the place is not there
LONG_ENOUGH = timedelta(hours=1)  # between the first of them and the last
FIRST_LOOK = timedelta(seconds=15)
LONGEST_LOOK = timedelta(hours=6)
DEADLINE = 10.0  # seconds the roster may take


async def doubt(bot: Bot, where: Conversation, why: str) -> datetime:
    """Count an answer against a place; when it is asked about again."""
    now = bot.now()
    look_at = _next_look(bot, where.doubts + 1)
    long = where.doubted_since is not None and now - where.doubted_since >= LONG_ENOUGH
    dead = long and where.doubts + 1 >= ENOUGH
    async with bot.house.store.change() as work:
        await conversations.doubt(work, where.id, why, now, look_at, dead=dead)
    bot.known.clear()  # so that the next word from there is noticed as its coming back
    log.warning("place_doubted", kind=where.kind, count=where.doubts + 1, dead=dead, reason=why)
    return look_at


async def reachable(bot: Bot, messenger: Messenger, where: Conversation) -> bool:
    """Whether a place may be posted to; one in doubt is first looked for on Teams, when its turn has come."""
    if where.state == "live":
        return True
    if where.state == "removed" and where.kind == "personal":
        return False
    async with bot.house.store.change() as work:
        if not await conversations.take_look(work, where.id, bot.now(), _next_look(bot, where.doubts + 1)):
            return False
    try:
        await asyncio.wait_for(messenger.members(place_of(where)), DEADLINE)
    except DeliveryError as error:
        if error.kind == "gone":
            await doubt(bot, where, error.detail)
        return False
    except TimeoutError:
        return False
    async with bot.house.store.change() as work:
        await conversations.answered(work, where.id)
        await outbox.wake(work, bot.now(), NO_PLACE)
    log.info("place_answered", kind=where.kind)
    return True


async def knows(messenger: Messenger, where: Conversation) -> bool:
    """Whether Teams knows a place now."""
    try:
        await asyncio.wait_for(messenger.members(place_of(where)), DEADLINE)
    except (DeliveryError, TimeoutError):
        return False
    return True


async def way_is_open(messenger: Messenger, where: Conversation) -> bool:
    """Whether Teams answers at all about a place, tried with what changes nothing."""
    try:
        await asyncio.wait_for(messenger.members(place_of(where)), DEADLINE)
    except DeliveryError as error:
        return error.kind in ("gone", "refused")
    except TimeoutError:
        return False
    return True


async def look_about(bot: Bot, messenger: Messenger) -> None:
    """Look for every place out of reach whose turn has come, whether something waits for it or not."""
    async with bot.house.store.read() as work:
        silent = await conversations.out_of_reach(work)
    for where in silent:
        if where.look_at is None or where.look_at <= bot.now():
            await reachable(bot, messenger, where)


async def taken_out(bot: Bot, place: Place) -> None:
    """Teams says that the bot, its team or its channel is gone: what the event names is doubted, a chat is closed."""
    async with bot.house.store.change() as work:
        for where in await conversations.named_by(work, kept_place(place)):
            if where.kind == "personal":
                await conversations.remove(work, where.id)
            else:
                why = "Teams said that the bot was taken out"
                await conversations.doubt(work, where.id, why, bot.now(), bot.now(), dead=where.state == "dead")
    bot.known.clear()


async def came_back(bot: Bot, place: Place) -> None:
    """Teams tells of a place that is there, perhaps under a new name or address: what the event names is looked for."""
    told = kept_place(place)
    async with bot.house.store.change() as work:
        for where in await conversations.named_by(work, told):
            name = told.channel_name if where.id == told.id else None
            await conversations.rename(work, replace(told, id=where.id, channel_name=name))
            await conversations.look_again(work, where.id, bot.now())
        await outbox.wake(work, bot.now(), NO_PLACE)


def _next_look(bot: Bot, doubts: int) -> datetime:
    pause = min(FIRST_LOOK * 2.0 ** min(max(doubts - 1, 0), 20), LONGEST_LOOK)
    return min(bot.now() + pause, next_morning(bot.now(), bot.house.policy.calendar, bot.house.hours))
