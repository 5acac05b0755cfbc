"""The page on writing a policy works as it stands: its file loads, its child has its dates, its snippets are valid."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from permanence.journeys.journey_file import journey_from
from permanence.panel.panel_calendar import sittings
from permanence.policy import Policy, build, parse
from permanence.timeline import timeline
from tests.permanence.journeys import child, day, entered, judged

PAGE = (Path(__file__).parents[2] / "docs" / "writing-a-policy.md").read_text(encoding="utf-8")


def _blocks(info: str) -> list[str]:
    return re.findall(rf"^```{info}\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


FILE = "\n".join(_blocks("toml"))
RULE = 'id = "snippet"\nclause = "ANY-1"\nsays = "A rule taken from the page."\n'


@pytest.fixture(scope="module")
def anyshire() -> Policy:
    return build(parse(FILE, "anyshire-2025.toml"))


def test_the_blocks_of_the_page_are_one_valid_policy(anyshire: Policy) -> None:
    assert anyshire.name == "anyshire-2025"
    assert [clause.id for clause in anyshire.file.clause] == [f"ANY-{n}" for n in range(1, 8)]


def test_the_child_of_the_page_has_the_dates_of_the_page(anyshire: Policy) -> None:
    (text,) = _blocks("json")
    found = timeline(anyshire, journey_from(json.loads(text)), date(2026, 2, 1))
    rows = re.findall(r"^\| (ANY-\d) \| (\S+) \| (\S+) \| (.+) \|$", PAGE, flags=re.MULTILINE)
    assert [(item.clause, str(item.due), item.standing, item.because) for item in found.obligations] == rows
    assert len(rows) == 3


def test_every_quote_of_the_worked_example_stands_in_the_document_of_the_page(anyshire: Policy) -> None:
    document = next(line for line in PAGE.splitlines() if line.startswith("> **Anyshire"))
    for clause in anyshire.file.clause:
        for sentence in clause.quote.split(". "):
            assert sentence.rstrip(".") in document


def test_the_panel_and_the_group_of_the_page_are_as_the_document_says(anyshire: Policy) -> None:
    planned = sittings(anyshire, date(2026, 3, 1), date(2026, 4, 30)).sittings
    assert [str(item.date) for item in planned] == ["2026-03-03", "2026-03-17", "2026-04-07", "2026-04-21"]
    assert str(planned[2].refer_by) == "2026-03-27"
    journey = child(entered("2026-01-05", "V2"))
    assert judged(anyshire, journey, "2026-04-27").cohorts == ()
    assert [item.since for item in judged(anyshire, journey, "2026-04-28").cohorts] == [day("2026-04-28")]


@pytest.mark.parametrize("snippet", _blocks("toml rule"))
def test_every_rule_of_the_page_could_stand_in_the_file(snippet: str) -> None:
    what = "" if snippet.startswith("what =") else 'what = "follow_up"\n'
    policy = build(parse(f"{FILE}\n[[rule]]\n{RULE}{what}{snippet}", "anyshire-2025.toml"))
    assert "snippet" in [rule.rule.id for rule in policy.rules]


@pytest.mark.parametrize("table", _blocks("toml table"))
def test_every_table_of_the_page_could_stand_in_the_file(table: str) -> None:
    build(parse(f"{FILE}\n{table}", "anyshire-2025.toml"))


def test_the_page_has_all_its_snippets() -> None:
    assert (len(_blocks("toml rule")), len(_blocks("toml table"))) == (21, 3)


def test_the_page_builds_on_the_law_and_shows_a_clause_of_one() -> None:
    (line,), (clause,) = _blocks("toml law"), _blocks("toml clause of law")
    own = FILE.replace("[reviews]\n", "[unused]\n").split("[unused]")
    without_reviews = own[0] + own[1].split("\n\n", 1)[1]
    policy = build(parse(f"{line}{without_reviews}", "anyshire-2025.toml"))
    assert policy.source("ENG-CP33.1").startswith("the law, Care Planning")
    law = f'law = true\nname = "our-law"\ntitle = "Our law"\n{clause}'
    built = build(parse(f"{line}{FILE}", "anyshire-2025.toml", lambda _name: law))
    assert "in force from 1 April 2027" in built.source("LAW-1")
