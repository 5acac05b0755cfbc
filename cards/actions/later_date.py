"""A later date asked for, said to the chair in the channel with the two answers, and then how it was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cards.actions.action_words import ActionLine, Told, sentence, told_in_words
from cards.elements import Mention
from cards.parts import address, button, day, finish, heading, mention, outcome, plain, words
from permanence.subject import numbered


@dataclass(frozen=True, slots=True)
class LaterDateView:
    """One asking. `ask` is the version of the action it was asked at; `ended` is what ended it, once something did."""

    line_of: ActionLine
    ask: int
    was: date
    wanted: date
    aim_for: date  # the last working day up to the date asked for
    reason: str
    by: str
    chairs: tuple[tuple[str, str | None], ...] = ()  # name, and Teams id when known
    ended: Told | None = None
    sitting: int = 0  # that agreed it
    line: str = ""


def draw(view: LaterDateView) -> dict[str, Any]:
    """Who is asked, for what and why; with the buttons while it is open."""
    action = view.line_of
    data = {"of": address("later_date", numbered(action.id, view.ask)), "id": action.id, "version": action.version}
    asked, mentions = _asked(view)
    body = [*outcome(view.line), heading(f"A later date for {plain(action.child)}"), words(asked, bold=True)]
    body += [
        words(plain(sentence(f"{view.by} asks for {day(view.wanted)} instead of {day(view.was)}: {view.reason}"))),
        words(plain(f"{sentence(f'Action: {action.text}')} Owner {action.owner}.")),
    ]
    if view.aim_for != view.wanted:
        body.append(words(f"The date asked for is not a working day; the last one before it is {day(view.aim_for)}."))
    actions = [button("Show the action", "show_again", {"of": address("action", action.id)})]
    if not view.ended:
        actions = [
            button("Agree the later date", "agree_later_date", data, style="positive"),
            button("Keep the date", "open_refuse_later_date", data),
            *actions,
        ]
    return finish(body, actions, said="A later date is asked for an action of the panel.", mentions=mentions)


def _asked(view: LaterDateView) -> tuple[str, list[Mention]]:
    if view.ended:
        return plain(f"No longer open. {told_in_words(view.ended)}"), []
    named = [mention(name, teams_id) for name, teams_id in view.chairs]
    entities = [entity for _, its in named for entity in its]
    if not named:
        return "Waiting for the chair.", []
    return f"Waiting for the chair: {', '.join(text for text, _ in named)}.", entities


_ACTION = ActionLine(4, 3, "C-0007 (AB)", "Ask the school for a report.", "Wren Worker", "open", date(2026, 3, 12))

EXAMPLES = {
    "waiting": LaterDateView(
        _ACTION,
        2,
        date(2026, 3, 12),
        date(2026, 3, 28),
        date(2026, 3, 27),
        "The school is closed for two weeks.",
        "Wren Worker",
        (("Chris Chair", "29:chris"), ("Cleo Chair", None)),
    ),
    "agreed": LaterDateView(
        _ACTION,
        2,
        date(2026, 3, 12),
        date(2026, 3, 27),
        date(2026, 3, 27),
        "The school is closed for two weeks.",
        "Wren Worker",
        ended=Told(
            datetime(2026, 3, 11, 9, tzinfo=UTC),
            "Chris Chair",
            "agree_later_date",
            {"due": "2026-03-27", "was": "2026-03-12"},
        ),
        line="Agreed: due Fri 27 March 2026.",
    ),
}
