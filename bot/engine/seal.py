"""The seal on a button's data: what comes back is what was sent, in the conversation it was sent to.

Rights never depend on it (they go by who presses, and every row is loaded anew); it keeps ids from being tried out.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog

from bot.engine.context import Messenger
from bot.engine.fitting import fitted
from bot.engine.forms import ASKS, BLANK, POSTED_BY, arrived, asks
from bot.engine.long_choices import TYPED, shorten
from bot.engine.messages import Card, Choices, ChoicesAsked, Member, Place, Posted, Reply, Submission, Turn
from bot.engine.typed import several
from cards import refusal
from cards.parts import WAY_BACK
from permanence.clean_text import clean

log = structlog.get_logger()
SEAL = "seal"
SEARCH = "search a long choice"  # in place of a verb: no verb has a blank in it
OURS = frozenset(
    {"of", "id", "version", "back", ASKS, BLANK, TYPED, POSTED_BY, WAY_BACK}
)  # what only a button says: no input has these names
SENTENCE = "This button was not made for this conversation or was changed on its way; ask for the card again."


@dataclass(frozen=True, slots=True)
class Seal:
    """HMAC-SHA256 under one key over conversation, verb and the data the button was given."""

    key: bytes

    def on(self, card: Card, conversation_id: str, typed: Collection[str] = ()) -> Card:
        """The card sealed for this conversation and within what Teams takes; the card given stays as it is."""

        def dataset(verb: str, data: Mapping[str, Any], name: str) -> str:
            text = json.dumps([verb, name, dict(data)])
            return f"{self._mark(conversation_id, SEARCH, {'dataset': text})}:{text}"

        short = shorten(card, typed, dataset)
        return fitted(self._sealed(short.card, conversation_id, asks(card, short.typed)))

    def opened(self, pressed: Submission) -> Submission | None:
        """The press without its seal: what was sealed and what its card asks for; None when the seal does not hold."""
        names, _, mark = str(pressed.data.get(SEAL, "")).rpartition(":")
        given = {name: pressed.data.get(name) for name in names.split(",")}
        expected = self._mark(pressed.place.conversation_id, pressed.verb, given)
        if not hmac.compare_digest(expected.encode(), mark.encode()) or pressed.data.get("action") != pressed.verb:
            return None
        return arrived(pressed, given)

    def searched(self, asked: ChoicesAsked) -> ChoicesAsked | None:
        """What is searched with the choice it is searched for; None when the seal on its dataset does not hold."""
        mark, _, text = asked.dataset.partition(":")
        expected = self._mark(asked.place.conversation_id, SEARCH, {"dataset": text})
        if not hmac.compare_digest(expected.encode(), mark.encode()):
            return None
        verb, name, data = json.loads(text)
        return replace(asked, verb=verb, input=name, data=data)

    def _sealed(self, node: Any, conversation_id: str, asked: str) -> Any:
        if isinstance(node, list):
            return [self._sealed(item, conversation_id, asked) for item in node]
        if not isinstance(node, dict):
            return node
        copy = {name: self._sealed(value, conversation_id, asked) for name, value in node.items()}
        if node.get("type") in ("Action.Execute", "Action.Submit"):
            # What comes back has been cleaned, so what is sealed is clean.
            data = {name: _clean(value) for name, value in node["data"].items() if name != SEAL} | {ASKS: asked}
            mark = self._mark(conversation_id, data["action"], data)
            copy["data"] = {**data, SEAL: f"{','.join(sorted(data))}:{mark}"}
        return copy

    def _mark(self, conversation_id: str, verb: str, data: Mapping[str, Any]) -> str:
        text = json.dumps([conversation_id, verb, dict(data)], sort_keys=True, default=str)
        return hmac.digest(self.key, text.encode(), "sha256").hex()[:32]


def _words(pressed: Submission) -> tuple[str, ...]:
    """What seems typed of a press whose seal does not hold: which of it its card asked for is not known."""
    sealed, _, _ = str(pressed.data.get(SEAL, "")).rpartition(":")
    ours = {SEAL, "action", *OURS, *sealed.split(",")}
    typed = (value for name, value in pressed.data.items() if name not in ours and isinstance(value, str))
    return tuple(words for words in typed if " " in words.strip())


def _clean(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class SealedMessenger:
    """A messenger whose cards leave sealed."""

    inner: Messenger
    seal: Seal

    async def post(self, place: Place, card: Card, summary: str) -> Posted:
        return await self.inner.post(place, self.seal.on(card, place.conversation_id), summary)

    async def update(self, place: Place, posted: Posted, card: Card) -> None:
        await self.inner.update(place, posted, self.seal.on(card, place.conversation_id))

    async def delete(self, place: Place, posted: Posted) -> None:
        await self.inner.delete(place, posted)

    async def members(self, place: Place) -> tuple[Member, ...]:
        return await self.inner.members(place)


def sealed(answer: Callable[[Turn], Awaitable[Reply]], seal: Seal) -> Callable[[Turn], Awaitable[Reply]]:
    """The dispatch that is handed only presses whose seal holds, and whose replies leave sealed."""

    async def answer_sealed(turn: Turn) -> Reply:
        if isinstance(turn, Submission):
            opened = seal.opened(turn)
            if opened is None:
                log.warning("seal_broken", verb=turn.verb)
                return Reply(refusal.draw(refusal.RefusalView(SENTENCE, typed=_words(turn))))
            turn = opened
        if isinstance(turn, ChoicesAsked):
            searched = seal.searched(turn)
            if searched is None:
                log.warning("seal_broken", verb=SEARCH)
                return Choices(sentence=SENTENCE)
            turn = searched
        reply = await answer(turn)
        if reply.card is None or not hasattr(turn, "place"):
            return reply
        typed = several(turn, TYPED) if isinstance(turn, Submission) else ()
        return replace(reply, card=seal.on(reply.card, turn.place.conversation_id, typed), unsealed=reply.card)

    return answer_sealed
