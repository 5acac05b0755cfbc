"""What is read aloud, or shown where a card cannot be drawn, quotes no reference, name, file or typed words."""

from __future__ import annotations

import re

from cards import refusal
from cards.refusal import RefusalView
from cards.setup import suggestions
from cards.setup.suggestions import SuggestionsView
from tools.card_modules import card_modules

QUOTED = re.compile(r"\bC-\d{2,}|\"[^\"]|\.(?:csv|xlsx|toml|pdf)\b|Erin|Priya|Sam |Wren")


def test_no_card_says_aloud_what_was_typed_or_whom_it_is_about() -> None:
    told = []
    for name, module in card_modules().items():
        for example, view in getattr(module, "EXAMPLES", {}).items():
            card = module.draw(view)
            assert card["speak"] == card["fallbackText"]
            told += [(name, example, card["speak"])] if QUOTED.search(card["speak"]) else []
    assert told == []


def test_a_refusal_and_a_suggestion_say_nothing_of_their_sentence_aloud() -> None:
    sentence = '"Amir Khan.csv" is not understood.'
    for card in (refusal.draw(RefusalView(sentence)), suggestions.draw(SuggestionsView(sentence, ("child C-1001",)))):
        assert "Khan" not in card["speak"] + card["fallbackText"]
        assert "C-1001" not in card["speak"] + card["fallbackText"]
