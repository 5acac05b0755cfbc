"""A policy file as text: what kind of file it is, and what a line that is not TOML should have been."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

MOST_BYTES = 1_000_000  # the longest procedure we know has a fifteenth of it
GUIDE = "docs/writing-a-policy.md"
OTHER_FILES = {
    b"PK\x03\x04": "this is a Word or OpenDocument document, or another packed file",
    b"\xd0\xcf\x11\xe0": "this is a Word document of an older kind",
    b"{\\rtf": "this is a Word document in rich text (RTF)",
    b"%PDF": "this is a PDF document",
}
SIGNS = {
    "“": 'a curly quotation mark; type the straight one: "',
    "”": 'a curly quotation mark; type the straight one: "',
    "„": 'a curly quotation mark; type the straight one: "',
    "‘": "a curly apostrophe; type the straight one: '",
    "’": "a curly apostrophe; type the straight one: '",
    "\u00a0": "a no-break space; delete it and type a space",
    "\u2007": "a no-break space; delete it and type a space",
    "\u202f": "a no-break space; delete it and type a space",
    "\u200b": "a character that cannot be seen; delete it",
    "\ufeff": "a character that cannot be seen; delete it",
    "–": "a long dash; type a hyphen: -",
    "—": "a long dash; type a hyphen: -",
    "−": "a minus sign of printed text; type a hyphen: -",
}
IN_QUOTES = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'')
SHORT_TIME = re.compile(r"=\s*(\d{1,2})[:.](\d{2})\s*(?:$|#|,|\})")
OUR_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
LENGTH = re.compile(r"=\s*(\d+)\s+(working days|days|weeks|months|years)\b")
BARE_WORDS = re.compile(r"^\s*[\w.-]+\s*=\s*(?!true\b|false\b|inf\b|nan\b)([A-Za-z][^#\"'\[{]*)")


class NotText(ValueError):
    """What was handed in is no text of a policy; the message says what it is and what to do."""


def text_of(path: Path) -> str:
    """The text of the file; raises NotText with one sentence for anything that is none."""
    try:
        if path.is_dir():
            raise NotText("this is a folder; name the .toml file in it")
        if path.stat().st_size > MOST_BYTES:
            raise NotText(
                f"the file has {path.stat().st_size:,} bytes and a procedure has at most {MOST_BYTES:,}; "
                "check that it is the right file"
            )
        data = path.read_bytes()
    except OSError as trouble:
        raise NotText(f"it could not be read ({trouble.strerror})") from trouble
    return decoded(data)


def decoded(data: bytes) -> str:
    """The text of these bytes, as editors save it."""
    for begins, words in OTHER_FILES.items():
        if data.startswith(begins):
            raise NotText(f"{words}; a procedure is a text file that ends in .toml, {GUIDE} goes from one to the other")
    if not data.strip():
        raise NotText(f"the file is empty; python app.py policy begin writes a first one, {GUIDE} shows the rest")
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = data[: trouble.start].count(b"\n") + 1
        raise NotText(
            f"line {line} has a character that is not UTF-8; save the file as UTF-8, without changing anything else"
        ) from trouble


def toml(text: str) -> dict[str, Any]:
    """The text read as TOML; raises TOMLDecodeError, or NotText where it is nested without end."""
    try:
        return tomllib.loads(text)
    except RecursionError as trouble:
        raise NotText("its tables are nested without end; check the brackets") from trouble


def place_of(trouble: tomllib.TOMLDecodeError, text: str) -> tuple[int, int]:
    """The line and column the reader stopped at, from 1; the last line where it came to the end."""
    found = re.search(r"line (\d+), column (\d+)", str(trouble))
    return (int(found.group(1)), int(found.group(2))) if found else (max(1, len(text.splitlines())), 1)


def what_to_type(trouble: tomllib.TOMLDecodeError, text: str) -> str:
    """One sentence: what stands there, and what to type instead."""
    line, column = place_of(trouble, text)
    lines = text.splitlines() or [""]
    written = lines[min(line, len(lines)) - 1]
    bare = IN_QUOTES.sub(lambda quoted: " " * len(quoted.group()), written)
    for at, sign in enumerate(bare, start=1):
        if sign in SIGNS:
            return f"column {at} has {SIGNS[sign]}"
    if time := SHORT_TIME.search(bare):
        return f"a time needs its seconds: write {int(time.group(1)):02d}:{time.group(2)}:00"
    if (day := OUR_DATE.search(bare)) and int(day.group(2)) <= 12:
        iso = f"{day.group(3)}-{int(day.group(2)):02d}-{int(day.group(1)):02d}"
        return f"a date is written with the year first: write {iso}"
    return _by_the_reader(str(trouble), written, bare, column)


def _by_the_reader(said: str, written: str, bare: str, column: int) -> str:
    if "Cannot overwrite" in said or "already" in said:
        return "this word stands twice in one table; keep one of the two"
    if "Cannot declare" in said or "Cannot mutate" in said:
        return "this table stands twice; write [[...]] with two brackets for each of several, or put the lines together"
    if "\\" in written and any(word in said for word in ("escape", "Unescaped", "hex value")):
        return "a backslash stands in double quotes; put the words in single quotes, or write it twice"
    if length := LENGTH.search(bare):
        return f"a length of time is a table: write {{ {length.group(2).replace(' ', '_')} = {length.group(1)} }}"
    if words := BARE_WORDS.match(bare):
        return f'words stand in quotes: write "{words.group(1).strip()}"'
    if "=" not in bare and not bare.strip().startswith("["):
        return f"{written.strip()[:40]!r} is neither `word = value` nor a table's name in square brackets"
    if "Expected newline" in said:
        return f"something stands after the value, from column {column} on; words with blanks stand in quotes"
    if "Invalid value" in said:
        return f"at column {column} a value is missing or is none: a number, true, false, a date or words in quotes"
    if any(word in said for word in ("Unterminated", "Unclosed", "at the end of", "Illegal character")):
        return "a quotation mark or a bracket that was opened is not closed on this line or above it"
    return f"column {column}: {said.partition(' (at ')[0].lower()}"
