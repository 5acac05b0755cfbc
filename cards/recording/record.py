"""The record of a sitting while it is made: what is on the agenda, how far each is, and the way to record it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cards.actions.action_words import sentence
from cards.elements import Container, ExecuteAction
from cards.looks import OPEN as OPEN_YET, OVER, WELL, state
from cards.parts import address, button, buttons, day, finish, heading, outcome, plain, span, words
from permanence.explain import counted


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One item of the agenda. `state` is listed, heard or deferred; `actions` counts those agreed for it here."""

    item: int
    title: str  # a child's reference and initials, or the manager whose actions are reviewed
    manager: str
    state: str
    actions: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PresentWords:
    """Who was at a sitting, by title or name; `to_get` are those whose views the procedure still asks for."""

    attended: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    not_included: tuple[tuple[str, str], ...] = ()  # title and why
    instead: str = ""
    to_get: tuple[str, ...] = ()


NOBODY_YET = PresentWords()


@dataclass(frozen=True, slots=True)
class RecordView:
    """One page of a sitting's items. `kind` is review or action_review."""

    sitting: int
    version: int
    on: date
    kind: str
    state: str
    rows: tuple[RecordRow, ...]
    recorded: int
    total: int
    present: PresentWords = NOBODY_YET
    page: int = 0
    pages: int = 1
    line: str = ""
    panel: str = ""  # which, where there are several


OPEN = ("published", "reopened")
STATES = {
    "listed": ("Not recorded yet", OPEN_YET),
    "heard": ("Recorded", WELL),
    "deferred": ("Not heard; comes back next time", OVER),
}


def draw(view: RecordView) -> dict[str, Any]:
    """Attendance, then the items with a button each, then closing."""
    of = {"of": address("sitting", view.sitting), "id": view.sitting}
    panel = plain(view.panel)
    kind = f"Action review{f', {panel},' if panel else ''}" if view.kind == "action_review" else panel or "Panel"
    page = f", page {view.page + 1} of {view.pages}" if view.pages > 1 else ""
    body = [
        *outcome(view.line),
        heading(f"{kind} of {day(view.on)}"),
        words(f"{view.recorded} of {view.total} recorded{page}. {_closed(view)}", bold=True),
        words(plain(attendance_in_words(view.present))),
        *(_row(view, row) for row in view.rows),
    ]
    shown = []
    if view.state in OPEN:
        shown = [
            button("Attendance", "open_attendance", of),
            button("Close the sitting", "close_sitting", {**of, "version": view.version}, style="positive"),
        ]
    if view.state == "closed":
        shown.append(button("Correct the record", "show_reopen_form", of))
    if view.page > 0:
        shown.append(button("Earlier page", "open_record", {**of, "page": view.page - 1}, secondary=True))
    if view.page + 1 < view.pages:
        shown.append(button("Next page", "open_record", {**of, "page": view.page + 1}))
    return finish(body, shown, said=f"The record of a sitting: {view.recorded} of {view.total} recorded.")


def attendance_in_words(present: PresentWords) -> str:
    """Attended: A, B. Apologies: C. Views ascertained: D. Views still to be ascertained: E (PT-2.2)."""
    if not present.attended and not present.apologies:
        return "Attendance: not recorded."
    said = [f"Attended: {', '.join(present.attended) or 'nobody'}."]
    for title, who in (
        ("Apologies", present.apologies),
        ("Views ascertained", present.views),
        ("Views still to be ascertained", present.to_get),
    ):
        said += [f"{title}: {', '.join(who)}."] if who else []
    said += [sentence(f"Not included: {title}, because {why}") for title, why in present.not_included]
    said += [sentence(f"In somebody else's place: {present.instead}")] if present.instead else []
    return " ".join(said)


def _closed(view: RecordView) -> str:
    if view.state == "reopened":
        return "The sitting was opened again to correct its record; close it when that is done."
    return "The sitting is closed." if view.state == "closed" else "The sitting is open."


def _row(view: RecordView, row: RecordRow) -> Container:
    count = f" {counted(row.actions, 'action')} agreed." if row.actions else ""
    at = f"{span(row.starts_at, row.ends_at)}: " if row.starts_at and row.ends_at else ""
    said = words(plain(f"{at}{row.title}, {row.manager}.{count}"))
    items = [state(*STATES[row.state]), said, buttons(_ways(view, row))]
    return Container(separator=True, spacing="Medium", items=items)


def _ways(view: RecordView, row: RecordRow) -> list[ExecuteAction]:
    """A child not recorded yet is recorded from here in one form; everything else is on its own card."""
    if row.state != "listed" or view.state not in OPEN:
        return [button("Open", "open_item", {"id": row.item})]
    if view.kind == "action_review":
        return [button("Record", "open_item", {"id": row.item})]
    return [
        button("Record", "open_record_child", {"id": row.item}),
        button("Open", "open_item", {"id": row.item}, secondary=True),
    ]


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 12, hour, minute, tzinfo=UTC)


EXAMPLES = {
    "begun": RecordView(
        3,
        7,
        date(2026, 3, 12),
        "review",
        "published",
        (
            RecordRow(11, "C-0007 (AB)", "Erin East", "heard", 2, _at(14), _at(14, 20)),
            RecordRow(12, "C-0011 (CD)", "Erin East", "deferred", 0, _at(14, 20), _at(14, 40)),
            RecordRow(13, "C-0015 (EF)", "Will West", "listed"),
        ),
        2,
        8,
        PresentWords(("IRO Manager", "Erin East"), ("Head Teacher or Assistant Head Teacher for the Virtual School",)),
        0,
        2,
        "Recorded for C-0007 (AB).",
    ),
    "views-are-still-to-get": RecordView(
        3,
        8,
        date(2026, 3, 12),
        "review",
        "published",
        (RecordRow(11, "C-0007 (AB)", "Will West for Erin East", "heard"),),
        1,
        1,
        PresentWords(
            ("IRO Manager", "Will West"),
            views=("Children's Guardian",),
            not_included=(("Foster carers", "The carers are on respite."),),
            instead="Pat Jones for the Fostering Service Manager",
            to_get=("Parents (PG-5)",),
        ),
    ),
    "action-review": RecordView(
        4,
        2,
        date(2026, 4, 23),
        "action_review",
        "published",
        (RecordRow(21, "Erin East", "Erin East", "listed"),),
        0,
        1,
    ),
    "closed": RecordView(
        3, 9, date(2026, 3, 12), "review", "closed", (RecordRow(11, "C-0007", "Erin East", "heard"),), 1, 1
    ),
}
