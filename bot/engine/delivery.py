"""Delivery: one outbox row at a time becomes one post or one update, decided by how things stand now."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

import structlog

from bot.engine.context import Bot, Messenger
from bot.engine.copies import marked, take_down
from bot.engine.doubt import doubt, knows, reachable, way_is_open
from bot.engine.messages import DeliveryError, Posted
from bot.engine.outcomes import Cancel, Outcome, Post, Snooze, TakeDown
from bot.engine.pacing import TOGETHER, WINDOWS, Pacing
from bot.engine.places import place_of
from bot.engine.placing.threads import thread_missed, thread_of
from bot.engine.setbacks import (
    LONGEST_WAIT,
    MAKES_SENSE,
    MOST_ABANDONED,
    Verdict,
    after_bug,
    after_error,
    record_verdict,
)
from permanence.explain import counted
from storage import conversations, outbox, posted_cards
from storage.conversations import Conversation
from storage.outbox import Letter
from storage.posted_cards import Shown
from storage.processes import shared_pace
from usecases.setup.show_failed import NO_PLACE

log = structlog.get_logger()
CARD_GONE = 3  # answers that a card is not there before another is posted
CARD_PAUSE = timedelta(seconds=30)
SHORTEST_WAIT = timedelta(seconds=1)
TRUSTED = 0.8  # of the lease: nothing is sent in its last fifth, another sender may be about to take over


@dataclass(slots=True)
class Attempt:
    """How far one claimed row has come: decides what an unforeseen error may mean."""

    letter: Letter
    stage: Literal["deciding", "posting", "posted"] = "deciding"
    card: Shown | None = None


async def deliver_all(bot: Bot, messenger: Messenger, pacing: Pacing) -> int:
    """Send everything that is ready; the number of rows dealt with."""
    done = 0
    while await deliver_one(bot, messenger, pacing):
        done += 1
    return done


async def deliver_one(bot: Bot, messenger: Messenger, pacing: Pacing) -> bool:
    """Claim one row and deal with it; false when none is ready. No transaction is open while Teams is asked."""
    attempt = None
    try:
        await _record_what_was_posted(bot)
        async with bot.house.store.change() as work:
            letter = await outbox.claim(work, bot.now(), pacing.held(bot.now()))
        if letter is None:
            return False
        attempt = Attempt(letter)
        await _deal_with(bot, messenger, pacing, attempt)
    except Exception as error:
        if attempt is None:
            raise  # the database is away: that is not this row's trouble
        log.exception("delivery_bug", row=attempt.letter.id)
        if attempt.stage == "posted" and attempt.card:
            bot.unrecorded.append((attempt.letter, attempt.card))
            return False
        with suppress(Exception):  # the database is away: the lease runs out by itself
            await _settle(bot, attempt.letter, after_bug(attempt.letter, attempt.stage, bot.now(), error))
    return True


async def _deal_with(bot: Bot, messenger: Messenger, pacing: Pacing, attempt: Attempt) -> None:
    letter = attempt.letter
    if (ended := letter.abandoned) >= MOST_ABANDONED:
        await _settle(bot, letter, ("failed", f"the program ended {counted(ended, 'time')} while this was drawn"))
        return
    async with bot.house.store.read() as work:
        where = await conversations.of_recipient(work, letter.recipient)
        shown = await posted_cards.shown(work, letter.subject, letter.recipient)
    if where is None or not await reachable(bot, messenger, where):
        await _settle(bot, letter, await _nowhere(bot, letter))
        return
    outcome = _still_to_do(await bot.contents.notices[letter.kind](bot, letter), shown)
    if isinstance(outcome, Post):
        outcome = await thread_of(bot, pacing, letter, outcome, where, shown)
    if not isinstance(outcome, Post):
        verdict = await take_down(bot, messenger, where, letter, outcome) if isinstance(outcome, TakeDown) else outcome
        await _settle(bot, letter, verdict)
        return
    if letter.abandoned:
        async with bot.house.store.change() as work:
            await outbox.drawn(work, letter)
    if letter.perhaps and not shown and not await way_is_open(messenger, where):
        # Nothing that may be there already is posted again into an outage.
        error = DeliveryError("retry", "the way to Teams is closed")
        await _after_delivery_error(bot, pacing, letter, error, updating=True)
        return
    if not_now := await _not_now(bot, pacing, letter, where):
        await _settle(bot, letter, not_now)
        return
    # Once begun, a send is seen through and recorded even when the program is being stopped.
    sending = asyncio.ensure_future(_send(bot, messenger, pacing, attempt, where, shown, outcome))
    try:
        await asyncio.shield(sending)
    except asyncio.CancelledError:
        await sending
        raise


def _still_to_do(outcome: Outcome, shown: Shown | None) -> Outcome:
    """What the notice answers, unless the card is there and shows it, or nobody knows where it is."""
    if not isinstance(outcome, Post) or shown is None:
        return outcome
    if outcome.version == 0 or shown.version >= outcome.version:
        return Cancel("the card already shows this")
    if not shown.activity_id:  # taken without saying where: another card would stand beside it
        return Cancel("Teams did not say where the card is, so it is left as it is until it is pressed on")
    return outcome


async def _not_now(bot: Bot, pacing: Pacing, letter: Letter, where: Conversation) -> Snooze | None:
    wait = await _pause(bot, pacing, where.id)
    if wait:
        pacing.hold(letter.recipient, bot.now() + wait)
        return Snooze(bot.now() + wait, "pacing")
    over = letter.lease_until is not None and bot.now() > letter.lease_until - outbox.LEASE * (1 - TRUSTED)
    return Snooze(bot.now(), "it took too long to decide") if over else None


async def _pause(bot: Bot, pacing: Pacing, conversation: str) -> timedelta:
    """How long to wait before a post there: by this process's own, and where there are several by those of all."""
    if bot.house.store.is_sqlite:
        return pacing.wait(conversation, bot.now())
    async with bot.house.store.change() as work:
        wait = await shared_pace.take(work, {conversation: WINDOWS, "together": TOGETHER}, bot.now())
    return wait or pacing.wait(conversation, bot.now())


