"""The loopback Teams put together: servers, a team with its panel channel, people, and the bot they speak to."""

from __future__ import annotations

import asyncio
import copy
import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp import web

from bot.teams.registration import ClientSecret, TeamsSettings
from tests.loopback.cast import TENANT, Channel, Person, PersonalChat, Spot, Team, personal_chat
from tests.loopback.client import Visitor
from tests.loopback.connector import LoopbackConnector
from tests.loopback.login import LoginServer
from tests.loopback.serving import Served
from tests.loopback.shown import Shown
from tests.loopback.signing import SigningKeyServer

APP_ID = "b0b0b0b0-1234-4abc-9def-0123456789ab"
SECRET = "a secret of the loopback world"


class TeamsWorld:
    """An async context manager; see the package's docstring for how to live in it."""

    def __init__(self, *, anonymous: bool = False, log_file: Path | None = None) -> None:
        self.anonymous = anonymous
        self.keys = SigningKeyServer()
        self.login = LoginServer(APP_ID, SECRET, TENANT)
        self.connector = LoopbackConnector(None if anonymous else self.login, log_file)
        self.bot_id = f"28:{APP_ID}"
        self.bot_name = "Permanence"
        self.bot_url = ""
        self.team = Team.named("Children's Services", "Permanence panel")
        self.channel = self.team.channels[1]
        self.connector.teams[self.team.id] = self.team
        self._people: dict[str, Visitor] = {}
        self._served: list[Served] = []
        self._session: aiohttp.ClientSession | None = None
        self._token: str | None = None

    async def __aenter__(self) -> TeamsWorld:
        for server in (self.keys, self.login, self.connector):
            await server.start()
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()
        self.connector.mend()
        for served in self._served:
            await served.stop()
        for server in (self.connector, self.login, self.keys):
            await server.stop()

    def settings(self, **changes: Any) -> TeamsSettings:
        """The registration that fits this world."""
        if self.anonymous:
            return TeamsSettings(**{"anonymous": True, "allow_loopback_service_urls": True, **changes})
        registration: dict[str, Any] = {
            "app_id": APP_ID,
            "tenant_ids": (TENANT,),
            "credential": ClientSecret(SECRET),
            "authority": self.login.authority,
            "openid_metadata_url": self.keys.metadata_url,
            "ca_file": self.login.ca_file,
            "allow_loopback_service_urls": True,
        }
        return TeamsSettings(**{**registration, **changes})

    async def serve(self, app: web.Application) -> str:
        """Serve the bot's application on a free port and speak to it from now on; returns its address."""
        served = await Served.start(app)
        self._served.append(served)
        self.bot_url = f"{served.address}/api/messages"
        return served.address

    def person(self, name: str, *, oid: str | None = None, member: bool = True) -> Visitor:
        """Somebody by name, the same each time; on the team's roster unless `member` is False."""
        if name not in self._people:
            self._people[name] = Visitor(self, Person.named(name, oid))
        visitor = self._people[name]
        if member and visitor.person not in self.team.members:
            self.team.members.append(visitor.person)
        return visitor

    def chat(self, person: Person) -> PersonalChat:
        chat = personal_chat(person)
        return self.connector.chats.setdefault(chat.id, chat)

    async def install(self, where: Spot | None = None, *, by: Visitor) -> int:
        """The bot is added to the team (with this channel chosen) or to a chat: two activities, as in Teams."""
        spot = where or self.channel
        if isinstance(spot, Channel):
            self.connector.teams[spot.team_id].installed = True
        joined = self.activity("conversationUpdate", by.person, spot)
        joined["membersAdded"] = [{"id": self.bot_id}]
        joined["channelData"]["eventType"] = "teamMemberAdded"
        added = self.activity("installationUpdate", by.person, spot)
        added["action"] = "add"
        for activity in (joined, added):
            activity["channelData"]["settings"] = {"selectedChannel": {"id": spot.id}}
            activity["channelData"].pop("channel", None)
            if isinstance(spot, Channel):
                activity["conversation"]["id"] = spot.team_id
        await self.deliver(joined)
        status, _ = await self.deliver(added)
        return status

    async def uninstall(self, where: Spot | None = None, *, by: Visitor) -> int:
        """The bot is removed: told with two activities, and nothing may be posted there afterwards."""
        spot = where or self.channel
        if isinstance(spot, Channel):
            self.connector.teams[spot.team_id].installed = False
        left = self.activity("conversationUpdate", by.person, spot)
        left["membersRemoved"] = [{"id": self.bot_id}]
        left["channelData"]["eventType"] = "teamMemberRemoved"
        removed = self.activity("installationUpdate", by.person, spot)
        removed["action"] = "remove"
        await self.deliver(left)
        status, _ = await self.deliver(removed)
        return status

    async def remove_member(self, gone: Visitor, *, by: Visitor) -> int:
        """Somebody is taken off the team."""
        self.team.members.remove(gone.person)
        activity = self.activity("conversationUpdate", by.person, self.team.channels[0])
        activity["membersRemoved"] = [{"id": gone.person.teams_id, "aadObjectId": gone.person.oid}]
        activity["channelData"]["eventType"] = "teamMemberRemoved"
        status, _ = await self.deliver(activity)
        return status

    def shown(self, where: Spot | None = None) -> list[Shown]:
        """The cards everybody now sees in a place, oldest message first, each as last updated."""
        spot = where or self.channel
        messages = self.connector.messages.items()
        here = [e for (place, _), e in messages if place == spot.id and e.number and not e.only]
        here.sort(key=lambda entry: entry.activity_id)
        return [Shown(copy.deepcopy(e.card), spot, e.thread, e.activity_id) for e in here]

    def latest(self, where: Spot | None = None) -> Shown:
        """The newest card in a place."""
        return self.shown(where)[-1]

    def now(self, shown: Shown) -> Shown:
        """The same message as it is to be seen now."""
        return next(card for card in self.shown(shown.spot) if card.activity_id == shown.activity_id)

    async def until(self, holds: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait for accepted requests until the condition holds; TimeoutError when it does not come to that."""
        async with asyncio.timeout(seconds), self.connector.changed:
            await self.connector.changed.wait_for(holds)

    def activity(self, kind: str, sender: Person, spot: Spot, thread: str = "") -> dict[str, Any]:
        """An activity as Teams sends it, ready to be changed by a test before `deliver`."""
        in_channel = isinstance(spot, Channel)
        data: dict[str, Any] = {"tenant": {"id": TENANT}}
        conversation = {"id": spot.id, "conversationType": spot.kind, "tenantId": TENANT}
        if isinstance(spot, Channel):
            data["team"] = {"id": spot.team_id, "name": self.connector.teams[spot.team_id].name}
            data["channel"] = {"id": spot.id, "name": spot.name}
            conversation["isGroup"] = True
            if thread:
                conversation["id"] = f"{spot.id};messageid={thread}"
        return {
            "type": kind,
            "id": self.connector.next_id() if kind == "message" else f"f:{uuid.uuid4()}",
            "timestamp": datetime.now(UTC).isoformat(),
            "channelId": "msteams",
            "serviceUrl": self.connector.service_url,
            "from": {"id": sender.teams_id, "name": sender.name, "aadObjectId": sender.oid},
            "recipient": {"id": self.bot_id, "name": self.bot_name},
            "conversation": conversation,
            "channelData": data,
            "locale": "en-GB",
            "entities": [{"type": "clientInfo", "locale": "en-GB", "platform": "Web"}] if in_channel else [],
        }

    def authorization(self) -> dict[str, str]:
        """The header Teams sends; one token serves until the key is rotated."""
        if self.anonymous:
            return {}
        if self._token is None:
            self._token = self.keys.token(APP_ID, self.connector.service_url)
        return {"Authorization": f"Bearer {self._token}"}

    def rotate_keys(self) -> None:
        self.keys.rotate()
        self._token = None

    async def deliver(self, activity: Any, headers: dict[str, str] | None = None) -> tuple[int, Any]:
        """POST an activity (or bytes) to the bot, signed unless headers are given; its status and JSON body."""
        assert self._session, "enter the world first"
        assert self.bot_url, "serve the bot first, or set bot_url"
        sent = activity if isinstance(activity, bytes) else json.dumps(activity).encode()
        with_type = {"Content-Type": "application/json", **(self.authorization() if headers is None else headers)}
        async with self._session.post(self.bot_url, data=sent, headers=with_type) as response:
            raw = await response.read()
        try:
            return response.status, json.loads(raw) if raw else None
        except ValueError:
            return response.status, raw.decode("utf-8", "replace")
