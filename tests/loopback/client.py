"""A person at a Teams client: says things to the bot, presses buttons, sees cards."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, overload

from tests.loopback.cast import Channel, Person, PersonalChat, Spot
from tests.loopback.shown import CannotPress, Shown, submitted
from tests.loopback.strictness import CARD_TYPE, Wrong, check_card

if TYPE_CHECKING:
    from tests.loopback.world import TeamsWorld

__all__ = ["Answer", "CannotPress", "Heard", "ProtocolBroken", "Visitor"]

MESSAGE_TYPE = "application/vnd.microsoft.activity.message"
FOUND_TYPE = "application/vnd.microsoft.search.searchResponse"
MOST_FOUND = 15
ERROR_TYPE = "application/vnd.microsoft.error"


class ProtocolBroken(AssertionError):
    """The bot answered something Teams does not accept."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a press was answered with: a card that only the presser sees, a short message, or an error."""

    status: int
    body: Any
    shown: Shown | None = None
    message: str = ""
    error: str = ""
    found: tuple[tuple[str, str], ...] = ()  # what a searched choice lists, as (shown, value)

    @property
    def card(self) -> Shown:
        assert self.shown is not None, f"no card but {self.status} {self.body}"
        return self.shown


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of something said: the HTTP status and the cards the bot posted meanwhile in that place."""

    status: int
    cards: tuple[Shown, ...]

    @property
    def card(self) -> Shown:
        assert len(self.cards) == 1, f"{len(self.cards)} cards, not one"
        return self.cards[0]


class Visitor:
    """One person in the loopback world."""

    def __init__(self, world: TeamsWorld, person: Person) -> None:
        self._world = world
        self.person = person

    @property
    def oid(self) -> str:
        return self.person.oid

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def chat(self) -> PersonalChat:
        """This person's own chat with the bot."""
        return self._world.chat(self.person)

    async def says(self, text: str, where: Spot | None = None, *, thread: str = "") -> Heard:
        """Say it in the panel channel (mentioning the bot, in a new thread unless one is named) or a chat."""
        world, spot = self._world, where or self._world.channel
        activity = world.activity("message", self.person, spot, thread)
        if isinstance(spot, Channel):
            mention = f"<at>{world.bot_name}</at>"
            activity["text"] = f"{mention} {text}\n"
            mentioned = {"id": world.bot_id, "name": world.bot_name}
            activity["entities"] = [{"type": "mention", "mentioned": mentioned, "text": mention}]
            if not thread:
                activity["conversation"]["id"] = f"{spot.id};messageid={activity['id']}"
            world.connector.note_message(spot.id, thread or activity["id"])
        else:
            activity["text"] = text
        before = len(world.connector.log)
        status, _ = await world.deliver(activity)
        return Heard(status, tuple(self.posted_since(before, spot)))

    async def sends(self, *files: tuple[str, str], text: str = "", where: Spot | None = None) -> Heard:
        """Send files, each a name and the address it can be fetched from, in one's own chat unless a place is named."""
        world, spot = self._world, where or self.chat
        activity = world.activity("message", self.person, spot)
        activity["text"] = text
        activity["attachments"] = [_file(name, address) for name, address in files]
        activity["attachments"].append({"contentType": "text/html", "content": f"<div>{text}</div>"})
        before = len(world.connector.log)
        status, _ = await world.deliver(activity)
        return Heard(status, tuple(self.posted_since(before, spot)))

    @overload
    async def presses(
        self,
        on: Shown,
        verb: str,
        typed: Mapping[str, Any] | None = None,
        *,
        data: Mapping[str, Any] | None = None,
        old_client: bool = False,
    ) -> Answer: ...

    @overload
    async def presses(
        self,
        on: Shown,
        verb: str,
        typed: Mapping[str, Any] | None = None,
        *,
        data: Mapping[str, Any] | None = None,
        old_client: bool = False,
        deliveries: int,
        each: Literal["same id", "new id"] = "same id",
    ) -> list[Answer]: ...

    async def presses(
        self,
        on: Shown,
        verb: str,
        typed: Mapping[str, Any] | None = None,
        *,
        data: Mapping[str, Any] | None = None,
        old_client: bool = False,
        deliveries: int | None = None,
        each: Literal["same id", "new id"] = "same id",
    ) -> Answer | list[Answer]:
        """Press the button with this verb (and these values in its data), after typing into the inputs.

        `deliveries` sends the very same press that many times at once, as Teams does after a slow answer.
        `old_client` presses the Action.Submit that stands in for Action.Execute.
        """
        activity = self._press(on, verb, typed or {}, data or {}, old_client)
        if deliveries is None:
            return await self._deliver(activity, on)
        copies = [
            {**activity, "id": f"f:{uuid.uuid4()}"} if each == "new id" else dict(activity) for _ in range(deliveries)
        ]
        return list(await asyncio.gather(*(self._deliver(copy, on) for copy in copies)))

    async def searches(self, on: Shown, name: str, words: str, *, dataset: str = "", start: int = 0) -> Answer:
        """Type into a choice that is searched: what Teams asks, and the list it would show."""
        activity = self._world.activity("invoke", self.person, on.spot, on.thread)
        activity["name"] = "application/search"
        activity["value"] = {
            "queryText": words,
            "queryOptions": {"skip": start, "top": 15},
            "dataset": dataset or on.input(name)["choices.data"]["dataset"],
        }
        status, body = await self._world.deliver(activity)
        return read_found(status, body)

    def _press(
        self, on: Shown, verb: str, typed: Mapping[str, Any], data: Mapping[str, Any], old_client: bool
    ) -> dict[str, Any]:
        action, inputs = on.action(verb, data)
        if old_client and action["type"] == "Action.Execute":
            fallback = action.get("fallback")
            if not isinstance(fallback, dict) or fallback.get("type") != "Action.Submit":
                raise CannotPress(f"an old client cannot press {verb!r}: it has no Action.Submit to fall back to")
            action = fallback
        sent = {**action.get("data", {}), **submitted(inputs, typed)}
        submit = action["type"] == "Action.Submit"
        activity = self._world.activity("message" if submit else "invoke", self.person, on.spot, on.thread)
        activity["replyToId"] = on.activity_id
        if submit:
            activity["value"] = sent
        else:
            activity["name"] = "adaptiveCard/action"
            pressed = {"type": "Action.Execute", "id": action.get("id", ""), "verb": action.get("verb"), "data": sent}
            activity["value"] = {"action": pressed, "trigger": "manual"}
        return activity

    async def _deliver(self, activity: dict[str, Any], on: Shown) -> Answer:
        before = len(self._world.connector.log)
        status, body = await self._world.deliver(activity)
        if activity["type"] == "message":
            here = self.posted_since(before, on.spot)
            return Answer(status, body, here[-1] if here else None)
        return read_answer(status, body, on) if status == 200 else Answer(status, body)

    def posted_since(self, before: int, spot: Spot) -> list[Shown]:
        """What was posted in a place since then and is there, as far as this person sees it."""
        connector = self._world.connector
        new = [e for e in connector.log[before:] if e.kind in ("thread", "message") and e.conversation_id == spot.id]
        seen = [
            e for e in new if e.only in ("", self.person.teams_id) and (spot.id, e.activity_id) in connector.messages
        ]
        return [Shown(e.card, spot, e.thread, e.activity_id) for e in seen]


