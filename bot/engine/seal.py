"""The seal on a button's data: what comes back is what was sent, in the conversation it was sent to.

Rights never depend on it (they go by who presses, and every row is loaded anew); it keeps ids from being tried out. A
child's reference and words are hidden in it: data stays in Teams for as long as the card does.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

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
# What may name a child, or hold words somebody typed; everything else is an id, a number or a word of ours.
NAMES = frozenset({"back", "card", "child", "children", "named", "ref", "reference", "siblings", "words"})
MARK = "~"
SENTENCE = "This button was not made for this conversation or was changed on its way; ask for the card again."


@dataclass(frozen=True, slots=True)
class Seal:
    """HMAC-SHA256 under one key over conversation, verb and the data the button was given."""

    key: bytes

    def on(self, card: Card, conversation_id: str, typed: Collection[str] = ()) -> Card:
        """The card sealed for this conversation and within what Teams takes; the card given stays as it is."""

        def dataset(verb: str, data: Mapping[str, Any], name: str) -> str:
            text = json.dumps([verb, name, hidden(self.key, data, conversation_id)])
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
        place = pressed.place.conversation_id
        given, data = shown(self.key, given, place), shown(self.key, pressed.data, place)
        return arrived(replace(pressed, data={**pressed.data, **{name: data[name] for name in given}}), given)

    def searched(self, asked: ChoicesAsked) -> ChoicesAsked | None:
        """What is searched with the choice it is searched for; None when the seal on its dataset does not hold."""
        mark, _, text = asked.dataset.partition(":")
        expected = self._mark(asked.place.conversation_id, SEARCH, {"dataset": text})
        if not hmac.compare_digest(expected.encode(), mark.encode()):
            return None
        verb, name, data = json.loads(text)
        return replace(asked, verb=verb, input=name, data=shown(self.key, data, asked.place.conversation_id))

    def _sealed(self, node: Any, conversation_id: str, asked: str) -> Any:
        if isinstance(node, list):
            return [self._sealed(item, conversation_id, asked) for item in node]
        if not isinstance(node, dict):
            return node
        copy = {name: self._sealed(value, conversation_id, asked) for name, value in node.items()}
        if node.get("type") in ("Action.Execute", "Action.Submit"):
            # What comes back has been cleaned, so what is sealed is clean.
            its = {name: _clean(value) for name, value in node["data"].items() if name != SEAL}
            data = hidden(self.key, its, conversation_id) | {ASKS: asked}
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
                log.warning("seal_broken", kind="press")  # its verb is what the sender says
                return Reply(refusal.draw(refusal.RefusalView(SENTENCE, typed=_words(turn))))
            turn = opened
        if isinstance(turn, ChoicesAsked):
            searched = seal.searched(turn)
            if searched is None:
                log.warning("seal_broken", kind="search")
                return Choices(sentence=SENTENCE)
            turn = searched
        reply = await answer(turn)
        if reply.card is None or not hasattr(turn, "place"):
            return reply
        typed = several(turn, TYPED) if isinstance(turn, Submission) else ()
        return replace(reply, card=seal.on(reply.card, turn.place.conversation_id, typed), unsealed=reply.card)

    return answer_sealed


def hidden(key: bytes, data: Mapping[str, Any], conversation_id: str) -> dict[str, Any]:
    """The data with what may name a child hidden; what is hidden already stays as it is."""
    its = _cipher(key)

    def hide(value: str) -> str:
        if _read(its, value, conversation_id) is not None:
            return value
        secret = its.encrypt(value.encode(), [conversation_id.encode()])
        return MARK + base64.urlsafe_b64encode(secret).decode().rstrip("=")

    found = {name: value for name, value in data.items() if name in NAMES and isinstance(value, str) and value}
    return {**data, **{name: hide(value) for name, value in found.items()}}


def shown(key: bytes, data: Mapping[str, Any], conversation_id: str) -> dict[str, Any]:
    """The data as it was before; cards posted before anything was hidden are as they are."""
    its = _cipher(key)
    found = {name: value for name, value in data.items() if name in NAMES and isinstance(value, str)}
    plain = {name: _read(its, value, conversation_id) for name, value in found.items()}
    return {**data, **{name: value for name, value in plain.items() if value is not None}}


def _cipher(key: bytes) -> AESSIV:
    return AESSIV(hashlib.sha512(b"hidden in buttons" + key).digest())


def _read(its: AESSIV, value: str, conversation_id: str) -> str | None:
    if not value.startswith(MARK):
        return None
    try:
        secret = base64.urlsafe_b64decode(value[1:] + "=" * (-(len(value) - 1) % 4))
        return its.decrypt(secret, [conversation_id.encode()]).decode()
    except (InvalidTag, ValueError):
        return None
