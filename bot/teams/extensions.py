"""From the invokes of dialogs and searches to Turns: a dialog asked for, its form sent, words searched for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from botbuilder.schema import Activity

from bot.engine.messages import ChoicesAsked, DialogAsked, Message, Searched, Submission, Turn
from bot.teams.answers import FETCH, QUERY, SUBMIT
from bot.teams.plain_words import plain_words
from bot.teams.turns import Unusable, as_object, caller, place
from cards import arrival_words
from permanence.clean_text import one_line

CHOICES = "application/search"  # words typed into a long choice of a card
FIRST_OPENED = "initialRun"  # the parameter Teams sends in place of words
MOST_WORDS = 200
MOST_ID = 64
MOST_MARKUP = 32 * 1024  # more than Teams lets anybody write; what is longer was not written in Teams


def dialog_turn(activity: Activity) -> DialogAsked:
    """A command was chosen on a message."""
    value = _value(activity)
    return DialogAsked(_name(value), _message(value), caller(activity), place(activity))


def form_turn(activity: Activity) -> Submission:
    """The dialog's button was pressed. A preview to be sent or edited is never offered, so its answer is not read."""
    value = _value(activity)
    data = as_object(value.get("data"))
    if value.get("botMessagePreviewAction") is not None or data is None:
        raise Unusable("the form has no data", arrival_words.NO_FORM)
    verb = data.get("action")
    if not isinstance(verb, str) or not verb:
        raise Unusable("the form has no verb")
    about = _message(value)
    return Submission(
        verb=verb,
        data=dict(data),
        caller=caller(activity),
        place=place(activity),
        activity_id=about.id if about else "",
        delivery=activity.id or "",
        dialog=True,
    )


def search_turn(activity: Activity) -> Searched:
    """Words typed, or the box just opened; the manifest gives the command one parameter, whatever its name."""
    value = _value(activity)
    parameters = value.get("parameters") or []
    if not isinstance(parameters, list) or not all(isinstance(one, Mapping) for one in parameters):
        raise Unusable("the search has no parameters", arrival_words.NO_WORDS)
    typed = [one.get("value") for one in parameters if one.get("name") != FIRST_OPENED]
    words = typed[0] if typed and isinstance(typed[0], str) else ""
    return Searched(
        command=_name(value),
        words=one_line(words)[:MOST_WORDS].rstrip(),
        caller=caller(activity),
        place=place(activity),
        start=_start(value),
    )


def choices_turn(activity: Activity) -> ChoicesAsked:
    """Words typed into a choice of a card; which, its dataset says."""
    value = _value(activity)
    dataset, words = value.get("dataset"), value.get("queryText")
    return ChoicesAsked(
        dataset=dataset if isinstance(dataset, str) else "",
        words=one_line(words)[:MOST_WORDS].rstrip() if isinstance(words, str) else "",
        caller=caller(activity),
        place=place(activity),
        start=_start(value),
    )


def _start(value: Mapping[str, Any]) -> int:
    options = value.get("queryOptions")
    start = options.get("skip") if isinstance(options, Mapping) else 0
    return start if isinstance(start, int) and start > 0 else 0


READERS: Mapping[str, Callable[[Activity], Turn]] = {
    FETCH: dialog_turn,
    SUBMIT: form_turn,
    QUERY: search_turn,
    CHOICES: choices_turn,
}


def _value(activity: Activity) -> Mapping[str, Any]:
    if not isinstance(activity.value, Mapping):
        raise Unusable("the invoke has no value", arrival_words.NO_FORM)
    return activity.value


def _name(value: Mapping[str, Any]) -> str:
    name = value.get("commandId") or ""
    if not isinstance(name, str):
        raise Unusable("the command's id is not a text", arrival_words.UNKNOWN_ASKED)
    return name


def _message(value: Mapping[str, Any]) -> Message | None:
    """The message it was chosen on; none when it was chosen elsewhere."""
    payload = value.get("messagePayload")
    if payload is None:
        return None
    if not isinstance(payload, Mapping):
        raise Unusable("the message is not an object", arrival_words.NO_MESSAGE)
    message_id, thread, body = payload.get("id"), payload.get("replyToId"), payload.get("body")
    if not isinstance(message_id, str) or not 0 < len(message_id) <= MOST_ID:
        raise Unusable("the message has no id", arrival_words.NO_MESSAGE)
    content = body.get("content") if isinstance(body, Mapping) else ""
    text = content[:MOST_MARKUP] if isinstance(content, str) else ""
    is_html = isinstance(body, Mapping) and body.get("contentType") != "text"
    return Message(
        id=message_id,
        text=plain_words(text) if is_html else text.strip(),
        at=_instant(payload.get("createdDateTime")),
        thread=thread if isinstance(thread, str) and len(thread) <= MOST_ID else "",
    )


def _instant(said: object) -> datetime | None:
    """When it was sent; Teams writes UTC, with or without saying so."""
    if not isinstance(said, str):
        return None
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
