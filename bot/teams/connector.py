"""Our client of the Bot Framework connector: one session, connections kept, every failure told apart."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from yarl import URL

from bot.engine.messages import DeliveryError, Member, Posted
from bot.teams.credentials import BotToken, NoToken
from bot.teams.reading import TooLarge, read_bounded
from bot.teams.registration import TeamsSettings
from bot.teams.service_urls import permitted
from permanence.clean_text import one_line

TIMEOUT = aiohttp.ClientTimeout(total=20, connect=10, sock_connect=5)  # seconds; `connect` counts queueing too
LONGEST_RETRY_AFTER = 3600.0  # seconds
MAX_ANSWER = 4 << 20
PAGE = 500
MAX_PAGES = 40
TARGETED = {"isTargetedActivity": "true"}

_NEVER_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)
# The codes Teams documents. Nothing else of an error is kept: it may quote what was sent, or name somebody.
CODES = frozenset(
    {
        *("ActivityNotFoundInConversation", "BadArgument", "BadSyntax", "BotDisabledByAdmin"),
        *("BotNotInConversationRoster", "ConversationBlockedByUser", "ConversationNotFound", "Forbidden"),
        *("InvalidBotApiHost", "MessageSizeTooBig", "MessageWritesBlocked", "NotEnoughPermissions", "NotFound"),
        *("ServiceError", "TooManyRequests", "Unauthorized"),
    }
)
_OUR_FAULT = {"InvalidBotApiHost", "NotEnoughPermissions"}  # 403 that says nothing about the place

Json = dict[str, Any]


class SentBody(aiohttp.BytesPayload):
    """A body that knows whether the whole of it was given to the connection: before that nothing was taken."""

    whole = False

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        await super().write_with_length(writer, content_length)
        self.whole = True


class Connector:
    """Speaks to the connector at a place's service URL; raises DeliveryError for whatever goes wrong."""

    def __init__(
        self,
        settings: TeamsSettings,
        session: aiohttp.ClientSession,
        token: BotToken | None,
        timeout: aiohttp.ClientTimeout = TIMEOUT,
    ) -> None:
        self._settings = settings
        self._session = session
        self._token = token
        self._timeout = timeout

    async def start_thread(self, service_url: str, tenant_id: str, channel_id: str, activity: Json) -> Posted:
        """A new thread in a channel; what comes back names both the thread and its first message."""
        body = {
            "isGroup": True,
            "tenantId": tenant_id,
            "channelData": {"channel": {"id": channel_id}, "tenant": {"id": tenant_id}},
            "activity": activity,
        }
        answer = await self._call("POST", service_url, ("conversations",), body)
        thread, activity_id = ids_of(answer)
        return Posted(thread or channel_id, activity_id)

    async def send(self, service_url: str, conversation_id: str, activity: Json) -> Posted:
        answer = await self._call("POST", service_url, ("conversations", conversation_id, "activities"), activity)
        return Posted(conversation_id, ids_of(answer)[1])

    async def target(self, service_url: str, conversation_id: str, activity: Json, teams_id: str) -> Posted:
        """A message in a shared place that one person alone sees, where the tenant has such messages."""
        path = ("conversations", conversation_id, "activities")
        body = {**activity, "recipient": {"id": teams_id, "isTargeted": True}}
        answer = await self._call("POST", service_url, path, body, TARGETED)
        return Posted(conversation_id, ids_of(answer)[1])

    async def update(self, service_url: str, posted: Posted, activity: Json) -> None:
        path = ("conversations", posted.conversation_id, "activities", posted.activity_id)
        await self._call("PUT", service_url, path, {**activity, "id": posted.activity_id})

    async def delete(self, service_url: str, posted: Posted, *, targeted: bool = False) -> None:
        path = ("conversations", posted.conversation_id, "activities", posted.activity_id)
        await self._call("DELETE", service_url, path, query=TARGETED if targeted else None)

    async def members(self, service_url: str, conversation_id: str) -> tuple[Member, ...]:
        """The whole roster, page by page."""
        found: list[Member] = []
        query = {"pageSize": str(PAGE)}
        for _ in range(MAX_PAGES):
            path = ("conversations", conversation_id, "pagedmembers")
            page = await self._call("GET", service_url, path, query=query)
            members = page.get("members")
            if not isinstance(members, list):
                raise DeliveryError("retry", "the roster cannot be read")
            found.extend(_member(entry) for entry in members if isinstance(entry, Mapping))
            token = _text(page, "continuationToken")
            if not token:
                return tuple(found)
            query = {**query, "continuationToken": token}
        raise DeliveryError("refused", f"the roster has more than {MAX_PAGES} pages")

    async def _call(
        self, method: str, service_url: str, path: tuple[str, ...], body: Json | None = None, query: Json | None = None
    ) -> Json:
        url = self._address(service_url, path, query)
        data = None if body is None else json.dumps(body, separators=(",", ":")).encode()
        status, answer = await self._once(method, url, data, again=True)
        if status == 401:
            status, answer = await self._once(method, url, data, again=False)
        return answer

    async def _once(self, method: str, url: URL, data: bytes | None, *, again: bool) -> tuple[int, Json]:
        """One request; 401 comes back as a status the first time, when a new token may help."""
        token = await self._bearer()
        headers = {"Content-Type": "application/json"} if data is not None else {}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        sent = None if data is None else SentBody(data)
        try:
            async with self._session.request(
                method, url, data=sent, headers=headers, timeout=self._timeout, allow_redirects=False
            ) as response:
                status, retry_after = response.status, response.headers.get("Retry-After")
                answer = _parse(await read_bounded(response.content, MAX_ANSWER))
        except _NEVER_SENT as error:
            raise DeliveryError("retry", f"not reached: {type(error).__name__}") from error
        except (aiohttp.ClientError, TimeoutError, OSError, TooLarge) as error:
            whole = method == "POST" and sent is not None and sent.whole
            raise DeliveryError("ambiguous" if whole else "retry", f"broken off: {type(error).__name__}") from error
        if token and self._token is not None:
            if status == 401:
                self._token.forget(token)
                if again:
                    return status, answer
            elif status < 500:
                self._token.accepted()
        if not 200 <= status < 300:
            raise _trouble(method, status, answer, retry_after)
        return status, answer

    def _address(self, service_url: str, path: tuple[str, ...], query: Json | None) -> URL:
        if not permitted(service_url, self._settings):
            raise DeliveryError("refused", "the service URL is not one the bot may speak to")
        if any(part in ("", ".", "..") for part in path):
            raise DeliveryError("gone", "the conversation or message has no id")
        tail = "/".join(quote(part, safe="") for part in path)
        question = "?" + "&".join(f"{key}={quote(value, safe='')}" for key, value in query.items()) if query else ""
        return URL(f"{service_url.rstrip('/')}/v3/{tail}{question}", encoded=True)

    async def _bearer(self) -> str | None:
        if self._token is None:
            return None
        try:
            return await self._token.current()
        except NoToken as error:
            raise DeliveryError("retry", f"no token for the bot: {error}") from error


