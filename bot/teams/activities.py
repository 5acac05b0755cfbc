"""From the bytes of a request to an Activity of the SDK, without its slow parser: texts cleaned, nothing trusted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

from permanence.clean_text import clean

MAX_DEPTH = 32
TARGETED = "isTargeted"

Json = dict[str, Any]


class Malformed(ValueError):
    """The body is not an activity that could be answered; the text says in a few words why."""


def _no_constant(name: str) -> Any:
    raise Malformed(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def read_json(raw: bytes) -> Json:
    """A JSON object of bounded depth whose every text is clean, so that it can be stored, compared and sent on."""
    try:
        found = _DECODER.decode(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Malformed("the body is not JSON") from error
    if not isinstance(found, dict):
        raise Malformed("the body is not a JSON object")
    if b"\\" in raw or not raw.isascii() or b"\x7f" in raw or raw.count(b"{") + raw.count(b"[") > MAX_DEPTH:
        cleaned: Json = _cleaned(found, MAX_DEPTH)
        return cleaned
    return found


def _cleaned(value: Any, depth: int) -> Any:
    """Nothing is read of what is nested deeper, or stands under a name that is not clean: Teams writes neither."""
    match value:
        case str():
            return clean(value)
        case dict() if depth:
            return {name: _cleaned(item, depth - 1) for name, item in value.items() if clean(name) == name}
        case list() if depth:
            return [_cleaned(item, depth - 1) for item in value]
        case dict() | list():
            return None
    return value


def read_activity(body: Json) -> Activity:
    """The Activity of this body. Without a sender and a place nobody can be answered; what else is odd is not there."""
    sender = _object(body, "from")
    conversation = _object(body, "conversation")
    return Activity(
        type=_required(body, "type"),
        id=_text(body, "id"),
        name=_text(body, "name"),
        text=_text(body, "text"),
        action=_text(body, "action"),
        timestamp=_text(body, "timestamp"),
        channel_id=_required(body, "channelId"),
        service_url=_required(body, "serviceUrl"),
        reply_to_id=_text(body, "replyToId"),
        from_property=_account(sender, _required(sender, "id")),
        recipient=_account(_part(body, "recipient")),
        conversation=ConversationAccount(
            id=_required(conversation, "id"),
            name=_text(conversation, "name"),
            conversation_type=_text(conversation, "conversationType"),
            is_group=conversation.get("isGroup") is True,
            tenant_id=_text(conversation, "tenantId"),
        ),
        members_added=_accounts(body, "membersAdded"),
        members_removed=_accounts(body, "membersRemoved"),
        entities=_entries(body, "entities"),
        attachments=_entries(body, "attachments"),
        channel_data=_part(body, "channelData"),
        value=body.get("value"),
    )


def _account(entry: Mapping[str, Any], its: str = "") -> ChannelAccount:
    oid, alone = _text(entry, "aadObjectId"), entry.get("isTargeted") is True
    name = _text(entry, "name")
    account = ChannelAccount(id=its or _text(entry, "id") or "", name=name, aad_object_id=oid)
    account.properties = {TARGETED: True} if alone else None
    return account


def is_targeted(activity: Activity) -> bool:
    """Whether a message was sent to the bot so that nobody else in the channel sees it."""
    return bool((activity.recipient.properties or {}).get(TARGETED))


def _accounts(body: Mapping[str, Any], key: str) -> list[ChannelAccount]:
    return [ChannelAccount(id=entry["id"]) for entry in _entries(body, key) if _text(entry, "id")]


def _entries(body: Mapping[str, Any], key: str) -> list[Json]:
    entries = body.get(key)
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _part(body: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = body.get(key)
    return value if isinstance(value, dict) else {}


def _object(body: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    if not (value := _part(body, key)):
        raise Malformed(f"{key} is missing")
    return value


def _required(body: Mapping[str, Any], key: str) -> str:
    value = _text(body, key)
    if not value:
        raise Malformed(f"{key} is missing")
    return str(value)


def _text(body: Mapping[str, Any], key: str) -> Any:
    """A text or None; Any, because the SDK annotates its optional arguments as if they were not."""
    value = body.get(key)
    return value if isinstance(value, str) else None
