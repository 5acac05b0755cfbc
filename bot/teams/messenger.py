"""The four things the rest of the bot may ask of Teams: post a card, update one, take one down, tell who is here."""

from __future__ import annotations

from bot.engine.messages import Card, Member, Place, Posted
from bot.teams.answers import card_message
from bot.teams.connector import Connector


class TeamsMessenger:
    """The bot's way out to Teams; raises DeliveryError and nothing else. A toast's `summary` holds no names."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def post(self, place: Place, card: Card, summary: str) -> Posted:
        """In a channel a new thread unless the place names one, elsewhere a message."""
        activity = card_message(card, summary)
        if place.kind == "channel" and place.thread:
            thread = f"{place.channel_id or place.conversation_id};messageid={place.thread}"
            return await self._connector.send(place.service_url, thread, activity)
        if place.kind == "channel":
            channel = place.channel_id or place.conversation_id
            return await self._connector.start_thread(place.service_url, place.tenant_id, channel, activity)
        return await self._connector.send(place.service_url, place.conversation_id, activity)

    async def update(self, place: Place, posted: Posted, card: Card) -> None:
        """Put this card where the posted one is."""
        await self._connector.update(place.service_url, posted, card_message(card))

    async def delete(self, place: Place, posted: Posted) -> None:
        """Take a posted card down."""
        await self._connector.delete(place.service_url, posted)

    async def members(self, place: Place) -> tuple[Member, ...]:
        """Who is on the roster of this place now."""
        return await self._connector.members(place.service_url, place.conversation_id)
