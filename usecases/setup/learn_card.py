"""Learn a card: a press shows as which message a row was posted, so one card is kept and its repeat is taken down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from permanence.subject import Subject, numbered, read_numbered
from storage import conversations, outbox, posted_cards
from storage.outbox import Letter
from storage.posted_cards import Posting, Shown
from storage.store import Work
from usecases.house import House

QUIET = timedelta(minutes=10)  # before a repeat is taken down: somebody may just be filling in a form on it
LONGEST = 64  # characters of a subject's id

Learned = Literal["", "card", "first", "repeat"]


@dataclass(frozen=True, slots=True)
class CardSeen:
    """A card with its row's mark was pressed on as this message of a conversation."""

    row: str
    conversation_id: str
    thread: str
    activity_id: str


def row_mark(letter: Letter) -> str:
    """A row by its number and the minute it was made in, so that one of a restored database is not taken for it."""
    return numbered(letter.id, int(letter.created_at.timestamp()) // 60)


async def learn_card(house: House, seen: CardSeen, at: datetime) -> Learned:
    """What was learned: nothing, where a card is, that it is the first of two, or that it is the repeat."""
    async with house.store.read() as work:
        if not await _unknown(work, seen):
            return ""
    async with house.store.change() as work:
        found = await _unknown(work, seen)
        if not found:
            return ""
        posting, shown = found
        if shown and shown.activity_id and not _earlier(seen.activity_id, shown.activity_id):
            await _take_down(work, seen.conversation_id, seen.thread, seen.activity_id, at)
            return "repeat"
        await _keep(work, posting, seen, at)
        if not shown or not shown.activity_id:
            return "card"
        conversation_id, _, thread = shown.conversation_id.partition(";messageid=")
        await _take_down(work, conversation_id, thread, shown.activity_id, at)
        return "first"


async def _unknown(work: Work, seen: CardSeen) -> tuple[Posting, Shown | None] | None:
    """The row that posted it and the card that is known, when this message is not known to be of that row."""
    row, _ = read_numbered(seen.row) or (0, 0)
    posting = await posted_cards.posting(work, row)
    if posting is None or row_mark(posting.letter) != seen.row or posting.known_as == seen.activity_id:
        return None
    where = await conversations.of_recipient(work, posting.letter.recipient)
    shown = await posted_cards.shown(work, posting.letter.subject, posting.letter.recipient)
    here = shown.conversation_id.partition(";")[0] if shown else seen.conversation_id
    if where is None or {where.id, here} != {seen.conversation_id} or (shown and shown.activity_id == seen.activity_id):
        return None
    return posting, shown


async def _keep(work: Work, posting: Posting, seen: CardSeen, at: datetime) -> None:
    """This message is the card from now on; what it shows is of an unknown age, so it is drawn again."""
    letter = posting.letter
    thread = f";messageid={seen.thread}" if seen.thread else ""
    await posted_cards.remember(work, letter, Shown(seen.conversation_id + thread, seen.activity_id, 0), at)
    await posted_cards.known_as(work, letter.id, seen.activity_id, at)
    await outbox.tell(work, letter.subject, f"seen:{seen.activity_id}", at, recipient=letter.recipient)


async def _take_down(work: Work, conversation_id: str, thread: str, activity_id: str, at: datetime) -> None:
    named = f"{thread}/{activity_id}"
    if len(named) <= LONGEST:
        await outbox.tell(work, Subject("repeat", named), conversation_id, at + QUIET, recipient=conversation_id)


def _earlier(one: str, other: str) -> bool:
    """Teams numbers messages by time; of others it is not known which came first, and the one that is known stays."""
    return one.isdecimal() and other.isdecimal() and int(one) < int(other)
