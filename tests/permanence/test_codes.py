"""Every code and word of a journey has words a person reads."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from permanence.codes import EVENT, LEGAL_STATUS, OUTCOME, PLACEMENT, PLAN, REASON_CEASED, in_words, listed, with_words
from permanence.journeys.journey_file import JourneyError, event_from
from permanence.journeys.journey_words import EVENTS, LEGAL_STATUSES, ORDERS, OUTCOMES, PLACEMENTS, PLANS
from permanence.policy_tools.check_policy import check_text
from records.files.mapping import DEFAULT_FILE, RecordError, load_mapping
from tests.permanence.test_policy_faults import GOOD


def test_every_code_has_words_and_no_other_is_listed() -> None:
    for words, codes in (
        (LEGAL_STATUS, LEGAL_STATUSES),
        (PLACEMENT, PLACEMENTS),
        (PLAN, PLANS),
        (OUTCOME, OUTCOMES),
        (EVENT, EVENTS),
        (REASON_CEASED, tomllib.loads(Path(DEFAULT_FILE).read_text(encoding="utf-8"))["codes"]["reason_ceased"]),
    ):
        assert set(words) == set(codes)
        assert all(said and "_" not in said for said in words.values())


def test_a_word_without_words_is_still_readable() -> None:
    assert in_words(PLAN, "triple_planning") == "triple planning"


def test_codes_are_said_with_their_words_and_words_alone() -> None:
    assert with_words("C2") == "C2 (full care order)"
    assert with_words("long_term_fostering") == "long_term_fostering"
    assert listed(("V2", "adoption", "sgo")) == "V2 (section 20), adoption, sgo (special guardianship order)"


@pytest.mark.parametrize(
    ("condition", "codes"),
    [("legal_status", LEGAL_STATUSES), ("placement", PLACEMENTS), ("plan", PLANS), ("contingency", PLANS)],
)
@pytest.mark.parametrize("wrong", ['"C22"', '"full care order"', "7"])
def test_a_policy_file_with_another_code_is_answered_with_codes_and_words(
    condition: str, codes: tuple[str, ...], wrong: str
) -> None:
    told = check_text(f"{GOOD}\n[fact.odd]\nsays = 'odd'\nwhen = {{ {condition} = {wrong} }}\n", "any.toml")
    assert not told.valid
    assert f"allowed are {listed(codes)}" in told.report


@pytest.mark.parametrize(
    ("kind", "field", "codes"),
    [
        ("legal_status_changed", "legal_status", LEGAL_STATUSES),
        ("placement_changed", "placement", PLACEMENTS),
        ("plan_agreed", "plan", PLANS),
        ("permanence_achieved", "by", OUTCOMES),
        ("order_made", "order", ORDERS),
    ],
)
def test_a_journey_with_another_code_is_answered_with_codes_and_words(
    kind: str, field: str, codes: tuple[str, ...]
) -> None:
    with pytest.raises(JourneyError) as wrong:
        event_from({"on": "2026-01-05", "type": kind, field: "care"})
    assert listed(codes) in str(wrong.value)
    with pytest.raises(JourneyError) as missing:
        event_from({"on": "2026-01-05", "type": kind})
    assert listed(codes) in str(missing.value)


@pytest.mark.parametrize("column", ["legal_status", "placement", "plan", "reason_ceased"])
def test_a_mapping_file_with_another_code_is_answered_with_codes_and_words(column: str) -> None:
    for written in (f'[spellings.{column}]\n"Odd" = "Q77"\n', f'[codes.{column}]\nQQ77 = ["Odd"]\n'):
        with pytest.raises(RecordError) as wrong:
            load_mapping(written.encode(), "ours.toml")
        said = {"legal_status": "C2 (", "placement": "U4 (", "plan": "sgo (", "reason_ceased": "E4A ("}[column]
        assert said in str(wrong.value) or "did you mean" in str(wrong.value)
