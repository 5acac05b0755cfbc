"""Delivery: one outbox row at a time becomes one post or one update, decided by how things stand now."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import structlog

from bot.context import Bot, Messenger
from bot.messages import DeliveryError, Posted
from bot.outcomes import Cancel, Outcome, Post, Snooze
from bot.pacing import Pacing
from bot.places import place_of
from bot.routes import NOTICES
from storage import conversations, outbox
from storage.conversations import Conversation
from storage.outbox import Letter, Shown
from storage.store import Work

log = structlog.get_logger()
MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=30)


async def deliver_all(bot: Bot, messenger: Messenger, pacing: Pacing) -> int:
    """Send everything that is ready; the number of rows dealt with."""
    done = 0
    while await deliver_one(bot, messenger, pacing):
        done += 1
    return done


async def deliver_one(bot: Bot, messenger: Messenger, pacing: Pacing) -> bool:
    """Claim one row and deal with it; false when none is ready. No transaction is open while Teams is asked."""
    async with bot.house.store.change() as work:
        letter = await outbox.claim(work, bot.now())
    if letter is None:
        return False
    try:
        await _deal_with(bot, messenger, pacing, letter)
    except Exception as error:
        log.exception("delivery_bug", kind=letter.kind, row=letter.id)
        await _settle(bot, letter, _after_trouble(letter, bot.now(), "retry", type(error).__name__, None))
    return True


async def _deal_with(bot: Bot, messenger: Messenger, pacing: Pacing, letter: Letter) -> None:
    async with bot.house.store.read() as work:
        where = await _conversation(work, letter.recipient)
        shown = await outbox.shown(work, letter.kind, letter.subject_id, letter.recipient)
    if where is None or where.state != "live":
        await _settle(bot, letter, Snooze(bot.now() + LONGEST_WAIT, "there is no conversation to post to yet"))
        return
    outcome: Outcome = await NOTICES[letter.kind](bot, letter)
    if not isinstance(outcome, Post):
        await _settle(bot, letter, outcome)
        return
    if shown and (outcome.version == 0 or shown.version >= outcome.version):
        await _settle(bot, letter, Cancel("the card already shows this"))
        return
    wait = pacing.wait(where.id, bot.now())
    if wait:
        await _settle(bot, letter, Snooze(bot.now() + wait, "pacing"))
        return
    await _send(bot, messenger, letter, where, shown, outcome)


async def _send(
    bot: Bot, messenger: Messenger, letter: Letter, where: Conversation, shown: Shown | None, post: Post
) -> None:
    try:
        if shown:
            posted = Posted(shown.conversation_id, shown.activity_id)
            await messenger.update(place_of(where), posted, post.card)
        else:
            posted = await messenger.post(place_of(where), post.card, post.summary)
    except DeliveryError as error:
        await _after_error(bot, letter, where, error, updating=shown is not None)
        return
    async with bot.house.store.change() as work:
        card = Shown(posted.conversation_id, posted.activity_id, post.version)
        await outbox.remember(work, letter, card, bot.now())
        await outbox.finish(work, letter, "sent", bot.now())


async def _after_error(bot: Bot, letter: Letter, where: Conversation, error: DeliveryError, *, updating: bool) -> None:
    # An update may be repeated; a post that may have gone through may not, so a person is asked.
    kind = "retry" if error.kind == "ambiguous" and updating else error.kind
    log.warning("delivery_error", kind=kind, row=letter.id, detail=error.detail)
    if kind == "gone":
        async with bot.house.store.change() as work:
            if not updating:
                await conversations.mark(work, where.id, "dead")
            await outbox.finish(work, letter, "failed", bot.now(), error.detail)
        return
    await _settle(bot, letter, _after_trouble(letter, bot.now(), kind, error.detail, error.retry_after))


def _after_trouble(
    letter: Letter, now: datetime, kind: str, detail: str, retry_after: float | None
) -> Snooze | tuple[str, str]:
    if kind == "ambiguous":
        return "unknown", f"may or may not have been posted: {detail}"
    if kind == "refused" or letter.attempts >= MOST_ATTEMPTS:
        return "failed", detail
    backoff = min(FIRST_WAIT * 2 ** (letter.attempts - 1), LONGEST_WAIT) * random.uniform(0.5, 1.0)
    wait = max(backoff, timedelta(seconds=retry_after or 0))
    return Snooze(now + wait, detail, failed=True)


async def _settle(bot: Bot, letter: Letter, how: Snooze | Cancel | tuple[str, str]) -> None:
    async with bot.house.store.change() as work:
        match how:
            case Snooze(until, why, failed):
                await outbox.postpone(work, letter, until, why, failed=failed)
            case Cancel(why):
                await outbox.finish(work, letter, "cancelled", bot.now(), why)
            case (state, note):
                await outbox.finish(work, letter, state, bot.now(), note)


async def _conversation(work: Work, recipient: str) -> Conversation | None:
    if recipient == outbox.CHANNEL:
        return await conversations.permanence_channel(work)
    return await conversations.find(work, recipient) or await conversations.chat_of(work, recipient)