def _trouble(method: str, status: int, answer: Json, retry_after: str | None) -> DeliveryError:
    """Which of the kinds a refusal is; a post a gateway may have passed on is never called certainly not taken."""
    seconds = _seconds(retry_after)
    code = _code(answer)
    detail = f"{status} {code}".strip()
    match status:
        case 401 | 412 | 429:
            return DeliveryError("retry", detail, seconds)
        case 404 | 410:
            return DeliveryError("gone", detail)
        case 403:
            return DeliveryError("refused" if code in _OUR_FAULT else "gone", detail)
        case 503 if seconds is not None:
            return DeliveryError("retry", detail, seconds)
        case _ if status == 408 or status >= 500:
            return DeliveryError("gateway" if method == "POST" else "retry", detail, seconds)
        case _:
            return DeliveryError("refused", detail)


def _seconds(retry_after: str | None) -> float | None:
    """Retry-After is a number of seconds or a date; anything else says nothing, and nobody waits beyond an hour."""
    if retry_after is None:
        return None
    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            then = parsedate_to_datetime(retry_after)
        except (ValueError, TypeError, OverflowError):
            return None
        seconds = (then - datetime.now(UTC)).total_seconds() if then.tzinfo else 0.0
    return min(max(0.0, seconds), LONGEST_RETRY_AFTER) if math.isfinite(seconds) else None


def _code(answer: Json) -> str:
    error = answer.get("error")
    code = error.get("code") if isinstance(error, Mapping) else answer.get("code")
    return code if isinstance(code, str) and code in CODES else ""


def _parse(raw: bytes) -> Json:
    """The answer as an object; anything else is as good as an empty one, because the status has told the rest."""
    try:
        found = json.loads(raw) if raw else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def ids_of(answer: Mapping[str, Any]) -> tuple[str, str]:
    """The conversation and the message an answer names; the message's id may stand behind `;messageid=` alone."""
    named = _text(answer, "id")
    is_conversation = named.startswith(("19:", "a:"))
    _, _, behind = named.partition(";messageid=")
    message = _text(answer, "activityId") or behind or ("" if is_conversation else named)
    return (named if is_conversation else ""), message


def _text(answer: Mapping[str, Any], key: str) -> str:
    value = answer.get(key)
    return value if isinstance(value, str) else ""


def _member(entry: Mapping[str, Any]) -> Member:
    """Teams says `aadObjectId` on the paged roster and `objectId` on others."""
    return Member(
        oid=_text(entry, "aadObjectId") or _text(entry, "objectId"),
        teams_id=_text(entry, "id"),
        name=one_line(_text(entry, "name")),
    )
