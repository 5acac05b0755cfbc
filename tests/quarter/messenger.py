"""A Teams that now and then says no: too many requests, no answer, a card that was deleted, a channel that is gone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from bot.engine.messages import Card, DeliveryError, Place, Posted
from tests.recording import RecordingMessenger


@dataclass
class FlakyMessenger(RecordingMessenger):
    """Keeps what was posted and updated, as a RecordingMessenger; `shy` is how often in a hundred it fails."""

    chance: Random = field(default_factory=Random)
    shy: int = 3
    number: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    unheard: set[str] = field(default_factory=set)  # posted, though the bot was told it may not have been
    deleted: set[str] = field(default_factory=set)

    async def post(self, place: Place, card: Card, summary: str) -> Posted:
        fault = self._fault(("429", "429", "lost", "unheard"))
        if fault == "429":
            raise DeliveryError("retry", "429", retry_after=float(self.chance.randint(1, 9)))
        if fault == "lost":
            raise DeliveryError("ambiguous", "no answer")
        self.number += 1
        activity = f"card-{self.number}"
        self.log.append(("post", activity, card))
        self.cards[activity] = card
        if fault == "unheard":
            self.unheard.add(activity)
            raise DeliveryError("ambiguous", "no answer")
        return Posted(place.conversation_id, activity)

    async def update(self, place: Place, posted: Posted, card: Card) -> None:
        fault = self._fault(("429", "no answer", "deleted"))
        if fault == "429":
            raise DeliveryError("retry", "429", retry_after=float(self.chance.randint(1, 9)))
        if fault == "deleted":
            self.deleted.add(posted.activity_id)
            del self.cards[posted.activity_id]
        if posted.activity_id not in self.cards:
            raise DeliveryError("gone", "the message is not there")
        await super().update(place, posted, card)
        if fault == "no answer":
            raise DeliveryError("ambiguous", "no answer")

    def _fault(self, faults: tuple[str, ...]) -> str:
        if self.chance.randrange(100) >= self.shy:
            return ""
        fault = self.chance.choice(faults)
        self.failures[fault] += 1
        return fault
