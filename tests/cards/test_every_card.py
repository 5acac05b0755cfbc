"""Every example of every card: valid, small, in plain words, accessible, and as it was last approved."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from bot.engine.seal import OURS
from bot.routes import CONTENTS
from tests.cards.strictness import buttons, elements, faults, inputs, texts, verb_of
from tools.card_modules import card_modules

NOT_CARDS = {"parts"}
MODULES = {name: module for name, module in card_modules().items() if name not in NOT_CARDS}


def examples() -> list[Any]:
    found = []
    for name, module in MODULES.items():
        if not hasattr(module, "draw"):
            continue
        for example, view in module.EXAMPLES.items():
            found.append(pytest.param(module.draw(view), id=f"{name}-{example}"))
    return found


EXAMPLES = examples()
every_card = pytest.mark.parametrize("card", EXAMPLES)


@pytest.mark.parametrize("name", MODULES)
def test_every_card_module_draws_and_has_examples(name: str) -> None:
    module = MODULES[name]
    if hasattr(module, "EXAMPLES"):
        assert module.EXAMPLES
        assert callable(module.draw)
    else:
        assert not hasattr(module, "draw"), f"cards/{name}.py draws a card but has no EXAMPLES"


@every_card
def test_a_card_is_as_it_was_approved(card: dict[str, Any], snapshot: SnapshotAssertion) -> None:
    assert card == snapshot.use_extension(JSONSnapshotExtension)


@every_card
def test_a_card_is_strictly_version_1_5(card: dict[str, Any]) -> None:
    assert card["version"] == "1.5"
    assert faults(card) == []


@every_card
def test_a_card_is_under_28_kilobytes(card: dict[str, Any]) -> None:
    assert len(json.dumps(card, ensure_ascii=False).encode()) < 28 * 1024


@every_card
def test_a_card_can_be_read_by_a_client_that_cannot_draw_it(card: dict[str, Any]) -> None:
    assert card["fallbackText"]
    assert card["lang"] == "en"


@every_card
def test_every_text_wraps_and_every_input_has_a_label_and_says_what_is_missing(card: dict[str, Any]) -> None:
    for path, node in elements(card):
        if node["type"] == "TextBlock":
            assert node.get("wrap") is True, path
    for node in inputs(card):
        assert node["label"]
        if node.get("isRequired"):
            assert node["errorMessage"].endswith(".")
            assert "(required)" in node["label"]


@every_card
def test_a_button_carries_its_verb_twice_and_ids_only(card: dict[str, Any]) -> None:
    for node in buttons(card):
        if node["type"] == "Action.OpenUrl":
            continue
        verb = verb_of(node)
        assert verb in CONTENTS.verbs, f"{verb}: write bot/<subject>/{verb}.py and declare it in its VERBS"
        if node["type"] == "Action.Execute":
            assert node["data"]["action"] == verb
            assert node["fallback"]["data"] == node["data"]
        for name, value in node["data"].items():
            assert isinstance(value, int | str), name
            assert len(str(value)) <= 120, f"{name} carries more than an id"


@every_card
def test_at_most_six_buttons_in_a_row_and_three_in_front(card: dict[str, Any]) -> None:
    for _, node in elements(card):
        row = node.get("actions", [])
        assert len(row) <= 6
        assert len([action for action in row if action.get("mode") != "secondary"]) <= 3


@every_card
def test_input_names_are_unique_on_a_card(card: dict[str, Any]) -> None:
    names = [node["id"] for node in inputs(card)]
    assert len(names) == len(set(names))


@every_card
def test_what_only_a_button_says_is_asked_for_by_no_input(card: dict[str, Any]) -> None:
    asked = {one["id"] for one in inputs(card)}
    assert not asked & OURS
    assert not [button["data"] for button in buttons(card) if asked & button.get("data", {}).keys()]


@every_card
def test_the_wording_is_the_houses(card: dict[str, Any]) -> None:
    for text in texts(card):
        assert not re.search(r"\b(please|oops|sorry)\b", text, re.IGNORECASE), text
        assert not re.search(r"\bdecisions?\b", text, re.IGNORECASE) or "decision maker" in text.lower(), text
        assert "None" not in text, text
        assert not re.search(r"\{|\}|<(?!/?at>)", text), text


@every_card
def test_no_reference_or_initials_are_in_what_a_lock_screen_shows(card: dict[str, Any]) -> None:
    assert not re.search(r"\bC-?\d{3,}", card["fallbackText"])
    assert not re.search(r"\bC-?\d{3,}", card.get("speak", ""))


@every_card
def test_what_is_said_on_top_of_a_form_longer_than_a_screen_stands_by_its_buttons_too(card: dict[str, Any]) -> None:
    first = card["body"][0]
    long = len([node for node in inputs(card) if node["type"] == "Input.Text" and node.get("isMultiline")]) > 3
    if first.get("style") == "emphasis" and long:
        assert card["body"][-1] == first


DESTRUCTIVE = re.compile(
    r"^(decline|release|withdraw|stand_down|take_back|cancel|call_off|close_failed|end|leave|retire)_"
)


@every_card
def test_the_primary_button_is_never_the_destructive_or_the_empty_one(card: dict[str, Any]) -> None:
    shown = [node for node in buttons(card) if node["type"] != "Action.OpenUrl"]
    for node in shown:
        if node.get("style") == "positive":
            assert not DESTRUCTIVE.match(verb_of(node) or ""), node["title"]
            assert node.get("associatedInputs") != "none" or not inputs(card), node["title"]
    if len(card.get("actions", [])) > 1 and inputs(card):
        first = card["actions"][0]
        assert first.get("associatedInputs") != "none", first.get("title")
