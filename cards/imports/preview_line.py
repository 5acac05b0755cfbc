"""How the lines of an import's preview read on a card."""

from __future__ import annotations

from cards.elements import TextBlock
from cards.parts import plain, words
from permanence.explain import shortened

LONGEST = 300


def line_of(where: str, what: str) -> TextBlock:
    """One line of a list; a very long one is cut, the command line shows it whole."""
    text = f"{where}: {what}" if where else what
    return words(plain(shortened(text, LONGEST)))
