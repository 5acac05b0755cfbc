"""The answer to words that are no command: one sentence and at most three buttons that ask what may be meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import button, finish, plain, words
from cards.setup import phrase_words


@dataclass(frozen=True, slots=True)
class SuggestionsView:
    """`says` are commands as they could be typed; the sentence stands alone when there are none."""

    sentence: str
    says: tuple[str, ...] = ()


def draw(view: SuggestionsView) -> dict[str, Any]:
    """The sentence, a button for each, and the way to everything that can be said."""
    actions = [button(phrase_words.title(says), "say", {"words": says}) for says in view.says]
    if view.says:
        actions.append(button("What you can say", "show_help", {}, secondary=True))
    return finish([words(plain(view.sentence))], actions, said="The permanence bot asks what is meant.")


EXAMPLES = {
    "not-sure": SuggestionsView(phrase_words.NOT_SURE, ("due East", "actions East")),
    "changes": SuggestionsView(phrase_words.CHANGES_NOTHING, ("my actions",)),
    "not-understood": SuggestionsView(phrase_words.not_understood("tell me a joke"), ("my actions", "due", "sitting")),
    "thanks": SuggestionsView(phrase_words.WELCOME),
}
