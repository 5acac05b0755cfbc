"""Places as Teams names them and conversations as they are kept: the same thing, both ways."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.messages import Caller, Place
from permanence.refusals import NotAllowed
from storage.conversations import Conversation


def kept_as(place: Place, caller: Caller) -> Conversation:
    """A place as it is kept, with whose chat it is."""
    return replace(kept_place(place), person_oid=caller.oid if place.kind == "personal" else None)


def kept_place(place: Place) -> Conversation:
    """A place as it is kept, whoever speaks there."""
    return Conversation(
        id=place.conversation_id,
        tenant_id=place.tenant_id,
        service_url=place.service_url,
        kind=place.kind,
        team_id=place.team_id,
        channel_id=place.channel_id,
        team_name=place.team_name,
        channel_name=place.channel_name,
        bot_id=place.bot_id,
    )


def place_of(where: Conversation) -> Place:
    """The kept conversation as a place to post to."""
    return Place(
        tenant_id=where.tenant_id,
        conversation_id=where.id,
        service_url=where.service_url,
        kind=where.kind,
        team_id=where.team_id,
        channel_id=where.channel_id,
        team_name=where.team_name,
        channel_name=where.channel_name,
        bot_id=where.bot_id,
    )


def require_own_chat(place: Place) -> None:
    """What is one person's secret is answered in that person's own chat; else the refusal."""
    if place.kind != "personal":
        raise NotAllowed('Your calendar address is yours alone; say "calendar" in your own chat with the bot.')
