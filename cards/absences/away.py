"""Who is away now and who will be, until when, and who stands in; one's own absence can be ended early."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.parts import button, buttons, day, finish, heading, outcome, plain, section, words

MOST_TO_END = 4


@dataclass(frozen=True, slots=True)
class AwayLine:
    """One absence, both days included. `mine` is the one asking's own."""

    absence: int
    version: int
    name: str
    starts: date
    until: date
    deputy: str
    mine: bool = False
    may_end: bool = False


@dataclass(frozen=True, slots=True)
class AwayView:
    """Absences that hold today or will; `more` is how many are not shown, `words` the name asked for."""

    today: date
    lines: tuple[AwayLine, ...]
    more: int = 0
    for_others: bool = False  # business support enters absences for anybody
    words: str = ""
    line: str = ""


def draw(view: AwayView) -> dict[str, Any]:
    """Today's absences, then those to come, each with who stands in."""
    now = [line for line in view.lines if line.starts <= view.today]
    later = [line for line in view.lines if line.starts > view.today]
    ends = [line.absence for line in view.lines if line.may_end][:MOST_TO_END]
    body: list[Any] = [*outcome(view.line), heading(f"Away, {day(view.today)}")]
    if not view.lines:
        body.append(words(_nobody(view)))
    for title, lines in (("Today", now), ("To come", later)):
        if lines:
            body.append(section(title, [part for line in lines for part in _line(line, line.absence in ends)]))
    if view.more:
        body.append(words(f'And {view.more} more; say "away" and a name to find one.', subtle=True))
    title = "Enter an absence" if view.for_others else "I am going to be away"
    return finish(body, [button(title, "open_away_form", {})], said="Who is away, and who stands in.")


def _nobody(view: AwayView) -> str:
    if view.words:
        return f"Nobody called {plain(view.words[:40])} is entered as away, now or later."
    return "Nobody is entered as away, now or later."


def _line(line: AwayLine, end: bool) -> list[Any]:
    until = f"{day(line.starts)} to {day(line.until)}" if line.until != line.starts else day(line.starts)
    who = "You" if line.mine else plain(line.name)
    shown: list[Any] = [words(f"{who}: {until}; {plain(line.deputy)} stands in.")]
    if end:
        title = "I'm back: end my absence" if line.mine else f"End {line.name}'s absence"
        shown.append(buttons([button(title, "end_absence", {"id": line.absence, "version": line.version})]))
    return shown


_TODAY = date(2026, 3, 9)
_ERIN = AwayLine(4, 1, "Erin East", date(2026, 3, 9), date(2026, 3, 20), "Will West")
EXAMPLES = {
    "nobody": AwayView(_TODAY, ()),
    "nobody-of-that-name": AwayView(_TODAY, (), words="Quin"),
    "own-and-others": AwayView(
        _TODAY,
        (
            AwayLine(6, 1, "Will West", date(2026, 4, 2), date(2026, 4, 2), "Chris Chair", mine=True, may_end=True),
            _ERIN,
        ),
        line="Will West is entered as away from 2 April 2026 to 2 April 2026; Chris Chair stands in.",
    ),
    "for-business-support": AwayView(
        _TODAY,
        (
            AwayLine(4, 1, "Erin East", date(2026, 3, 9), date(2026, 3, 20), "Will West", may_end=True),
            AwayLine(5, 2, "Wren Worker", date(2026, 3, 16), date(2026, 3, 17), "Erin East", may_end=True),
        ),
        more=3,
        for_others=True,
    ),
}