def read_found(status: int, body: Any) -> Answer:
    """The answer to words typed into a choice as a Teams client reads it; Teams lists fifteen at most."""
    if body["type"] == ERROR_TYPE:
        return Answer(status, body, error=str(body["value"]["message"]))
    if set(body) != {"statusCode", "type", "value"} or body["type"] != FOUND_TYPE or body["statusCode"] != 200:
        raise ProtocolBroken(f"not a list of choices Teams knows: {str(body)[:200]!r}")
    found = tuple((str(one["title"]), str(one["value"])) for one in body["value"]["results"])
    if len(found) > MOST_FOUND:
        raise ProtocolBroken(f"Teams lists {MOST_FOUND} choices, not {len(found)}")
    return Answer(status, body, found=found)


def _file(name: str, address: str) -> dict[str, Any]:
    """A file as Teams attaches it to a message in a personal chat."""
    return {
        "contentType": "application/vnd.microsoft.teams.file.download.info",
        "contentUrl": f"https://council-my.sharepoint.com/personal/somebody/Documents/{name}",
        "name": name,
        "content": {"downloadUrl": address, "uniqueId": str(uuid.uuid4()), "fileType": name.rpartition(".")[2]},
    }


def read_answer(status: int, body: Any, on: Shown) -> Answer:
    """The answer to an invoke as a Teams client reads it; raises when the client could not."""
    if not isinstance(body, dict) or set(body) != {"statusCode", "type", "value"}:
        raise ProtocolBroken(f"an invoke answer is statusCode, type and value, not {str(body)[:200]!r}")
    if body["type"] == CARD_TYPE:
        try:
            check_card(body["value"])
        except Wrong as wrong:
            raise ProtocolBroken(str(wrong)) from wrong
        return Answer(status, body, Shown(body["value"], on.spot, on.thread, on.activity_id))
    if body["type"] == MESSAGE_TYPE and isinstance(body["value"], str):
        return Answer(status, body, message=body["value"])
    if body["type"] == ERROR_TYPE and isinstance(body["value"], dict):
        return Answer(status, body, error=str(body["value"]["message"]))
    raise ProtocolBroken(f"not an answer Teams knows: {str(body)[:200]}")
