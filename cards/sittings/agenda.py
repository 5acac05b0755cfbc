"""The draft of an agenda: who is proposed for the sitting and why, for business support to change and publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from cards.elements import CardElement
from cards.looks import LATE, Cell, folded, state, table
from cards.parts import button, day, facts, finish, heading, outcome, plain, section, time_of, words
from cards.sittings.backlog_chart import chart
from cards.sittings.sitting import also_invited
from cards.sittings.sitting_head import ACTION_REVIEW, SittingHead
from permanence.explain import shortened
from permanence.panel.backlog import Backlog


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """Somebody on the agenda. `label` is the child's; at an action review it is empty."""

    label: str
    manager: str
    clause: str
    because: str
    due: date | None
    put_off: int = 0  # how many sittings running it was on and not heard
    on_theme: bool = False
    siblings: tuple[str, ...] = ()  # labels of the siblings on the same agenda


@dataclass(frozen=True, slots=True)
class AgendaView:
    """A draft as it stands. `without_manager` holds (child's label, team) of those nobody can present."""

    sitting: int
    version: int
    head: SittingHead
    capacity: int
    slot_minutes: int
    today: date
    lines: tuple[AgendaLine, ...] = ()
    without_manager: tuple[tuple[str, str], ...] = ()
    reserve: tuple[str, ...] = ()  # who is due by then and not on it, in the order they would get a slot
    unreferred: tuple[str, ...] = ()  # who is to be referred to this panel first
    refer_by: date | None = None  # the last day to refer to this sitting
    backlog: Backlog | None = None
    also: tuple[str, ...] = ()  # seats for some of the children only: Virtual School (C-1002, C-1007)
    skipped: tuple[tuple[date, str], ...] = field(default=())  # days the panel would have sat, and why it does not
    line: str = ""


LONGEST_REASON = 140  # characters of a reason in the table; what is longer is there in full when asked for
MOST_WITHOUT_MANAGER = 8
MOST_ON_RESERVE = 10


def draw(view: AgendaView) -> dict[str, Any]:
    """The afternoon, who is on it by team manager with each reason, and who could not be placed."""
    of = {"id": view.sitting, "version": view.version}
    actions = [button("Change the agenda", "show_agenda_form", of)]
    if view.lines:
        actions.insert(0, button("Publish and invite", "publish_agenda", of, style="positive"))
    body = [
        *outcome(view.line),
        heading(f"Draft agenda: {view.head.panel}"),
        facts(_sitting(view)),
        *_listed(view),
        *also_invited(view.also),
        *_more(view),
        *_not_placed(view),
        *_unreferred(view),
    ]
    return finish(body, actions, said="The draft agenda of the next sitting.", full_width=True)


def _sitting(view: AgendaView) -> list[tuple[str, str]]:
    known = [("Sitting", f"{view.head.when} ({view.head.clause})")]
    if view.head.action_review:
        known.append(("Kind", ACTION_REVIEW))
    known += view.head.theme_fact
    known.append(("Slots", f"{len(view.lines)} of {view.capacity} used"))
    known.extend(("No sitting", f"{day(on)}: {plain(why)}") for on, why in view.skipped)
    return known


def _listed(view: AgendaView) -> list[CardElement]:
    if not view.lines:
        nobody = "No action is open." if view.head.action_review else "No child is due by this sitting."
        return [words(nobody)]
    numbered = list(enumerate(view.lines))
    return [
        section(plain(manager), _rows(view, list(group)))
        for manager, group in groupby(numbered, key=lambda pair: pair[1].manager)
    ]


def _rows(view: AgendaView, lines: Sequence[tuple[int, AgendaLine]]) -> list[CardElement]:
    """Time, child and reason; what is long of the reasons is folded away under them."""
    titles = [("Time", 2), ("Child", 3), ("Reason", 7)] if lines[0][1].label else [("Time", 1), ("Reason", 4)]
    rows: list[list[Cell]] = []
    whole = []
    for number, line in lines:
        begins = time_of(view.head.starts_at + number * timedelta(minutes=view.slot_minutes))
        late = [state("Overdue", LATE)] if line.due and line.due < view.today else []
        why = _why(line)
        short = shortened(why, LONGEST_REASON)
        rows.append([begins, *([plain(line.label)] if line.label else []), [*late, words(plain(short))]])
        if short != why:
            whole.append(words(plain(f"{begins} {line.label}: {why}")))
    reasons = "reason" if len(whole) == 1 else "reasons"
    shown = folded(f"reasons-{lines[0][0]}", f"Show the {reasons} in full", whole) if whole else []
    return [table(titles, rows), *shown]


def _why(line: AgendaLine) -> str:
    theme = "; falls under the theme" if line.on_theme else ""
    theme += f"; with sibling {' and '.join(line.siblings)}" if line.siblings else ""
    said = f"{_carried_over(line.put_off)}{_due(line.due)}{line.because} ({line.clause}){theme}"
    return said[:1].upper() + said[1:]


