"""POST /api/messages: who is speaking, then what they say, then one answer; never a stack trace."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass

import structlog
from aiohttp import web
from botbuilder.core import TurnContext
from botbuilder.schema import Activity

from bot.teams import turns
from bot.teams.activities import Malformed, read_activity, read_json
from bot.teams.adapter import TeamsAdapter, TeamsHandler
from bot.teams.answers import CARD_ACTION, Json, invoke_error, told
from bot.teams.deliveries import Deliveries
from bot.teams.reading import TooLarge, read_bounded
from bot.teams.registration import TeamsSettings
from bot.teams.service_urls import permitted
from bot.teams.verifier import CHANNEL, NotAuthentic, Verifier

log = structlog.get_logger(__name__)

PATH = "/api/messages"
MAX_BODY = 128 * 1024


class Refused(Exception):
    """The request goes no further; `status` is what the sender is told."""

    def __init__(self, status: int, reason: str):
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Outcome:
    """An HTTP status and the body that goes with it, serialised: that is what a repeated delivery gets again."""

    status: int = 200
    body: bytes | None = None

    @classmethod
    def of(cls, body: Json | None, status: int = 200) -> Outcome:
        return cls(status, None if body is None else json.dumps(body, separators=(",", ":")).encode())


class Endpoint:
    """The one address Teams speaks to."""

    def __init__(
        self, settings: TeamsSettings, verifier: Verifier | None, adapter: TeamsAdapter, handler: TeamsHandler
    ) -> None:
        self._settings = settings
        self._verifier = verifier
        self._adapter = adapter
        self._handler = handler
        self._deliveries: Deliveries[Outcome] = Deliveries()

    async def post(self, request: web.Request) -> web.Response:
        try:
            activity = await self._admit(request)
        except Refused as refused:
            log.warning("request_refused", status=refused.status, reason=refused.reason)
            answer = _response(Outcome.of({"error": refused.reason}, refused.status))
            answer.force_close()  # what was not read of the body is not waited for
            return answer
        sender = activity.from_property
        edited = (activity.timestamp or "") if activity.type == "messageUpdate" else ""  # as often as one likes
        key = (activity.conversation.id, activity.id, activity.type, edited, sender.aad_object_id or sender.id)
        if activity.id:
            outcome = await self._deliveries.once(key, lambda: self._turn(activity))
        else:
            outcome = await self._turn(activity)
        return _response(outcome)

    async def close(self) -> None:
        await self._deliveries.settle()

    async def _admit(self, request: web.Request) -> Activity:
        """The token before the body, the body before its meaning."""
        vouched = None
        if self._verifier is not None:
            try:
                vouched = await self._verifier.service_url(request.headers.get("Authorization"))
            except NotAuthentic as error:
                raise Refused(401, str(error)) from error
        if (request.content_length or 0) > MAX_BODY:
            raise Refused(413, "the body is too large")
        try:
            activity = read_activity(read_json(await read_bounded(request.content, MAX_BODY)))
        except TooLarge as error:
            raise Refused(413, "the body is too large") from error
        except Malformed as error:
            raise Refused(400, str(error)) from error
        except web.RequestPayloadError as error:
            raise Refused(400, "the body cannot be read") from error
        if vouched is not None and activity.service_url != vouched:
            raise Refused(401, "the token is for another service URL")
        self._check_origin(activity)
        return activity

    def _check_origin(self, activity: Activity) -> None:
        if activity.channel_id != CHANNEL:
            raise Refused(403, "the channel is not Teams")
        if not permitted(activity.service_url, self._settings):
            raise Refused(403, "the service URL is not one the bot may speak to")
        tenant = turns.tenant(activity)
        known = self._settings.tenant_ids
        if not tenant or (tenant not in known and (known or not self._settings.anonymous)):
            raise Refused(403, "the tenant is not one the bot works for")

    async def _turn(self, activity: Activity) -> Outcome:
        try:
            return Outcome.of(await self._adapter.answer(activity, self._handler))
        except Exception:
            reference = secrets.token_hex(4).upper()
            log.exception("turn_failed", reference=reference, type="invoke" if activity.type == "invoke" else "other")
            sentence = f"This did not work and nothing was changed; tell your administrator the reference {reference}."
            if activity.type == "message":
                await self._say(activity, sentence)
            return Outcome.of(_sorry(activity, sentence) if activity.type == "invoke" else None)

    async def _say(self, activity: Activity, sentence: str) -> None:
        try:
            await self._handler.say(TurnContext(self._adapter, activity), sentence)
        except Exception:  # it may be the posting itself that has the fault
            log.exception("sentence_not_posted")


def _sorry(activity: Activity, sentence: str) -> Json:
    """The sentence in the form this invoke is answered in."""
    if activity.name == CARD_ACTION:
        return invoke_error("InternalError", sentence)
    return told(activity.name or "", sentence)


def _response(outcome: Outcome) -> web.Response:
    if outcome.body is None:
        return web.Response(status=outcome.status)
    return web.Response(status=outcome.status, body=outcome.body, content_type="application/json")
