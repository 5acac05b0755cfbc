"""A duty due on the same day, and a document that does not say when permanence is achieved."""

from __future__ import annotations

from datetime import date

import pytest

from permanence.journeys.journey_file import journey_from
from permanence.policy import PolicyError, build, parse
from permanence.policy_tools.explain_policy import explain_policy
from permanence.timeline import timeline
from tests.permanence.test_policy_faults import GOOD

PERMANENCE = """[permanence]
clause = "SM-1"
says = "permanence is achieved"
achieved_by = [{ event = "permanence_achieved" }]

"""


@pytest.mark.parametrize(
    ("same_day", "entered", "due", "because"),
    [
        ("itself", "2026-01-05", "2026-01-05", "the same day as entering care on 5 January 2026"),
        ("itself", "2026-01-03", "2026-01-03", "the same day as entering care on 3 January 2026"),
        ("next_working_day", "2026-01-05", "2026-01-05", "the same day as entering care on 5 January 2026"),
        ("next_working_day", "2026-01-03", "2026-01-05", "the first working day after entering care on 3 January 2026"),
        ("next_working_day", "2026-04-03", "2026-04-07", "the first working day after entering care on 3 April 2026"),
    ],
)
def test_immediately_is_a_day(same_day: str, entered: str, due: str, because: str) -> None:
    text = GOOD.replace("{ within = { weeks = 6 } }", f'{{ same_day = "{same_day}" }}')
    policy = build(parse(text, "small.toml"))
    child = {"child": "C-1", "events": [{"on": entered, "type": "entered_care", "legal_status": "C2"}]}
    (duty,) = timeline(policy, journey_from(child), date(2026, 5, 1)).obligations
    assert (str(duty.due), duty.because) == (due, because)
    assert "on the same day" in explain_policy(policy)


def test_a_document_without_permanence_needs_no_table_for_it() -> None:
    assert PERMANENCE in GOOD
    policy = build(parse(GOOD.replace(PERMANENCE, ""), "small.toml"))
    assert "only leaving care ends a series" in explain_policy(policy)
    events = [
        {"on": "2026-01-05", "type": "entered_care", "legal_status": "C2"},
        {"on": "2026-01-20", "type": "permanence_achieved", "by": "sgo"},
    ]
    found = timeline(policy, journey_from({"child": "C-1", "events": events}), date(2026, 2, 1))
    assert [duty.standing for duty in found.obligations] == ["upcoming"]


@pytest.mark.parametrize(
    "change",
    [
        ('met_by = { event = "ppm_held" }', 'met_by = { event = "ppm_held" }\nuntil_permanence = true'),
        ("due = {", 'while = { none = [{ fact = "permanence" }] }\ndue = {'),
    ],
)
def test_what_waits_for_permanence_asks_when_it_is_achieved(change: tuple[str, str]) -> None:
    with pytest.raises(PolicyError, match=r"add the table \[permanence\]"):
        parse(GOOD.replace(PERMANENCE, "").replace(*change), "small.toml")
