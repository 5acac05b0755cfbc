"""How the command line speaks: words on standard output, one sentence on standard error when it cannot go on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

from permanence.refusals import Expected, Refusal
from permanence.written_dates import Doubt, read_day
from permanence.written_numbers import read_count


class Trouble(Expected):
    """Expected trouble at the command line: one sentence, what happened and what to do next."""


class OneSentence(argparse.ArgumentParser):
    """A parser whose complaint is one sentence and no usage."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{message[:1].upper()}{message[1:]}; say {self.prog} --help for what is allowed.\n")
        raise SystemExit(2)


def say(words: str = "") -> None:
    """A line on standard output."""
    sys.stdout.write(f"{words}\n")


def day(text: str) -> date:
    """An argument that is a date, as people write one: 20/11/2026, 20 November 2026 or 2026-11-20."""
    found = read_day(text, span=(date(1900, 1, 2), date(2199, 12, 31)))
    if found is None:
        raise argparse.ArgumentTypeError(f'"{text}" is not a date; write it as 20/11/2026 or 2026-11-20')
    if isinstance(found, Doubt):
        raise argparse.ArgumentTypeError(f'"{text}" {found.why} or 2026-11-20')
    return found


def count(least: int = 0, unit: str = "") -> Callable[[str], int]:
    """An argument that is a whole number, from so many."""

    def read(text: str) -> int:
        found = read_count(text, unit)
        if isinstance(found, Doubt):
            raise argparse.ArgumentTypeError(f'"{text}" {found.why}')
        if found is None or found < least:
            raise argparse.ArgumentTypeError(f'"{text}" is not enough: write {least} or more')
        return found

    return read


def read_file(path: Path) -> bytes:
    """The bytes of a file somebody named."""
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise Trouble(f"{path} could not be read: {(trouble.strerror or str(trouble)).lower()}.") from trouble


def write_file(path: Path, content: bytes) -> None:
    """Write a file somebody named; its folder is made when it is not there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as trouble:
        raise Trouble(f"{path} cannot be written: {(trouble.strerror or str(trouble)).lower()}.") from trouble


def sentence_of(trouble: Expected) -> str:
    """The sentence of expected trouble, in one line; what is wrong with a policy file keeps its lines."""
    if isinstance(trouble, Trouble):
        return str(trouble).rstrip()
    return " ".join((trouble.sentence if isinstance(trouble, Refusal) else str(trouble)).split())
