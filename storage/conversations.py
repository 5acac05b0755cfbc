"""Conversations kept: where the bot is, which channel is the permanence channel, whose chat is whose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from storage.sqlite import quick
from storage.store import Work, insert_new
from storage.tables import conversations


@dataclass(frozen=True, slots=True)
class Conversation:
    """Our own few columns of a conversation reference."""

    id: str
    tenant_id: str
    service_url: str
    kind: str
    team_id: str | None = None
    channel_id: str | None = None
    team_name: str | None = None
    channel_name: str | None = None
    bot_id: str = ""
    person_oid: str | None = None
    is_permanence: bool = False
    state: str = "live"


# There are as many conversations as channels and chats with the bot: few enough to look through in place.
_FIND = quick(select(conversations).where(conversations.c.id == bindparam("of")))
_CHOSEN = quick(select(conversations).where(conversations.c.is_permanence))


async def keep(work: Work, conversation: Conversation, at: datetime) -> bool:
    """Add or refresh what is known of a conversation; true when it is new or was removed before."""
    facts = {
        "tenant_id": conversation.tenant_id,
        "service_url": conversation.service_url,
        "kind": conversation.kind,
        "team_id": conversation.team_id,
        "channel_id": conversation.channel_id,
        "bot_id": conversation.bot_id,
        "person_oid": conversation.person_oid,
        "seen_at": at,
    }
    names = {"team_name": conversation.team_name, "channel_name": conversation.channel_name}
    if await insert_new(work, conversations, {"id": conversation.id, "state": "live", **facts, **names}):
        return True
    before = (await work.conn.execute(select(conversations).where(conversations.c.id == conversation.id))).one()
    known = {name: value for name, value in names.items() if value}
    await work.conn.execute(
        update(conversations).where(conversations.c.id == conversation.id).values(state="live", **facts, **known)
    )
    return bool(before.state != "live")


async def find(work: Work, conversation_id: str) -> Conversation | None:
    """The conversation with this id."""
    row = (await work.conn.execute(_FIND, {"of": conversation_id})).first()
    return _conversation(row) if row else None


async def permanence_channel(work: Work) -> Conversation | None:
    """The channel an administrator chose."""
    row = (await work.conn.execute(_CHOSEN)).first()
    return _conversation(row) if row else None


async def chat_of(work: Work, oid: str) -> Conversation | None:
    """A person's own chat with the bot, when they have one."""
    row = (
        await work.conn.execute(
            select(conversations)
            .where(conversations.c.person_oid == oid, conversations.c.kind == "personal")
            .order_by(conversations.c.seen_at.desc())
        )
    ).first()
    return _conversation(row) if row else None


async def choose_permanence_channel(work: Work, conversation_id: str) -> None:
    """Make this the permanence channel, and no other."""
    await work.conn.execute(update(conversations).values(is_permanence=conversations.c.id == conversation_id))


async def mark(work: Work, conversation_id: str, state: str) -> None:
    """Say that a conversation is `live`, `removed` (bot taken out) or `dead` (no longer there)."""
    await work.conn.execute(update(conversations).where(conversations.c.id == conversation_id).values(state=state))


async def mark_team(work: Work, team_id: str, state: str) -> None:
    """Say the same of every channel of a team."""
    await work.conn.execute(update(conversations).where(conversations.c.team_id == team_id).values(state=state))


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(
        row.id,
        row.tenant_id,
        row.service_url,
        row.kind,
        row.team_id,
        row.channel_id,
        row.team_name,
        row.channel_name,
        row.bot_id,
        row.person_oid,
        row.is_permanence,
        row.state,
    )
