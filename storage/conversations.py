"""Conversations kept: where the bot is, which channel is the permanence channel, whose chat is whose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, not_, or_, select, update

from storage.databases.sqlite import quick
from storage.outbox import CHANNEL
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
    state: str = "live"  # doubted: Teams is asked before anything is posted; dead: believed lost, asked less often
    doubted_since: datetime | None = None
    doubts: int = 0
    doubt_why: str = ""
    look_at: datetime | None = None


_WELL = {"state": "live", "doubted_since": None, "doubts": 0, "doubt_why": None, "look_at": None}

# There are as many conversations as channels and chats with the bot: few enough to look through in place.
_FIND = quick(select(conversations).where(conversations.c.id == bindparam("of")))
_CHOSEN = quick(select(conversations).where(conversations.c.is_permanence))


async def keep(work: Work, conversation: Conversation, at: datetime) -> bool:
    """Add or refresh what is known of a conversation that was heard from; true when it is new or was not live."""
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
        update(conversations).where(conversations.c.id == conversation.id).values(**_WELL, **facts, **known)
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


async def of_recipient(work: Work, recipient: str) -> Conversation | None:
    """Where a row of the outbox is to be posted: the channel, a conversation, or a person's own chat."""
    if recipient == CHANNEL:
        return await permanence_channel(work)
    return await find(work, recipient) or await chat_of(work, recipient)


async def reachable(work: Work, oids: Iterable[str]) -> set[str]:
    """Who of these people has a chat of their own with the bot that is open, by the chat seen last."""
    its = (conversations.c.kind == "personal", conversations.c.person_oid.in_(sorted(oids)))
    found = select(conversations.c.person_oid, conversations.c.state).where(*its).order_by(conversations.c.seen_at)
    last = {row.person_oid: row.state for row in await work.conn.execute(found)}
    return {oid for oid, state in last.items() if state == "live"}


async def choose_permanence_channel(work: Work, conversation_id: str) -> None:
    """Make this the permanence channel, and no other."""
    await work.conn.execute(update(conversations).values(is_permanence=conversations.c.id == conversation_id))


async def doubt(work: Work, conversation_id: str, why: str, at: datetime, look_at: datetime, *, dead: bool) -> None:
    """Count one more answer that says the place is not there, and when to ask again."""
    await work.conn.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(
            state="dead" if dead else "doubted",
            doubted_since=func.coalesce(conversations.c.doubted_since, at),
            doubts=conversations.c.doubts + 1,
            doubt_why=why,
            look_at=look_at,
        )
    )


async def take_look(work: Work, conversation_id: str, now: datetime, next_at: datetime) -> bool:
    """Whether it is this sender's turn to ask Teams about a place; the next turn is set in the same step."""
    due = or_(conversations.c.look_at.is_(None), conversations.c.look_at <= now)
    taken = await work.conn.execute(
        update(conversations).where(conversations.c.id == conversation_id, due).values(look_at=next_at)
    )
    return taken.rowcount == 1


async def pull_back(work: Work, now: datetime) -> None:
    """After the wall clock was set back: every place out of reach is asked about now."""
    await work.conn.execute(update(conversations).where(conversations.c.look_at > now).values(look_at=now))


async def answered(work: Work, conversation_id: str) -> None:
    """Teams knows the place again: it may be posted to. What was counted stands until a post went well."""
    await work.conn.execute(update(conversations).where(conversations.c.id == conversation_id).values(state="live"))


async def went_well(work: Work, conversation_id: str) -> None:
    """Something was posted there: no doubt is left."""
    await work.conn.execute(update(conversations).where(conversations.c.id == conversation_id).values(**_WELL))


async def look_again(work: Work, conversation_id: str, now: datetime) -> None:
    """Something speaks for the place: what was counted against it is void, and Teams is asked at once."""
    silent = conversations.c.state != "live"
    await work.conn.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id, silent)
        .values(state="doubted", doubts=0, look_at=now)
    )


async def remove(work: Work, conversation_id: str) -> None:
    """A person took the bot out of their chat: nothing is posted there until it is put back."""
    await work.conn.execute(update(conversations).where(conversations.c.id == conversation_id).values(state="removed"))


async def rename(work: Work, place: Conversation) -> None:
    """Keep the names and the address Teams now uses; nothing when the place is not kept."""
    new = {"team_name": place.team_name, "channel_name": place.channel_name, "service_url": place.service_url}
    known = {name: value for name, value in new.items() if value}
    await work.conn.execute(update(conversations).where(conversations.c.id == place.id).values(known))


async def named_by(work: Work, place: Conversation) -> list[Conversation]:
    """The kept places an event speaks of: all channels of a team when it names the team, else the one."""
    whole_team = place.team_id is not None and place.id == place.team_id
    its = conversations.c.team_id == place.team_id if whole_team else conversations.c.id == place.id
    return [_conversation(row) for row in await work.conn.execute(select(conversations).where(its))]


async def out_of_reach(work: Work) -> list[Conversation]:
    """The places nothing is posted to until Teams knows them again, but for chats the bot was taken out of."""
    taken_out = and_(conversations.c.state == "removed", conversations.c.kind == "personal")
    silent = and_(conversations.c.state != "live", not_(taken_out))
    return [_conversation(row) for row in await work.conn.execute(select(conversations).where(silent))]


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
        row.doubted_since,
        row.doubts,
        row.doubt_why or "",
        row.look_at,
    )
