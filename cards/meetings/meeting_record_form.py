"""The form of the running record: plan and contingency, what was considered, the procedure's lines, differing views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cards.meetings import planning_words
from cards.parts import address, button, choice, finish, heading, leaving, outcome, plain, section, text_input, words

LONG, SHORT = 1000, 400
LINES_A_PART = 8
ROOM, AROUND, A_BOX = 26_000, 5_000, 450  # bytes of a card, of what is always on it, and of a box without its words
STANDS = "What was said before stands here to be changed or kept."
NOTHING, NOT_KNOWN = "none", "not_known"
CONNECTED = (
    ("Not known yet", NOT_KNOWN),
    ("May be an option", "may_be_an_option"),
    ("Not an option", "not_an_option"),
)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A line of a checklist: the input's name, its words, and the clause that asks for it."""

    name: str
    words: str
    clause: str


@dataclass(frozen=True, slots=True)
class MeetingRecordForm:
    """The record as it stands or was typed; `plans` are (words, value)."""

    meeting: int
    version: int
    child: str
    label: str
    kind: str
    title: str
    plans: tuple[tuple[str, str], ...]
    lines: tuple[RecordLine, ...] = ()
    reasons: tuple[RecordLine, ...] = ()  # what has to be written with this plan
    ask_views: tuple[tuple[str, str], ...] = ()  # (title, role) whose views the procedure wants, there or not
    connected: str = ""  # whether a connected person may care for the child; empty where nobody asks
    connected_clause: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    part: int = 0  # of a record that is too long for one card: the first part has all but the lines
    parts: int = 1
    line: str = ""


