"""The one cleaning of every text that enters: what is seen stays, what is not seen and says nothing goes."""

from __future__ import annotations

import re
import unicodedata

# Word's line and page breaks, and what other systems write for the end of a line.
LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Blanks that do not break, of any width, and three letters that are drawn as nothing.
BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800\u3164\uffa0]")
# The flags of England, Scotland and Wales are a black flag with a name in characters that are not seen.
FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
# Controls, halves of a surrogate pair, directions, soft hyphens, blanks of no width, and what is no character at all.
UNSEEN = re.compile(
    f"({FLAG})|"
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
VARIANT = "\ufe00-\ufe0f\u180b-\u180d\u180f\U000e0100-\U000e01ef"  # says which form of the character before is meant
JOINERS = "\u200c\u200d"
EMOJI = "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001fbff"
# Scripts whose letters change their form beside others: Arabic to Malayalam, Tibetan, Burmese, Khmer, Mongolian.
JOINED = (
    "\u0600-\u0dff\u0f00-\u109f\u1700-\u18af\u1a00-\u1cff\ua800-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f"
)
# What says something only beside certain others; anywhere else it is nothing.
BESIDE = re.compile(
    f"(?<=[{EMOJI}\ufe0f\u20e3\U000e007f])\u200d(?=[{EMOJI}])|"
    f"(?<=[{JOINED}])(?:\u200d|\u200c(?=[{JOINED}]))|"
    f"(?<=[0-9#*])\ufe0f(?=\u20e3)|(?<=[^\x00-\x7f{VARIANT}{JOINERS}])[{VARIANT}]|"
    f"([{VARIANT}{JOINERS}])"
)
WIDE = {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\ufe63"), "-")
QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc"), "'") | dict.fromkeys(map(ord, "\u201c\u201d\u201f"), '"')


def clean(text: str) -> str:
    """The text as it is seen: any database takes it and any encoding, and equal words are equal.

    Joiners and variants stay where they are part of an emoji or of how a name is written; every blank is a blank.
    """
    if text.isascii() and text.isprintable():
        return text
    ended = LINE_END.sub("\n", unicodedata.normalize("NFC", text))
    seen = UNSEEN.sub(lambda found: found[1] or "", BLANK.sub(" ", ended))
    said = BESIDE.sub(lambda found: "" if found[1] else found[0], seen)
    return unicodedata.normalize("NFC", said)


def one_line(text: str) -> str:
    """The text on one line, its blanks folded."""
    return " ".join(clean(text).split())


def keyed(text: str) -> str:
    """What is typed to be found, a command or a reference, with the letters, dashes and quotes of a keyboard."""
    return one_line(text.translate(WIDE | DASHES | QUOTES))
