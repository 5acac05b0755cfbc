"""Beginnings of care among past events: one that is told while care runs already would start every clock afresh."""

from __future__ import annotations

from dataclasses import replace

from permanence.journey import Event, Journey
from permanence.rules.history import SHORT_BREAKS
from records.lists.annex_a import day
from records.lists.standing import standing

ENDS_OR_BEGINS = ("left_care", "entered_care")


def begun_already(journey: Journey, entered: Event) -> str:
    """Completes a sentence where care runs on that day, or begins again later without having ended; empty otherwise."""
    others = [event for event in journey.events if event is not entered]
    ended_first = [event for event in others if event.on == entered.on and event.type == "left_care"]
    now = standing(replace(journey, events=(*(one for one in others if one.on < entered.on), *ended_first)))
    if now.in_care and now.entered is not None and now.left is None:
        return _said(entered, f"has run since {day(now.entered.on)}")
    later = sorted((one for one in others if one.on > entered.on and one.type in ENDS_OR_BEGINS), key=_by_day)
    if later and later[0].type == "entered_care" and not _breaks(later[0]) and not _breaks(entered):
        return _said(entered, f"began on {day(later[0].on)} by what is on record or in this file")
    return ""


def _breaks(entered: Event) -> bool:
    return entered.fields.get("legal_status") in SHORT_BREAKS


def _by_day(event: Event) -> tuple[object, bool]:
    return event.on, event.type == "entered_care"


def _said(entered: Event, otherwise: str) -> str:
    return (
        f"says that care began on {day(entered.on)}, but it {otherwise}, so it was not taken: give the day it ended in "
        "between too (left_care), or correct the day of the beginning by the list or the return that has it"
    )
