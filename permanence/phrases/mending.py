"""A word with a typing mistake as the word it is near to; names are mended by the council that has them."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from permanence.phrases.topics import CHANGES, FILES_IN, FILES_OUT, FILLERS, GREETINGS, STATES, THANKS, TOPICS
from permanence.written_dates import FULL, WEEKDAYS

SHORTEST, LONG = 4, 7  # letters: from here one typing mistake is mended, from here two
CUES = frozenset(word for topic in TOPICS for word in topic.cues) | CHANGES | GREETINGS | THANKS | FILES_IN | FILES_OUT
WHEN = frozenset({*WEEKDAYS, *FULL, "today", "tomorrow", "fortnight", "weeks", "days", "months"})
KNOWN = CUES | FILLERS | frozenset(STATES) | WHEN
IN_ORDER = sorted(KNOWN)


def mended(word: str) -> str:
    """A word that is not known as the one nearest to it; any other as it is."""
    if not may_be_mistyped(word):
        return word
    near = nearest(word, IN_ORDER)
    return near[0] if near else word


def may_be_mistyped(word: str) -> bool:
    """Whether a word is none that is known, and one that a mistake could be told in."""
    return word not in KNOWN and len(word) >= SHORTEST and word.isalpha()


def nearest(word: str, known: Sequence[str]) -> list[str]:
    """The words that are one typing mistake away, of a long word two: those nearest, in order."""
    most = 1 if len(word) < LONG else 2
    far = process.extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=None)
    near = sorted((distance, one) for one, distance, _ in far if len(one) >= SHORTEST and not _another(word, one))
    return [one for distance, one in near if distance == near[0][0]]


def _another(word: str, known: str) -> bool:
    """Whether these are two words: of short ones, such as west and best, one letter for another is no mistake."""
    return len(word) == len(known) == SHORTEST and sorted(word) != sorted(known)
