"""Sentences of the set-up: the permanence channel, the day of going live, what is sent again."""

from __future__ import annotations

from datetime import date

from permanence.explain import on_day

CHANNEL_NOT_KNOWN = "This channel is not known yet; add the bot to the team and try again."
ONLY_A_CHANNEL = "Only a channel of a team can be the permanence channel; open one and press there."
NO_DAY_OF_GOING_LIVE = (
    "No day of going live is set: every record counts as whole from the start; set it with go-live DATE."
)
NO_PLACE = "there is no conversation to post to yet"
NO_REASON = "no reason was given"
A_CONVERSATION = "a conversation"
SOMEBODY_IN_SUPPORT = "somebody in business support"
A_PANEL_CHAIR = "a panel chair"
TEAM_MANAGERS = "team managers"


def channel_chosen(by: str) -> str:
    """The channel chosen, and by whom."""
    return f"This is now the permanence channel; {by} chose it."


def going_live(on: date) -> str:
    """From which day dates are asked for."""
    return (
        f"Going live: {on_day(on)}. What was due before and nobody kept here is not asked for; "
        "meetings and panels go on, counted from that day."
    )


def not_failed(row: int) -> str:
    """A row that failed no longer."""
    return f"Row {row} is not among what failed any more; somebody sent it again, or it went through."


def sent_again(row: int) -> str:
    """A row that is tried anew."""
    return f"Row {row} will be sent again."
