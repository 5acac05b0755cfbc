"""A child's planning meeting with its running record: what is due, what was said so far, and what may be done next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cards.actions.action_words import ActionLine, stands
from cards.elements import ExecuteAction
from cards.meetings.meeting_words import (
    Duty,
    MeetingState,
    actions_agreed,
    due_in_words,
    how_it_stands,
    incomplete,
    who_is_there,
)
from cards.parts import address, button, buttons, day, facts, finish, heading, outcome, plain, section, words
from permanence.explain import shortened

MOST_SAID = 700


@dataclass(frozen=True, slots=True)
class MeetingRecordView:
    """A meeting, its record as (heading, words), and the child's actions that go with it."""

    state: MeetingState
    record: tuple[tuple[str, str], ...] = ()
    actions: tuple[ActionLine, ...] = ()
    more_actions: int = 0
    steps: int = 0  # what else the procedure asks to be recorded
    waiting: tuple[Duty, ...] = ()  # minutes and uploads of any meeting held
    made: tuple[tuple[str, int], ...] = ()  # papers of this meeting made here: words, and the event to take back
    together: tuple[tuple[str, int], ...] = ()  # siblings' meetings held the same day: label and id
    other: tuple[str, str] | None = None  # another kind of meeting that is due: its kind and title
    silences: tuple[str, ...] = ()
    to_all: bool = False  # said to a whole channel, so that what was written waits for a press
    line: str = ""


def for_channel(view: MeetingRecordView) -> MeetingRecordView:
    """As a whole channel may see it: how it stands and what is due, and nothing that was written."""
    written = bool(view.record or view.state.reason or view.state.absent_because)
    return replace(view, record=(), state=replace(view.state, reason="", absent_because=""), to_all=written)


def draw(view: MeetingRecordView) -> dict[str, Any]:
    """How it stands, what is due and why, the running record, actions, what waits."""
    state = view.state
    body: list[Any] = [
        *outcome(view.line),
        heading(f"{plain(state.title)}, {plain(state.label)}"),
        words(how_it_stands(state), bold=True),
        *([words(f"Why it was asked for: {plain(state.reason)}")] if state.reason and state.to_come else []),
        *(words(said) for said in who_is_there(state)),
        section("Due", [words(due_in_words(duty)) for duty in state.due] or [words(_nothing(view))]),
    ]
    body += [words(said) for said in incomplete(state)]
    if view.record:
        said = [(plain(name), _short(text)) for name, text in view.record]
        body.append(section(_since(state), [facts(said)]))
    if view.to_all:
        about = {"id": state.meeting, "child": state.child, "kind": state.kind}
        body.append(section(_since(state), [buttons([button("Open the record", "show_meeting", about)])]))
    if view.actions:
        its = [words(f"{plain(stands(action))} {plain(action.text)}") for action in view.actions]
        more = [words(f"And {view.more_actions} more.", subtle=True)] if view.more_actions else []
        body.append(section("Actions", [*its, *more]))
    if view.waiting:
        body.append(section("Still to be done after a meeting", [words(due_in_words(one)) for one in view.waiting]))
    if view.made and not view.to_all:
        body.append(section("Done after this meeting", [item for one in view.made for item in _made(state, *one)]))
    body.append(section("Steps", [words(_steps(view)), buttons([_to_steps(state)])]))
    body += [_together(label, meeting) for label, meeting in view.together]
    body.append(words(f"{actions_agreed(state)} As it stood on {day(state.as_of)}.", subtle=True))
    return finish(body, _buttons(view), said="A child's planning meeting and its running record.")


def _made(state: MeetingState, said: str, event: int) -> list[Any]:
    take_back = button("Take back", "open_take_back_step", {"child": state.child, "event": event})
    return [words(plain(said)), buttons([take_back])]


def _together(label: str, meeting: int) -> Any:
    open_ = button("Open this meeting", "show_meeting", {"of": address("meeting", meeting), "id": meeting})
    return section(f"Held together with {plain(label)}", [words("Its actions are its own."), buttons([open_])])


def _steps(view: MeetingRecordView) -> str:
    if not view.steps:
        return "Nothing waits to be recorded."
    return f"{view.steps} to be recorded: approvals, follow-ups and what else the procedure asks for."


def _to_steps(state: MeetingState) -> ExecuteAction:
    return button("Steps", "show_steps", {"child": state.child})


