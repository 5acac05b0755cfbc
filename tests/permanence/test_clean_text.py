"""One cleaning for every text that enters: nothing seen is lost, nothing unseen is kept, anything can be stored."""

from __future__ import annotations

import json
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st

from permanence.clean_text import clean, keyed, one_line

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
ODD = "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\u2060\ufeff\u00ad\u034f\x00\x1b\x7f\x85\u2028\r\n\t"
SEEN = "eK1 \uff11\u0301\u212a\u20e3\U0001f469\U0001f467\u2764\u0645\u06cc\u0915\u094d\U0001f3f4"
HALVES = "\ud83d\ude00\ufe0f\ufe0e\u00a0\u202f\u3000\u2800\uffff\ufffe\U0001ffff\U000e0067\U000e007f\U000e0100"
PIECES = st.sampled_from([*ODD, *SEEN, *HALVES, ENGLAND])
ANY = st.text(st.characters()) | st.lists(PIECES | st.characters(), max_size=30).map("".join)


def seen(text: str) -> list[str]:
    """Its letters, digits, signs and marks that are drawn; a half of a pair and what is drawn as nothing are none."""
    nothing = "\u3164\uffa0\u115f\u1160\u2800\u034f\u17b4\u17b5"
    marks = set(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x1810))))
    drawn = unicodedata.normalize("NFD", "".join(c for c in text if c not in nothing and c not in marks))
    return sorted(c for c in drawn if unicodedata.category(c)[0] in "LNPSM")


@given(ANY)
def test_nothing_that_is_seen_is_lost_or_added(text: str) -> None:
    assert seen(clean(text)) == seen(text)


@given(ANY)
def test_what_was_cleaned_is_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(clean(text)) == one_line(text) == clean(one_line(text))
    assert keyed(keyed(text)) == keyed(text)


@given(ANY)
def test_every_encoding_document_and_database_takes_it(text: str) -> None:
    cleaned = clean(text)
    assert json.loads(json.dumps(cleaned, ensure_ascii=False).encode()) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    element = ElementTree.Element("t")
    element.text = cleaned
    assert (ElementTree.fromstring(ElementTree.tostring(element, "utf-8")).text or "") == cleaned
    assert not any(unicodedata.category(c) in ("Cs", "Zl", "Zp") for c in cleaned)
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in cleaned)
    assert not any(unicodedata.category(c) == "Zs" and c != " " for c in cleaned)
    assert not any(c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c" for c in cleaned)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_what_is_typed_on_a_keyboard_is_left_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "whole",
    [
        "\U0001f600",
        ENGLAND,
        FAMILY,
        "\u2764\ufe0f\u200d\U0001f525",
        "\U0001f44d\U0001f3fd",
        "1\ufe0f\u20e3",
        "\U0001f468\U0001f3ff\u200d\U0001f9b0",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0d28\u0d4d\u200d",
        "\u0915\u094d\u200d\u0937",
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
        "Zo\u00eb O\u2019Brien-\u0141ukasz",
        "\u5c0f\U000e0100",
        "\U0001fae9",
        "First\nSecond\tThird",
    ],
)
def test_joiners_and_variants_stay_where_they_carry_meaning(whole: str) -> None:
    assert clean(whole) == whole


@pytest.mark.parametrize(
    ("came", "is_"),
    [
        ("C-1\u200b00\u20601\ufeff", "C-1001"),
        ("per\u00adma\u00adnence", "permanence"),
        ("a\u200db\u200cc", "abc"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("half \ud83d", "half "),
        ("\ude00half", "half"),
        ("nul\x00 bell\x07 esc\x1b[0m", "nul bell esc[0m"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("a\u00a0b\u202fc\u3000d\u2003e", "a b c d e"),
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("\ufe0f\u200d", ""),
        ("a\ufe0f1\ufe0f", "a1"),
        ("\u3164\u2800", "  "),
        ("\U0001f3f4\U000e0067", "\U0001f3f4"),
    ],
)
def test_what_is_not_seen_goes(came: str, is_: str) -> None:
    assert clean(came) == is_


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("\uff43\uff48\uff49\uff4c\uff44\u3000\uff23\uff0d\uff11\uff10\uff10\uff11", "child C-1001"),
        ("C\u20111001", "C-1001"),
        ("due O\u2019Brien", "due O'Brien"),
        (" \u00a0my\u202f actions\u200b ", "my actions"),
    ],
)
def test_what_is_typed_to_be_found_has_the_letters_of_a_keyboard(typed: str, found: str) -> None:
    assert keyed(typed) == found
