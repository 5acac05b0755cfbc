"""Use cases hold no sentence for users: what is said stands on the card or in the subject's table of words.

A sentence here is a text in which two words are written out, or one beside two that are filled in. A text put together
with + is read as a whole. What a docstring, an assert or the exception of a bug says is for whoever reads the code.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILLED_IN = "…"


def text_of(node: ast.AST) -> str | None:
    """The text of a literal, of an f-string or of a sum with one in it, with a mark for what is filled in."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(text_of(part) or "" if isinstance(part, ast.Constant) else FILLED_IN for part in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            texts = text_of(left), text_of(right)
            return None if texts == (None, None) else "".join(FILLED_IN if one is None else one for one in texts)
        case _:
            return None


def is_a_sentence(text: str) -> bool:
    words = text.split()
    written = [word for word in words if re.search(r"[A-Za-z]{2,}", word.replace(FILLED_IN, " "))]
    return len(written) >= 2 or (len(written) == 1 and len(words) >= 3)


def is_for_readers_of_the_code(node: ast.AST) -> bool:
    """A docstring, an assert, an exception of Python's own that says a bug was met."""
    match node:
        case ast.Expr(value=ast.Constant(value=str())) | ast.Assert():
            return True
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name))):
            return hasattr(builtins, name)
        case _:
            return False


def sentences(node: ast.AST) -> Iterator[str]:
    """Each sentence for users under a node, the outermost where one holds another."""
    text = text_of(node)
    if text is not None and is_a_sentence(text):
        yield text
    elif not is_for_readers_of_the_code(node):
        for child in ast.iter_child_nodes(node):
            yield from sentences(child)


def said_in(path: Path) -> list[str]:
    name = path.relative_to(ROOT).as_posix()
    return [f"{name}: {text}" for text in sentences(ast.parse(path.read_text(encoding="utf-8")))]


USE_CASES = sorted((ROOT / "usecases").rglob("*.py"))


def test_no_use_case_holds_a_sentence_for_users() -> None:
    said = [line for path in USE_CASES for line in said_in(path)]
    assert said == [], "put it into cards/<subject>/..._words.py"


def test_every_use_case_is_read_and_each_table_of_words_would_be_found_among_them() -> None:
    assert len(USE_CASES) > 100
    tables = sorted((ROOT / "cards").rglob("*_words.py"))
    assert len(tables) > 15
    assert [path.name for path in tables if not said_in(path)] == []


@pytest.mark.parametrize(
    "planted",
    [
        'raise Incomplete("Choose the day first.")',
        'raise NotFound(f"There is no {what}.")',
        'owner = names.get(oid, "nobody known")',
        'line = f"{name}, not {other}"',
        'line = f"Arranged for {on}."',
        'line = "Arranged for " + day(on)',
        'line += " " + name + " is away"',
        'said = {"state": "not arranged yet"}',
        'facts = (("Why it was asked for", reason),)',
        'async def act(line: str = "Nothing is due.") -> str: ...',
        "said = f\"{name}{f', {by} at the latest' if by else ''}\"",
        'said = "{} may mean {}".format(typed, names)',
        'said = ("The first half of it, "\n        "and the second")',
        'match state:\n    case "held":\n        said = "It was held."',
    ],
)
def test_a_sentence_planted_in_a_use_case_is_found(planted: str) -> None:
    whole = f'"""Plan a meeting: what for, and when."""\n\n{planted}\n'
    assert len(list(sentences(ast.parse(whole)))) == 1


@pytest.mark.parametrize(
    "code",
    [
        '"""Arrange a planning meeting, or move it to another day."""',
        'async def act() -> None:\n    """Keep it, and have its card follow."""',
        'assert meeting is not None, "it was found by its id"',
        'raise ValueError("a stage that nobody knows")',
        'key = f"{policy.name} {clause} {choice}"',
        'source = f"meeting {meeting.id}"',
        'verbs = ("close_sitting", "reopen_sitting", "move_sitting")',
        "due = duty.since + timedelta(days=1)",
        "raise Incomplete(planning_words.NEXT_AFTER_THIS)",
    ],
)
def test_what_no_user_reads_is_not_taken_for_a_sentence(code: str) -> None:
    assert list(sentences(ast.parse(code))) == []
