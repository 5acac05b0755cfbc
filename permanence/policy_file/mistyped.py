"""A policy file that breaks the rules of writing: where, what was found there, and what to type instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time

from permanence.policy_file.document import PolicyFile
from permanence.policy_file.hints import text_hint
from permanence.policy_file.places import heading
from permanence.policy_file.reference import keys_of
from permanence.policy_file.scanning import Scanned, odd_characters, place, scanned

DEEPEST, MOST_DOTS, MOST_SAID = 40, 60, 20
HEADER = re.compile(r"^\s*\[\[?[\w.\-\"' ]+\]\]?\s*$")
ASSIGNMENT = re.compile(r"^\s*[\w.\-]+\s*=")
VALUE = re.compile(r"(?<=[=\[,])[ \t]*([^\s\"'\[\]{},#=][^\"'\[\]{},#=\n]*)(?=[\]},#\n]|$)")
RIGHT = re.compile(
    r"true|false|[+-]?(0|[1-9](_?\d)*)(\.\d+)?|\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\d)?|\d\d:\d\d:\d\d|[+-]?(inf|nan)"
)
BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*\\(?![btnfr\"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})")
Said = tuple[int, str]


def too_deep(text: str) -> Said | None:
    """A file so deeply nested that reading it would never end, or end badly."""
    found = scanned(text)
    if found.deepest > DEEPEST:
        return 0, f"its tables are nested without end, {found.deepest} deep; check the brackets"
    for number, line in enumerate(found.masked.split("\n"), start=1):
        if line.count(".") > MOST_DOTS:
            return number, f"{line.count('.')} dots stand on this line; a name needs at most a few"
    return None


def mistyped(text: str, trouble: ValueError) -> list[Said]:
    """What is wrong with a file that could not be read, as far as one reading shows it."""
    found = scanned(text)
    odd = list(odd_characters(text, found))
    if odd:
        return odd[:MOST_SAID]
    line, column = _where(text, trouble)
    for looked in (_doubled, _left_open, _foreign_form, _broken_line, _values, _slip):
        for said in looked(text, found, line, str(trouble)):
            return [said]
    shown = _line(text, line).strip()
    return [(line, f"column {column}: this line cannot be read: {_cut(shown)}; a line is word = value, or a [table]")]


def _where(text: str, trouble: ValueError) -> tuple[int, int]:
    if many := re.search(r"\d{4000,}", text):  # this one error has no place of its own
        return place(text, many.start())
    at = re.search(r"at line (\d+), column (\d+)", str(trouble))
    if at is None:
        return place(text, len(text.rstrip()))
    line, column = int(at.group(1)), int(at.group(2))
    if not _line(text, line).strip() and column == 1 and line > 1:
        return line - 1, len(_line(text, line - 1)) + 1
    return line, column


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _cut(shown: str) -> str:
    return shown if len(shown) <= 60 else f"{shown[:60]} ..."


def _doubled(text: str, _found: Scanned, line: int, trouble: str) -> Iterator[Said]:
    """A word or a table that stands twice."""
    shown = _line(text, line)
    header = re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", shown)
    if "twice" in trouble or ("overwrite" in trouble and header):
        name = header.group(2) if header else shown.strip()
        several = name in keys_of(PolicyFile) and heading(PolicyFile, name) == f"[[{name}]]"
        advice = f"there may be several, so write [[{name}]] above each" if several else "put the two together"
        yield line, f"this table stands twice: [{name}]; {advice}"
    elif any(word in trouble for word in ("overwrite", "mutate", "Duplicate")):
        words = re.findall(r"([\w.\-]+)\s*=", shown)
        twice = next((word for word in words if words.count(word) > 1), words[0] if words else shown.strip())
        yield line, f"this word stands twice in one table: {twice}; keep one of the two"


def _left_open(text: str, found: Scanned, _line_: int, _trouble: str) -> Iterator[Said]:
    """A text or a bracket that is opened and not closed."""
    if found.open_text is not None:
        line, column = place(text, found.open_text)
        rest = _line(text, line)[column:]
        curly = re.search("[\u201c\u201d\u2018\u2019]", rest)
        if curly:
            at, mark = column + curly.start() + 1, text[found.open_text]
            yield (
                line,
                f"column {at}: {curly.group()} is a curly quotation mark; type {mark}, with which the text began",
            )
        elif text.startswith(('"""', "'''"), found.open_text):
            yield line, f"column {column}: the text that begins here with three quotation marks is never closed"
        else:
            mark = text[found.open_text]
            yield line, f"column {column}: the text that begins here is not closed on its line; end it with {mark}"


def _broken_line(text: str, found: Scanned, _line_: int, _trouble: str) -> Iterator[Said]:
    """A bracket still open where the next word or table begins."""
    stack: list[tuple[str, int]] = []
    start = 0
    for line in found.masked.split("\n"):
        if stack and (HEADER.match(line) or ASSIGNMENT.match(line)):
            mark, at = stack[-1]
            number, column = place(text, at)
            other = "]" if mark == "[" else "}"
            yield number, f"column {column}: the {mark} that stands here is not closed; write {other} where it ends"
            return
        for offset, letter in enumerate(line):
            if letter in "[{":
                stack.append((letter, start + offset))
            elif letter in "]}" and stack:
                stack.pop()
        if stack and stack[-1][0] == "{":
            number, column = place(text, stack[-1][1])
            yield number, f"column {column}: what stands in {{ }} must stand on one line; write it on one, up to its }}"
            return
        start += len(line) + 1