def _since(state: MeetingState) -> str:
    if state.state in ("held", "called_off"):
        return "Record of the meeting"
    return f"Running record, updated on {day(state.updated_on)}" if state.updated_on else "Running record so far"


def _short(text: str) -> str:
    return plain(shortened(text, MOST_SAID))


def _nothing(view: MeetingRecordView) -> str:
    return " ".join(plain(silence) for silence in view.silences) or "No meeting is due."


def _buttons(view: MeetingRecordView) -> list[ExecuteAction]:
    state = view.state
    of = {"of": address("meeting", state.meeting)} if state.meeting else {}
    data: dict[str, Any] = {**of, "id": state.meeting, "version": state.version}
    about = {**of, "child": state.child, "kind": state.kind}
    keys = [duty.key for duty in view.waiting]
    shown = []
    if state.to_come:
        if state.may_hold:
            shown.append(button("Record that it was held", "open_hold_meeting", data, style="positive"))
        shown.append(button("Update the record", "open_meeting_record", data))
        shown.append(button("Move it" if state.on else "Arrange it", "open_schedule_meeting", data))
    else:
        shown.append(button("Arrange the next one", "open_schedule_meeting", about))
        shown.append(button("Ask for a meeting", "open_request_meeting", about))
        if state.state == "held":
            shown.append(button("Not held after all", "open_take_back_meeting", data, secondary=True))
    if state.state in ("scheduled", "held"):
        shown.append(button("Agree an action", "open_agree_meeting_action", data, secondary=True))
    if "minutes" in keys:
        shown.append(button("Minutes issued", "issue_minutes", {**of, "child": state.child}, secondary=True))
    if "record_upload" in keys:
        shown.append(button("Uploaded", "confirm_upload", {**of, "child": state.child}, secondary=True))
    if view.other and len(shown) < 6:
        other = {"child": state.child, "kind": view.other[0]}
        shown.append(button(view.other[1], "show_meeting", other, secondary=True))
    return shown


_DUE = Duty("permanence planning meeting", "PT-1.1", date(2026, 2, 16), "due_soon", "6 weeks after entering care")
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
    "Team Manager (PT-2.1)",
    ("Allocated Social Worker", "Fostering Service"),
    (_DUE,),
    open=3,
)
_RECORD = (
    ("Plan", "special guardianship order; contingency long-term fostering"),
    ("What was considered, and why", "The grandmother came forward and is being assessed."),
    ("The child's wishes (PT-1.3)", "Wants to stay near school."),
)
_ACTION = ActionLine(
    4, 1, "C-0007 (AB)", "Ask the school for a report.", "Wren Worker", "open", date(2026, 1, 30), overdue=1
)

EXAMPLES = {
    "nothing-yet": MeetingRecordView(replace(_ARRANGED, state="none", meeting=0, version=0, on=None, time="", open=0)),
    "arranged-with-what-is-carried-forward": MeetingRecordView(
        _ARRANGED, _RECORD, (_ACTION,), 2, other=("final_care_planning_meeting", "Final Care Planning Meeting")
    ),
    "views-to-get-and-who-is-notified": MeetingRecordView(
        replace(
            _ARRANGED,
            to_get=("Independent Reviewing Officer (PT-2.2)",),
            notified=("Advanced Practitioner for Permanence (WS-6)",),
            minutes_to=("Advanced Practitioner for Permanence (WS-6)",),
        )
    ),
    "its-day-has-come": MeetingRecordView(
        replace(_ARRANGED, as_of=date(2026, 2, 12), updated_on=date(2026, 2, 10)), _RECORD, (_ACTION,)
    ),
    "held": MeetingRecordView(
        replace(_ARRANGED, state="held", due=(), attended=("Team Manager",), agreed=1),
        _RECORD,
        (_ACTION,),
        waiting=(
            Duty("minutes", "PT-3.2", date(2026, 2, 19), "due_soon", "5 working days after it", key="minutes"),
            Duty("upload to the record", "PG-9", date(2026, 2, 17), "overdue", "3 days after it", key="record_upload"),
        ),
        together=(("C-0008 (CD)", 4), ("C-0009 (EF)", 5)),
        silences=("Permanence was achieved on 12 February 2026.",),
        line="Held on Thu 12 February 2026.",
    ),
}
EXAMPLES["said-to-a-channel"] = for_channel(EXAMPLES["arranged-with-what-is-carried-forward"])
