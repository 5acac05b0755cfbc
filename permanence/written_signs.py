"""The signs of dates, times and numbers as keyboards and programs write them, made the plain ones; and a doubt."""

from __future__ import annotations

from dataclasses import dataclass

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
# Marks that nobody sees. Those that turn the order of what is shown are no such marks: what they turn is doubtful.
UNSEEN = "\u200b\u200c\u200d\u200e\u202a\u202c\u2060\u2066\u2068\u2069\ufeff"
WIDE = "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19"
ALIKE = {
    "\u00b7": ".", "\uff0e": ".", "\uff0c": ",", "\u2044": "/", "\u2215": "/", "\uff0f": "/",
    "\u2236": ":", "\uff1a": ":", "\u2018": "'", "\u2019": "'", "\u02bc": "'",
}  # fmt: skip
SIGNS = {
    **{ord(sign): plain for sign, plain in ALIKE.items()},
    **dict.fromkeys(map(ord, DASHES), "-"),
    **dict.fromkeys(map(ord, UNSEEN)),
    **{ord(wide): str(digit) for digit, wide in enumerate(WIDE)},
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why something is not a date, a time or a number, as the second half of a sentence."""

    why: str


def plain_signs(text: str) -> str:
    """In small letters, one blank between words, a plain sign for each that only looks otherwise. Other digits stay."""
    return " ".join(text.translate(SIGNS).split()).lower()
