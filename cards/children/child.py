"""A child: where they stand in care, what is due and was met, the actions still open, the last panel and the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cards.actions.action_words import ActionLine, standing as action_standing
from cards.children.duty_words import badge, others, reason, stands
from cards.parts import button, buttons, day, facts, finish, heading, outcome, plain, section, words


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty towards the child: open, or how it ended."""

    what: str
    clause: str
    due: date | None
    standing: str
    because: str
    met_on: date | None = None
    more: int = 0  # open duties of the same rule beside it
    note: str = ""  # what was written when it was recorded


@dataclass(frozen=True, slots=True)
class ChildView:
    """Where a child stands on a day. Facts are (name, words); `earlier` counts the duties met before those shown."""

    ref: str
    label: str  # reference and initials
    facts: tuple[tuple[str, str], ...]
    open: tuple[DutyLine, ...]
    past: tuple[DutyLine, ...] = ()
    earlier: int = 0
    actions: tuple[ActionLine, ...] = ()
    more_actions: int = 0
    silences: tuple[str, ...] = ()
    back: str = ""  # the page of a list it was opened from: "10:all"
    upload_waits: bool = False
    refers: bool = False  # a referral to the panel is asked for, or was made
    meeting: str = ""  # the kind of planning meeting, where the procedure has one
    siblings: tuple[str, ...] = ()  # labels of the siblings in care
    to_all: bool = False  # said to a whole channel, so private details are shown only on request
    line: str = ""


TO_ALL = frozenset({"Team", "Last panel", "Next panel", "Groups"})  # facts that a whole channel may read


def for_channel(view: ChildView) -> ChildView:
    """As a whole channel may see it: what is due and why, without care, status, placement, plan or what was written."""
    shown = tuple(fact for fact in view.facts if fact[0] in TO_ALL)
    return replace(view, facts=shown, past=tuple(replace(duty, note="") for duty in view.past), to_all=True)


def draw(view: ChildView) -> dict[str, Any]:
    """Facts, then what is due, then actions, then what was met."""
    body: list[Any] = [
        *outcome(view.line),
        heading(plain(view.label)),
        facts((name, plain(value)) for name, value in view.facts),
        *([buttons([button("Care and plan", "show_child", {"child": view.ref})])] if view.to_all else []),
        section("Due", [item for duty in view.open for item in _open(duty)] + _said(view)),
        buttons([button("Steps", "show_steps", {"child": view.ref})]),
    ]
    if view.actions:
        its = [part for action in view.actions for part in action_standing(action, action.text)]
        if view.more_actions:
            its.append(words(f"And {view.more_actions} more.", subtle=True))
        body.append(section("Open actions", its))
    if view.past:
        met = [words(_past(duty), subtle=True) for duty in view.past]
        if view.earlier:
            met.append(words(f"And {view.earlier} earlier.", subtle=True))
        body.append(section("Before", met))
    body += _siblings(view)
    actions = [
        button("Why", "explain_child", {"child": view.ref, "back": view.back}),
        button("Actions", "open_list", {"back": f"child:{view.ref}:0"}),
    ]
    if view.upload_waits:
        actions.append(button("Confirm the upload", "confirm_upload", {"of": "", "child": view.ref}))
    if view.meeting:
        about = {"child": view.ref, "kind": view.meeting}
        actions.append(button("Planning meeting", "show_meeting", about, secondary=True))
    if view.refers:
        actions.append(button("Referral", "show_referral", {"child": view.ref}, secondary=True))
    if view.back:
        actions.append(button("Back to the list", "show_due", {"back": view.back}, secondary=True))
    return finish(body, actions, said="Where a child stands.")


def _siblings(view: ChildView) -> list[Any]:
    kept = ", ".join(view.siblings) or "none kept"
    change = button("Siblings", "open_siblings", {"child": view.ref, "back": view.back})
    return [section("Siblings in care", [words(plain(kept)), buttons([change])])]


def _open(duty: DutyLine) -> list[Any]:
    what = plain(duty.what[:1].upper() + duty.what[1:])
    return [
        words(what, bold=True),
        badge(duty.standing, duty.due),
        words(f"{plain(reason(duty.because))}: {duty.clause}.{others(duty.more)}"),
    ]


def _past(duty: DutyLine) -> str:
    what = plain(duty.what[:1].upper() + duty.what[1:])
    due = f", due {day(duty.due)}" if duty.due else ""
    note = f" {plain(duty.note)}" if duty.note else ""
    return f"{what}{due}. {stands(duty.standing, duty.due, duty.met_on)}. {duty.clause}.{note}"


def _said(view: ChildView) -> list[Any]:
    """Why nothing is next, or what is to be given for more to be."""
    said = " ".join(plain(silence) for silence in view.silences)
    if view.open:
        return [words(said)] if said else []
    return [words(said or "Nothing is due.")]


EXAMPLES = {
    "overdue": ChildView(
        "C-0007",
        "C-0007 (AB)",
        (
            ("Team", "Children in Care East, Wren Worker"),
            ("In care", "since Mon 5 January 2026"),
            ("Legal status", "section 20, since Mon 5 January 2026"),
            ("Placement", "foster care, not long-term matched, since Mon 5 January 2026"),
            ("Plan", "none agreed"),
            ("Last panel", "none yet"),
            ("Next panel", "Thu 12 March 2026"),
            ("Groups", "In care for 6 weeks (BCP-5.1); No permanence plan (BCP-5.5)"),
        ),
        (DutyLine("panel", "BCP-3.1", date(2026, 2, 16), "overdue", "6 weeks after entering care on 5 January 2026"),),
        (),
        0,
        (ActionLine(4, 1, "C-0007 (AB)", "Ask for a report.", "Wren Worker", "open", date(2026, 3, 12), 3),),
        back="10:all",
        upload_waits=True,
        refers=True,
        siblings=("C-0008 (CD)", "C-0009 (EF)"),
    ),
    "left-care": ChildView(
        "C-0009",
        "C-0009",
        (("Team", "Children in Care West"), ("In care", "no, left on Mon 2 March 2026")),
        (),
        (
            DutyLine(
                "upload to the record",
                "BCP-4.4",
                date(2026, 1, 20),
                "met_late",
                "3 working days after the panel held on 15 January 2026",
                date(2026, 1, 22),
                note="Uploaded by hand *after* the outage.",
            ),
            DutyLine("panel", "BCP-3.2", date(2026, 2, 26), "ended", "6 weeks after the panel held on 15 January 2026"),
        ),
        4,
        (),
        0,
        ("The procedure says nothing of the time after a child has left care.",),
        meeting="ppm",
    ),
}
EXAMPLES["said-to-a-channel"] = for_channel(EXAMPLES["overdue"])
