"""An invitation to a team manager: when, which children and why, what to prepare, and how the answer stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cards.elements import Action, CardElement
from cards.invitations.invited import (
    InvitedItem,
    OpenAction,
    Preparation,
    actions_in_words,
    items_in_words,
    standing,
    to_prepare_in_words,
)
from cards.parts import (
    address,
    afternoon,
    button,
    day,
    facts,
    finish,
    heading,
    link,
    mention,
    moment,
    outcome,
    plain,
    words,
)

NOT_COMING = ("declined", "passed_on")


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation as it stands. `by` is whoever answered, `sitting_closed` ends all buttons."""

    invitation: int
    version: int
    panel: str
    starts_at: datetime
    ends_at: datetime
    manager: str
    manager_teams_id: str | None
    state: str
    items: tuple[InvitedItem, ...]
    prepare: tuple[Preparation, ...] = ()
    answer_by: date | None = None
    actions: tuple[OpenAction, ...] = ()  # at an action review
    by: str = ""
    at: datetime | None = None
    reason: str = ""
    stands_for: tuple[str, ...] = ()  # managers who are away, for whom this one presents
    to_prepare: bool = False  # something of the checklist can be marked
    sitting_closed: bool = False
    stood_down: bool = False
    calendar_url: str = ""
    sitting: int = 0  # the sitting it is of
    line: str = ""


def draw(view: InvitationView) -> dict[str, Any]:
    """The manager mentioned, the slots with the reasons, what to prepare, the answer and its buttons."""
    named, entities = mention(view.manager, view.manager_teams_id)
    body = [
        *outcome(view.line),
        heading("Invitation to the panel"),
        standing(view.state, stood_down=view.stood_down),
        words(f"{named}: {view.panel}, {afternoon(view.starts_at, view.ends_at)}.{_for(view)}"),
        *([facts(known)] if (known := [*_answer(view), *_answer_by(view), *_closed(view)]) else []),
        *items_in_words(view.items),
        *actions_in_words(view.actions),
        *_preparation(view),
    ]
    said = "An invitation to the permanence panel."
    return finish(body, _buttons(view), said=said, mentions=entities, full_width=True)


def _for(view: InvitationView) -> str:
    return f" Standing in for {plain(', '.join(view.stands_for))}." if view.stands_for else ""


def _answer(view: InvitationView) -> list[tuple[str, str]]:
    """By whom and when, or why none is asked for; what is not answered says so above."""
    if not view.stood_down and view.state == "invited":
        return []
    return [("Answer", _said(view))]


def _said(view: InvitationView) -> str:
    if view.stood_down:
        return "not needed: the sitting was stood down"
    if view.state == "passed_on":
        return f"not needed: {plain(view.reason)}"
    by = plain(view.by) + (f" for {plain(view.manager)}" if view.by != view.manager else "")
    at = f" on {moment(view.at)}" if view.at else ""
    why = f": {plain(view.reason)}" if view.reason else ""
    return f"{view.state} by {by}{at}{why}"


def _answer_by(view: InvitationView) -> list[tuple[str, str]]:
    asked = view.state == "invited" and not view.sitting_closed and not view.stood_down
    return [("Answer by", day(view.answer_by))] if view.answer_by and asked else []


def _closed(view: InvitationView) -> list[tuple[str, str]]:
    held = view.sitting_closed and not view.stood_down
    return [("Sitting", "closed; what was recorded is in its summary")] if held else []


def _preparation(view: InvitationView) -> list[CardElement]:
    if view.state in NOT_COMING or view.stood_down:
        return []
    return to_prepare_in_words(view.prepare, view.answer_by)


