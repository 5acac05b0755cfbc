"""The card that says no: one sentence, and the way back to the card that was pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import button, finish, plain, words


@dataclass(frozen=True, slots=True)
class RefusalView:
    """`of` names the card to go back to ("invitation:12"); empty when there is none."""

    sentence: str
    of: str = ""


def draw(view: RefusalView) -> dict[str, Any]:
    """The sentence, and a button back."""
    actions = [button("Show the card again", "show_again", {"of": view.of})] if view.of else []
    return finish([words(plain(view.sentence))], actions, said=view.sentence)


EXAMPLES = {
    "not-allowed": RefusalView(
        "Only business support can publish an agenda; your roles are team manager.", "sitting:3"
    ),
    "unknown-command": RefusalView('There is no command "agneda"; say "help" to see what there is.'),
}
