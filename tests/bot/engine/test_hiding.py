"""No button's data names a child or holds typed words, on any card there is; buttons of before still work."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.engine.messages import Caller, Submission
from bot.engine.seal import MARK, NAMES, SEAL, Seal, hidden, shown
from tests.cards.strictness import buttons
from tests.play import CHANNEL
from tools.card_modules import card_modules

KEY = bytes(range(32))
HERE = CHANNEL.conversation_id
REFERENCE = re.compile(r"\bC-\d{3,}")
SEALED = Seal(KEY)


def every_card() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, module in card_modules().items():
        for example, view in getattr(module, "EXAMPLES", {}).items():
            yield f"{name} {example}", module.draw(view)


def all_data(card: dict[str, Any]) -> list[str]:
    nodes = buttons(card)
    beside = [node["fallback"] for node in nodes if isinstance(node.get("fallback"), dict)]
    return [json.dumps(node["data"]) for node in (*nodes, *beside) if "data" in node]


def pressing(data: dict[str, Any]) -> Submission:
    return Submission(data["action"], data, Caller("oid", "29:x", "X"), CHANNEL, "1", "1")


def test_no_button_of_any_card_names_a_child_in_its_data() -> None:
    named, looked_at = [], 0
    for name, card in every_card():
        for data in all_data(SEALED.on(card, HERE)):
            looked_at += 1
            named += [(name, data)] if REFERENCE.search(data) else []
    assert named == []
    assert looked_at > 500
    assert any(REFERENCE.search(data) for _, card in every_card() for data in all_data(card)), "there was some to hide"


def test_no_choice_that_is_searched_names_one_either() -> None:
    for _, card in every_card():
        sets = re.findall(r'"dataset": "((?:[^"\\]|\\.)*)"', json.dumps(SEALED.on(card, HERE)))
        assert not [one for one in sets if REFERENCE.search(one)]


def test_what_is_hidden_comes_back_as_it_was_when_the_button_is_pressed() -> None:
    for name, card in every_card():
        for before, after in zip(buttons(card), buttons(SEALED.on(card, HERE)), strict=False):
            if "data" not in before or before.get("type") not in ("Action.Execute", "Action.Submit"):
                continue
            opened = SEALED.opened(pressing(after["data"]))
            assert opened is not None, name
            for key in before["data"].keys() & NAMES:
                assert opened.data[key] == before["data"][key], (name, key)


def test_the_same_button_is_hidden_the_same_and_sealing_twice_hides_once() -> None:
    once = hidden(KEY, {"child": "C-1001", "id": 7}, HERE)
    assert once == hidden(KEY, {"child": "C-1001", "id": 7}, HERE) == hidden(KEY, once, HERE)
    assert once["id"] == 7
    assert once["child"].startswith(MARK)
    assert shown(KEY, once, HERE) == {"child": "C-1001", "id": 7}


def test_what_is_hidden_for_one_place_is_read_in_no_other_and_by_no_other_key() -> None:
    once = hidden(KEY, {"child": "C-1001"}, HERE)
    assert shown(KEY, once, "19:elsewhere") == once
    assert shown(bytes(32), once, HERE) == once


def test_a_button_of_a_card_posted_before_anything_was_hidden_still_works() -> None:
    data = {"action": "show_child", "child": "C-1001", "asks": ""}
    mark = SEALED._mark(HERE, "show_child", data)
    opened = SEALED.opened(pressing({**data, SEAL: f"{','.join(sorted(data))}:{mark}"}))
    assert opened is not None
    assert opened.data["child"] == "C-1001"
