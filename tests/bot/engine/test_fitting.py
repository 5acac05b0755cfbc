"""A card too large has its long texts shortened; one that Teams would refuse is one sentence and a logged bug."""

from __future__ import annotations

from structlog.testing import capture_logs

from bot.engine.fitting import HOUSE, fitted, size
from cards.looks import LATE, state, table
from cards.parts import finish, heading, section, words
from tests.cards.strictness import elements, faults, texts
from tests.largest import wide
from tests.play import read


def test_a_card_that_fits_is_left_alone() -> None:
    card = finish([heading("Small"), words("Said.")], said="Small.")
    assert fitted(card) is card


def test_long_texts_are_shortened_and_the_card_says_so() -> None:
    card = finish([heading("Long"), *(words(wide(1000)) for _ in range(20))], said="Long.")
    kept = fitted(card)
    assert size(kept) <= HOUSE < size(card)
    assert "Long texts end in … on this card" in read(kept)
    assert faults(kept) == []


def test_a_card_teams_takes_is_sent_and_logged_and_one_it_refuses_says_what_to_do() -> None:
    for lines, whole in ((500, True), (2000, False)):
        card = finish([heading("Many"), *(words("A line of the list.") for _ in range(lines))], said="Many.")
        with capture_logs() as logged:
            sent = fitted(card)
        assert [entry["event"] for entry in logged] == ["card_too_large"]
        said = read(sent)
        assert ("A line of the list." in said) is whole
        assert ("tell your administrator: " + logged[0]["reference"] in said) is not whole


def test_a_table_that_makes_a_card_too_large_becomes_lines_with_the_same_words_before_any_text_is_shortened() -> None:
    long = "A reason in some words. " * 8
    rows = [[f"1{place % 10}:00", [state("Overdue", LATE)], long] for place in range(90)]
    card = finish(
        [heading("Agenda"), section("All", [table([("Time", 1), ("How", 1), ("Why", 3)], rows)])], said="One."
    )
    sent = fitted(card)
    assert size(sent) <= HOUSE < size(card)
    kinds = {node["type"] for _, node in elements(sent)}
    assert not kinds & {"Table", "Badge"}
    assert f"13:00: Overdue, {long}" in read(sent)
    assert "Long texts end in" not in read(sent)
    assert faults(sent) == []


def test_a_text_too_long_ends_after_a_whole_word() -> None:
    card = finish([heading("Long"), *(words("several ordinary words " * 40) for _ in range(60))], said="Long.")
    shortest = [text for text in texts(fitted(card)) if text.endswith("…")]
    assert shortest
    assert {text.removesuffix("…").split()[-1] for text in shortest} <= {"several", "ordinary", "words"}
