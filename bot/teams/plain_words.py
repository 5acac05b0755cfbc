"""The plain words of a message Teams hands over as HTML: paragraphs are lines, nothing of the markup is left."""

from __future__ import annotations

import html
import re

# Each piece ends at the next angle bracket, so that no markup, however broken, takes more than one pass:
# the standard library's parser took seconds over 30 KB of tags left open.
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)?+[^<>]*+>")
BREAKS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "blockquote", "pre"}
UNSAID = {"style", "script", "attachment"}


def plain_words(markup: str) -> str:
    """What a reader sees of it."""
    said: list[str] = []
    at, unsaid = 0, ""
    for tag in TAG.finditer(markup):
        if not unsaid:
            said.append(_text(markup[at : tag.start()]))
        closes, name = tag[1] == "/", (tag[2] or "").lower()
        if name in BREAKS:
            said.append("\n")
        elif name in UNSAID:
            unsaid = "" if closes else name
        at = tag.end()
    if not unsaid:
        said.append(_text(markup[at:]))
    lines = (" ".join(line.split()) for line in "".join(said).split("\n"))
    return "\n".join(line for line in lines if line)


def _text(between: str) -> str:
    return html.unescape(between).replace("\n", " ")
