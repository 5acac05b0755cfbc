"""From the bytes of a request to an Activity of the SDK, without its slow parser: shape checked, nothing trusted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

MAX_DEPTH = 32

Json = dict[str, Any]


class Malformed(ValueError):
    """The body is not an activity; the text says in a few words why."""


def _no_constant(name: str) -> Any:
    raise Malformed(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def read_json(raw: bytes) -> Json:
    """A JSON object of bounded depth whose texts can be stored and sent on."""
    try:
        found = _DECODER.decode(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Malformed("the body is not JSON") from error
    if not isinstance(found, dict):
        raise Malformed("the body is not a JSON object")
    if b"\\u" in raw or raw.count(b"{") + raw.count(b"[") > MAX_DEPTH:
        _check(found, MAX_DEPTH)
    return found


def _check(value: Any, depth: int) -> None:
    """No nesting past the limit; no NUL and no half of a surrogate pair, which no database takes."""
    match value:
        case str():
            if "\x00" in value or not _encodable(value):
                raise Malformed("a text cannot be stored")
        case dict() | list():
            if depth == 0:
                raise Malformed("the body is nested too deeply")
            if isinstance(value, dict):
                for key, item in value.items():
                    _check(key, depth)
                    _check(item, depth - 1)
            else:
                for item in value:
                    _check(item, depth - 1)


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def read_activity(body: Json) -> Activity:
    """The Activity of this body; what an answer cannot do without must be there."""
    sender = _account(body, "from")
    conversation = _object(body, "conversation")
    return Activity(
        type=_required(body, "type"),
        id=_optional(body, "id"),
        name=_optional(body, "name"),
        text=_optional(body, "text"),
        action=_optional(body, "action"),
        channel_id=_required(body, "channelId"),
        service_url=_required(body, "serviceUrl"),
        reply_to_id=_optional(body, "replyToId"),
        from_property=sender,
        recipient=_account(body, "recipient") if isinstance(body.get("recipient"), dict) else ChannelAccount(id=""),
        conversation=ConversationAccount(
            id=_required(conversation, "id"),
            name=_optional(conversation, "name"),
            conversation_type=_optional(conversation, "conversationType"),
            is_group=conversation.get("isGroup") is True,
            tenant_id=_optional(conversation, "tenantId"),
        ),
        members_added=_accounts(body, "membersAdded"),
        members_removed=_accounts(body, "membersRemoved"),
        entities=_entries(body, "entities"),
        attachments=_entries(body, "attachments"),
        channel_data=_object(body, "channelData") if body.get("channelData") is not None else {},
        value=body.get("value"),
    )


def _account(body: Mapping[str, Any], key: str) -> ChannelAccount:
    entry = _object(body, key)
    return ChannelAccount(
        id=_required(entry, "id"), name=_optional(entry, "name"), aad_object_id=_optional(entry, "aadObjectId")
    )


def _accounts(body: Mapping[str, Any], key: str) -> list[ChannelAccount]:
    return [ChannelAccount(id=_required(entry, "id")) for entry in _entries(body, key)]


def _entries(body: Mapping[str, Any], key: str) -> list[Json]:
    entries = body.get(key) or []
    if not isinstance(entries, list):
        raise Malformed(f"{key} is not a list")
    return [entry for entry in entries if isinstance(entry, dict)]


def _object(body: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = body.get(key)
    if not isinstance(value, dict):
        raise Malformed(f"{key} is missing")
    return value


def _required(body: Mapping[str, Any], key: str) -> str:
    value = _optional(body, key)
    if not value:
        raise Malformed(f"{key} is missing")
    return str(value)


def _optional(body: Mapping[str, Any], key: str) -> Any:
    """A text or None; Any, because the SDK annotates its optional arguments as if they were not."""
    value = body.get(key)
    if value is not None and not isinstance(value, str):
        raise Malformed(f"{key} is not a text")
    return value
