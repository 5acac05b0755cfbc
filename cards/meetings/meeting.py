"""A planning meeting in the channel: how it stands, who is to be there, what is agreed and what waits; no record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from cards.elements import ExecuteAction
from cards.looks import AHEAD, OPEN, OVER, UNDATED, WELL, state
from cards.meetings.meeting_words import (
    Duty,
    MeetingState,
    agreed_here,
    day_and_time,
    due_in_words,
    how_it_stands,
    incomplete,
    who_is_there,
)
from cards.parts import address, button, day, finish, heading, plain, words

STANDING = {
    "requested": ("Asked for", OPEN),
    "scheduled": ("Arranged", AHEAD),
    "held": ("Held", WELL),
    "called_off": ("Called off", OVER),
}
NONE = ("None arranged", UNDATED)


def draw(view: MeetingState) -> dict[str, Any]:
    """State first, then who, then what waits."""
    body = [
        heading(f"{plain(view.title)}, {plain(view.label)}"),
        state(*STANDING.get(view.state, NONE)),
        words(how_it_stands(view)),
        *(words(due_in_words(duty)) for duty in (view.due if view.to_come else ())),
        *(words(said) for said in who_is_there(view)),
        *(words(said) for said in incomplete(view)),
        *(words(said) for said in agreed_here(view)),
        *(words(due_in_words(paper)) for paper in view.papers),
    ]
    if view.next_on and view.state == "held":
        body.append(words(f"The next one is arranged for {day_and_time(view.next_on, view.next_time)}."))
    if view.updated_on and view.to_come:
        body.append(words(f"The record was updated on {day(view.updated_on)}.", subtle=True))
    body.append(words(f"As it stood on {day(view.as_of)}.", subtle=True))
    return finish(body, _buttons(view), said=f"A planning meeting: {view.state}.")


def _buttons(view: MeetingState) -> list[ExecuteAction]:
    of = {"of": address("meeting", view.meeting)}
    data = {**of, "id": view.meeting, "version": view.version}
    shown = [button("Open the record", "show_meeting", {**of, "id": view.meeting})]
    if view.to_come:
        shown.append(button("Move it" if view.on else "Arrange it", "open_schedule_meeting", data))
    if view.may_hold:
        shown.append(button("Record that it was held", "open_hold_meeting", data, style="positive"))
    if view.waits("minutes"):
        shown.append(button("Minutes issued", "issue_minutes", {**of, "child": view.child}))
    if view.waits("record_upload"):
        shown.append(button("Uploaded", "confirm_upload", {**of, "child": view.child}))
    if view.state == "held":
        shown.append(button("Steps", "show_steps", {"child": view.child}, secondary=True))
    return shown


_ARRANGED = MeetingState(
    "C-0007",
    "C-0007 (AB)",
    "ppm",
    "Permanency Planning Meeting",
    date(2026, 2, 2),
    "scheduled",
    3,
    2,
    date(2026, 2, 12),
    "14:00",
    "Wren Worker",
    "The plan must be agreed before the review.",
    "Team Manager, or the case progression manager (PT-2.1)",
    ("Allocated Social Worker", "Fostering Service", "Independent Reviewing Officer, views ascertained"),
    (
        Duty(
            "permanence planning meeting",
            "PT-1.1",
            date(2026, 2, 16),
            "due_soon",
            "6 weeks after entering care on 5 January 2026",
        ),
    ),
    open=2,
)

EXAMPLES = {
    "asked-for": replace(_ARRANGED, state="requested", version=1, on=None, time=""),
    "arranged": replace(_ARRANGED, updated_on=date(2026, 2, 1)),
    "its-day-has-come": replace(_ARRANGED, as_of=date(2026, 2, 12)),
    "called-off": replace(
        _ARRANGED,
        version=3,
        state="requested",
        on=None,
        time="",
        called_off="It was arranged for 12 February 2026: the carer is ill.",
        lacks=("a contingency or parallel plan (PG-A3)",),
    ),
    "not-held-after-all": replace(
        _ARRANGED,
        as_of=date(2026, 2, 13),
        version=6,
        not_held="It was recorded as held on 12 February 2026 by mistake: it was another child's.",
    ),
    "no-longer-asked-for": replace(
        _ARRANGED, version=3, state="called_off", on=None, time="", called_off="It was asked for by mistake."
    ),
    "held": replace(
        _ARRANGED,
        as_of=date(2026, 2, 13),
        state="held",
        due=(),
        attended=("Team Manager", "Allocated Social Worker"),
        views=("Independent Reviewing Officer",),
        agreed=1,
        open=3,
        papers=(
            Duty("minutes", "PT-3.2", date(2026, 2, 19), "due_soon", "5 working days after it", key="minutes"),
            Duty("upload to the record", "PG-9", date(2026, 2, 17), "overdue", "3 days after it", key="record_upload"),
        ),
        next_on=date(2026, 4, 2),
    ),
}