def _buttons(view: InvitationView) -> list[Action]:
    if view.sitting_closed or view.state in NOT_COMING:
        return []
    of = {"of": address("invitation", view.invitation), "id": view.invitation, "version": view.version}
    buttons: list[Action] = []
    if view.state == "invited":
        buttons.append(button("Accept", "accept_invitation", of, style="positive"))
    buttons.append(button("Decline", "show_decline_form", of))
    buttons.append(button("Ask for another slot", "show_slot_form", of))
    if len([item for item in view.items if item.label]) > 1:
        buttons.append(button("Withdraw one child", "show_release_form", of, secondary=True))
    if view.to_prepare:
        buttons.append(button("Mark what is ready", "show_preparation_form", of, secondary=True))
    if view.calendar_url:
        buttons.append(link("Put it in my calendar", view.calendar_url, secondary=True))
    return buttons


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 12, hour, minute, tzinfo=UTC)


_ITEMS = (
    InvitedItem(
        _at(14),
        _at(14, 20),
        "C-1042 (AB)",
        "BCP-3.1",
        "6 weeks after entering care on 22 January 2026",
        date(2026, 3, 5),
        ("The contingency plan, with dates",),
    ),
    InvitedItem(
        _at(14, 20),
        _at(14, 40),
        "C-1077 (KM)",
        "BCP-3.2",
        "6 weeks after the panel held on 29 January 2026",
        date(2026, 3, 12),
        (),
    ),
)
_PREPARE = (
    Preparation("BCP-3.3", "Be ready to present", ("the care plan, with dates", "the contingency plan, with dates")),
)
_SITTING = ("Permanence panel", _at(14), _at(17), "Erin East", "29:erin")
EXAMPLES = {
    "invited": InvitationView(
        12,
        1,
        *_SITTING,
        "invited",
        _ITEMS,
        _PREPARE,
        date(2026, 3, 9),
        to_prepare=True,
        calendar_url="https://permanence.example/calendar/abc.ics",
    ),
    "accepted-for-her": InvitationView(
        12,
        2,
        *_SITTING,
        "accepted",
        _ITEMS[:1],
        _PREPARE,
        date(2026, 3, 9),
        by="Sam Support",
        at=datetime(2026, 3, 6, 11, 30, tzinfo=UTC),
        line="Sam Support accepted for Erin East on Fri 6 March 2026, 11:30.",
    ),
    "declined": InvitationView(
        12,
        3,
        *_SITTING,
        "declined",
        (),
        _PREPARE,
        by="Erin East",
        at=datetime(2026, 3, 6, 11, 30, tzinfo=UTC),
        reason="In court all afternoon",
    ),
    "for-a-manager-who-is-away": InvitationView(
        13,
        1,
        "Permanence panel",
        _at(14),
        _at(17),
        "Will West",
        "29:will",
        "invited",
        _ITEMS[:1],
        stands_for=("Erin East",),
    ),
    "passed-on-to-a-deputy": InvitationView(
        12,
        4,
        *_SITTING,
        "passed_on",
        (),
        _PREPARE,
        reason="Erin East is away until 20 March 2026, deputy Will West, who presents instead.",
        calendar_url="https://permanence.example/calendar/abc.ics",
    ),
    "closed": InvitationView(
        12,
        3,
        *_SITTING,
        "accepted",
        _ITEMS[:1],
        _PREPARE,
        date(2026, 3, 9),
        by="Erin East",
        at=datetime(2026, 3, 6, 11, 30, tzinfo=UTC),
        sitting_closed=True,
        calendar_url="https://permanence.example/calendar/abc.ics",
    ),
    "stood-down": InvitationView(12, 4, *_SITTING, "invited", (), _PREPARE, sitting_closed=True, stood_down=True),
    "action-review": InvitationView(
        31,
        1,
        *_SITTING,
        "invited",
        (InvitedItem(_at(14), _at(14, 20), "", "BCP-6.2", "2 open actions, 1 overdue"),),
        actions=(
            OpenAction("C-1042 (AB)", "Update the genogram", date(2026, 3, 2)),
            OpenAction("C-1077 (KM)", "Book the planning meeting", date(2026, 3, 20), "No chair until April"),
        ),
    ),
}
