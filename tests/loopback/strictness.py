"""The connector's demands on what a bot sends: the protocol's, and the house's about cards."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
CONSENT_TYPE = "application/vnd.microsoft.teams.card.file.consent"
MAX_UTF16 = 100 * 1024
HOUSE_CARD_BYTES = 28 * 1024
SEND_WINDOWS = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
READ_WINDOWS = ((14, 1.0), (16, 2.0), (120, 30.0), (3600, 3600.0))


class Wrong(Exception):
    """The request breaks the protocol: an HTTP status, the connector's error code, and what is wrong."""

    def __init__(self, status: int, code: str, why: str, retry_after: float | None = None):
        super().__init__(f"{status} {code}: {why}")
        self.status = status
        self.code = code
        self.why = why
        self.retry_after = retry_after


def check_message(activity: Any) -> Mapping[str, Any]:
    """A message of exactly one Adaptive Card and no text; Teams splits the two and loses the id."""
    if not isinstance(activity, Mapping) or activity.get("type") != "message":
        raise Wrong(400, "BadSyntax", "the activity is not a message")
    if activity.get("text"):
        raise Wrong(400, "BadSyntax", "text and card in one activity are split, and no id comes back")
    attachments = activity.get("attachments")
    if not isinstance(attachments, list) or len(attachments) != 1:
        raise Wrong(400, "BadSyntax", "there must be one attachment")
    if attachments[0].get("contentType") == CONSENT_TYPE:
        check_consent(attachments[0])
        return activity
    if attachments[0].get("contentType") != CARD_TYPE:
        raise Wrong(400, "BadSyntax", "the attachment is not an Adaptive Card")
    if not isinstance(activity.get("summary", ""), str):
        raise Wrong(400, "BadSyntax", "the summary is not a text")
    check_card(attachments[0].get("content"))
    return activity


def check_consent(attachment: Mapping[str, Any]) -> None:
    """A file offered: a name, a description, how large it is and a context for each answer."""
    content = attachment.get("content")
    if not isinstance(attachment.get("name"), str) or not isinstance(content, Mapping):
        raise Wrong(400, "BadSyntax", "a file consent has a name and a content")
    if not isinstance(content.get("sizeInBytes"), int) or not isinstance(content.get("description"), str):
        raise Wrong(400, "BadSyntax", "a file consent says what it is and how large")
    _check_values(content, "consent")


def check_card(card: Any) -> None:
    """The shape every client can draw: version 1.5, a body, no nulls, no image without an address."""
    if not isinstance(card, Mapping) or card.get("type") != "AdaptiveCard":
        raise Wrong(400, "BadSyntax", "the card is not an AdaptiveCard")
    if card.get("version") != "1.5":
        raise Wrong(400, "BadSyntax", "the card's version is not 1.5")
    if not isinstance(card.get("body", []), list):
        raise Wrong(400, "BadSyntax", "the card's body is not a list")
    _check_values(card, "card")


def _check_values(value: Any, path: str) -> None:
    if value is None:
        raise Wrong(400, "BadSyntax", f"{path} is null")
    if isinstance(value, Mapping):
        if value.get("type") == "Image" and not value.get("url"):
            raise Wrong(400, "BadSyntax", f"{path} is an image without an address")
        for key, item in value.items():
            _check_values(item, f"{path}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _check_values(item, f"{path}[{index}]")


def check_size(text: str) -> None:
    if len(text.encode("utf-16-le")) > MAX_UTF16:
        raise Wrong(413, "MessageSizeTooBig", "the message is over 100 KB in UTF-16")


class Windows:
    """The per-conversation rate limits of Teams: so many in so many seconds."""

    def __init__(self, limits: tuple[tuple[int, float], ...]) -> None:
        self._limits = limits
        self._times: dict[str, deque[float]] = {}

    def check(self, conversation_id: str, now: float) -> None:
        times = self._times.setdefault(conversation_id, deque(maxlen=self._limits[-1][0]))
        for allowed, seconds in self._limits:
            if len(times) >= allowed and now - times[-allowed] < seconds:
                raise Wrong(429, "TooManyRequests", "over the rate limit", seconds - (now - times[-allowed]))
        times.append(now)
