"""The form that confirms uploads to the record: which children's, of those still waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.parts import button, buttons, choice, day, finish, heading, leaving, outcome, plain, section, words

MOST_MADE = 8


@dataclass(frozen=True, slots=True)
class UploadRow:
    """One child's upload still to be made: by when, and under which clause."""

    child: str
    label: str
    due: date
    clause: str
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class MadeRow:
    """One child's upload that was confirmed here: on which day, and the event to take back."""

    child: str
    label: str
    on: date
    event: int


@dataclass(frozen=True, slots=True)
class UploadForm:
    """Uploads waiting; `of` is the shared card to go back to. `others` wait too and are for others to confirm."""

    of: str
    rows: tuple[UploadRow, ...]
    record_system: str = ""
    sitting: int = 0  # 0 when opened for a child rather than for a sitting
    child: str = ""  # the child it was opened for, when from no shared card
    others: int = 0
    line: str = ""
    made: tuple[MadeRow, ...] = ()


def draw(view: UploadForm) -> dict[str, Any]:
    """The children to choose from, save and back; or that nothing is waiting."""
    whither = view.record_system or "the record"
    away = ("show_again", {"of": view.of}) if view.of else ("show_child", {"child": view.child})
    back = leaving("Back", *away)
    body = [*outcome(view.line), heading("Uploads to the record")]
    if not view.rows:
        body += [words(_others(view) or "No upload is waiting here."), *_made(view)]
        return finish(body, [back], said="Uploads to the record: none is waiting.")
    choices = [(_said(row), row.child) for row in view.rows]
    missing = "Choose at least one child."
    body += [
        words(plain(f"Choose the children whose papers and actions are now in {whither}.")),
        choice("children", "Uploaded", choices, required=missing, several=True),
    ]
    body += [words(_others(view), subtle=True)] if view.others else []
    body += _made(view)
    data = {"of": view.of, "id": view.sitting}
    save = button("Confirm", "confirm_upload", data, style="positive")
    every = [leaving("All uploaded", "confirm_all_uploads", data)] if len(view.rows) > 1 else []
    return finish(body, [save, *every, back], said="Uploads to the record: a form.")


def _made(view: UploadForm) -> list[Any]:
    """What was confirmed, each to be taken back; of many only the first, the rest from the child's steps."""
    if not view.made:
        return []
    items: list[Any] = []
    for row in view.made[:MOST_MADE]:
        items.append(words(plain(f"{row.label}: {day(row.on)}.")))
        items.append(buttons([leaving("Take back", "open_take_back_step", {"child": row.child, "event": row.event})]))
    left = len(view.made) - MOST_MADE
    more = [words(f"And {left} more; each child's steps have it too.", subtle=True)] if left > 0 else []
    return [section("Confirmed", [*items, *more])]


def _others(view: UploadForm) -> str:
    if not view.others:
        return ""
    waits = "1 upload waits" if view.others == 1 else f"{view.others} uploads wait"
    return (
        f"{waits} for other teams; their managers or business support confirm {'it' if view.others == 1 else 'them'}."
    )


def _said(row: UploadRow) -> str:
    late = "Overdue. " if row.overdue else ""
    return f"{late}{row.label}, due {day(row.due)} ({row.clause})"


EXAMPLES = {
    "two-waiting": UploadForm(
        "summary:3",
        (
            UploadRow("C-0007", "C-0007 (AB)", date(2026, 3, 17), "BCP-4.4", overdue=True),
            UploadRow("C-0015", "C-0015 (EF)", date(2026, 3, 17), "BCP-4.4"),
        ),
        "Mosaic",
        3,
    ),
    "some-are-of-other-teams": UploadForm(
        "summary:3", (UploadRow("C-0007", "C-0007 (AB)", date(2026, 3, 17), "BCP-4.4"),), "Mosaic", 3, others=2
    ),
    "all-are-of-other-teams": UploadForm("summary:3", (), "Mosaic", 3, others=1),
    "of-a-child": UploadForm("", (), "Mosaic", child="C-0007", line="The upload is confirmed for C-0007 (AB)."),
    "none-left": UploadForm(
        "summary:3",
        (),
        "Mosaic",
        3,
        line="The upload is confirmed for C-0007 (AB).",
        made=(MadeRow("C-0007", "C-0007 (AB)", date(2026, 3, 16), 41),),
    ),
}
