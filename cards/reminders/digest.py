"""A morning's digest for one person: what is due or overdue, each with its clause, a why and a way to act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cards.elements import Container, Mention
from cards.parts import address, button, buttons, day, finish, heading, mention, outcome, plain, words
from cards.reminders.matter_line import MatterLine, opening, texts
from permanence.subject import Subject

PAGE = 8


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One thing to do, and the reminder of it."""

    reminder: int
    matter: MatterLine
    upload: bool = False  # an upload to the record: confirmed from here


@dataclass(frozen=True, slots=True)
class DigestView:
    """One page of what one recipient is to hear. `people` are (name, Teams id); several share a role's digest."""

    subject: str
    on: date
    people: tuple[tuple[str, str | None], ...]
    lines: tuple[DigestLine, ...]  # of this page
    page: int = 0
    total: int = 0
    overdue: int = 0
    away: str = ""  # whom they stand in for, or who stands in for them
    line: str = ""

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def draw(view: DigestView) -> dict[str, Any]:
    """Whom it is for, how much there is, then each thing, the most overdue first."""
    named: list[str] = []
    entities: list[Mention] = []
    for name, teams_id in view.people:
        text, found = mention(name, teams_id)
        named.append(text)
        entities += found
    whom = ", ".join(named) or "Business support"
    body: list[Any] = [*outcome(view.line), heading(f"To do, {day(view.on)}"), words(f"{whom}: {_count(view)}")]
    body += [words(plain(view.away), subtle=True)] if view.away else []
    body += [_row(view, line) for line in view.lines]
    of = {"of": address("digest", view.subject)}
    turns = []
    if view.page > 0:
        turns.append(button("Show the ones before", "show_digest_page", {**of, "page": view.page - 1}))
    if view.page + 1 < view.pages:
        left = view.total - (view.page + 1) * PAGE
        turns.append(button(f"Show the rest ({left})", "show_digest_page", {**of, "page": view.page + 1}))
    return finish(body, turns, said=f"To do: {_count(view)}", mentions=entities)


def _count(view: DigestView) -> str:
    if not view.total:
        return "nothing is left to do here."
    things = "1 thing to do" if view.total == 1 else f"{view.total} things to do"
    late = f", {view.overdue} overdue" if view.overdue else ""
    part = f", part {view.page + 1} of {view.pages}" if view.pages > 1 else ""
    return f"{things}{late}{part}."


def _row(view: DigestView, line: DigestLine) -> Container:
    of = {"of": address("digest", view.subject)}
    data = {**of, "id": line.reminder}
    act = opening(line.matter)
    if line.upload:
        act = [button("Uploaded", "confirm_upload", {**of, "child": Subject.parse(line.matter.card).id})]
    rest = [button("Why", "why_line", data), button("Snooze", "open_snooze", data)]
    return Container(separator=True, spacing="Medium", items=[*texts(line.matter), buttons([*act, *rest])])


_LATE = DigestLine(
    12,
    MatterLine(
        "Overdue by 3 working days",
        True,
        "Panel",
        date(2026, 3, 12),
        "BCP-3.2",
        "C-0007 (AB)",
        "On the agenda of 19 March 2026",
        "child:C-0007",
    ),
)
_ACTION = DigestLine(
    13,
    MatterLine(
        "Due today",
        False,
        "Ask the school for an education report.",
        date(2026, 3, 17),
        "action 4 of the panel",
        "C-0011 (CD)",
        card="action:4",
    ),
)
_INVITATION = DigestLine(
    14,
    MatterLine(
        "Due in 2 working days",
        False,
        "Answer to the invitation to the panel of 26 March 2026",
        date(2026, 3, 19),
        "BCP-4.1",
        card="invitation:5",
    ),
)
_UPLOAD = DigestLine(
    15,
    MatterLine(
        "Due in 1 working day",
        False,
        "Upload to the record",
        date(2026, 3, 18),
        "BCP-4.4",
        "C-0020 (EF)",
        card="child:C-0020",
    ),
    upload=True,
)
_RECONVENE = DigestLine(
    16,
    MatterLine(
        "No date set",
        False,
        "Permanence planning meeting",
        date(2026, 3, 14),
        "WS-11",
        "C-0020 (EF)",
        "Required since the placement breaking down on 14 March 2026, no date set",
        "child:C-0020",
        dated=False,
    ),
)
_STEP = DigestLine(
    17,
    replace(
        _RECONVENE.matter,
        name="The parent's views being gained; the parent being updated",
        origin="PG-5",
        note="Required since the parent not being part of the meeting on 14 March 2026",
        card="steps:C-0020",
    ),
)
_ERIN = (("Erin East", "29:erin"),)
_SUBJECT = "7c0ad6ea-0000-4000-8000-00000000e457:2026-03-17"

EXAMPLES = {
    "four-things": DigestView(
        _SUBJECT, date(2026, 3, 17), _ERIN, (_LATE, _ACTION, _INVITATION, _UPLOAD), total=4, overdue=1
    ),
    "first-of-a-hundred": DigestView(
        _SUBJECT,
        date(2026, 3, 17),
        _ERIN,
        tuple(
            DigestLine(i, replace(_LATE.matter, name="Word " * 60, note="Blocked: " + "why " * 60)) for i in range(PAGE)
        ),
        total=100,
        overdue=92,
    ),
    "without-a-date": DigestView(_SUBJECT, date(2026, 3, 17), _ERIN, (_RECONVENE,), total=1),
    "a-step": DigestView(_SUBJECT, date(2026, 3, 17), _ERIN, (_STEP,), total=1),
    "last-page": DigestView(
        _SUBJECT, date(2026, 3, 17), _ERIN, (_ACTION,), page=1, total=9, line="Snoozed until Mon 23 March 2026."
    ),
    "of-one-who-is-away": DigestView(
        _SUBJECT,
        date(2026, 3, 17),
        (*_ERIN, ("Will West", "29:will")),
        (
            replace(
                _ACTION,
                matter=replace(_ACTION.matter, note="Its owner is away until 20 March 2026, deputy Will West"),
            ),
        ),
        total=1,
        away="Erin East is away until 20 March 2026, deputy Will West.",
    ),
    "of-business-support": DigestView(
        "business_support:2026-03-17", date(2026, 3, 17), (("Sam Support", None),), (_UPLOAD,), total=1
    ),
    "nothing-left": DigestView(
        _SUBJECT, date(2026, 3, 17), _ERIN, (), line="Snoozed until Mon 23 March 2026: Panel, for C-0007 (AB)."
    ),
}
