"""The card that says no: one sentence, the words that were typed, and the way back to the card that was pressed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cards.arrival_words import TYPED
from cards.parts import button, finish, plain, section, words

MOST = 16 * 1024  # bytes of typed words, as they are sent


SAID = "The permanence bot has answered; open the card to read what it says."  # a sentence may quote what was typed


@dataclass(frozen=True, slots=True)
class RefusalView:
    """`of` names the card to go back to ("invitation:12"), or is empty; `typed` is what is not to be typed again."""

    sentence: str
    of: str = ""
    typed: tuple[str, ...] = ()


def draw(view: RefusalView) -> dict[str, Any]:
    """The sentence, what was typed, and a button back."""
    actions = [button("Show the card again", "show_again", {"of": view.of})] if view.of else []
    return finish([words(plain(view.sentence)), *said_back(view.typed)], actions, said=SAID)


def said_back(typed: tuple[str, ...]) -> list[Any]:
    """What was typed for nothing, to be copied from; nothing when nothing was."""
    texts = [words(text) for text in _within(typed)]
    return [section(TYPED, texts)] if texts else []


def _within(typed: tuple[str, ...]) -> Iterator[str]:
    """The words as far as a card has room for them."""
    room = MOST
    for text in map(plain, typed):
        room -= len(json.dumps(text))
        if text and room > 0:
            yield text


EXAMPLES = {
    "not-allowed": RefusalView(
        "Only business support can publish an agenda; your roles are team manager.", "sitting:3"
    ),
    "unknown-command": RefusalView('There is no command "agneda"; say "help" to see what there is.'),
    "what-was-typed": RefusalView(
        "This sitting was closed meanwhile, so nothing was recorded.",
        "sitting:3",
        ("The plan is long-term fostering.", "The school is asked for a report by *Easter*."),
    ),
}
