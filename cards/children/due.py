"""Who is due: the children a meeting must see, the most overdue first, ten at a time, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cards.children.duty_words import badge, reason
from cards.elements import Container
from cards.parts import button, buttons, choice, finish, heading, outcome, plain, words

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class DueLine:
    """A child whom a meeting must see. `also` are other clauses that ask for it too."""

    ref: str
    label: str  # reference and initials
    team: str
    standing: str
    due: date | None
    because: str
    clause: str
    also: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()  # what other meetings the child waits for
    groups: tuple[str, ...] = ()
    to: str = ""  # of several meetings or panels, which; that a referral comes first


@dataclass(frozen=True, slots=True)
class DueView:
    """One page of the list. `whose` is a team manager's id or a team's name; empty for every team."""

    lines: tuple[DueLine, ...]
    start: int
    total: int
    overdue: int
    due_soon: int
    page: int = 10
    whose: str = ""
    whose_words: str = ""
    managers: tuple[tuple[str, str], ...] = ()  # (name and teams, id)
    comes: tuple[str, ...] = ()  # how a child comes to be due, where a referral is first asked for
    meetings: str = "at panel"
    only: str = ""  # "overdue this week", where only a part is asked for
    without_start: tuple[str, ...] = ()  # references of children in care since a day that is not on record
    line: str = ""


def draw(view: DueView) -> dict[str, Any]:
    """The count, each child in a few lines, and the way to the next ten."""
    title = f"Due {plain(view.meetings)}"
    narrowed = ", ".join(part for part in (view.whose_words, view.only) if part)
    title = f"{title}: {plain(narrowed)}" if narrowed else title
    body: list[Any] = [*outcome(view.line), heading(title), words(_count(view))]
    if not view.total:
        body += [words(plain(said), subtle=True) for said in view.comes]
    body += [words(_without_start(view.without_start))] if view.without_start else []
    whose = view.whose or "all"
    whose = f"{view.only}:{whose}" if view.only or ":" in whose else whose
    body += [_row(line, f"{view.start}:{whose}") for line in view.lines]
    if (view.managers and view.total > 0) or view.whose:
        choices = [("Every team", "all"), *view.managers]
        known = view.whose if any(view.whose == sent for _, sent in choices) else "all"
        body.append(choice("chosen", "Whose children", choices, value=known))
        body.append(buttons([button("Show these", "show_due", {"only": view.only} if view.only else {})]))
    turns = []
    before, after = view.start - view.page, view.start + view.page
    if view.start > 0:
        turns.append(button("Show the ten before", "show_due", {"back": f"{max(before, 0)}:{whose}"}))
    if after < view.total:
        label = f"Show the next {min(view.page, view.total - after)}"
        turns.append(button(label, "show_due", {"back": f"{after}:{whose}"}))
    return finish(body, turns, said=f"Children due: {view.total}.")


def _count(view: DueView) -> str:
    if not view.total:
        return f"Nobody is due {plain(view.meetings)}{f' ({plain(view.only)})' if view.only else ''}."
    shown = f", {view.start + 1} to {view.start + len(view.lines)} shown" if view.total > len(view.lines) else ""
    children = "child" if view.total == 1 else "children"
    return f"{view.total} {children}: {view.overdue} overdue, {view.due_soon} due soon{shown}."


def _without_start(refs: tuple[str, ...]) -> str:
    """Children of whom a part of the dates is missing, listed or not."""
    named = ", ".join(plain(ref) for ref in refs[:MOST_NAMED])
    more = f" and {len(refs) - MOST_NAMED} more" if len(refs) > MOST_NAMED else ""
    count = "1 child is" if len(refs) == 1 else f"{len(refs)} children are"
    return (
        f"{count} in care since a day that is not on record, so nothing that counts from it has a date: {named}{more}. "
        "Business support imports the list or return that gives the day."
    )


def _row(line: DueLine, back: str) -> Container:
    clauses = ", ".join((line.clause, *line.also))
    items: list[Any] = [
        words(_who(line), bold=True),
        badge(line.standing, line.due),
        words(f"{plain(reason(line.because))}: {clauses}."),
    ]
    if line.besides:
        items.append(words(f"Also {plain('; '.join(line.besides))}."))
    aside = [plain(line.team), *(plain(group) for group in line.groups)]
    items.append(words("; ".join(aside), subtle=True))
    data = {"child": line.ref, "back": back}
    items.append(buttons([button("Open", "show_child", data), button("Why", "explain_child", data)]))
    return Container(separator=True, spacing="Medium", items=items)


def _who(line: DueLine) -> str:
    return f"{plain(line.label)}, {plain(line.to)}" if line.to else plain(line.label)


_LATE = DueLine(
    "C-0007",
    "C-0007 (AB)",
    "Children in Care East",
    "overdue",
    date(2026, 2, 16),
    "6 weeks after entering care on 5 January 2026",
    "BCP-3.1",
    groups=("In care for 6 weeks", "Not long-term matched"),
)
_SOON = replace(
    _LATE,
    ref="C-0011",
    label="C-0011 (CD)",
    standing="due_soon",
    due=date(2026, 3, 9),
    because="6 weeks after the panel held on 26 January 2026",
    clause="BCP-3.2",
    also=("BCP-7.1",),
)
_MANAGERS = (("Erin East (Children in Care East)", "oid-east"), ("Will West (Children in Care West)", "oid-west"))

_REFERRAL = "to be referred to the panel, no date set (WS-9)"
EXAMPLES = {
    "nobody": DueView((), 0, 0, 0, 0),
    "nobody-referred": DueView(
        (), 0, 0, 0, 0, comes=("A final plan agreed triggers a referral to the Permanency Panel (WS-9).",)
    ),
    "first-page": DueView((_LATE, _SOON), 0, 37, 12, 8, managers=_MANAGERS),
    "planning-meetings-too": DueView(
        (replace(_LATE, clause="WS-2", to="permanence planning meeting", besides=(_REFERRAL,)),),
        0,
        1,
        1,
        0,
        meetings="at panel or for a permanence planning meeting",
    ),
    "second-page-of-a-manager": DueView((_SOON,), 10, 11, 3, 2, 10, "oid-east", "Erin East", _MANAGERS),
    "to-be-referred": DueView(
        (
            replace(
                _SOON,
                standing="undated",
                due=None,
                because="required since the final plan agreed on 26 January 2026, no date set",
                clause="WS-9",
                also=(),
                to="to be referred to the panel",
            ),
        ),
        0,
        1,
        0,
        0,
    ),
    "overdue-this-month": DueView((_LATE,), 0, 1, 1, 0, whose="East", whose_words="East", only="overdue this month"),
    "ten": DueView((replace(_LATE, also=("BCP-7.1",)),) * 10, 10, 2500, 300, 200, managers=_MANAGERS * 20),
}
