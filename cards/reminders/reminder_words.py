"""Sentences of mornings and lists: what there is to do, for whom it waits, and what was done from a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from cards.parts import day
from permanence.people.clearing import (
    ACTION,
    HISTORY,
    INVITATION,
    KINDS,
    MEETING,
    OTHER,
    PANEL,
    PREPARATION,
    RECORD,
    REFERRAL,
    UNDATED,
    UPLOAD,
    WAITS,
)

DONE = "This has been done in the meantime, or its date has changed; nothing is said of it any more."
NOT_KEPT = "This line is no longer kept; the next morning's list says what is to be done."
NOT_KNOWN = "This list is not known; the next morning's says what is to be done."
BUSINESS_SUPPORT = "business support"
SOMEBODY_WHO_LEFT = "somebody who has left"
NOT_FROM_HERE = "This is not done from the list; open it to deal with it."
UNDONE = "Taken back from the list: it is not done after all."
TAKEN_BACK = "It is on the list again."
CHOOSE_WHERE = "Choose where mornings are posted."
WHERE = {
    "both": "In the channel, and each person's list in their own chat",
    "channel": "In the channel only",
    "chats": "In people's own chats only; who has none is still named in the channel",
}
WHERE_CHOSEN = {
    "both": "From the next morning: one post in the channel, and each person's list in their own chat.",
    "channel": "From the next morning: one post in the channel, and nothing in anybody's own chat.",
    "chats": "From the next morning: each person's list in their own chat; who has none is named in the channel.",
}
COUNTED = {
    INVITATION: ("invitation to answer", "invitations to answer"),
    ACTION: ("action", "actions"),
    MEETING: ("meeting to arrange", "meetings to arrange"),
    UPLOAD: ("upload", "uploads"),
    PREPARATION: ("child to prepare", "children to prepare"),
    REFERRAL: ("referral to make", "referrals to make"),
    RECORD: ("record to complete", "records to complete"),
    PANEL: ("panel date to set", "panel dates to set"),
    OTHER: ("other duty", "other duties"),
}
WAITING = {
    INVITATION: ("invitation waits", "invitations wait", "for an answer"),
    ACTION: ("action waits", "actions wait", "to be done"),
    MEETING: ("meeting waits", "meetings wait", "to be arranged"),
    UPLOAD: ("upload waits", "uploads wait", "to be made"),
    PREPARATION: ("child waits", "children wait", "to be prepared"),
    REFERRAL: ("referral waits", "referrals wait", "to be made"),
    RECORD: ("record waits", "records wait", "to be completed"),
    PANEL: ("child waits", "children wait", "for a panel date"),
    OTHER: ("duty waits", "duties wait", "to be met"),
}
NO_DATE = {
    MEETING: ("meeting has", "meetings have", "no date yet"),
    REFERRAL: ("referral has", "referrals have", "no date yet"),
    RECORD: ("step is", "steps are", "asked for without a date"),
}


def counted(counts: Mapping[str, int]) -> str:
    """2 invitations to answer, 1 action."""
    return ", ".join(_count(counts[kind], COUNTED[kind]) for kind in KINDS if counts.get(kind))


def things(total: int, overdue: int) -> str:
    """5 things to do, 2 of them overdue."""
    said = "1 thing to do" if total == 1 else f"{total} things to do"
    return f"{said}, {'it is' if total == 1 else f'{overdue} of them'} overdue" if overdue else said


def folded(part: str, kind: str, count: int, whose: str, begun: date | None) -> str:
    """What one line of a list stands for, without a full stop."""
    if part == HISTORY:
        since = f" {day(begun)}, when mornings began" if begun else " mornings began"
        return f"{count} {'was' if count == 1 else 'were'} overdue or without a date before{since}"
    words = NO_DATE.get(kind, ("duty has", "duties have", "no date yet")) if part == UNDATED else WAITING[kind]
    for_whom = f", by {whose}" if part == WAITS and kind != PANEL and whose else ""
    return f"{count} {words[0] if count == 1 else words[1]} {words[2]}{for_whom}"


def longest(count: int, part: str, since: date, label: str) -> str:
    """Since when, and whose: the longest of several."""
    of = f": {label}" if label else ""
    if count == 1:
        return f"since {day(since)}{of}"
    return f"the longest since {day(since)}{of}"


def snoozed(until: date, name: str) -> str:
    """A line was snoozed."""
    return f"Snoozed until {day(until)}: {name}"


def not_a_day(until: date, passed: str, first: date) -> str:
    """The day of a snooze is not to come."""
    return f"{day(until)} {passed}; choose a day from {day(first)}."


def too_far(until: date, latest: date) -> str:
    """The day of a snooze is too far off."""
    return f"{day(until)} is too far off; the latest day is {day(latest)}."


def stands_in(names: Iterable[str]) -> list[str]:
    """For whom somebody stands in."""
    return [f"Standing in for {name}." for name in names]


def is_away(name: str, away: str) -> str:
    """Somebody is away, in the words of their absence."""
    return f"{name} is {away}."


def _count(number: int, words: tuple[str, str]) -> str:
    return f"{number} {words[0] if number == 1 else words[1]}"
