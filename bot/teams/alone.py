"""An answer for one person alone, asked for where others read: by a targeted message, else in their own chat.

Whether a tenant has targeted messages is learned once, by a message without any data: one that can be deleted as if it
were everybody's was seen by everybody, so nothing else is ever sent that way.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Protocol

import structlog
from botbuilder.schema import Activity

from bot.engine.messages import Card, DeliveryError, Posted, Reply, Said, Submission
from bot.teams.answers import card_message
from bot.teams.connector import Connector
from cards import arrival_words, refusal

log = structlog.get_logger(__name__)
WITHIN = 5.0  # seconds; then it is given in the person's own chat


class Aside(Protocol):
    """What the house does for an answer that cannot be given where it was asked for."""

    async def keep(self, conversation_id: str, card: Card) -> None:
        """Post it there as soon as Teams takes it."""

    async def in_own_chat(self, asked: Said | Submission, card: Card) -> bool:
        """Post it in the own chat of who asked; false when the bot knows none."""

    async def can_target(self, tenant_id: str) -> bool | None:
        """Whether the tenant has targeted messages, as far as was learned."""

    async def learn(self, tenant_id: str, can: bool | None) -> None:
        """Remember it; None when what was learned does not hold any more."""


class Alone:
    """Gives an answer to who asked and to nobody else."""

    def __init__(self, connector: Connector, aside: Aside | None, toast: str) -> None:
        self._connector = connector
        self._aside = aside
        self._toast = toast
        self._learning = asyncio.Lock()

    async def give(self, activity: Activity, asked: Said | Submission, reply: Reply) -> Card | None:
        """Give it; what is left to say where it was asked, to everybody."""
        if self._aside is None or reply.card is None:
            return refusal.draw(refusal.RefusalView(arrival_words.NO_OWN_CHAT))
        with suppress(DeliveryError, TimeoutError):
            if await asyncio.wait_for(self._targeted(self._aside, activity, asked, reply.card), WITHIN):
                return None
        known = await self._aside.in_own_chat(asked, reply.unsealed or reply.card)
        said = arrival_words.IN_OWN_CHAT if known else arrival_words.NO_OWN_CHAT
        return refusal.draw(refusal.RefusalView(said))

    async def _targeted(self, aside: Aside, activity: Activity, asked: Said | Submission, card: Card) -> bool:
        tenant = asked.place.tenant_id
        can = await aside.can_target(tenant)
        if can is None:
            async with self._learning:
                can = await aside.can_target(tenant)
                if can is None and (can := await self._try(activity)) is not None:
                    await aside.learn(tenant, can)
        if not can:
            return False
        try:
            await self._send(activity, card)
        except DeliveryError as error:
            log.warning("answer_not_targeted", kind=error.kind, detail=error.detail)
            if _has_none(error):
                await aside.learn(tenant, None)
            raise
        return True

    async def _try(self, activity: Activity) -> bool | None:
        """Whether a targeted message is one; None when Teams did not say."""
        try:
            posted = await self._send(activity, refusal.draw(refusal.RefusalView(arrival_words.ON_ITS_WAY)))
        except DeliveryError as error:
            return False if _has_none(error) else None
        try:
            await self._connector.delete(activity.service_url, posted)
        except DeliveryError as error:
            if not error.detail.startswith("404"):
                return None
            with suppress(DeliveryError):
                await self._connector.delete(activity.service_url, posted, targeted=True)
            return True
        return False  # it was everybody's, and is gone

    async def _send(self, activity: Activity, card: Card) -> Posted:
        to = activity.from_property.id
        message = card_message(card, self._toast)
        return await self._connector.target(activity.service_url, activity.conversation.id, message, to)


def _has_none(error: DeliveryError) -> bool:
    """Whether the message is what was refused, and not the person: one who is no member cannot be targeted either."""
    return error.kind == "refused" and not error.detail.startswith("403")
