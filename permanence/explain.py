"""Why a date is what it is, in words a social worker would use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from permanence.calendar import Calendar, Duration

EVENT_WORDS: Mapping[str, str] = {
    "entered_care": "entering care",
    "left_care": "leaving care",
    "legal_status_changed": "the change of legal status",
    "legal_status_started": "the change of legal status",
    "placement_changed": "the change of placement",
    "placement_started": "the start of the placement",
    "temporary_move": "the temporary move",
    "placement_broke_down": "the placement breakdown",
    "proceedings_issued": "the issue of proceedings",
    "proceedings_concluded": "the conclusion of proceedings",
    "final_evidence_date_set": "the final evidence date becoming known",
    "care_plan_changed": "the change of care plan",
    "review_booked": "the booking of the review",
    "review_held": "the review held",
    "ppm_held": "the meeting held",
    "panel_held": "the panel held",
    "final_care_planning_meeting_held": "the final care planning meeting held",
    "interval_set": "the shorter interval set",
    "minutes_issued": "the minutes issued",
    "record_uploaded": "the upload to the record",
    "panel_referral_made": "the panel referral made",
    "plan_agreed": "the plan agreed",
    "adoption_decision": "the decision for adoption",
    "linked": "the link",
    "matched": "the match",
    "placed_for_adoption": "placement for adoption",
    "permanence_achieved": "permanence being achieved",
    "pre_proceedings_started": "the start of pre-proceedings",
    "pre_proceedings_ended": "the end of pre-proceedings",
    "legal_planning_meeting_held": "the legal planning meeting held",
    "final_hearing_set": "the final hearing being listed",
    "order_made": "the order made",
    "pathway_plan_agreed": "the pathway plan agreed",
    "visited": "the visit",
    "milestone_planned": "the date being planned",
}
WHAT_WORDS = {
    "ppm": "permanence planning meeting",
    "panel": "panel",
    "permanence_plan": "permanence plan",
    "minutes": "minutes",
    "record_upload": "upload to the record",
    "panel_referral": "panel referral",
    "referral_content": "content of the panel referral",
    "final_care_planning_meeting": "final care planning meeting",
    "approval": "approval",
    "visit": "visit",
    "follow_up": "follow-up",
    "team_transfer": "transfer to another team",
    "plan_content": "content of the plan",
}
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}


@lru_cache(maxsize=65536)
def in_words(day: int) -> str:
    """5 January 2026."""
    found = date.fromordinal(day)
    return f"{found.day} {found:%B %Y}"


def on_day(day: date) -> str:
    """A date as people write it."""
    return in_words(day.toordinal())


def ordinal(number: int) -> str:
    """First to sixth in words, then 7th, 21st, 22nd."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return ORDINALS.get(number, f"{number}{ending}")


def after(length: Duration, words: str, anchor: int, due: int, calendar: Calendar) -> str:
    """The arithmetic of a due date: how long after what, and which days off were skipped."""
    sentence = f"{length} after {words} on {in_words(anchor)}"
    if length.unit != "working_days":
        return sentence
    return sentence + skipped(calendar.days_off_between(anchor, due))


def skipped(names: tuple[str, ...]) -> str:
    """The days off that a count of working days passed over."""
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f", {listed} skipped"


def counted(count: int, one: str, several: str = "") -> str:
    """A number of something, which one alone says otherwise: 1 child, 1,200 children; by itself an s is put to it."""
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def in_a_row(labels: Iterable[str]) -> str:
    """A, B and C."""
    *first, last = labels
    return f"{', '.join(first)} and {last}" if first else last


def shortened(text: str, most: int) -> str:
    """At most so many characters, ended by … after a whole word; only a word longer than that is cut itself."""
    if len(text) <= most:
        return text
    kept, left = text[: most - 1], text[most - 1 :]
    words = kept.rsplit(maxsplit=1)
    in_a_word = not kept[-1:].isspace() and not left[0].isspace()
    if in_a_word and len(words) == 2 and len(words[1] + left.split(maxsplit=1)[0]) <= most:
        kept = words[0]
    return f"{kept.rstrip(' ,;:')}…"