def in_parts(lines: Sequence[RecordLine], reasons: int, typed: Mapping[str, str]) -> int:
    """On how many cards the record is asked for: one, unless what stands in it would not fit."""
    written = sum(len(text.encode()) for text in typed.values())
    if written + AROUND + A_BOX * (len(lines) + reasons) <= ROOM:
        return 1
    return 1 + -(-len(lines) // LINES_A_PART)


def draw(view: MeetingRecordForm) -> dict[str, Any]:
    """Everything starts as it was carried forward."""
    body: list[Any] = [
        *outcome(view.line),
        heading(f"Running record: {plain(view.label)}"),
        words(f"{plain(view.title)}.{_which(view)} {STANDS}", subtle=True),
        *([] if view.part else _plan_and_views(view)),
    ]
    if view.lines:
        lines = [_box(view, line.name, f"{line.words} ({line.clause})", SHORT) for line in view.lines]
        body.append(section("The procedure's lines", lines))
    body += [] if view.part else _differences(view)
    of = {"of": address("meeting", view.meeting), "id": view.meeting}
    back = {**of, "child": view.child, "kind": view.kind}
    save = "Save, and show the next part" if view.part + 1 < view.parts else "Save the record"
    sent = {**of, "version": view.version, **({"part": view.part, "parts": view.parts} if view.parts > 1 else {})}
    actions = [
        button(save, "update_meeting_record", sent, style="positive"),
        leaving("Back", "show_meeting", back),
    ]
    return finish(body, actions, said="The running record of a planning meeting: a form.")


def _which(view: MeetingRecordForm) -> str:
    return f" Part {view.part + 1} of {view.parts}; each is saved by itself." if view.parts > 1 else ""


def _plan_and_views(view: MeetingRecordForm) -> list[Any]:
    return [
        *_plan(view),
        _box(view, "discussed", planning_words.CONSIDERED, LONG),
        _box(view, "views_said", "Views of the child and of others", LONG),
        *_views(view),
    ]


def _differences(view: MeetingRecordForm) -> list[Any]:
    return [
        _box(view, "differing", "Differing views, if any", SHORT),
        _box(view, "resolution", planning_words.RESOLUTION, SHORT),
        _box(view, "options", "Options for senior managers, with strengths and risks of each", SHORT),
    ]


def _plan(view: MeetingRecordForm) -> list[Any]:
    typed = view.typed
    plans = (("No plan yet", NOTHING), *view.plans)
    contingency = (("No contingency yet", NOTHING), *view.plans)
    final = (("Not final", "no"), ("Final plan", "yes"))
    return [
        choice("plan", "Plan", plans, value=typed.get("plan") or NOTHING),
        choice("contingency", "Contingency or parallel plan", contingency, value=typed.get("contingency") or NOTHING),
        choice("final", "Is the plan final", final, value=typed.get("final") or "no"),
        *_connected(view),
        *(
            text_input(
                one.name,
                f"{one.words} ({one.clause})",
                required=f"Write it with the plan ({one.clause}).",
                value=typed.get(one.name, "")[:LONG],
                lines=True,
                most=LONG,
            )
            for one in view.reasons
        ),
    ]


def _views(view: MeetingRecordForm) -> list[Any]:
    """Known before the meeting, apart from who will be there."""
    if not view.ask_views:
        return []
    label = "Whose views are ascertained already"
    return [choice("views", label, view.ask_views, value=view.typed.get("views", ""), several=True)]


def _connected(view: MeetingRecordForm) -> list[Any]:
    """Once it is known it may change, but not become unknown again."""
    if not view.connected:
        return []
    known = CONNECTED if view.connected == NOT_KNOWN else CONNECTED[1:]
    label = f"Is a connected person an option ({view.connected_clause})"
    return [choice("connected", label, known, value=view.typed.get("connected") or view.connected)]


def _box(view: MeetingRecordForm, name: str, label: str, most: int) -> Any:
    return text_input(name, label, value=view.typed.get(name, "")[:most], lines=True, most=most)


_PLANS = (("special guardianship order", "sgo"), ("long-term fostering", "long_term_fostering"))

EXAMPLES = {
    "as-carried-forward": MeetingRecordForm(
        3,
        2,
        "C-0007",
        "C-0007 (AB)",
        "ppm",
        "Permanency Planning Meeting",
        _PLANS,
        (
            RecordLine("answer.purposes.0", "The child's assessed needs and the proposed contact plans", "PT-1.3"),
            RecordLine("answer.purposes.3", "The child's wishes", "PT-1.3"),
        ),
        ask_views=(("Independent Reviewing Officer (PT-2.2)", "iro"), ("Children's Guardian (PT-2.2)", "guardian")),
        typed={
            "views": "iro",
            "plan": "sgo",
            "contingency": "long_term_fostering",
            "answer.purposes.3": "Wants to stay near school.",
        },
    ),
    "second-of-two-parts": MeetingRecordForm(
        3,
        2,
        "C-0007",
        "C-0007 (AB)",
        "ppm",
        "Permanency Planning Meeting",
        _PLANS,
        (RecordLine("answer.purposes.3", "The child's wishes", "PT-1.3"),),
        typed={"answer.purposes.3": "Wants to stay near school."},
        part=1,
        parts=2,
    ),
    "first-of-two-parts": MeetingRecordForm(
        3, 2, "C-0007", "C-0007 (AB)", "ppm", "Permanency Planning Meeting", _PLANS, typed={"plan": "sgo"}, parts=2
    ),
    "a-plan-outside-the-options": MeetingRecordForm(
        3,
        2,
        "C-0007",
        "C-0007",
        "ppm",
        "Permanence Planning Meeting",
        _PLANS,
        reasons=(
            RecordLine("reason.plan-outside-the-options", "Why this plan, outside the options for the age", "PG-A1"),
        ),
        connected=NOT_KNOWN,
        connected_clause="PG-A1",
        typed={"plan": "sgo", "connected": "not_an_option"},
        line="Write in the record why this plan, outside the options for the child's age (PG-A1).",
    ),
    "contingency-without-a-plan": MeetingRecordForm(
        3,
        2,
        "C-0007",
        "C-0007",
        "ppm",
        "Permanence Planning Meeting",
        _PLANS,
        typed={"contingency": "sgo", "discussed": "The grandmother *came forward*."},
        line="Choose the plan the contingency is for.",
    ),
}
