"""A messenger that keeps what it was given, for tests that do not need real HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.engine.messages import Card, Member, Place, Posted


@dataclass
class RecordingMessenger:
    """Posts and updates in order; `cards` holds what each posted card shows now."""

    log: list[tuple[str, str, Card]] = field(default_factory=list)
    cards: dict[str, Card] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)  # in which conversation each posted card is
    team: tuple[Member, ...] = ()

    async def post(self, place: Place, card: Card, summary: str) -> Posted:
        activity = f"card-{len(self.cards) + 1}"
        self.log.append(("post", activity, card))
        self.cards[activity] = card
        self.places[activity] = place.conversation_id
        return Posted(place.conversation_id, activity)

    async def update(self, place: Place, posted: Posted, card: Card) -> None:
        self.log.append(("update", posted.activity_id, card))
        self.cards[posted.activity_id] = card

    async def delete(self, place: Place, posted: Posted) -> None:
        self.log.append(("delete", posted.activity_id, self.cards.pop(posted.activity_id)))

    async def members(self, place: Place) -> tuple[Member, ...]:
        return self.team
