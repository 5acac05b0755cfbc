"""The form in which an administrator chooses where mornings are posted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import button, choice, finish, heading, leaving, outcome, words
from cards.reminders import reminder_words


@dataclass(frozen=True, slots=True)
class MorningsForm:
    """Where they are posted now; `of` is the card to go back to."""

    of: str
    where: str
    line: str = ""


def draw(view: MorningsForm) -> dict[str, Any]:
    """The three places to choose from, save and back."""
    body = [
        *outcome(view.line),
        heading("Where mornings are posted"),
        words("On each working-day morning there is one post with who has what to do, and a list for each of them."),
        choice(
            "where",
            "Mornings",
            [(said, key) for key, said in reminder_words.WHERE.items()],
            required=reminder_words.CHOOSE_WHERE,
            value=view.where,
        ),
    ]
    save = button("Save", "choose_mornings", {"of": view.of}, style="positive")
    return finish(
        body, [save, leaving("Back", "show_again", {"of": view.of})], said="Where mornings are posted: a form."
    )


EXAMPLES = {
    "both": MorningsForm("greeting:19:abc", "both"),
    "chosen": MorningsForm("greeting:19:abc", "channel", reminder_words.WHERE_CHOSEN["channel"]),
}
