"""Threads: in which conversation of its channel a post stands, and how long it waits for the card it follows.

What follows a card is a reply to it. While that card is not there yet, what follows waits; after LONGEST_WAIT, or when
nobody will post that card any more, it stands by itself.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.context import Bot
from bot.engine.outcomes import Post, Snooze
from bot.engine.pacing import Pacing
from cards.setup import setup_words
from storage import outbox, posted_cards
from storage.conversations import Conversation
from storage.outbox import Letter
from storage.posted_cards import Shown, ToCome

LONGEST_WAIT = timedelta(minutes=10)  # from when it was to be said
SHORTEST_LOOK = timedelta(seconds=1)
THREAD_GONE = 3  # answers that a thread is not there before what follows stands by itself
WAITS = setup_words.WAITS_FOR_ITS_CARD


async def thread_of(
    bot: Bot, pacing: Pacing, letter: Letter, post: Post, where: Conversation, shown: Shown | None
) -> Post | Snooze:
    """The post with the message it is a reply to, none when it begins a thread; or until when it waits for that."""
    if post.follows is None or shown:
        return post
    async with bot.house.store.read() as work:
        first = await posted_cards.shown(work, post.follows, letter.recipient)
        to_come = None if first else await posted_cards.to_come(work, post.follows, letter.recipient)
    if first:
        root = _root(first, where)
        lost = pacing.setbacks.get(_count_of(root), 0) >= THREAD_GONE
        return post if lost else replace(post, thread=root)
    look_at = _look_again(bot.now(), pacing, letter, to_come) if to_come else None
    return Snooze(look_at, WAITS) if look_at else post


def _look_again(now: datetime, pacing: Pacing, letter: Letter, to_come: ToCome) -> datetime | None:
    """When to look again for the card that is to come; none when it was waited for long enough."""
    over = letter.created_at + LONGEST_WAIT
    in_time = letter.created_at <= now < over  # a clock that was set back makes nobody wait
    is_open = to_come.state in outbox.OPEN
    # While the way to Teams is closed the card tries it, and what follows does not stand by itself for that.
    if not in_time and not (is_open and letter.recipient in pacing.setbacks):
        return None
    look_at = over
    if is_open:
        look_at = max(now, to_come.next_at if to_come.state == "waiting" else now) + SHORTEST_LOOK
    return min(look_at, over) if in_time else look_at


def thread_missed(pacing: Pacing, thread: str) -> None:
    """Count an answer that a thread is not there, though its channel is."""
    pacing.went_wrong(_count_of(thread))


def _root(first: Shown, where: Conversation) -> str:
    """The message a card's thread begins with; none when the card is in another channel than the one posted to."""
    channel, _, root = first.conversation_id.partition(";messageid=")
    return (root or first.activity_id) if channel in (where.channel_id, where.id) else ""


def _count_of(thread: str) -> str:
    return f"thread {thread}"
