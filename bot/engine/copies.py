"""Copies: a card that Teams took and did not say so is known by the first press on it, and its repeat is taken down.

Each button of a card posted by itself says which row of the outbox posted it. A press tells as which message; what that
means is looked at by the delivery loop, so that nobody who presses waits for it.
"""

from __future__ import annotations

from typing import Any

import structlog

from bot.engine.context import Bot, Messenger
from bot.engine.forms import POSTED_BY
from bot.engine.messages import Card, DeliveryError, Posted, Submission
from bot.engine.outcomes import Cancel, Snooze, TakeDown
from bot.engine.places import place_of
from bot.engine.setbacks import Verdict, after_error
from storage.conversations import Conversation
from storage.outbox import Letter
from usecases.setup.learn_card import CardSeen, learn_card, row_mark

log = structlog.get_logger()


def marked(card: Card, letter: Letter) -> Card:
    """The card, each button of which says that this row posted it."""
    made: Card = _marked(card, row_mark(letter))
    return made


def notice_card(bot: Bot, pressed: Submission) -> None:
    """Remember that a posted card was pressed on, unless this process knows it as that message."""
    if not pressed.posted_by or not pressed.activity_id or pressed.dialog:
        return
    if (pressed.posted_by, pressed.activity_id) not in bot.known:
        place = pressed.place
        bot.pressed.add(CardSeen(pressed.posted_by, place.conversation_id, place.thread or "", pressed.activity_id))
        bot.known.add((pressed.posted_by, pressed.activity_id))


async def learn_cards(bot: Bot) -> None:
    """Look at the cards pressed on: one that was not known to be there is from now on, one of two is taken down."""
    while bot.pressed:
        seen = next(iter(bot.pressed))
        if learned := await learn_card(bot.house, seen, bot.now()):
            log.warning("card_learned", row=seen.row, learned=learned)
        bot.pressed.discard(seen)


async def take_down(bot: Bot, messenger: Messenger, where: Conversation, letter: Letter, outcome: TakeDown) -> Verdict:
    """Take a repeat down. That it is gone already, or stays, is nobody's trouble."""
    thread = f";messageid={outcome.thread}" if outcome.thread else ""
    try:
        await messenger.delete(place_of(where), Posted(where.id + thread, outcome.activity_id))
    except DeliveryError as error:
        verdict = after_error(letter, bot.now(), error, letter.attempts, updating=True)
        if error.kind != "gone" and isinstance(verdict, Snooze):
            return verdict
        return Cancel(f"it was not taken down ({error.detail})")
    return "sent", None


def _marked(node: Any, mark: str) -> Any:
    if isinstance(node, list):
        return [_marked(item, mark) for item in node]
    if not isinstance(node, dict):
        return node
    copied = {name: _marked(value, mark) for name, value in node.items()}
    if node.get("type") in ("Action.Execute", "Action.Submit"):
        copied["data"] = {**node["data"], POSTED_BY: mark}
    return copied
