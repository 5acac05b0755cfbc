"""A policy file looked through before it is read: what stands outside texts and comments, and what is out of place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

ODD = {
    "\u201c": ('a curly quotation mark, as Word writes them; type a straight "'),
    "\u201d": ('a curly quotation mark, as Word writes them; type a straight "'),
    "\u201e": ('a curly quotation mark, as Word writes them; type a straight "'),
    "\u00ab": ('a quotation mark of another language; type a straight "'),
    "\u00bb": ('a quotation mark of another language; type a straight "'),
    "\u2018": ("a curly quotation mark, as Word writes them; type a straight ' or \""),
    "\u2019": ("a curly quotation mark, as Word writes them; type a straight ' or \""),
    "\u00b4": ("an accent; type a straight ' or \""),
    "\u00a0": ("a no-break space; type an ordinary space"),
    "\u202f": ("a narrow no-break space; type an ordinary space"),
    "\u2003": ("a wide space; type an ordinary space"),
    "\u3000": ("a wide space; type an ordinary space"),
    "\u200b": ("a space of no width, which cannot be seen; delete it"),
    "\ufeff": ("a byte order mark, which cannot be seen; delete it"),
    "\u00ad": ("a soft hyphen, which may not be seen; delete it or type a hyphen"),
    "\u2010": ("a hyphen of another kind; type an ordinary hyphen -"),
    "\u2011": ("a no-break hyphen; type an ordinary hyphen -"),
    "\u2013": ("an en dash; type an ordinary hyphen -"),
    "\u2014": ("an em dash; type an ordinary hyphen -"),
    "\u2212": ("a minus sign of another kind; type an ordinary hyphen -"),
    "\u2026": ("three dots in one character; write the words out"),
    "\uff1d": ("a wide equals sign; type an ordinary ="),
}
INVISIBLE = frozenset("\u00a0\u202f\u2003\u3000\u200b\ufeff\u00ad")
NEXT = re.compile(rf"\"\"\"|'''|[\"'#\n\[\]{{}}{''.join(ODD)}]")
TEXTS = {'"': re.compile(r'"(?:\\.|[^"\\\n])*"'), "'": re.compile(r"'[^'\n]*'")}
OPENS = {"]": "[", "}": "{"}


@dataclass(slots=True)
class Scanned:
    """What was seen: the file with texts and comments blanked out, odd characters, brackets and texts left open."""

    masked: str = ""
    odd: list[int] = field(default_factory=list)
    open_text: int | None = None  # where the first text that is never closed begins
    open_brackets: list[int] = field(default_factory=list)
    deepest: int = 0


def scanned(text: str) -> Scanned:
    """The file looked through once, from the first character to the last."""
    found = Scanned()
    kept: list[str] = []
    at = 0
    while (mark := NEXT.search(text, at)) is not None:
        start = mark.start()
        kept.append(text[at:start])
        at = _past(text, mark.group(), start, found)
        kept.append(_masked(text[start:at], mark.group()))
    found.masked = "".join(kept) + text[at:]
    return found


def _past(text: str, mark: str, start: int, found: Scanned) -> int:
    """Where to go on after this mark."""
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    if mark in ('"""', "'''"):
        end = _closing(text, mark, start + 3)
        if end is None:
            found.open_text = start if found.open_text is None else found.open_text
            return len(text)
        return end
    if mark in TEXTS:
        whole = TEXTS[mark].match(text, start)
        if whole is None:
            found.open_text = start if found.open_text is None else found.open_text
            return line_end
        return whole.end()
    if mark == "#":
        return line_end
    if mark in ODD:
        found.odd.append(start)
        return start + 1 if mark in INVISIBLE else line_end  # the rest of such a line is out of step
    if mark in "[{":
        found.open_brackets.append(start)
        found.deepest = max(found.deepest, len(found.open_brackets))
    elif mark in OPENS and found.open_brackets and text[found.open_brackets[-1]] == OPENS[mark]:
        found.open_brackets.pop()
    return start + 1


def _closing(text: str, mark: str, at: int) -> int | None:
    """Behind the end of a text of several lines; a backslash takes the sting of a quotation mark."""
    while (end := text.find(mark, at)) >= 0:
        before = end - len(text[at:end].rstrip("\\")) - at if mark == '"""' else 0
        if before % 2 == 0:
            return end + 3
        at = end + 1
    return None


def _masked(part: str, mark: str) -> str:
    """A text keeps its marks and a comment its place, so that columns stay what they are."""
    if mark == "#":
        return " " * len(part)
    if mark[0] in TEXTS:
        inner = "".join("\n" if letter == "\n" else "_" for letter in part[1:-1])
        return f"{part[0]}{inner}{part[-1] if len(part) > 1 else ''}"
    return part


def place(text: str, at: int) -> tuple[int, int]:
    """The line and the column of a place, both counted from 1."""
    start = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, at - start + 1


def odd_characters(text: str, found: Scanned) -> Iterator[tuple[int, str]]:
    """One sentence for each line that holds a character no policy file is written with."""
    said: set[int] = set()
    for at in found.odd:
        line, column = place(text, at)
        if line not in said:
            said.add(line)
            yield line, f"column {column} has {ODD[text[at]]}"
