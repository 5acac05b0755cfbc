"""A word with a typing mistake as the word it is near to; names are mended by the council that has them."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from permanence.phrases.topics import CHANGES, FILES_IN, FILES_OUT, FILLERS, GREETINGS, STATES, THANKS, TOPICS
from permanence.written_dates import FULL, WEEKDAYS

SHORTEST, LONG = 4, 7  # letters: from here one typing mistake is mended, from here two
CUES = frozenset(word for topic in TOPICS for word in topic.cues) | CHANGES | GREETINGS | THANKS | FILES_IN | FILES_OUT
WHEN = frozenset({*WEEKDAYS, *FULL, "today", "tomorrow", "fortnight", "weeks", "days", "months"})
KNOWN = CUES | FILLERS | frozenset(STATES) | WHEN


def mended(word: str) -> str:
    """A word that is not known as the one nearest to it; any other as it is."""
    if word in KNOWN or len(word) < SHORTEST or not word.isalpha():
        return word
    near = nearest(word, KNOWN)
    return near[0] if near else word


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The words that are one typing mistake away, of a long word two: those nearest, in order."""
    most = 1 if len(word) < LONG else 2
    far = ((OSA.distance(word, one, score_cutoff=most), one) for one in known if len(one) >= SHORTEST)
    near = sorted((distance, one) for distance, one in far if distance <= most and not _another(word, one))
    return [one for distance, one in near if distance == near[0][0]]


def _another(word: str, known: str) -> bool:
    """Whether these are two words: of short ones, such as west and best, one letter for another is no mistake."""
    return len(word) == len(known) == SHORTEST and sorted(word) != sorted(known)
