"""A message however odd is read with as much work as it is long: calls are counted, not seconds."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from bot.engine.messages import Said
from bot.teams import turns
from bot.teams.activities import read_activity, read_json
from bot.teams.message_parts import MOST_SPELLINGS

ODD: dict[str, Callable[[int], tuple[str, list[dict[str, Any]]]]] = {
    "mentions of many names": lambda n: (
        "".join(f"<at>P{i}</at>" for i in range(n)),
        [mention(f"P{i}") for i in range(n)],
    ),
    "mentions of one name": lambda n: ("<at>P</at>" * n, [mention("P")] * n),
    "mentions without a text": lambda n: ("\n" * n, [{**mention("P"), "text": ""}] * n),
    "mentions of somebody else": lambda n: ("<at>P</at>" * n, [{**mention("P"), "mentioned": {"id": "29:x"}}] * n),
    "tags left open": lambda n: ("<at" * n, []),
    "quotes left open": lambda n: ("<blockquote " * n, []),
    "pictures": lambda n: ("<img>" * n, []),
}


def mention(name: str) -> dict[str, Any]:
    return {"type": "mention", "mentioned": {"id": "28:bot", "name": name}, "text": f"<at>{name}</at>"}


def message(text: str, entities: list[dict[str, Any]]) -> bytes:
    return json.dumps(
        {
            "type": "message",
            "id": "1",
            "text": text,
            "entities": entities,
            "channelId": "msteams",
            "serviceUrl": "https://teams.example/",
            "from": {"id": "29:a", "aadObjectId": "oid", "name": "A"},
            "recipient": {"id": "28:bot", "name": "Permanence"},
            "conversation": {"id": "19:x", "conversationType": "channel"},
            "channelData": {"tenant": {"id": "t"}},
        }
    ).encode()


def work(raw: bytes) -> tuple[int, int]:
    """How many calls it takes to read it, and how many look through a whole text."""
    calls = [0, 0]

    def count(frame: FrameType, event: str, called: Any) -> None:
        if event in ("call", "c_call"):
            calls[0] += 1
            calls[1] += event == "c_call" and getattr(called, "__name__", "") in ("replace", "sub")

    sys.setprofile(count)
    try:
        turn = turns.message_turn(read_activity(read_json(raw)))
    finally:
        sys.setprofile(None)
    assert isinstance(turn, Said)
    return calls[0], calls[1]


@pytest.mark.parametrize("kind", ODD)
def test_twice_as_much_takes_twice_the_work_and_the_text_is_gone_through_a_few_times(kind: str) -> None:
    work(message(*ODD[kind](10)))  # what is compiled once is compiled
    half, whole = work(message(*ODD[kind](400))), work(message(*ODD[kind](800)))
    assert whole[0] <= 2.2 * half[0]
    if kind.startswith("mentions"):
        assert whole[1] <= 4 * MOST_SPELLINGS + 30
