"""The plain words of a message Teams hands over as HTML: paragraphs are lines, nothing of the markup is left."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from permanence.clean_text import clean

# Each piece ends at the next angle bracket, so that no markup, however broken, takes more than one pass:
# the standard library's parser took seconds over 30 KB of tags left open.
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)?+[^<>]*+>")
BREAKS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "blockquote", "pre"}
CELLS = {"td", "th"}
UNSAID = {"style", "script", "attachment", "emoji"}
QUOTED = "schema.skype.com/Reply"  # the message that is replied to, which Teams puts before the reply
FORWARDED = "schema.skype.com/Forward"
EMOJI = "schema.skype.com/Emoji"
_ALT = re.compile(r"""\balt=(?:"([^"]*)"|'([^']*)')""")


def plain_words(markup: str, without: tuple[str, ...] = (QUOTED,)) -> str:
    """What a reader sees of it, without the quotes of these kinds: somebody else said them."""
    lines = (" ".join(line.split()) for line in clean("".join(_pieces(markup, without))).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(markup: str, without: tuple[str, ...]) -> Iterator[str]:
    at, unsaid, depth = 0, "", 0
    for tag in TAG.finditer(markup):
        if not unsaid:
            yield _text(markup[at : tag.start()])
        at, name, closes = tag.end(), (tag[2] or "").lower(), tag[1] == "/"
        if unsaid:
            depth += (name == unsaid) * (-1 if closes else 1)
            unsaid = unsaid if depth > 0 else ""
            continue
        yield _sign(name, tag[0], closes)
        quoted = name == "blockquote" and any(kind in tag[0] for kind in without)
        if (name in UNSAID or quoted) and not closes and not tag[0].endswith("/>"):
            unsaid, depth = name, 1
    if not unsaid:
        yield _text(markup[at:])


def _sign(name: str, tag: str, closes: bool) -> str:
    """What a tag itself is read as: the end of a line, a blank between cells, an emoji's own sign."""
    if name in BREAKS:
        return "\n"
    if name in CELLS:
        return " "
    if not closes and (name == "emoji" or (name == "img" and EMOJI in tag)):
        drawn = _ALT.search(tag)
        return html.unescape(drawn[1] or drawn[2] or "") if drawn else ""
    return ""


def _text(between: str) -> str:
    return html.unescape(between).replace("\n", " ")
