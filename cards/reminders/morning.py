"""The one post of a morning: how much is due and overdue, a line for each person, and the way to one's own list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.elements import CardElement, Mention
from cards.parts import address, button, day, finish, heading, mention, plain, words
from cards.reminders import reminder_words
from permanence.explain import counted, shortened
from permanence.people.clearing import ACTION, INVITATION, MEETING, PANEL, UPLOAD

MOST = 40  # people with a line each; more would make the card too large for Teams
LONGEST = 80  # letters of a name


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What one recipient has to do; `names` are (name, Teams id) of all who hear of it."""

    names: tuple[tuple[str, str | None], ...]
    counts: tuple[tuple[str, int], ...]
    overdue: int = 0
    waiting: int = 0  # things that wait for somebody else
    undated: int = 0
    history: int = 0
    since: date | None = None  # of the longest overdue
    longest: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class MorningView:
    """A morning as it stands now."""

    on: date
    lines: tuple[PersonLine, ...]
    due: int = 0  # things, each counted once, that have a date
    overdue: int = 0
    undated: int = 0
    history: int = 0


def draw(view: MorningView) -> dict[str, Any]:
    """How much there is, then who has something to do, the longest overdue first."""
    body: list[CardElement] = [heading(f"This morning, {day(view.on)}"), words(_sum(view))]
    entities: list[Mention] = []
    for line in view.lines[:MOST]:
        named = []
        for name, teams_id in line.names:
            text, found = mention(shortened(name, LONGEST), teams_id)
            named.append(text)
            entities += found
        whom = ", ".join(named) or "Business support"
        role = f" ({line.role})" if line.role and named else ""
        body.append(words(f"{whom}{role}: {_has(line)}"))
    if len(view.lines) > MOST:
        others = counted(len(view.lines) - MOST, "more person", "more people")
        body.append(words(f"And {others}; My list shows each their own.", subtle=True))
    actions = [button("My list", "show_my_list", {"of": address("morning", view.on.isoformat())})]
    return finish(body, actions, said=f"This morning: {_sum(view)}", mentions=entities)


def _sum(view: MorningView) -> str:
    if not view.lines:
        return "Everything of this morning is done."
    said = "1 thing is due" if view.due == 1 else f"{view.due} things are due"
    late = f", {view.overdue} of them overdue" if view.overdue else ""
    parts = [f"{said}{late}."] if view.due else []
    if view.undated:
        parts.append(f"{view.undated} {'has' if view.undated == 1 else 'have'} no date.")
    if view.history:
        parts.append(f"{view.history} came with the first import, overdue or without a date: one line on each list.")
    return " ".join(parts)


def _has(line: PersonLine) -> str:
    parts = [reminder_words.counted(dict(line.counts))] if any(number for _, number in line.counts) else []
    if line.waiting:
        parts.append(f"{line.waiting} {'waits' if line.waiting == 1 else 'wait'} for somebody else")
    if line.undated:
        parts.append(f"{line.undated} without a date")
    if line.history:
        parts.append(f"{line.history} from before mornings began")
    late = ""
    if line.overdue and line.since:
        of = f", {plain(line.longest)}" if line.longest else ""
        late = f" The longest overdue{of}: since {day(line.since)}."
    return f"{'; '.join(parts)}.{late}"


_ERIN = PersonLine(
    (("Erin East", "29:erin"),),
    ((INVITATION, 2), (ACTION, 1), (MEETING, 1), (UPLOAD, 3)),
    3,
    7,
    since=date(2025, 8, 20),
    longest="C-1032 (TJ)",
)
_SUPPORT = PersonLine((("Sam Support", None), ("Sue Support", "29:sue")), ((PANEL, 9),), role="business support")

EXAMPLES = {
    "three-people": MorningView(
        date(2026, 3, 17),
        (_ERIN, PersonLine((("Chris Chair", "29:chris"),), (), 12, 12, 2, since=date(2026, 2, 3)), _SUPPORT),
        28,
        15,
        2,
    ),
    "one": MorningView(date(2026, 3, 17), (PersonLine((("Erin East", "29:erin"),), ((ACTION, 1),)),), 1),
    "first-of-all": MorningView(
        date(2026, 3, 17), (PersonLine((("Erin East", "29:erin"),), ((ACTION, 1),), history=70),), 1, 0, 0, 70
    ),
    "of-a-thousand": MorningView(
        date(2026, 3, 17),
        tuple(
            PersonLine(
                (("Erin East " * 12, f"29:{n}" + "x" * 60),), _ERIN.counts, 3, 7, 2, 4, date(2025, 8, 20), "C" * 20
            )
            for n in range(1000)
        ),
        4000,
        2500,
    ),
    "all-done": MorningView(date(2026, 3, 17), ()),
}
