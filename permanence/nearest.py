"""The known word nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The closest known word, whatever its capitals, or nothing when none is close."""
    by_letters = {one.casefold(): one for one in known}
    found = get_close_matches(word.casefold(), list(by_letters), n=1, cutoff=0.6)
    return by_letters[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence: `; did you mean x?`, or nothing."""
    near = nearest(word, known)
    return f"; the nearest is {near!r}" if near else ""
