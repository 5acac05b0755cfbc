"""A person at the message extension of a Teams client: its dialog on a message, and its search box."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.loopback.cast import Spot
from tests.loopback.client import ProtocolBroken, Visitor
from tests.loopback.shown import Shown, submitted
from tests.loopback.strictness import CARD_TYPE, check_card
from tests.loopback.world import TeamsWorld

PREVIEWS = {"application/vnd.microsoft.card.thumbnail", "application/vnd.microsoft.card.hero"}
SIZES = {"small", "medium", "large"}


@dataclass(frozen=True, slots=True)
class Window:
    """The dialog as the client shows it: a card to fill in, or a last sentence."""

    status: int
    title: str = ""
    shown: Shown | None = None
    last: str = ""

    @property
    def card(self) -> Shown:
        assert self.shown is not None, f"no card but {self.last!r} ({self.status})"
        return self.shown


@dataclass(frozen=True, slots=True)
class Hit:
    """One result in the list, and the card that would be shared."""

    title: str
    line: str
    card: dict[str, Any]


@dataclass(slots=True)
class Extension:
    """The app's message extension in one person's hands."""

    world: TeamsWorld
    visitor: Visitor

    def message(self, markup: str, message_id: str = "1700000000001", **more: Any) -> dict[str, Any]:
        """A message of somebody's, as Teams hands it over when a command is chosen on it."""
        return {
            "id": message_id,
            "replyToId": None,
            "createdDateTime": "2026-03-02T09:12:00.123Z",
            "importance": "normal",
            "locale": "en-gb",
            "linkToMessage": "https://teams.microsoft.com/l/message/x/1",
            "from": {"user": {"userIdentityType": "aadUser", "id": self.visitor.oid, "displayName": self.visitor.name}},
            "body": {"contentType": "html", "content": markup},
            "attachments": [],
            "mentions": [],
            "reactions": [],
            **more,
        }

    async def opens(self, command: str, on: Mapping[str, Any] | None, where: Spot | None = None) -> Window:
        """Choose the command on a message."""
        value: dict[str, Any] = {"commandId": command, "commandContext": "message", "context": {"theme": "default"}}
        if on is not None:
            value["messagePayload"] = on
        return await self._window("composeExtension/fetchTask", value, where)

    async def sends(
        self, window: Window, on: Mapping[str, Any], typed: Mapping[str, Any] | None = None, *, deliveries: int = 1
    ) -> list[Window]:
        """Fill in the dialog and press its button; each delivery has an id of its own."""
        (verb,) = window.card.verbs
        action, inputs = window.card.action(verb, {})
        assert action["type"] == "Action.Submit", "a dialog knows no other"
        value = {
            "commandId": verb,
            "commandContext": "message",
            "context": {"theme": "default"},
            "data": {**action["data"], **submitted(inputs, typed or {})},
            "messagePayload": on,
        }
        sent = (self._window("composeExtension/submitAction", value, window.card.spot) for _ in range(deliveries))
        return list(await asyncio.gather(*sent))

    async def searches(self, words: str, where: Spot | None = None, *, first: bool = False) -> list[Hit] | str:
        """What the list shows for these words, or as the box opens; the sentence when it shows none."""
        parameter = {"name": "initialRun", "value": "true"} if first else {"name": "words", "value": words}
        value = {
            "commandId": "find",
            "parameters": [parameter],
            "queryOptions": {"skip": 0, "count": 25},
            "context": {"theme": "default"},
        }
        status, body = await self.deliver("composeExtension/query", value, where)
        assert status == 200, body
        return read_results(body)

    async def deliver(self, name: str, value: Any, where: Spot | None = None, **changes: Any) -> tuple[int, Any]:
        """The invoke itself."""
        activity = self.world.activity("invoke", self.visitor.person, where or self.world.channel)
        return await self.world.deliver({**activity, "name": name, "value": value, **changes})

    async def _window(self, name: str, value: Mapping[str, Any], where: Spot | None) -> Window:
        status, body = await self.deliver(name, value, where)
        return read_window(status, body, where or self.world.channel)


def read_window(status: int, body: Any, spot: Spot) -> Window:
    """The answer to a dialog as a Teams client reads it; raises when the client could not."""
    if status != 200:
        return Window(status)
    if not isinstance(body, dict) or set(body) != {"task"} or set(body["task"]) != {"type", "value"}:
        raise ProtocolBroken(f"a dialog's answer is a task of type and value, not {str(body)[:200]!r}")
    value = body["task"]["value"]
    if body["task"]["type"] == "message" and isinstance(value, str) and value:
        return Window(status, last=value)
    if body["task"]["type"] != "continue" or set(value) != {"title", "height", "width", "card"}:
        raise ProtocolBroken(f"not a dialog Teams knows: {str(body)[:200]}")
    assert {value["height"], value["width"]} <= SIZES
    assert set(value["card"]) == {"contentType", "content"}
    assert value["card"]["contentType"] == CARD_TYPE
    check_card(value["card"]["content"])
    return Window(status, value["title"], Shown(value["card"]["content"], spot, "", ""))


def read_results(body: Any) -> list[Hit] | str:
    """The answer to a search as a Teams client reads it."""
    answer = body["composeExtension"]
    if answer["type"] == "message":
        return str(answer["text"])
    if set(answer) != {"type", "attachmentLayout", "attachments"} or answer["type"] != "result":
        raise ProtocolBroken(f"not a list Teams knows: {str(body)[:200]}")
    assert answer["attachmentLayout"] == "list"
    return [_hit(one) for one in answer["attachments"]]


def _hit(attachment: Mapping[str, Any]) -> Hit:
    if set(attachment) != {"contentType", "content", "preview"} or attachment["contentType"] != CARD_TYPE:
        raise ProtocolBroken(f"not a result Teams knows: {str(attachment)[:200]}")
    check_card(attachment["content"])
    assert attachment["preview"]["contentType"] in PREVIEWS
    preview = attachment["preview"]["content"]
    return Hit(preview["title"], preview["text"], dict(attachment["content"]))
