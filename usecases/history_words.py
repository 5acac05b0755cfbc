"""What was done for a child, in words for a page: each line of the history that is about them, and no other child."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cards.action_words import did
from cards.parts import day
from storage.history import Entry
from usecases.child_meeting import DID as OF_A_MEETING
from usecases.child_meeting import SUBJECT
from usecases.show_action import told

OF_A_SITTING = {  # said of every child on it
    "publish_agenda": "published the agenda",
    "accept_invitation": "accepted the invitation to present",
    "decline_invitation": "declined the invitation to present",
    "pass_on_invitation": "passed the invitation to present on to {to_name}",
    "record_attendance": "recorded who attended",
    "close_sitting": "closed the sitting",
    "reopen_sitting": "opened the sitting again to correct its record",
    "move_sitting": "moved the sitting: {reason}",
    "stand_down_sitting": "stood the sitting down: {reason}",
}
OF_A_CHILD = {
    "record_recommendation": "recorded the recommendation: {recommendation}. Reason: {reason}",
    "defer_item": "recorded that the child was not heard: {reason}",
    "take_slot": "took the slot {times}",
    "offer_released_slot": "offered the released slot {times}",
    "ask_swap": "asked to exchange the slot {times} for {with_times}",
    "exchange_slot": "exchanged the slot {times} for {with_times}",
    "release_item": "withdrew the child from the agenda: {reason}",
    "slot_given_up": "gave up the slot: {reason}",
    "mark_preparation": "marked what is prepared",
    "raise_referral": "raised a referral to the panel",
    "save_referral": "wrote in the referral to the panel",
    "make_referral": "referred the child to the panel",
    "withdraw_referral": "withdrew the referral to the panel: {reason}",
    "confirm_upload": "confirmed that the paperwork is on the record",
    "keep_siblings": "changed who the child's siblings in care are",
    "record_step": "recorded {what}, done on {on} ({clause}): {note}",
    "take_back_step": "took back {words} of {on}: {reason}",
    "record_fact": "recorded {words}, on {on}: {note}",
    "change_facts": "changed what is known of the child, from an import",
    "snooze_reminder": "silenced a reminder until {until}",
}
TEXTS = ("text", "reason", "times")  # what an entry this page has no words for may say of itself


def done(entry: Entry) -> str:
    """What was done, to come after a name."""
    if entry.subject == "action":
        return f"action {entry.subject_id}: {did(told(entry))}"
    said = _Said(entry.details)
    if entry.verb in OF_A_CHILD:
        return OF_A_CHILD[entry.verb].format_map(said).rstrip(" :")
    if entry.verb in OF_A_SITTING:
        return OF_A_SITTING[entry.verb].format_map(said).rstrip(" :")
    if entry.subject == SUBJECT and entry.verb in OF_A_MEETING:
        why = f": {said['reason']}" if said["reason"] else ""
        return f"planning meeting: {OF_A_MEETING[entry.verb]}{why}"
    more = "; ".join(said[name] for name in TEXTS if said[name])
    return f"{entry.verb.replace('_', ' ')}{f': {more}' if more else ''}"


class _Said(dict[str, str]):
    """The details as text, days in words; what was not said is empty."""

    def __init__(self, details: Mapping[str, Any]) -> None:
        super().__init__({name: _words(value) for name, value in details.items()})

    def __missing__(self, name: str) -> str:
        return ""


def _words(value: Any) -> str:
    if not isinstance(value, str):
        return "" if value is None else str(value)
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value.rstrip(".")
