"""One person's list of a morning: what they can settle, what they must arrange, and a line for all that waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from cards.elements import CardElement, Container, ExecuteAction, Mention
from cards.parts import address, button, buttons, day, finish, heading, mention, outcome, plain, section, words
from cards.reminders import reminder_words
from cards.reminders.digest_view import PAGE, DigestLine, DigestView, FoldLine
from cards.reminders.matter_line import MatterLine, texts
from permanence.people.clearing import ACTION, ARRANGE, HISTORY, INVITATION, PANEL, SETTLE, UPLOAD, WAITS

ACTS = {ACTION: ("Done", "open_done"), INVITATION: ("Accept", "clear_line"), UPLOAD: ("Uploaded", "clear_line")}
TITLES = {SETTLE: "You can settle now", ARRANGE: "You are to arrange"}


def draw(view: DigestView) -> dict[str, Any]:
    """Whom it is for and how much there is; then each thing, what can be settled first; then what is folded."""
    named: list[str] = []
    entities: list[Mention] = []
    for name, teams_id in view.people:
        text, found = mention(name, teams_id)
        named.append(text)
        entities += found
    whom = ", ".join(named) or "Business support"
    body: list[CardElement] = [*outcome(view.line), heading(f"To do, {day(view.on)}")]
    body.append(words(f"{whom}: {_count(view)}"))
    body += [words(plain(view.away), subtle=True)] if view.away else []
    for part, title in TITLES.items():
        its = [line for line in view.lines if line.part == part]
        body += [words(title, bold=True)] if its and len({line.part for line in view.lines}) > 1 else []
        body += [_row(view, line) for line in its]
    body += [_row(view, line) for line in view.lines if line.part not in TITLES]
    if view.folds and not view.fold:
        body.append(section("Waiting", [words(_folded(view, fold)) for fold in view.folds]))
    return finish(body, _turns(view), said=f"To do: {_count(view)}", mentions=entities)


def _turns(view: DigestView) -> list[ExecuteAction]:
    """The next page is in sight, everything else is put away."""
    of = {"of": address("digest", view.subject), "fold": view.fold}
    left = view.total - (view.page + 1) * PAGE
    turns = []
    if view.undo:
        turns.append(button("Undo", "take_back_line", {**of, "page": view.page, "id": view.undo}))
    if left > 0:
        turns.append(button(f"Show the rest ({left})", "show_digest_page", {**of, "page": view.page + 1}))
    if view.page > 0:
        turns.append(
            button("Show the ones before", "show_digest_page", {**of, "page": view.page - 1}, secondary=bool(turns))
        )
    if view.fold:
        turns.append(button("Back to the list", "show_digest_page", {**of, "fold": "", "page": 0}))
    else:
        turns += [
            button(_shown(fold), "show_digest_page", {**of, "fold": fold.name, "page": 0}, secondary=True)
            for fold in view.folds
        ]
        coming = {"page": 0, **view.way}
        turns.append(button("Everything coming for you", "show_reminders", coming, secondary=True))
    return turns


def _shown(fold: FoldLine) -> str:
    words = "what was there before" if fold.part == HISTORY else reminder_words.counted({fold.kind: fold.count})
    return f"Show {words}"


def _count(view: DigestView) -> str:
    if view.empty:
        return "nothing is left to do here."
    if not view.total:
        return "nothing to settle; the rest waits."
    part = f", part {view.page + 1} of {view.pages}" if view.pages > 1 else ""
    return f"{reminder_words.things(view.total, view.overdue)}{part}."


def _folded(view: DigestView, fold: FoldLine) -> str:
    said = reminder_words.folded(fold.part, fold.kind, fold.count, fold.whose, view.begun)
    return plain(f"{said}; {reminder_words.longest(fold.count, fold.part, fold.since, fold.longest)}.")


def _row(view: DigestView, line: DigestLine) -> Container:
    where = {"of": address("digest", view.subject), "page": view.page, "fold": view.fold}
    data = {**where, "id": line.reminder}
    act = [button(*ACTS[line.act], data)] if line.act else []
    name = "Steps" if line.matter.card.startswith("steps:") else "Open"
    if line.matter.card:
        act.append(button(name, "open_from_list", {**where, "card": line.matter.card}, secondary=bool(act)))
    rest = [
        button("Why", "why_line", data, secondary=bool(act)),
        button("Snooze", "open_snooze", data, secondary=True),
    ]
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
    ACTION,
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
    INVITATION,
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
    act=UPLOAD,
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
        "Required since the placement breakdown on 14 March 2026, no date set",
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
        note="Required since the parent's absence from the meeting on 14 March 2026",
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
        _SUBJECT,
        date(2026, 3, 17),
        _ERIN,
        (_ACTION,),
        page=1,
        total=9,
        line="Snoozed until Mon 23 March 2026.",
        undo=14,
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
    "with-what-waits": DigestView(
        _SUBJECT,
        date(2026, 3, 17),
        _ERIN,
        (_INVITATION, _UPLOAD, replace(_RECONVENE, part=ARRANGE)),
        (
            FoldLine("waits.panel", WAITS, PANEL, 7, date(2025, 8, 20), "C-1032 (TJ)", "business support"),
            FoldLine("waits.action", WAITS, "action", 1, date(2026, 3, 3), "C-1040 (AB)", "Will West"),
            FoldLine("undated.record", "undated", "record", 3, date(2026, 1, 8), "C-1051 (CD)"),
            FoldLine("history.", HISTORY, "meeting", 31, date(2025, 6, 2), "C-1011 (EF)"),
        ),
        total=3,
        begun=date(2026, 3, 2),
    ),
    "a-fold-opened": DigestView(
        _SUBJECT, date(2026, 3, 17), _ERIN, (replace(_LATE, part=WAITS),), total=7, overdue=7, fold="waits.panel"
    ),
    "only-what-waits": DigestView(
        _SUBJECT,
        date(2026, 3, 17),
        _ERIN,
        (),
        (FoldLine("waits.panel", WAITS, PANEL, 1, date(2026, 3, 12), "C-0007 (AB)", "business support"),),
    ),
    "nothing-left": DigestView(
        _SUBJECT, date(2026, 3, 17), _ERIN, (), line="Snoozed until Mon 23 March 2026: Panel, for C-0007 (AB)."
    ),
}
