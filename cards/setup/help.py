"""The help card: what can be said, one line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import facts, finish, heading, words


@dataclass(frozen=True, slots=True)
class HelpView:
    """Commands as (what to say, what it does)."""

    commands: tuple[tuple[str, str], ...]


def draw(view: HelpView) -> dict[str, Any]:
    """The commands, in the order of the table."""
    body = [
        heading("What you can say"),
        words("In the channel, mention the bot first; in your own chat with it, just say it."),
        facts(view.commands),
        words(
            "Business support: send an extract as a file in your own chat to see what it would change, and import it."
        ),
    ]
    return finish(body, said="What you can say to Permanence.")


EXAMPLES = {"two": HelpView((("help", "What you can say here"), ("due", "Who the panel must see, and by when")))}
