"""A child's steps: what the procedure asks to be recorded, in its order; what waits for what; what was recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cards.children.duty_words import badge, reason
from cards.elements import Container
from cards.parts import button, buttons, day, finish, heading, outcome, plain, section, words
from permanence.explain import shortened

MOST_NOTED = 400  # characters of a note; the form that takes a step back has all of it


@dataclass(frozen=True, slots=True)
class StepLine:
    """An open step. `step` names it for its button; empty where it is closed elsewhere, as `elsewhere` says."""

    step: str
    name: str
    standing: str
    due: date | None
    because: str
    clause: str
    asks: str = ""  # who does it
    recorded_by: str = ""  # who may record it, where the procedure's file says
    elsewhere: str = ""
    referral: bool = False  # it belongs to the referral to a panel


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A step that is not open yet, and what it waits for."""

    name: str
    clause: str
    waits_for: tuple[str, ...]
    asks: str = ""


@dataclass(frozen=True, slots=True)
class RecordedLine:
    """Something recorded. `event` is its number where it may be taken back, else 0."""

    name: str
    clause: str
    on: date
    by: str
    note: str = ""
    event: int = 0


@dataclass(frozen=True, slots=True)
class StepsView:
    """One page of the open steps; what waits and what was recorded come with the last page."""

    ref: str
    label: str  # reference and initials
    as_of: date
    open: tuple[StepLine, ...] = ()
    waiting: tuple[WaitingLine, ...] = ()
    recorded: tuple[RecordedLine, ...] = ()
    earlier: int = 0  # recorded before those shown
    start: int = 0
    total: int = 0
    silences: tuple[str, ...] = ()
    meeting: str = ""  # the kind of planning meeting, where the procedure has one
    line: str = ""


def without_notes(view: StepsView) -> StepsView:
    """As the whole channel may see it: what was recorded, when and by whom, and nothing that was written."""
    return replace(view, recorded=tuple(replace(one, note="") for one in view.recorded))


def draw(view: StepsView) -> dict[str, Any]:
    """Open ones with their button, then those that wait, then those recorded."""
    body: list[Any] = [*outcome(view.line), heading(f"Steps: {plain(view.label)}"), words(_count(view))]
    body += [_row(view, line) for line in view.open]
    if view.waiting:
        body.append(section("Waiting, in the procedure's order", [words(_waits(line)) for line in view.waiting]))
    if view.recorded:
        items = [item for line in view.recorded for item in _recorded(view, line)]
        more = [words(f"And {view.earlier} earlier.", subtle=True)] if view.earlier else []
        body.append(section("Recorded", [*items, *more]))
    body.append(words(f"As it stood on {day(view.as_of)}.", subtle=True))
    child = {"child": view.ref}
    actions = []
    after = view.start + len(view.open)
    if after < view.total:
        actions.append(button(f"Show {view.total - after} more", "show_steps", {**child, "start": after}))
    actions.append(button("Something else happened", "open_record_fact", child))
    actions.append(button("Where the child stands", "show_child", child))
    if view.meeting:
        actions.append(button("Planning meeting", "show_meeting", {**child, "kind": view.meeting}, secondary=True))
    return finish(body, actions, said=f"What is to be recorded for a child: {view.total} open.")


def _count(view: StepsView) -> str:
    if not view.total:
        return " ".join(["Nothing waits to be recorded.", *(plain(one) for one in view.silences)])
    shown = f", {view.start + 1} to {view.start + len(view.open)} shown" if view.total > len(view.open) else ""
    return f"{view.total} to be recorded{shown}."


def _row(view: StepsView, line: StepLine) -> Container:
    items: list[Any] = [
        words(_name(line.name), bold=True),
        badge(line.standing, line.due),
        words(f"{plain(reason(line.because))} ({line.clause}).{_asked(line.asks)}"),
    ]
    if line.elsewhere:
        items.append(words(plain(line.elsewhere), subtle=True))
    if line.recorded_by:
        items.append(words(f"Recorded by {plain(line.recorded_by)}.", subtle=True))
    act = []
    if line.referral:
        act.append(button("Referral", "show_referral", {"child": view.ref}))
    if line.step:
        act.append(button("Record", "open_record_step", {"child": view.ref, "step": line.step}))
    items += [buttons(act)] if act else []
    return Container(separator=True, spacing="Medium", items=items)


def _waits(line: WaitingLine) -> str:
    return f"{_name(line.name)} ({line.clause}): waits for {plain(' and '.join(line.waits_for))}.{_asked(line.asks)}"


def _recorded(view: StepsView, line: RecordedLine) -> list[Any]:
    clause = f" ({line.clause})" if line.clause else ""
    said_of_it = shortened(line.note, MOST_NOTED)
    note = f" {plain(said_of_it)}" if said_of_it else ""
    said = words(f"{_name(line.name)}{clause}: {day(line.on)}, recorded by {plain(line.by)}.{note}")
    if not line.event:
        return [said]
    return [said, buttons([button("Take back", "open_take_back_step", {"child": view.ref, "event": line.event})])]


def _asked(who: str) -> str:
    return f" Asked of {plain(who)}." if who else ""


def _name(text: str) -> str:
    return plain(text[:1].upper() + text[1:])


_ISRO = StepLine(
    "review-isro@2026-01-20",
    "the ISRO's review of the final care plan",
    "due_soon",
    date(2026, 3, 1),
    "the day before the filing of final evidence on 2 March 2026",
    "PG-11",
    "the ISRO",
    "team manager or business support",
)
_HEAD = WaitingLine(
    "the head of service's approval of the final care plan",
    "PG-11",
    ("the ISRO's review of the final care plan", "the legal review of the final care plan"),
    "the head of service",
)
_MANAGER = RecordedLine(
    "the team manager's approval of the final care plan",
    "PG-11",
    date(2026, 1, 20),
    "Erin East",
    "Approved by Erin East in supervision.",
    7,
)
_FIRST = StepsView("C-0007", "C-0007 (AB)", date(2026, 2, 2), total=2, meeting="ppm")

EXAMPLES = {
    "approvals-in-order": replace(
        _FIRST,
        open=(
            _ISRO,
            replace(
                _ISRO,
                step="",
                name="a contingency or parallel plan",
                standing="undated",
                due=None,
                because="required when the plan, without a contingency, agreed on 19 January 2026, no date set",
                clause="PG-A3",
                asks="",
                recorded_by="",
                elsewhere="It is recorded with the plan, in the record of a planning meeting.",
            ),
        ),
        waiting=(_HEAD,),
        recorded=(_MANAGER,),
        line="Recorded: the team manager's approval of the final care plan, Tue 20 January 2026.",
    ),
    "nothing-open": replace(
        _FIRST,
        total=0,
        recorded=(replace(_MANAGER, event=0), _MANAGER),
        earlier=3,
        silences=("Permanence was achieved on 12 February 2026.",),
    ),
    "a-page-of-many": replace(_FIRST, open=(replace(_ISRO, standing="overdue", referral=True),) * 6, start=0, total=20),
}
