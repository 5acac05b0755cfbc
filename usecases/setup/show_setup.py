"""Show what is set up and what is missing: channel, procedure, people, children."""

from __future__ import annotations

from datetime import datetime

from cards.setup import setup_words
from cards.setup.greeting import GreetingView
from permanence.people.person import BUSINESS_SUPPORT, PANEL_CHAIR, TEAM_MANAGER
from storage import children, conversations, people
from storage.store import Work
from usecases.house import House
from usecases.procedure.show_conflicts import open_conflicts
from usecases.setup.show_unsaid import show_unsaid


async def show_setup(
    house: House, work: Work, conversation_id: str, line: str = "", now: datetime | None = None
) -> GreetingView:
    """The set-up as seen from one conversation; with an instant, what is late then stands on it too."""
    channel = await conversations.permanence_channel(work)
    here = await conversations.find(work, conversation_id)
    cast = await people.everyone(work)
    missing = [
        words
        for role, words in (
            (BUSINESS_SUPPORT, setup_words.SOMEBODY_IN_SUPPORT),
            (PANEL_CHAIR, setup_words.A_PANEL_CHAIR),
            (TEAM_MANAGER, setup_words.TEAM_MANAGERS),
        )
        if not any(person.has(role) for person in cast)
    ]
    return GreetingView(
        conversation=conversation_id,
        procedure=house.policy.title,
        channel=(channel.channel_name or "chosen") if channel else "",
        is_this_channel=bool(channel and channel.id == conversation_id),
        can_be_channel=bool(here and here.kind == "channel"),
        people=len(cast),
        roles_missing=tuple(missing),
        children=await children.how_many(work),
        conflicts=await open_conflicts(house, work),
        line=line,
        unsaid=await show_unsaid(work, now) if now else None,
        out_of_reach=(channel.doubt_why or channel.state) if channel and channel.state != "live" else "",
    )
