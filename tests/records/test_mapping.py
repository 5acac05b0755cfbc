"""Spellings councils use, and what happens to one nobody told the program."""

from __future__ import annotations

import pytest

from permanence.journeys.journey_words import LEGAL_STATUSES, OUTCOMES, PLACEMENTS, PLANS
from records.files.mapping import Understood, Unknown, default_mapping, load_mapping
from records.files.problems import RecordError

MAPPING = default_mapping()


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("legal_status", "C2: FCO", "C2"),
        ("legal_status", "C2", "C2"),
        ("legal_status", "b) Full care orders", "C2"),
        ("legal_status", "full  CARE order", "C2"),
        ("legal_status", "e) Accommodated under S20", "V2"),
        ("legal_status", "V2 - Single period of accommodation under section 20 (CA 1989)", "V2"),
        ("legal_status", "a) Interim care orders", "C1"),
        ("legal_status", "E1: Placement order", "E1"),
        ("legal_status", "Placement order granted [E1]", "E1"),
        ("placement", "d) U4: Foster placement - long term", "U4"),
        ("placement", "f) U6: Foster placement - not FFA", "U6"),
        ("placement", "n) H5: Residential accommodation", "H5"),
        ("placement", "c) Placed with parents", "P1"),
        ("placement", "Z11", "Z11"),
        ("plan", "f) Long-term fostering", "long_term_fostering"),
        ("plan", "LONG TERM FOSTERING", "long_term_fostering"),
        ("plan", "b) Adoption", "adoption"),
        ("plan", "g) Other", "other"),
        ("reason_ceased", "k) E47: Special Guardianship Orders - relative/friend", "E47"),
        ("reason_ceased", "E4a - Returned home to live with parents (PLANNED)", "E4A"),
        ("reason_ceased", "Sentenced to custody (E9)", "E9"),
    ],
)
def test_a_known_spelling_or_code_is_understood(column: str, text: str, code: str) -> None:
    assert MAPPING.understand(column, text) == Understood(code)


def test_a_label_that_says_too_little_is_taken_as_the_file_says_and_says_so() -> None:
    foster = MAPPING.understand("placement", "a) Foster placement")
    assert isinstance(foster, Understood)
    assert foster.code == "U6"
    assert "not long-term matched" in foster.because
    either = MAPPING.understand("plan", "c) SGO/CAO")
    assert isinstance(either, Understood)
    assert (either.code, bool(either.because)) == ("sgo", True)


@pytest.mark.parametrize(
    ("column", "text", "nearest"),
    [
        ("legal_status", "Full care ordre", "Full care order"),
        ("legal_status", "Zebra", ""),
        ("legal_status", "C9", ""),
        ("legal_status", "E11: Adopted", ""),
        ("placement", "F1 - with relative", ""),
        ("plan", "Long-term fosterin", "Long-term fostering"),
    ],
)
def test_an_unknown_spelling_is_never_guessed(column: str, text: str, nearest: str) -> None:
    found = MAPPING.understand(column, text)
    assert isinstance(found, Unknown)
    assert not nearest or found.nearest == nearest


def test_a_code_whose_words_mean_another_code_is_a_contradiction() -> None:
    assert MAPPING.understand("legal_status", "C2: ICO") == Unknown("C1", contradiction=True)


def test_every_code_of_the_file_is_one_the_engine_knows() -> None:
    assert MAPPING.columns["legal_status"].codes == set(LEGAL_STATUSES)
    assert MAPPING.columns["placement"].codes == set(PLACEMENTS)
    assert MAPPING.columns["plan"].codes == set(PLANS)
    assert set(MAPPING.permanence.values()) <= set(OUTCOMES)
    assert set(MAPPING.permanence) <= MAPPING.columns["reason_ceased"].codes


def test_a_council_adds_its_own_spellings_and_its_word_wins() -> None:
    own = load_mapping(
        b"""
        [codes.plan]
        connected_person_foster_care = ["Stay with nan", "Long term foster care"]
        [[taken_as]]
        column = "legal_status"
        spellings = ["Care order"]
        code = "C1"
        because = "our system means interim"
        [meaning]
        match_is_permanence = false
        [headings."List 8"]
        child = ["Person reference"]
        """
    )
    assert own.understand("plan", "stay with NAN") == Understood("connected_person_foster_care")
    assert own.understand("plan", "Long term foster care") == Understood("connected_person_foster_care")
    assert own.understand("legal_status", "Care order") == Understood("C1", "our system means interim")
    assert own.understand("legal_status", "C2: FCO") == Understood("C2")
    assert not own.match_is_permanence
    assert "Person reference" in own.headings["List 8"]["child"].titles


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"[codes", "not a TOML file"),
        (b"x = " + b"[" * 100_000, "not a TOML file"),
        (b"x = " + b"9" * 5000, "not a TOML file"),
        (b"\xff\xfe\x00", "bytes that are no text"),
        (b'[codes.plan]\nadopt = ["x"]', "adopt is not a known code of plan; did you mean adoption?"),
        (b"[code]\n", "code is not a known section; did you mean codes?"),
        (b'[headings."List 8"]\nchlid = ["x"]', "did you mean child?"),
        (b'[permanence]\nE4A = "home"', "home is not a known way to permanence"),
        (b'[[taken_as]]\ncolumn = "plan"', "shape of annex-a.toml"),
        (b"codes = 3", "shape of annex-a.toml"),
        (b"[codes.plan]\nadoption = [1]", "shape of annex-a.toml"),
    ],
)
def test_a_mapping_file_that_is_wrong_is_answered_with_what_is_wrong(text: bytes, said: str) -> None:
    with pytest.raises(RecordError) as caught:
        load_mapping(text, "our.toml")
    assert said in caught.value.sentence
    assert caught.value.sentence.startswith("our.toml")
