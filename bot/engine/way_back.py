"""The way back to a list: whatever is opened from it, and from what was opened, leads back to it at the same page.

A button that opens something from a list says in its data where the list is. The card that comes back hands that on to
each of its own buttons, however many cards further; only the button that leads back to the list does not.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from bot.engine.messages import Reply, Submission, Turn
from cards import house_words
from cards.elements import as_json
from cards.parts import WAY_BACK, leaving

MOST = 6  # buttons in a row
BUTTONS = ("Action.Execute", "Action.Submit")


def with_way_back(reply: Reply, turn: Turn) -> Reply:
    """The answer to a press made on a card that was opened from a list, with the way back to it."""
    if not isinstance(turn, Submission) or turn.dialog or reply.card is None:
        return reply
    way = str(turn.data.get(WAY_BACK) or "")
    verb, _, query = way.partition("?")
    if not query:
        return reply
    card = copy.deepcopy(reply.card)
    for node in _buttons(card):
        _hand_on(node, way)
    its = list(card.get("actions", ()))
    titles = {one.get("title") for one in its}
    title = house_words.BACK_TO_FIRST_LIST if house_words.BACK_TO_LIST in titles else house_words.BACK_TO_LIST
    data = dict(parse_qsl(query, keep_blank_values=True))
    [back] = as_json([leaving(title, verb, data, secondary=len(its) >= MOST)])
    return replace(reply, card={**card, "actions": [*its, back]})


def _hand_on(node: dict[str, Any], way: str) -> None:
    """A list on the way has its own way back, which leads on to the first."""
    for one in (node, node.get("fallback", {})):
        if "data" in one:
            own = one["data"].get(WAY_BACK)
            nested = f"{own}&{urlencode({WAY_BACK: way})}" if own and f"&{WAY_BACK}=" not in own else own
            one["data"] = {**one["data"], WAY_BACK: nested or way}


def _buttons(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for one in node:
            yield from _buttons(one)
    elif isinstance(node, dict):
        if node.get("type") in BUTTONS:
            yield node
            return
        for value in node.values():
            if isinstance(value, list | dict):
                yield from _buttons(value)
