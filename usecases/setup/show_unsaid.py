"""Show what is not being said: how much, since when, why not, and what somebody can do about it."""

from __future__ import annotations

from datetime import datetime, timedelta

from cards.setup.unsaid import UnsaidView
from storage import conversations, outbox
from storage.store import Work
from storage.unsaid import unsaid

LATE = timedelta(minutes=15)  # after which what should have been said is trouble


async def show_unsaid(work: Work, now: datetime) -> UnsaidView | None:
    """As it stands now; None when everything is said in time."""
    found = await unsaid(work, now - LATE)
    if found is None:
        return None
    channel = await conversations.permanence_channel(work)
    to_channel = found.recipient == outbox.CHANNEL or (channel is not None and found.recipient == channel.id)
    return UnsaidView(
        count=found.count,
        since=found.since,
        to_channel=to_channel,
        channel=(channel.channel_name or "") if channel else "",
        chosen=channel is not None,
        out_of_reach=channel is not None and channel.state != "live",
        why=(channel.doubt_why if channel and channel.state != "live" and to_channel else "") or found.why,
    )
