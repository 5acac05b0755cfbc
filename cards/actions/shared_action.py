"""An action as shared from the search box into any chat: what the channel's card says of it, with nothing to press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.actions.action_words import ActionLine, sentence, standing
from cards.parts import day, finish, heading, plain, words
from permanence.explain import on_day, shortened

SHOWN = 60  # characters of its text


@dataclass(frozen=True, slots=True)
class SharedAction:
    """How an action stands on a day."""

    line_of: ActionLine
    as_of: date


def draw(view: SharedAction) -> dict[str, Any]:
    """State in words first, then the action. There is nothing to press: the bot need not be where this is read."""
    action = view.line_of
    body = [
        heading(f"Action for {plain(action.child)}"),
        *standing(action, action.text),
        words(f"As it stood on {day(view.as_of)}.", subtle=True),
    ]
    return finish(body, said=f"An action: {action.state}.")


def preview(view: SharedAction) -> tuple[str, str]:
    """Its title and one line in a list of results, which is narrow: what matters most comes first."""
    action = view.line_of
    late = "Overdue. " if action.overdue is not None else ""
    text = shortened(action.text, SHOWN)
    return f"Action for {action.child}", f"{late}{sentence(text)} {action.owner}, due {on_day(action.due)}"


_OPEN = ActionLine(4, 1, "C-0007 (AB)", "Ask the school for a report.", "Wren Worker", "open", date(2026, 3, 12))

EXAMPLES = {
    "open": SharedAction(_OPEN, date(2026, 3, 5)),
    "overdue": SharedAction(
        ActionLine(5, 3, "C-0011 (CD)", "File the *assessment*.", "Erin East", "blocked", date(2026, 3, 2), 3),
        date(2026, 3, 5),
    ),
}
