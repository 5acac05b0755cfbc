"""An action of the panel as everybody sees it: how it stands, who did what to it, and what may be done next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from cards.actions.action_words import ActionLine, Told, cancelled_by, sentence, standing, told_in_words
from cards.elements import ExecuteAction
from cards.looks import folded
from cards.parts import address, button, buttons, day, finish, heading, link, mention, outcome, plain, section, words
from permanence.explain import in_a_row


@dataclass(frozen=True, slots=True)
class ActionView:
    """One action. `told` is the end of its history, oldest first; `earlier` counts what came before."""

    line_of: ActionLine
    aim_for: date  # the last working day up to the due date
    as_of: date
    agreed_on: date | None = None  # day of the sitting, of the planning meeting or of the message
    owner_teams_id: str | None = None
    recorded_by: str = ""  # who wrote it down
    had_by: tuple[str, ...] = ()  # who had it before, in that order
    handed_from: str = ""  # who had it before the hand-over that can be taken back
    cancelled: Told | None = None  # by whom, when and why, while it is cancelled
    blocked_reason: str = ""
    asked_reason: str = ""
    told: tuple[Told, ...] = field(default=())
    earlier: int = 0
    of_meeting: bool = False  # agreed at a planning meeting rather than at the panel
    from_message: bool = False  # made from a message in the channel, of the day it was agreed on
    message_link: str = ""
    back: str = ""  # the list it was opened from: "item:12", "mine:0", "child:C-0001"; empty in the channel
    sitting: int = 0  # that agreed it
    line: str = ""


def draw(view: ActionView) -> dict[str, Any]:
    """State in words first, then the action, then the end of its history."""
    action = view.line_of
    owner, mentions = mention(action.owner, view.owner_teams_id)
    body = [
        *outcome(view.line),
        heading(f"Action for {plain(action.child)}"),
        *standing(action, action.text),
        *([words(plain(cancelled_by(view.cancelled)))] if view.cancelled else []),
        *_more(view),
        words(f"{_origin(view)}, for {owner} to do.{_before(view)}", subtle=True),
        *([buttons([link("Open the message", view.message_link)])] if view.message_link else []),
        *_history(view),
        *_mending(view),
        words(f"As it stood on {day(view.as_of)}.", subtle=True),
    ]
    said = f"{kind_of(view)}: {action.state}."
    return finish(body, _buttons(view), said=said, mentions=mentions)


def kind_of(view: ActionView) -> str:
    """What it is an action of, in words that name nobody."""
    if view.from_message:
        return "An action made from a message"
    return "An action of the planning meeting" if view.of_meeting else "An action of the panel"


def _origin(view: ActionView) -> str:
    """Where it was agreed."""
    if view.from_message:
        message = "From a message in the channel"
        return f"{message} of {day(view.agreed_on)}" if view.agreed_on else message
    at = "for the planning meeting" if view.of_meeting else "at the panel"
    return f"Agreed {at} of {day(view.agreed_on)}" if view.agreed_on else f"Agreed {at}"


def _before(view: ActionView) -> str:
    """Who wrote it down, and who had it before."""
    recorded = f" Recorded by {plain(view.recorded_by)}." if view.recorded_by else ""
    return recorded + (f" {plain(in_a_row(view.had_by))} had it before." if view.had_by else "")


def _more(view: ActionView) -> list[Any]:
    more = []
    if view.blocked_reason:
        more.append(words(plain(sentence(f"Blocked because: {view.blocked_reason}"))))
    if view.line_of.asked:
        more.append(words(plain(f"{sentence(f'Why later: {view.asked_reason}')} The chair agrees or keeps the date.")))
    if view.aim_for != view.line_of.due and view.line_of.is_open:
        more.append(words(f"The due date is not a working day; the last one before it is {day(view.aim_for)}."))
    return more


def _history(view: ActionView) -> list[Any]:
    if not view.told:
        return []
    lines = [words(plain(told_in_words(told)), subtle=True) for told in reversed(view.told)]
    if view.earlier:
        lines.append(words(f"And {view.earlier} earlier.", subtle=True))
    latest, *before = lines
    more = folded("history", "Show what was done before", before) if before else []
    return [section("Who did what, latest first", [latest, *more])]


def _mending(view: ActionView) -> list[Any]:
    """What puts a mistake right, apart from what is done every day."""
    if not view.line_of.is_open:
        return []
    shown = [button("Correct or cancel", "open_correct_action", _data(view))]
    if view.handed_from:
        shown.append(button("Take the hand-over back", "open_take_back_reassignment", _data(view)))
    return [buttons(shown)]


def _data(view: ActionView) -> dict[str, Any]:
    action = view.line_of
    data: dict[str, Any] = {"of": address("action", action.id), "id": action.id, "version": action.version}
    return {**data, "back": view.back} if view.back else data


def _buttons(view: ActionView) -> list[ExecuteAction]:
    action, data = view.line_of, _data(view)
    if not action.is_open:
        shown = [button("Reopen", "open_reopen_action", data)]
    else:
        hold = ("Unblock", "unblock_action") if action.state == "blocked" else ("Blocked", "open_block_action")
        shown = [
            button("Done", "complete_action", data, style="positive"),
            button("Add a note", "open_progress_action", data),
            button(*hold, data),
        ]
        if not action.asked:
            shown.append(button("Ask for a later date", "open_ask_later_date", data, secondary=True))
        shown.append(button("Hand over", "open_reassign_action", data, secondary=True))
    if view.back:
        shown.append(button("Back to the list", "open_list", {"back": view.back}, secondary=True))
    return shown


def _at(day_of_march: int, hour: int) -> datetime:
    return datetime(2026, 3, day_of_march, hour, 5, tzinfo=UTC)


_AGREED = Told(_at(5, 15), "Sam Support", "agree_action", {"owner": "Wren Worker", "due": "2026-03-12"})
_OPEN = ActionLine(
    4, 1, "C-0007 (AB)", "Ask the school for an education report.", "Wren Worker", "open", date(2026, 3, 12)
)
_CANCELLED = Told(_at(10, 13), "Sam Support", "cancel_action", {"reason": "The child has moved to another school."})

EXAMPLES = {
    "just-agreed": ActionView(_OPEN, date(2026, 3, 12), date(2026, 3, 5), date(2026, 3, 5), "29:wren", told=(_AGREED,)),
    "overdue": ActionView(
        ActionLine(4, 7, "C-0007 (AB)", _OPEN.text, "Erin East", "open", date(2026, 3, 12), overdue=3),
        date(2026, 3, 12),
        date(2026, 3, 17),
        date(2026, 3, 5),
        told=(
            Told(_at(10, 9), "Wren Worker", "progress_action", {"text": "Rang the school; *no answer*."}),
            Told(_at(11, 9), "Wren Worker", "block_action", {"reason": "The school is closed."}),
            Told(_at(12, 9), "Wren Worker", "unblock_action", {}),
            Told(_at(13, 16), "Erin East", "reassign_action", {"was": "Wren Worker", "owner": "Erin East"}),
        ),
        earlier=2,
        recorded_by="Sam Support",
        had_by=("Wren Worker",),
        handed_from="Wren Worker",
        line="Handed to Erin East.",
    ),
    "overdue-and-its-owner-is-away": ActionView(
        ActionLine(
            4,
            8,
            "C-0007 (AB)",
            _OPEN.text,
            "Erin East",
            "open",
            date(2026, 3, 12),
            overdue=3,
            away="away until 20 March 2026, deputy Will West",
        ),
        date(2026, 3, 12),
        date(2026, 3, 17),
        date(2026, 3, 5),
        told=(
            Told(_at(13, 16), "Will West, deputising for Erin East", "progress_action", {"text": "Rang the school."}),
        ),
    ),
    "blocked-and-later-asked": ActionView(
        ActionLine(
            5,
            3,
            "C-0011 (CD)",
            "File the viability assessment of the grandmother.",
            "Erin East",
            "blocked",
            date(2026, 3, 14),
            asked=date(2026, 3, 27),
        ),
        date(2026, 3, 13),
        date(2026, 3, 10),
        date(2026, 3, 5),
        blocked_reason="The grandmother is abroad until Friday 20 March.",
        asked_reason="The visit can be made in the week after.",
        told=(
            Told(_at(9, 9), "Erin East", "block_action", {"reason": "The grandmother is abroad until 20 March."}),
            Told(_at(10, 9), "Erin East", "ask_later_date", {"due": "2026-03-27", "reason": "The visit is after."}),
        ),
        back="mine:0",
    ),
    "of-a-planning-meeting": ActionView(
        _OPEN, date(2026, 3, 12), date(2026, 3, 5), date(2026, 3, 5), told=(_AGREED,), of_meeting=True
    ),
    "from-a-message": ActionView(
        _OPEN,
        date(2026, 3, 12),
        date(2026, 3, 5),
        date(2026, 3, 5),
        told=(_AGREED,),
        from_message=True,
        message_link="https://teams.microsoft.com/l/message/19:panel@thread.tacv2/1700000000001?tenantId=tenant",
    ),
    "cancelled": ActionView(
        ActionLine(4, 2, "C-0007 (AB)", _OPEN.text, "Wren Worker", "cancelled", date(2026, 3, 12)),
        date(2026, 3, 12),
        date(2026, 3, 12),
        date(2026, 3, 5),
        told=(_AGREED, _CANCELLED),
        recorded_by="Sam Support",
        cancelled=_CANCELLED,
    ),
    "done": ActionView(
        ActionLine(4, 2, "C-0007 (AB)", _OPEN.text, "Wren Worker", "done", date(2026, 3, 12)),
        date(2026, 3, 12),
        date(2026, 3, 12),
        date(2026, 3, 5),
        told=(_AGREED, Told(_at(12, 13), "Wren Worker", "complete_action", {})),
        line="Done: Wren Worker, Thu 12 March 2026, 13:05.",
    ),
}