async def _send(
    bot: Bot,
    messenger: Messenger,
    pacing: Pacing,
    attempt: Attempt,
    where: Conversation,
    shown: Shown | None,
    post: Post,
) -> None:
    letter = attempt.letter
    try:
        if shown:
            posted = Posted(shown.conversation_id, shown.activity_id)
            await messenger.update(place_of(where), posted, post.card)
        else:
            attempt.stage = "posting"
            place = replace(place_of(where), thread=post.thread or None)
            posted = await messenger.post(place, marked(post.card, letter), post.summary)
    except DeliveryError as error:
        if error.kind == "gone":
            await _after_gone(bot, messenger, pacing, letter, where, error, post.thread, updating=shown is not None)
        else:
            await _after_delivery_error(bot, pacing, letter, error, updating=shown is not None)
        return
    attempt.stage, attempt.card = "posted", Shown(posted.conversation_id, posted.activity_id, post.version)
    pacing.went_well(letter.recipient)
    await _record(bot, letter, attempt.card)
    if where.doubted_since is not None:
        async with bot.house.store.change() as work:
            await conversations.went_well(work, where.id)


async def _record(bot: Bot, letter: Letter, card: Shown) -> None:
    async with bot.house.store.change() as work:
        await posted_cards.remember(work, letter, card, bot.now())
        await record_verdict(bot.house, work, letter, ("sent", card.activity_id or None), bot.now())


async def _record_what_was_posted(bot: Bot) -> None:
    """What was posted while the database was away is recorded first, before its lease runs out."""
    while bot.unrecorded:
        await _record(bot, *bot.unrecorded[0])
        bot.unrecorded.pop(0)


async def _after_gone(
    bot: Bot,
    messenger: Messenger,
    pacing: Pacing,
    letter: Letter,
    where: Conversation,
    error: DeliveryError,
    thread: str,
    *,
    updating: bool,
) -> None:
    """Not found: neither a card nor a place is believed gone after one such answer."""
    log.warning("delivery_error", kind=error.kind, row=letter.id, detail=error.detail)
    if updating:
        missed = pacing.went_wrong(f"card of row {letter.id}")
        if missed < CARD_GONE:
            await _settle(bot, letter, Snooze(bot.now() + CARD_PAUSE, error.detail, failed=True))
            return
        if await knows(messenger, where):  # the place answers and the card does not: somebody deleted it
            pacing.went_well(f"card of row {letter.id}")
            async with bot.house.store.change() as work:
                await posted_cards.forget(work, letter.subject, letter.recipient)
                await record_verdict(bot.house, work, letter, Snooze(bot.now(), error.detail, failed=True), bot.now())
            return
    if thread and not updating and await knows(messenger, where):  # the place answers and the thread does not
        thread_missed(pacing, thread)
        await _settle(bot, letter, Snooze(bot.now() + CARD_PAUSE, error.detail, failed=True))
        return
    look_at = await doubt(bot, where, error.detail)
    await _settle(bot, letter, Snooze(look_at, NO_PLACE))


async def _after_delivery_error(
    bot: Bot, pacing: Pacing, letter: Letter, error: DeliveryError, *, updating: bool
) -> None:
    log.warning("delivery_error", kind=error.kind, row=letter.id, detail=error.detail)
    verdict = after_error(letter, bot.now(), error, pacing.went_wrong(letter.recipient), updating=updating)
    if isinstance(verdict, Snooze):
        pacing.hold(letter.recipient, verdict.until)
    await _settle(bot, letter, verdict)


async def _nowhere(bot: Bot, letter: Letter) -> Verdict:
    if bot.now() - letter.created_at > MAKES_SENSE:
        return "failed", "there was no conversation to post to"
    async with bot.house.store.read() as work:
        where = await conversations.of_recipient(work, letter.recipient)
    look_at = where.look_at if where and where.look_at else bot.now() + LONGEST_WAIT
    return Snooze(max(look_at, bot.now() + SHORTEST_WAIT), NO_PLACE)


async def _settle(bot: Bot, letter: Letter, verdict: Verdict) -> None:
    async with bot.house.store.change() as work:
        await record_verdict(bot.house, work, letter, verdict, bot.now())
