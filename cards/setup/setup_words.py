"""Sentences of the set-up: the permanence channel, the day of going live, what is sent again."""

from __future__ import annotations

from datetime import date

from permanence.explain import counted, on_day

CHANNEL_NOT_KNOWN = "This channel is not known yet; add the bot to the team and try again."
ONLY_A_CHANNEL = "Only a channel of a team can be the permanence channel; open one and press there."
NO_DAY_OF_GOING_LIVE = (
    "No day of going live is set: every record counts as whole from the start; set it with go-live DATE."
)
NO_PLACE = "there is no conversation to post to yet"
WAITS_FOR_ITS_CARD = "the card it follows is not posted yet"
NO_REASON = "no reason was given"
NOBODY_TO_TELL = "No administrator and nobody in business support has a chat with the bot to be told in."
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


def going_live_too_far(on: date, last: date) -> str:
    """A day of going live so far ahead that it can only be mistyped."""
    return (
        f"{on_day(on)} is too far ahead to go live: until then nothing from before would be asked for; "
        f"the last day that can be set now is {on_day(last)}."
    )


def not_failed(row: int) -> str:
    """A row that failed no longer."""
    return f"Row {row} is not among what failed any more; somebody sent it again or closed it, or it went through."


def sent_again(row: int) -> str:
    """A row that is tried anew."""
    return f"Row {row} will be sent again."


def closed(row: int) -> str:
    """A row that is there after all, or is not wanted any more."""
    return f"Row {row} is closed; it will not be sent again."


def not_said(count: int, seconds: float) -> str:
    """Messages that should have been said by now, and for how long the oldest waits."""
    return f"{counted(count, 'message is', 'messages are')} not said, the oldest for {_length(seconds)}."


def channel_not_found(seconds: float) -> str:
    """Teams does not know the permanence channel."""
    return f"The permanence channel is not found in Teams, for {_length(seconds)}."


def lost(count: int) -> str:
    """Messages that will not be sent unless a person says so."""
    return f'{counted(count, "message")} failed or may not have been posted; the command "failed" lists them.'


def too_late(count: int) -> str:
    """Messages that are planned for later than anything is planned here."""
    return f"{counted(count, 'message waits', 'messages wait')} for an instant more than a day away."


def _length(seconds: float) -> str:
    minutes = int(seconds) // 60
    if minutes < 120:
        return counted(minutes, "minute")
    return counted(minutes // 60, "hour") if minutes < 48 * 60 else counted(minutes // 1440, "day")