def _foreign_form(text: str, found: Scanned, line: int, _trouble: str) -> Iterator[Said]:
    """JSON, or lines written with a colon."""
    if text.lstrip().startswith("{"):
        yield 1, "this looks like JSON; a policy is lines of word = value, as docs/writing-a-policy.md shows"
    shown = _line(found.masked, line)
    if colon := re.match(r"\s*([\w\-]+)\s*:(.*)", shown):
        rest = _line(text, line)[colon.start(2) :].strip()
        yield line, f"{colon.group(1)} is followed by a colon; write {colon.group(1)} = {rest or '...'}"
    if header := re.match(r"\s*(\[\[[\w.\-]+\]|\[[\w.\-]+\]\])\s*$", shown):
        name = header.group(1).strip("[]")
        yield (
            line,
            f"{header.group(1)} has brackets of two kinds; write [[{name}]] where there are several, else [{name}]",
        )


def _values(text: str, found: Scanned, line: int, _trouble: str) -> Iterator[Said]:
    """A value that is written the way people write it and not the way a file does."""
    shown = _line(found.masked, line)
    if HEADER.match(shown):
        return
    for value in VALUE.finditer(shown):
        word = value.group(1).strip()
        at = f"column {value.start(1) + 1}"
        if not RIGHT.fullmatch(word):
            yield line, f"{at}: {_meant(word, text_hint(word))}"
        elif not _possible(word):
            yield line, f"{at}: {word} is no day and no time there is; a date is written 2026-12-24, a time 10:00:00"


def _meant(word: str, hint: str) -> str:
    if re.fullmatch(r"\d\d:\d\d:\d\d", hint):
        return f"a time needs its seconds: write {hint}"
    if hint.startswith("{"):
        return f"a length of time is a table: write {hint}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", hint):
        return f"a date is written with the year first: write {hint}"
    if hint.startswith('"'):
        return f"words stand in quotes: write {hint}"
    return f"{word} was found; write {hint}"


def _possible(word: str) -> bool:
    try:
        if "-" in word[1:]:
            datetime.fromisoformat(word)
        elif ":" in word:
            time.fromisoformat(word)
    except ValueError:
        return False
    return True


def _slip(text: str, found: Scanned, line: int, _trouble: str) -> Iterator[Said]:
    """A sign too few or too many."""
    shown, written = _line(found.masked, line), _line(text, line)
    cut = _cut(written.strip())
    if backslash := BACKSLASH.search(_in_texts(shown, written)):
        at = backslash.end()
        yield line, f"column {at}: a backslash in a text is written twice, \\\\; or write a path with /"
    elif many := re.search(r"\d{30,}", shown):
        yield line, f"column {many.start() + 1}: a number of {len(many.group())} digits was found; is it meant?"
    elif quoted := re.search(r"([\"'])_*\1\w", shown):
        at = quoted.end() - 1
        yield (
            line,
            f"column {at}: a quotation mark stands inside the text; write \\\" there, or ' around the whole text",
        )
    elif colon := re.search(r"[{,]\s*([\w\-]+)\s*:", shown):
        yield line, f"{colon.group(1)} is followed by a colon; write {colon.group(1)} = ..."
    elif re.match(r"\s*[\w.\-]+\s*=[^=,{\[]*=", shown):
        yield line, f"two = stand on this line: {cut}; a line is word = value"
    elif empty := re.search(r"([\w.\-]+)\s*=\s*(?=$|[,}\]])", shown):
        yield line, f"nothing stands after {empty.group(1)} =; write its value or take it out"
    elif bare := re.search(r"[{,]\s*([\w\-]+)\s+[\w\"'{\[]", shown):
        yield line, f"no = stands after {bare.group(1)}; write {bare.group(1)} = ..."
    elif comma := re.search(r"[\"'}\]\w]\s*(?=[{\[])|[}\]\"']\s+(?=[\w\"'])", shown.partition("=")[2]):
        at = len(shown.partition("=")[0]) + 1 + comma.end() + 1
        yield line, f"column {at}: a comma is missing before what stands here: {cut}"
    elif several := re.match(r"\s*([\w.\-]+)\s*=\s*([^\[{]+,[^\[{]+)$", shown):
        value = written[several.start(2) :].strip()
        yield line, f"several values stand in brackets; write {several.group(1)} = [{value}]"
    elif spaced := re.match(r"\s*\[+([\w\-]+( [\w\-]+)+)\]+", shown):
        better = "_".join(spaced.group(1).split())
        yield line, f"the name of a table has no spaces: {cut}; write {cut.replace(spaced.group(1), better)}"
    elif shown.strip() and "=" not in shown and not shown.strip().startswith("["):
        yield line, f"no = stands on this line: {cut}; a line is word = value"


def _in_texts(shown: str, written: str) -> str:
    """What stands in texts in double quotation marks, where a backslash has a meaning; the rest as blanks."""
    kept = [" "] * len(written)
    for quoted in re.finditer(r'"_*"?', shown):
        kept[quoted.start() : quoted.end()] = written[quoted.start() : quoted.end()]
    return "".join(kept)
