"""What a message says in words, the files it brings, and what came beside them that nobody here can read."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from botbuilder.schema import Activity

from bot.engine.messages import Attached
from bot.teams.plain_words import EMOJI, FORWARDED, QUOTED, TAG, plain_words
from cards.arrival_words import Beside
from permanence.clean_text import one_line

FILE = "application/vnd.microsoft.teams.file.download.info"
LONGEST_NAME = 100
MOST_SPELLINGS = 8  # of the bot's one name, so that each is looked for once in all of the text
MOST_MARKUP = 64 * 1024  # more than Teams lets anybody write
# Only what Teams writes into the text of a message itself: a person may well type "a < b > c".
_AT = re.compile(r"</?at(?:\s[^<>]*)?>", re.IGNORECASE)
_DRAWN = re.compile(r"<(?:img|emoji)\b[^<>]*>", re.IGNORECASE)
_OURS = re.compile(r"</?(?:quoted|attachment|p|div|span|br|emoji|blockquote)(?:[\s/][^<>]*)?>", re.IGNORECASE)
_QUOTE = re.compile(rf"<blockquote\b[^<>]*(?:{re.escape(QUOTED)}|{re.escape(FORWARDED)})", re.IGNORECASE)
_MENTION = r"<(at|span)\b[^<>]*>\s*{}\s*</\1>"
_SHARED = re.compile(
    r"https://[^\s/]{1,200}\.sharepoint\.[a-z.]{2,20}/|https://(?:1drv\.ms|onedrive\.live\.com)/", re.IGNORECASE
)
# By how a content type begins; what begins with none of these is something else.
_TYPES: tuple[tuple[str, Beside], ...] = (
    ("image", "picture"),
    ("audio", "voice"),
    ("video", "video"),
    ("application/vnd.microsoft.card.audio", "voice"),
    ("application/vnd.microsoft.card.video", "video"),
    ("application/vnd.microsoft.card.animation", "picture"),
    ("application/vnd.microsoft.card", "card"),
    ("application/vnd.microsoft.teams.card", "card"),
    ("application/vnd.microsoft.teams.file", "shared file"),
    ("forwardedmessagereference", "forwarded"),
    ("reference", "shared file"),
    ("text/vcard", "contact"),
    ("text/x-vcard", "contact"),
    ("text/directory", "contact"),
)
_OWN_WORDS = ("text/html", "text/plain", "text/markdown", "messagereference")
_PLACES = {"Place", "GeoCoordinates"}


def plain_text(activity: Activity) -> str:
    """What was said on one line, without the mention of the bot and without what it replies to or hands on."""
    text, markup = activity.text or "", _markup(activity)
    if not text.strip() or (not _QUOTE.search(text) and _QUOTE.search(markup)):
        text = markup
    said = _words(_without_bot(text, activity), is_markup=bool(markup) and text == markup)
    return re.sub(rf"^@{re.escape(activity.recipient.name or '@')}\b[,:]?", "", said).strip()


def _words(text: str, *, is_markup: bool) -> str:
    if is_markup or _QUOTE.search(text):
        return one_line(plain_words(text, without=(QUOTED, FORWARDED)))
    drawn = _DRAWN.sub(lambda found: f" {plain_words(found[0])} ", _AT.sub("", text))
    return one_line(html.unescape(_OURS.sub(" ", drawn)))


def _without_bot(text: str, activity: Activity) -> str:
    """The text without each mention of the bot, whether or not Teams says how it was written."""
    names, spelled = {activity.recipient.name or ""}, Counter[str]()
    for entity in activity.entities:
        mentioned = _part(entity, "mentioned")
        if entity.get("type") == "mention" and mentioned.get("id") == activity.recipient.id:
            spelled[_text(entity, "text") or "\n"] += 1
            names.add(_text(mentioned, "name") or "")
    for mention, times in spelled.most_common(MOST_SPELLINGS):
        text = text.replace(mention, " ", times)
    for name in sorted(names - {""})[:MOST_SPELLINGS]:
        text = re.sub(_MENTION.format(re.escape(html.escape(name, quote=False))), " ", text, flags=re.IGNORECASE)
    return text


def attached(activity: Activity) -> tuple[Attached, ...]:
    """The files sent with a message, by the name the sender gave each where Teams has kept it."""
    files = [entry for entry in activity.attachments or () if entry.get("contentType") == FILE]
    return tuple(Attached(_file_name(entry), _text(_part(entry, "content"), "downloadUrl") or "") for entry in files)


def _file_name(entry: Mapping[str, Any]) -> str:
    """The name; where it was dropped, the one in the file's address, or at least its kind."""
    kind = one_line(_text(_part(entry, "content"), "fileType") or "")
    address = unquote((_text(entry, "contentUrl") or "").partition("?")[0].partition("#")[0])
    given = (_text(entry, "name") or address).replace("\\", "/").rpartition("/")[2]
    name = one_line(given) or ("the file" + f".{kind}" * bool(kind))
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 20]}…{name[-19:]}"


def beside(activity: Activity) -> tuple[Beside, ...]:
    """What came with the words that cannot be read here, each kind once."""
    return tuple(dict.fromkeys(_beside(activity)))


def _beside(activity: Activity) -> Iterator[Beside]:
    named = 0
    for entry in activity.attachments or ():
        kind = (_text(entry, "contentType") or "").lower()
        if kind != FILE and not kind.startswith(_OWN_WORDS):
            yield next((its for begins, its in _TYPES if kind.startswith(begins)), "other")
        named += not kind.startswith("text/")
    yield from _in_markup(_markup(activity), named)
    if any(_text(entity, "type") in _PLACES for entity in activity.entities):
        yield "location"
    if _SHARED.search(activity.text or ""):
        yield "shared file"


def _in_markup(markup: str, named: int) -> Iterator[Beside]:
    """What the message shows and Teams does not hand over: pictures pasted in, stickers, tables, files of a channel."""
    for tag in TAG.finditer(markup):
        match (tag[2] or "").lower():
            case "img" if EMOJI not in tag[0]:
                yield "picture"
            case "table" if not tag[1]:
                yield "table"
            case "audio":
                yield "voice"
            case "video":
                yield "video"
            case "attachment" if not named and not tag[1]:
                yield "other"
            case "blockquote" if FORWARDED in tag[0]:
                yield "forwarded"


def _markup(activity: Activity) -> str:
    """The message as Teams shows it, which comes as an attachment of its own."""
    for entry in activity.attachments or ():
        if (_text(entry, "contentType") or "").lower() == "text/html":
            content = entry.get("content")
            text = content if isinstance(content, str) else _text(_part(entry, "content"), "text")
            return (text or _text(_part(entry, "content"), "body") or "")[:MOST_MARKUP]
    return ""


def _part(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}


def _text(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    return value if isinstance(value, str) and value else None