def _carried_over(times: int) -> str:
    if times < 2:
        return "carried over; " if times else ""
    return f"carried over, put off {times} times; "


def _due(due: date | None) -> str:
    return f"due {day(due)}. " if due else ""


def _more(view: AgendaView) -> list[CardElement]:
    if not view.reserve:
        return []
    are = "is" if len(view.reserve) == 1 else "are"
    found: list[CardElement] = [words(f"And {len(view.reserve)} more {are} due by then and not on it.")]
    if not view.head.action_review:
        left = len(view.reserve) - MOST_ON_RESERVE
        more = f" and {left} more" if left > 0 else ""
        named = ", ".join(plain(label) for label in view.reserve[:MOST_ON_RESERVE])
        found.append(words(f"On the reserve, in this order: {named}{more}."))
    return [*found, *(chart(view.backlog) if view.backlog else [])]


def _not_placed(view: AgendaView) -> list[CardElement]:
    if not view.without_manager:
        return []
    shown = view.without_manager[:MOST_WITHOUT_MANAGER]
    lines = [words(f"{plain(label)}: no team manager known for {_team(team)}") for label, team in shown]
    left = len(view.without_manager) - len(shown)
    rest = [words(f"And {left} more.")] if left else []
    return [section("Due and not placed", [*lines, *rest])]


def _unreferred(view: AgendaView) -> list[CardElement]:
    if not view.unreferred:
        return []
    left = len(view.unreferred) - MOST_WITHOUT_MANAGER
    more = f" and {left} more" if left > 0 else ""
    named = ", ".join(plain(label) for label in view.unreferred[:MOST_WITHOUT_MANAGER])
    by = ""
    if view.refer_by:
        gone = view.refer_by < view.today
        by = f" The last day to refer to this sitting {'was' if gone else 'is'} {day(view.refer_by)}."
    return [section("To be referred first", [words(f"{named}{more}.{by}")])]


def _team(team: str) -> str:
    return f"team {plain(team)}" if team else "a child without a team"


_THURSDAY = {
    "capacity": 9,
    "slot_minutes": 20,
    "today": date(2026, 3, 9),
}


def _head(theme: str = "", clause: str = "BCP-4.1", action_review: bool = False) -> SittingHead:
    starts_at, ends_at = datetime(2026, 3, 12, 14, tzinfo=UTC), datetime(2026, 3, 12, 17, tzinfo=UTC)
    return SittingHead("Permanence panel", starts_at, ends_at, theme, action_review, clause)


EXAMPLES = {
    "proposed": AgendaView(
        sitting=3,
        version=1,
        head=_head("Children whose placements are unstable"),
        lines=(
            AgendaLine(
                "C-1042 (AB)",
                "Erin East",
                "BCP-3.1",
                "6 weeks after entering care on 22 January 2026",
                date(2026, 3, 5),
            ),
            AgendaLine(
                "C-1077 (KM)",
                "Erin East",
                "BCP-3.2",
                "6 weeks after the panel held on 29 January 2026",
                date(2026, 3, 12),
                on_theme=True,
                siblings=("C-1042 (AB)",),
            ),
            AgendaLine(
                "C-1013 (TJ)",
                "Will West",
                "BCP-3.2",
                "6 weeks after the panel held on 22 January 2026",
                date(2026, 3, 5),
                put_off=2,
            ),
        ),
        without_manager=(("C-1101 (PQ)", "North"), ("C-1102 (RS)", "")),
        unreferred=("C-1120 (UV)", "C-1121 (WX)"),
        refer_by=date(2026, 3, 9),
        reserve=tuple(f"C-11{number} (AB)" for number in range(10, 22)),
        also=("Virtual School (C-1042, C-1077)",),
        backlog=Backlog(12, 9, 2, 3, ((date(2026, 3, 19), 9), (date(2026, 4, 2), 3))),
        line="Sam Support asked for this agenda on Mon 9 March 2026, 09:30.",
        **_THURSDAY,  # type: ignore[arg-type]
    ),
    "nobody-due": AgendaView(
        sitting=4,
        version=1,
        head=_head(),
        skipped=((date(2026, 12, 25), "Christmas Day"),),
        **_THURSDAY,  # type: ignore[arg-type]
    ),
    "action-review": AgendaView(
        sitting=7,
        version=2,
        head=_head("", "BCP-6.2", action_review=True),
        lines=(
            AgendaLine("", "Erin East", "BCP-6.2", "3 open actions, 1 overdue", date(2026, 3, 2)),
            AgendaLine("", "Will West", "BCP-6.2", "1 open action", date(2026, 3, 20)),
        ),
        **_THURSDAY,  # type: ignore[arg-type]
    ),
}
