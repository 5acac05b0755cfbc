"""The three things the rest of the bot may ask of Teams: post a card, update one, tell who is here."""

from __future__ import annotations

from typing import Protocol

from bot.messages import Card, Member, Place, Posted
from bot.teams.answers import card_message
from bot.teams.connector import Connector


class Messenger(Protocol):
    """What `delivery` and the notices depend on; raises DeliveryError and nothing else."""

    async def post(self, place: Place, card: Card, summary: str) -> Posted:
        """In a channel a new thread, elsewhere a message. `summary` is the toast's text: no names in it."""
        ...

    async def update(self, place: Place, posted: Posted, card: Card) -> None:
        """Put this card where the posted one is."""
        ...

    async def members(self, place: Place) -> tuple[Member, ...]:
        """Who is on the roster of this place now."""
        ...


class TeamsMessenger:
    """The Messenger that speaks to Teams."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def post(self, place: Place, card: Card, summary: str) -> Posted:
        activity = card_message(card, summary)
        if place.kind == "channel":
            channel = place.channel_id or place.conversation_id
            return await self._connector.start_thread(place.service_url, place.tenant_id, channel, activity)
        return await self._connector.send(place.service_url, place.conversation_id, activity)

    async def update(self, place: Place, posted: Posted, card: Card) -> None:
        await self._connector.update(place.service_url, posted, card_message(card))

    async def members(self, place: Place) -> tuple[Member, ...]:
        return await self._connector.members(place.service_url, place.conversation_id)
