"""What is wrong with a policy file is said all at once: the line, the path, what was found, what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from permanence.policy import PolicyError, build, load, parse
from permanence.policy_tools.check_policy import check_policy

GOOD = """\
name = "small-council"
title = "A small procedure"
authority = "Small Council"
document = "Small Council, Procedure, 2026"
version = "1"

[[clause]]
id = "SM-1"
quote = "within six weeks of coming into care"
says = "A meeting is held within six weeks."

[milestones]
signed_off = "the sign-off"

[permanence]
clause = "SM-1"
says = "permanence is achieved"
achieved_by = [{ event = "permanence_achieved" }]

[[rule]]
id = "meeting"
clause = "SM-1"
what = "ppm"
says = "A meeting is held within six weeks."
starts = { event = { event = "entered_care" } }
due = { within = { weeks = 6 } }
met_by = { event = "ppm_held" }

[notice]
days = 14
"""


def _faults(change: tuple[str, str]) -> list[str]:
    text = GOOD.replace(*change)
    assert text != GOOD
    with pytest.raises(PolicyError) as refused:
        parse(text, "small-council.toml")
    assert "\n" not in str(refused.value)
    return [str(fault) for fault in refused.value.faults]


def test_the_small_policy_is_valid() -> None:
    assert build(parse(GOOD, "small-council.toml")).name == "small-council"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            ("[notice]", '[[meeting]]\nkind = "ppn"\ntitle = "Planning meeting"\nheld = "ppm_held"\n\n[notice]'),
            "kind of meeting or duty 'ppn' is not declared",
        ),
        (("weeks = 6", "wekks = 6"), "line 26, rule[1].due.within.wekks: 'wekks' is not a known key;"),
        (("weeks = 6", "wekks = 6"), "the nearest is 'weeks'"),
        (("weeks = 6", "weeks = 0"), "rule[1].due.within.weeks: 0 was found; the least that can be written is 1"),
        (('event = "ppm_held"', 'event = "ppm_heald"'), "'ppm_heald' was found; allowed are entered_care,"),
        (('event = "ppm_held"', 'event = "ppm_heald"'), "the nearest is 'ppm_held'"),
        (('clause = "SM-1"\nwhat', 'clause = "SM-2"\nwhat'), "line 22, rule[1].clause: clause 'SM-2' is not declared;"),
        (('what = "ppm"', 'what = "pmm"'), "kind of meeting or duty 'pmm' is not declared"),
        (('what = "ppm"', 'what = "pmm"'), "the nearest is 'ppm'"),
        (("met_by = {", "met = {"), "'met' is not a known key"),
        (("[[rule]]", "[[rules]]"), "line 20, rules: 'rules' is not a known key;"),
        (("[notice]\ndays", "[notice]\ndayz"), "line 30, notice.dayz: 'dayz' is not a known key; allowed are days,"),
        (('{ event = "entered_care" }', '{ evnt = "entered_care" }'), "line 25, rule[1].starts.event.evnt: 'evnt'"),
        (
            ("due = {", 'if = { any = [{ plan = "adoptoin" }] }\ndue = {'),
            "rule[1].if.any[1].plan: 'adoptoin' was found",
        ),
        (("due = {", 'if = { any = [{ plan = "adoptoin" }] }\ndue = {'), "the nearest is 'adoption'"),
        (('id = "meeting"\n', ""), "line 20, rule[1].id: it is missing"),
        (("days = 14", 'days = "14 days"'), 'notice.days: "14 days" was found'),
        (("{ weeks = 6 }", "{ weeks = 6, days = 2 }"), "a length of time needs exactly one of days, weeks"),
        (("{ within = { weeks = 6 } }", "{ }"), "the table is empty; write at least one of from, within"),
        (('event = "entered_care" }', 'event = "entered_care", plan = "sgo" }'), "entered_care has no field plan"),
        (('event = "ppm_held" }', 'event = "milestone" }'), "a milestone needs its name"),
        (
            ('event = "ppm_held" }', 'event = "milestone", name = "signed_of" }'),
            "milestone 'signed_of' is not declared",
        ),
        (("weeks = 6 } }", "weeks = 6 }, by = { birth = true } }"), "due needs exactly one of"),
        (("{ within = { weeks = 6 } }", "{ before = { review = 1 } }"), "needs the table [reviews]"),
        (('{ event = { event = "entered_care" } }', '{ rule = "meeting" }'), "rule 'meeting' would start with itself"),
        (('{ event = { event = "entered_care" } }', '{ rule = "other" }'), "rule 'other' is not declared"),
        (("[notice]", '[[rule]]\nid = "meeting"\n[notice]'), "rule[2].clause: it is missing"),
        (('name = "small-council"', 'name = "Small Council"'), 'name: "Small Council" was found'),
        (('name = "small-council"', "name = small"), "line 1: column 8: words stand in quotes"),
    ],
)
def test_a_fault_names_its_line_its_path_and_what_is_allowed(change: tuple[str, str], fault: str) -> None:
    assert any(fault in said for said in _faults(change)), _faults(change)


def test_all_faults_are_said_at_once() -> None:
    text = GOOD.replace("weeks = 6", "wekks = 6").replace("ppm_held", "ppm_heald").replace("days = 14", "days = -1")
    with pytest.raises(PolicyError, match=r"\(and \d more\)") as refused:
        parse(text, "small-council.toml")
    assert {fault.path.split(".")[0] for fault in refused.value.faults} == {"rule[1]", "notice"}
    assert len(refused.value.faults) >= 3


def test_a_name_that_stands_twice_is_a_fault() -> None:
    again = GOOD[GOOD.index("[[rule]]") : GOOD.index("[notice]")]
    with pytest.raises(PolicyError, match="rule 'meeting' stands twice"):
        parse(GOOD.replace("[notice]", again + "[notice]"), "small-council.toml")


def test_a_rule_met_oldest_first_cannot_start_another() -> None:
    chained = GOOD.replace('met_by = { event = "ppm_held" }', 'met_by = { event = "ppm_held" }\noldest_first = true')
    more = chained[chained.index("[[rule]]") : chained.index("[notice]")].replace('"meeting"', '"second"')
    more = more.replace('{ event = { event = "entered_care" } }', '{ rule = "meeting" }')
    with pytest.raises(PolicyError, match="is met oldest first and cannot start another"):
        parse(chained.replace("[notice]", more + "[notice]"), "small-council.toml")


def test_a_fact_may_only_build_on_facts_before_it() -> None:
    facts = (
        '[fact.second]\nsays = "second"\nwhen = { fact = "first" }\n'
        '[fact.first]\nsays = "first"\nwhen = { in_care = true }\n'
    )
    with pytest.raises(PolicyError, match="fact 'first' is used before it is written"):
        parse(GOOD.replace("[notice]", facts + "[notice]"), "small-council.toml")


def test_a_panel_that_follows_itself_is_a_fault() -> None:
    panel = (
        '[[panel]]\nname = "a"\nclause = "SM-1"\ntitle = "A"\nstart = 09:00:00\nend = 10:00:00\ncapacity = 3\n'
        'slot_minutes = 20\nfollows = { panel = "a", after = { days = 1 } }\n'
    )
    with pytest.raises(PolicyError, match="panel 'a' would follow itself"):
        parse(GOOD.replace("[notice]", panel + "[notice]"), "small-council.toml")


def test_a_check_reports_every_fault_or_what_the_file_holds(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.toml", tmp_path / "good.toml"
    bad.write_text(GOOD.replace("weeks = 6", "wekks = 6").replace("days = 14", "days = -1"), encoding="utf-8")
    good.write_text(GOOD, encoding="utf-8")
    checked = check_policy(bad)
    assert not checked.valid
    assert checked.report.splitlines()[0].endswith("things need mending.")
    assert len(checked.report.splitlines()) >= 3
    checked = check_policy(good)
    assert checked.valid
    assert "small-council, 1 clause, 1 rule" in checked.report


def test_a_check_names_clauses_nothing_stands_on_and_conflicts_to_confirm(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    clause = '[[clause]]\nid = "SM-2"\nquote = "and another thing"\nsays = "Another thing entirely."\n'
    file.write_text(GOOD.replace("[milestones]", clause + "[milestones]"), encoding="utf-8")
    assert "Nothing stands on clause SM-2." in check_policy(file).report
    bcp = check_policy(load("bcp-2023").path or "")
    assert "To be confirmed, BCP-4.2: Who chairs the panel?" in bcp.report


def test_a_policy_file_that_is_not_text_or_not_there_is_refused(tmp_path: Path) -> None:
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PolicyError, match="it holds bytes that are no text"):
        load(binary)
    with pytest.raises(PolicyError, match="it could not be read"):
        load(tmp_path / "none.toml")
