"""The loopback connector: takes what the bot sends only when it is right, and remembers it in order."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.loopback.cast import TENANT, Person, PersonalChat, Team
from tests.loopback.faults import Fault, FaultPlan
from tests.loopback.login import LoginServer
from tests.loopback.serving import Served
from tests.loopback.strictness import READ_WINDOWS, SEND_WINDOWS, Windows, Wrong, check_message, check_size

BASE = "/uk"
TARGETING = "takes"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One request the connector acted on. `conversation_id` is the channel or chat, `thread` the root message."""

    number: int
    kind: str  # "thread", "message", "update", "delete"
    conversation_id: str
    thread: str
    activity_id: str
    activity: dict[str, Any]
    at: float
    told: bool  # False when the bot never heard that it was accepted
    only: str = ""  # the Teams id of the one person who sees it; everybody in the place does when empty

    @property
    def card(self) -> dict[str, Any]:
        return dict(self.activity["attachments"][0]["content"])


class LoopbackConnector:
    """Real HTTP under `service_url`. `log` is append-only; `refused` counts refusals by status and code."""

    def __init__(self, login: LoginServer | None, log_file: Path | None = None) -> None:
        self.log: list[Accepted] = []
        self.refused: dict[str, int] = {}
        self.requests = 0
        self.connections: set[int] = set()
        self.enforce_limits = False
        self.targeting = TARGETING  # or "refuses" targeted messages, or "ignores" that they are any
        self.page_size = 50
        self.clock: Callable[[], float] = time.monotonic
        self.teams: dict[str, Team] = {}
        self.chats: dict[str, PersonalChat] = {}
        self.messages: dict[tuple[str, str], Accepted] = {}
        self.changed = asyncio.Condition()
        self._faults = FaultPlan()
        self._login = login
        self._log_file = log_file
        self._last_id = 1_700_000_000_000
        self._sends = Windows(SEND_WINDOWS)
        self._reads = Windows(READ_WINDOWS)
        self._served: Served | None = None

    @property
    def service_url(self) -> str:
        assert self._served
        return f"{self._served.address}{BASE}/"

    def fail(self, fault: Fault, times: int | None = 1, when: Callable[[web.Request], bool] | None = None) -> None:
        """The next `times` requests (None: all from now on; only those `when` says yes to) fail like this."""
        self._faults.add(fault, times, when)

    def mend(self) -> None:
        """No more faults; what hangs is cut off."""
        self._faults.clear()

    async def start(self) -> None:
        app = web.Application(client_max_size=4 << 20)
        router = app.router
        conversation = BASE + "/v3/conversations/{conversation}"
        router.add_post(BASE + "/v3/conversations", self._guarded(self._create))
        router.add_post(conversation + "/activities", self._guarded(self._send))
        router.add_post(conversation + "/activities/{replied_to}", self._guarded(self._send))
        router.add_put(conversation + "/activities/{activity}", self._guarded(self._update))
        router.add_delete(conversation + "/activities/{activity}", self._guarded(self._delete))
        router.add_get(conversation + "/pagedmembers", self._guarded(self._members))
        self._served = await Served.start(app)

    async def stop(self) -> None:
        self.mend()
        if self._served:
            await self._served.stop()

    def next_id(self) -> str:
        self._last_id += 1
        return str(self._last_id)

    def _guarded(self, handler: Callable[..., Any]) -> Callable[[web.Request], Any]:
        async def guarded(request: web.Request) -> web.StreamResponse:
            self.requests += 1
            if request.transport is not None:
                self.connections.add(request.transport.get_extra_info("peername")[1])
            fault = self._faults.take(request)
            try:
                self._authorise(request)
                if fault is not None and not fault.accepted:
                    raise Wrong(fault.status, "made_to_fail", "made to fail")
                answer = await handler(request, fault is None)
            except Wrong as wrong:
                label = f"{wrong.status} {wrong.code}"
                self.refused[label] = self.refused.get(label, 0) + 1
                if fault is None:
                    headers = {} if wrong.retry_after is None else {"Retry-After": f"{wrong.retry_after:.3f}"}
                    error = {"error": {"code": wrong.code, "message": wrong.why}}
                    return web.json_response(error, status=wrong.status, headers=headers)
            if fault is not None:
                return await self._faults.answer(fault, request)
            return answer  # type: ignore[no-any-return]

        return guarded

    def _authorise(self, request: web.Request) -> None:
        if self._login is None:
            return
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or not self._login.valid(token):
            raise Wrong(401, "Unauthorized", "Authorization has been denied for this request.")

    async def _body(self, request: web.Request) -> dict[str, Any]:
        if request.content_type != "application/json":
            raise Wrong(415, "BadSyntax", "the body is not JSON")
        text = await request.text()
        check_size(text)
        try:
            body = json.loads(text)
        except ValueError as error:
            raise Wrong(400, "BadSyntax", "the body is not JSON") from error
        if not isinstance(body, dict):
            raise Wrong(400, "BadSyntax", "the body is not an object")
        return body

    async def _create(self, request: web.Request, told: bool) -> web.Response:
        body = await self._body(request)
        if body.get("isGroup") is not True:
            raise Wrong(400, "BadArgument", "only channel threads are created here")
        data = body.get("channelData") or {}
        channel_id = (data.get("channel") or {}).get("id")
        if not isinstance(channel_id, str):
            raise Wrong(400, "BadSyntax", "channelData.channel.id is missing")
        if (data.get("tenant") or {}).get("id", TENANT) != TENANT:
            raise Wrong(403, "NotEnoughPermissions", "another tenant")
        activity = check_message(body.get("activity"))
        self._writable(channel_id)
        root = self.next_id()
        await self._accept("thread", channel_id, root, root, activity, told)
        return web.json_response({"id": f"{channel_id};messageid={root}", "activityId": root}, status=201)

    async def _send(self, request: web.Request, told: bool) -> web.Response:
        activity = check_message(await self._body(request))
        conversation_id, _, thread = request.match_info["conversation"].partition(";messageid=")
        self._writable(conversation_id)
        only = self._only(request, conversation_id, activity)
        if thread and (conversation_id, thread) not in self.messages:
            raise Wrong(404, "ConversationNotFound", "no such thread")
        new = self.next_id()
        in_channel = conversation_id not in self.chats
        kind, root = ("thread", new) if in_channel and not thread else ("message", thread)
        await self._accept(kind, conversation_id, root, new, activity, told, only)
        return web.json_response({"id": new}, status=201)

    def _only(self, request: web.Request, conversation_id: str, activity: Mapping[str, Any]) -> str:
        """Who alone is to see a message; a connector that ignores the question shows it to everybody."""
        if not self._targeted(request) or self.targeting == "ignores":
            return ""
        if self.targeting == "refuses":
            raise Wrong(400, "BadArgument", "targeted messages are not supported here")
        to = activity.get("recipient") or {}
        if conversation_id in self.chats or to.get("isTargeted") is not True:
            raise Wrong(400, "BadArgument", "a targeted message names whom it is for, in a shared place")
        if to.get("id") not in {person.teams_id for person in self._roster(conversation_id)}:
            raise Wrong(403, "NotEnoughPermissions", "whom it is for is no member")
        return str(to["id"])

    @staticmethod
    def _targeted(request: web.Request) -> bool:
        return request.query.get("isTargetedActivity") == "true"

    async def _update(self, request: web.Request, told: bool) -> web.Response:
        activity = check_message(await self._body(request))
        before = self._own_message(request)
        await self._accept("update", before.conversation_id, before.thread, before.activity_id, activity, told)
        return web.json_response({"id": before.activity_id})

    async def _delete(self, request: web.Request, told: bool) -> web.Response:
        before = self._own_message(request)
        where = before.conversation_id, before.thread, before.activity_id
        await self._accept("delete", *where, before.activity, told, before.only)
        del self.messages[before.conversation_id, before.activity_id]
        return web.Response(status=200)

    async def _members(self, request: web.Request, told: bool) -> web.Response:
        conversation_id = request.match_info["conversation"].partition(";messageid=")[0]
        if self.enforce_limits:
            self._reads.check(conversation_id, self.clock())
        people = self._roster(conversation_id)
        size = min(int(request.query.get("pageSize", self.page_size)), self.page_size)
        start = int(request.query.get("continuationToken", "page-0").removeprefix("page-"))
        page: dict[str, Any] = {"members": [_account(person) for person in people[start : start + size]]}
        if start + size < len(people):
            page["continuationToken"] = f"page-{start + size}"
        return web.json_response(page)

    def note_message(self, conversation_id: str, message_id: str) -> None:
        """A person's own message starts a thread the bot may answer in."""
        told = Accepted(0, "person", conversation_id, message_id, message_id, {}, self.clock(), True)
        self.messages[conversation_id, message_id] = told

    def _own_message(self, request: web.Request) -> Accepted:
        conversation_id = request.match_info["conversation"].partition(";messageid=")[0]
        self._writable(conversation_id)
        found = self.messages.get((conversation_id, request.match_info["activity"]))
        asked = self._targeted(request) and self.targeting != "ignores"
        if found is None or bool(found.only) != asked:  # neither kind is found where the other is
            raise Wrong(404, "ActivityNotFoundInConversation", "no such message")
        if found.kind == "person":
            raise Wrong(403, "NotEnoughPermissions", "somebody else's message")
        return found

    def _team(self, conversation_id: str) -> Team | None:
        return next((t for t in self.teams.values() if any(c.id == conversation_id for c in t.channels)), None)

    def _writable(self, conversation_id: str) -> None:
        team = self._team(conversation_id)
        if team is None and conversation_id not in self.chats:
            raise Wrong(404, "ConversationNotFound", "no such conversation")
        if team is not None and not team.installed:
            raise Wrong(403, "BotNotInConversationRoster", "the bot is not part of the conversation roster")
        if self.enforce_limits:
            self._sends.check(conversation_id, self.clock())

    def _roster(self, conversation_id: str) -> list[Person]:
        team = self._team(conversation_id)
        if team is not None and not team.installed:
            raise Wrong(403, "BotNotInConversationRoster", "the bot is not part of the conversation roster")
        if team is not None:
            return team.members
        if conversation_id in self.chats:
            return [self.chats[conversation_id].person]
        raise Wrong(404, "ConversationNotFound", "no such conversation")

    async def _accept(
        self, kind: str, conversation: str, thread: str, new: str, activity: Any, told: bool, only: str = ""
    ) -> None:
        entry = Accepted(len(self.log) + 1, kind, conversation, thread, new, dict(activity), self.clock(), told, only)
        self.log.append(entry)
        self.messages[conversation, new] = entry
        if self._log_file is not None:
            with self._log_file.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(asdict(entry)) + "\n")
        async with self.changed:
            self.changed.notify_all()


def _account(person: Person) -> dict[str, Any]:
    return {
        "id": person.teams_id,
        "name": person.name,
        "aadObjectId": person.oid,
        "tenantId": TENANT,
        "userRole": "user",
    }
