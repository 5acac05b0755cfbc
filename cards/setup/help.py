"""The help card: the six things this person does most, as buttons; and on demand all that can be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import button, buttons, facts, finish, heading, words
from cards.setup import phrase_words

IN_A_ROW = 2


@dataclass(frozen=True, slots=True)
class HelpView:
    """`first` are commands as they could be typed; `commands`, once asked for, are (what to say, what it does)."""

    first: tuple[str, ...] = ()
    commands: tuple[tuple[str, str], ...] = ()


def draw(view: HelpView) -> dict[str, Any]:
    """The first things as buttons, or every command in the order of the table."""
    if view.commands:
        body = [
            heading("All that you can say"),
            words("In the channel, mention the bot first; in your own chat with it, just say it."),
            facts(view.commands),
            words(
                "Business support: send an extract as a file in your own chat to see what it would change, "
                "and import it."
            ),
        ]
        return finish(body, [button("Less", "show_help", {})], said="All that you can say to Permanence.")
    first = [button(phrase_words.title(says), "say", {"words": says}) for says in view.first]
    body = [
        heading("What you can say"),
        words('Press one, or ask in your own words: "overdue actions east", "when is C-1042 due".'),
        *(buttons(first[at : at + IN_A_ROW]) for at in range(0, len(first), IN_A_ROW)),
    ]
    more = button("All that you can say", "show_help", {"all": "yes"}, secondary=True)
    return finish(body, [more], said="What you can say to Permanence.")


EXAMPLES = {
    "team-manager": HelpView(("my actions", "due", "sitting", "reminders", "away", "calendar")),
    "everything": HelpView(
        commands=(("help", "What you can say here"), ("due", "Who the panel must see, and by when"))
    ),
}
