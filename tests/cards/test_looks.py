"""How cards look: a state is words before it is a colour, a table has titles, what is folded away can be asked for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cards import looks
from cards.looks import LATE, LONGEST_STATE, Tone, folded, state, table
from cards.parts import finish, heading, words
from cli.card_words import card_words
from permanence.explain import shortened
from tests.cards.strictness import FOLDS, elements, faults
from tests.cards.test_every_card import every_card

TONES = [tone for tone in vars(looks).values() if isinstance(tone, Tone)]
IN_SIGHT = 6


def toggles(card: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(node) for _, node in elements(card) if node["type"] == FOLDS]


@pytest.mark.parametrize("tone", TONES, ids=lambda tone: tone.style)
def test_a_state_says_the_same_words_where_nobody_draws_a_badge(tone: Tone) -> None:
    card = finish([heading("One"), state("Overdue by 3 working days", tone)], said="One.")
    badge = card["body"][1]
    assert badge["fallback"]["text"] == badge["text"] == "Overdue by 3 working days"
    assert badge["fallback"]["weight"] == "Bolder"
    assert faults(card) == []


def test_what_is_wrong_with_a_badge_is_found() -> None:
    card = finish([heading("One"), state("Overdue", LATE)], said="One.")
    for wrong in ({"style": "attention"}, {"colour": "red"}, {"appearance": "tint"}, {"icon": None}, {"fallback": {}}):
        told = json.loads(json.dumps(card))
        told["body"][1] |= wrong
        assert len(faults(told)) == 1, wrong


@every_card
def test_a_state_is_a_few_words_that_are_said_without_its_colour_too(card: dict[str, Any]) -> None:
    for path, node in elements(card):
        if node["type"] == "Badge":
            assert node["text"] == node["fallback"]["text"], path
            assert 0 < len(node["text"]) <= LONGEST_STATE, node["text"]
            assert not set(node["text"]) & set("\\*_`[]"), f"{path}: a badge knows no Markdown"
        if node["type"] == "TextBlock" and "color" in node and node.get("fontType") != "Monospace":
            assert any(sign.isalpha() for sign in node["text"]), f"{path}: a colour without words"


@every_card
def test_every_table_has_titles_and_rows_as_wide_as_they_are(card: dict[str, Any]) -> None:
    for path, node in elements(card):
        if node["type"] == "Table":
            assert node["firstRowAsHeaders"] is True
            assert len(node["rows"]) > 1, f"{path}: titles and nothing under them"
            assert {len(row["cells"]) for row in node["rows"]} == {len(node["columns"])}
            assert all(cell["items"][0]["text"] for cell in node["rows"][0]["cells"]), f"{path}: a column without title"


@every_card
def test_what_is_folded_away_is_closed_and_has_its_button(card: dict[str, Any]) -> None:
    hidden = [node["id"] for _, node in elements(card) if node.get("isVisible") is False]
    asked_for = [name for one in toggles(card) for name in one["targetElements"]]
    assert sorted(hidden) == sorted(asked_for)
    assert len(hidden) == len(set(hidden))
    assert all(one["title"].startswith("Show ") for one in toggles(card))


@every_card
def test_at_most_six_buttons_of_a_set_are_in_sight(card: dict[str, Any]) -> None:
    for path, node in elements(card):
        shown = [one for one in node.get("actions", []) if one.get("mode") != "secondary"]
        assert len(shown) <= IN_SIGHT, path


def test_words_that_are_folded_away_are_in_the_cards_plain_text() -> None:
    rows = [["14:00", [state("Overdue", LATE)], "6 weeks after entering care"]]
    body = [heading("Agenda"), table([("Time", 1), ("State", 1), ("Why", 2)], rows)]
    body += folded("reasons", "Show the reasons", [words("The whole reason.")])
    card = finish(body, said="An agenda.")
    assert faults(card) == []
    assert card_words(card).split("\n") == [
        "Agenda",
        "14:00: Overdue, 6 weeks after entering care",
        "",
        "The whole reason.",
    ]


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("hello world", 11, "hello world"),
        ("hello world again", 11, "hello…"),
        ("hello world again", 12, "hello world…"),
        ("hello world, and more", 13, "hello world…"),
        ("one two wordless", 10, "one two…"),
        ("a" * 30, 10, "aaaaaaaaa…"),
        ("hi " + "b" * 30, 10, "hi bbbbbb…"),
        (" " * 30, 10, "…"),
    ],
)
def test_a_text_is_cut_after_a_whole_word_and_only_an_endless_word_is_cut_itself(
    text: str, most: int, kept: str
) -> None:
    assert shortened(text, most) == kept
    assert len(kept) <= most
