"""Who takes which seat at the meetings about one child, and why a conditional seat is called for or not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from permanence.journeys.journey_file import load_journey
from permanence.meetings.attendance import seat_title
from permanence.nearest import did_you_mean
from permanence.policy import Policy, load
from permanence.policy_file.people import Seat
from permanence.policy_tools.aloud import condition_aloud
from permanence.policy_tools.contract import refuse_unknown_milestones
from permanence.refusals import Expected
from permanence.rules.conditions import Holds
from permanence.rules.history import History, history
from permanence.rules.spans import at


class UnknownPanel(Expected, ValueError):
    """A panel the procedure does not have; the message names those it has."""


def attendance_json(policy: str | Path, journey: str | Path, as_of: date, panel: str | None) -> dict[str, Any]:
    """Each kind of meeting with its chairs and seats; with `panel`, the seats of that panel alone."""
    loaded, child = load(policy), load_journey(journey)
    refuse_unknown_milestones(loaded, child)
    if panel is not None:
        _refuse_unknown_panel(loaded, panel)
    past = history(child, as_of)
    seats: dict[str, list[dict[str, Any]]] = {} if panel is None else {"panel": []}
    for seat, holds in loaded.seat_conditions:
        if panel is None or seat.meeting == "panel":
            seats.setdefault(seat.meeting, []).append(_seat_json(loaded, seat, holds, past, as_of))
    return {
        "policy": loaded.name,
        "as_of": as_of.isoformat(),
        "child": child.child,
        "panel": panel,
        "meetings": [
            {
                "meeting": meeting,
                "title": loaded.what_words(meeting),
                "chairs": [seat["title"] for seat in its if seat["part"] == "chair" and seat["called_for"]],
                "seats": its,
            }
            for meeting, its in seats.items()
        ],
    }


def _seat_json(policy: Policy, seat: Seat, holds: Holds | None, past: History, as_of: date) -> dict[str, Any]:
    called, because = True, "at every meeting of this kind"
    if holds is not None and seat.when is not None:
        called = at(holds(past), as_of.toordinal()) is not None
        asked = condition_aloud(seat.when, policy)
        because = f"called for, as it holds: {asked}" if called else f"not called for, as it does not hold: {asked}"
    elif seat.for_listed:
        because = "for each child that is listed"
    return {
        "role": seat.role,
        "or": list(seat.or_),
        "title": seat_title(policy, seat),
        "part": seat.part,
        "clause": seat.clause,
        "standing": seat.when is None,
        "called_for": called,
        "because": because,
        "note": seat.note,
    }


def _refuse_unknown_panel(policy: Policy, panel: str) -> None:
    names = [its.name for its in policy.file.panel]
    if panel not in names:
        allowed = ", ".join(names) or "none"
        hint = did_you_mean(panel, names)
        raise UnknownPanel(f"{policy.name} has no panel {panel!r}; its panels are {allowed}{hint}.")
