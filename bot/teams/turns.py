"""From an Activity to a Turn: the last lines that know the SDK."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from botbuilder.schema import Activity, ConversationAccount

from bot.engine.messages import (
    Caller,
    Installed,
    MemberJoined,
    MemberLeft,
    Place,
    Returned,
    Said,
    Submission,
    Turn,
    Uninstalled,
)
from bot.teams.activities import Malformed, read_json
from bot.teams.message_parts import attached, beside, plain_text
from cards import arrival_words as words

SHARED = "19:"  # how the id of a conversation of several begins
_ADDED = {"add", "add-upgrade"}
_REMOVED = {"remove", "remove-upgrade"}
_GONE = {"teamDeleted", "teamHardDeleted", "teamArchived", "channelDeleted"}
_KINDS = {"channel": "channel", "personal": "personal", "groupChat": "group"}


class Unusable(ValueError):
    """The activity is of a kind the bot knows, but says too little to act on; `sentence` is what a person is told."""

    def __init__(self, reason: str, sentence: str = words.UNKNOWN_BUTTON):
        super().__init__(reason)
        self.sentence = sentence


def message_turn(activity: Activity) -> Said | Submission:
    """A message is something said, or an Action.Submit of a client that knows no Action.Execute."""
    who, value = caller(activity), as_object(activity.value)
    if value is not None and (isinstance(value.get("action"), str) or not activity.text):
        return _submission(activity, value.get("action"), value)
    turn = Said(plain_text(activity), who, place(activity), activity.id or "", attached(activity), beside(activity))
    if activity.value is not None and not (turn.text or turn.attachments or turn.beside):
        raise Unusable("the button sent no object")
    return turn


def press_turn(activity: Activity) -> Submission:
    """An `adaptiveCard/action` invoke: the verb, with the card's data and what was typed."""
    action = as_object((as_object(activity.value) or {}).get("action"))
    if action is None:
        raise Unusable("the press has no action")
    data = as_object(action.get("data")) or {}
    verb = action.get("verb")
    return _submission(activity, verb if isinstance(verb, str) and verb else data.get("action"), data)


def as_object(value: object) -> Mapping[str, Any] | None:
    """An object, also where a client has sent it as the text of one."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            return read_json(value.encode())
        except Malformed:
            return None
    return value if isinstance(value, Mapping) else None


def _submission(activity: Activity, verb: object, data: Mapping[str, Any]) -> Submission:
    if not isinstance(verb, str) or not verb:
        raise Unusable("the press has no verb")
    return Submission(
        verb=verb,
        data=dict(data),
        caller=caller(activity),
        place=place(activity),
        activity_id=activity.reply_to_id or "",
        delivery=activity.id or "",
    )


def installation_turn(activity: Activity) -> Turn | None:
    if activity.action in _ADDED:
        return Installed(caller=_whoever(activity), place=place(activity))
    if activity.action in _REMOVED:
        return Uninstalled(place=place(activity))
    return None


def roster_turn(activity: Activity) -> Turn | None:
    """Who left or came, and what became of the team or channel; the bot greets when it is installed, not here."""
    told = str(activity.channel_data.get("eventType") or "")
    here = _named(place(activity), told)
    if told in _GONE:
        return Uninstalled(place=here)
    if left := tuple(member.id for member in activity.members_removed):
        if activity.recipient.id in left:
            return Uninstalled(place=here)
        return MemberLeft(place=here, teams_ids=left)
    if came := tuple(member.id for member in activity.members_added):
        if activity.recipient.id in came:
            return Returned(place=here)
        return MemberJoined(place=here, teams_ids=came)
    return Returned(place=here) if told and here.kind == "channel" else None


def _named(here: Place, told: str) -> Place:
    """An event of the team itself names all of it, in whatever conversation it is told."""
    of_the_team = told.startswith("team") and not told.startswith("teamMember")
    return replace(here, conversation_id=here.team_id) if of_the_team and here.team_id else here


def caller(activity: Activity) -> Caller:
    """Who speaks or presses; rights go by the object id, so without one there is nobody."""
    who = _whoever(activity)
    if not who.oid:
        raise Unusable("the sender has no Entra object id", words.NOBODY)
    return who


def _whoever(activity: Activity) -> Caller:
    """An app may be installed by a policy, with no person behind it."""
    sender = activity.from_property
    return Caller(oid=sender.aad_object_id or "", teams_id=sender.id, name=sender.name or "")


def place(activity: Activity) -> Place:
    """Our own few columns of a conversation reference; a channel's id never carries the thread."""
    conversation = activity.conversation
    data: Mapping[str, Any] = activity.channel_data
    team = _part(data, "team")
    conversation_id, _, thread = conversation.id.partition(";messageid=")
    kind = _kind(conversation, of_team=bool(team))
    selected = _part(_part(data, "settings"), "selectedChannel")
    channel = _part(data, "channel") or selected
    in_channel = kind == "channel"
    channel_id = (_text(channel, "id") or conversation_id) if in_channel else None
    return Place(
        tenant_id=tenant(activity),
        conversation_id=channel_id or conversation_id,
        service_url=activity.service_url,
        kind=kind,
        team_id=_text(team, "id") if in_channel else None,
        channel_id=channel_id,
        team_name=_text(team, "name") if in_channel else None,
        channel_name=(_text(channel, "name") or conversation.name) if in_channel else None,
        bot_id=activity.recipient.id,
        thread=thread or None,
    )


def tenant(activity: Activity) -> str:
    """The tenant the activity says it is of; empty when it says nothing or two different things."""
    told = {_text(_part(activity.channel_data, "tenant"), "id"), activity.conversation.tenant_id} - {None, ""}
    return told.pop() or "" if len(told) == 1 else ""


def _kind(conversation: ConversationAccount, *, of_team: bool) -> str:
    """What is of no kind we know is nobody's own chat: only there may everything be said."""
    told = conversation.conversation_type
    if of_team or told in _KINDS:
        return _KINDS.get(told or "", "channel")
    return "group" if told or conversation.is_group or conversation.id.startswith(SHARED) else "personal"


def _part(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}


def _text(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    return value if isinstance(value, str) and value else None
