"""Words of a child's timeline as a page: where each line comes from, who recorded it, who was told of it and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from cards.parts import day, moment

YES, NO = "yes", "no"
OPEN, CANCELLED = "Open", "Cancelled"

SUMMARY_CARD = "the summary of the sitting"
SITTING_CARD = "the sitting's card, with the child on its agenda"
INVITATION_CARD = "the invitation to present"
DECLINED_CARD = "that the invitation was declined"
MEETING_CARD = "the card of the child's planning meeting"
REFERRAL_CARD = "the card of the child's referral to the panel"

PLANNED = "planned"
NOT_SAID_YET = "planned, not said yet"
BEING_SAID = "being said"
NOT_SAID = "not said"
COULD_NOT_BE_SAID = "could not be said"
NOT_KNOWN_TO_HAVE_ARRIVED = "sent, and not known to have arrived"

BUSINESS_SUPPORT = "business support"
IN_THEIR_OWN_CHAT = "somebody in their own chat"


def procedure(title: str, authority: str, version: str) -> str:
    """The procedure that the page was worked out by."""
    return f"{title}, {authority}, {version}"


def missing(what: str, clause: str, because: str) -> str:
    """What is not on record, and what for it is wanted."""
    return f"{what} ({clause}): {because}"


def happened(what: str, said: Sequence[str]) -> str:
    """Something that happened to the child, with what is known of it."""
    return f"{begun(what)}{': ' if said else ''}{'; '.join(said)}"


def field(name: str, value: str) -> str:
    """One thing known of what happened."""
    return f"{name.replace('_', ' ')} {value}"


def recorded(source: str, at: datetime, by: str) -> str:
    """Where a line comes from, and who recorded it when."""
    return f"{source}; recorded {moment(at)} by {by}"


def withdrawn(at: datetime, by: str, because: str | None) -> str:
    """That a line was withdrawn: when, by whom, why."""
    return f"Withdrawn {moment(at)} by {by}: {because}"


def begun(what: str) -> str:
    """A duty or a deed, as a line begins."""
    return f"{what[:1].upper()}{what[1:]}"


def done_to_action(number: str, what: str) -> str:
    """What was done to one of the child's actions."""
    return f"action {number}: {what}"


def blocked(reason: str) -> str:
    """An action that cannot go on, and why."""
    return f"Blocked: {reason}"


def finished(at: datetime) -> str:
    """An action that is done."""
    return f"Done {moment(at)}"


def action(number: str) -> str:
    """An action by its number."""
    return f"action {number}"


def action_card(number: str) -> str:
    """The card that was posted of an action."""
    return f"the card of action {number}"


def reminded(of: str, on: date, step: str, *, dated: bool) -> str:
    """A reminder: of what, due when or required since when, and which reminder it was."""
    return f"{of}, {'due' if dated else 'required since'} {day(on)}: reminder {step}"


def with_state(words: str, state: str, note: str | None) -> str:
    """A reminder that was not simply said: what became of it."""
    return f"{words}; {state}{f' ({note})' if note else ''}"


def reminder_step(days: int, *, again: bool) -> str:
    """2 working days before, said again after a snooze."""
    count = f"{abs(days)} working day{'' if abs(days) == 1 else 's'}"
    words = f"{count} before" if days < 0 else f"{count} after" if days else "on the day"
    return f"{words}, said again after a snooze" if again else words


def earlier_kind(kind: str) -> str:
    """A kind of duty that the procedure in force does not name."""
    return kind.replace("_", " ")
