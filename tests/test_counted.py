"""One of something is said as one: no card and no sentence of the code says 1 children."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import app
from permanence.explain import counted
from permanence.policy import build, load
from permanence.policy_tools.explain_policy import explain_policy
from tests.cards.test_every_card import every_card

ROOT = Path(__file__).parents[1]
ROOMS = ("permanence", "cards", "usecases", "cli", "bot", "records", "tab", "storage")
NOUNS = (
    "children|days|weeks|months|years|minutes|hours|seconds|actions|groups|panels|clauses|rules|people|rows|lists|files"
    "|meetings|sittings|slots|reviews|events|times|things|references|dates|duties|seats|names|lines|spellings|problems"
    "|messages|periods|moves|episodes|imports|reminders|returns|columns|sheets|tables|entries|steps|cards|documents"
    "|plans|fields|places|members|themes|chairs|teams|siblings|changes|orders|invitations|copies|managers|others"
)
ONE = re.compile(rf"(?<![\d,.:/-])1 (?:more |new |working |open |calendar |different |other )?(?:{NOUNS})\b")
MANY = re.compile(rf"^,? (?:more |new |working |open |calendar |different |other )?(?:{NOUNS})\b")
NEVER_ONE = {  # what stands before the noun is no count, or can never be one
    "{months} calendar months after",
    "{MOST_YEARS} years off",
    "{age} years old",
    "{MAKES_SENSE.days} days",
    "{rows:,} rows",
    "{columns:,} columns",
    "{filled_rows:,} rows",
    "{width:,} columns",
    "{MOST} siblings",
    "{count:,} rows",
    "{len(said.attachments)} files",
    "{len(its)} chairs",
    "{times} times",
    "{times} sittings",
    "{rule.id!r} names",
    "{again[0]} moves",
    "{counted(panel.cycle.length, 'sitting')} reviews",
    "{panel.title} reviews",
    "{COMPARE} lists",
}


@pytest.mark.parametrize(("number", "said"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1200, "1,200 days")])
def test_a_count_says_one_as_one(number: int, said: str) -> None:
    assert counted(number, "day") == said


@every_card
def test_no_card_says_one_as_several(card: dict[str, Any]) -> None:
    assert ONE.findall(json.dumps(card, ensure_ascii=False)) == []


def _sentences(tree: ast.AST) -> Iterator[tuple[ast.JoinedStr, bool]]:
    """Each sentence put together in the code, and whether it is said only where a comparison lets it."""
    for node in ast.walk(tree):
        guarded = isinstance(node, ast.IfExp) and isinstance(node.test, ast.Compare)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.JoinedStr):
                yield child, guarded


def _careless(path: Path) -> Iterator[str]:
    for sentence, guarded in _sentences(ast.parse(path.read_text(encoding="utf-8"))):
        for value, after in zip(sentence.values, sentence.values[1:], strict=False):
            if guarded or not (isinstance(value, ast.FormattedValue) and isinstance(after, ast.Constant)):
                continue
            if (found := MANY.match(str(after.value))) is not None:
                said = f"{ast.unparse(ast.JoinedStr([value]))[2:-1]}{found.group()}"
                if not any(known.startswith(said) or said.startswith(known) for known in NEVER_ONE):
                    yield f"{path.relative_to(ROOT)}:{sentence.lineno} {said}"


def test_no_sentence_of_the_code_puts_a_number_before_a_plural_without_asking_whether_it_is_one() -> None:
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    assert [found for path in files for found in _careless(path)] == []


def test_a_policy_of_ones_is_read_aloud_as_one() -> None:
    file = load("west-sussex").file
    panel = file.panel[0]
    assert panel.refer
    refer = panel.refer.model_copy(update={"working_days": 1})
    ones = panel.model_copy(update={"capacity": 1, "slot_minutes": 1, "answer_working_days": 1, "refer": refer})
    text = explain_policy(build(file.model_copy(update={"panel": [ones]})))
    assert "at most 1 child, 1 minute each" in text
    assert ONE.findall(text) == []


COMMANDS = (
    ("policy", "check", "policies/dudley-2021.toml"),
    ("policy", "check", "policies/west-sussex.toml"),
    ("policy", "what-if", "dudley-2021", "--weeks", "1"),
    ("policy", "compare", "bcp-2023", "dudley-2021"),
    ("due",),
    ("imports",),
)


def test_no_command_says_one_child_as_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PERMANENCE_DATABASE_URL", f"sqlite:///{tmp_path}/permanence.db")
    sample = tmp_path / "sample"
    assert app.main(["sample", "--children", "1", "--out", str(sample), "--as-of", "2026-02-02"]) == 0
    people = next(iter(sorted(sample.glob("people*"))))
    lists = next(path for path in sorted(sample.iterdir()) if path.suffix == ".xlsx")
    assert app.main(["people", str(people), "--confirm"]) == 0
    assert app.main(["import", str(lists), "--as-of", "2026-02-02", "--confirm"]) == 0
    for command in COMMANDS:
        assert app.main(list(command)) == 0
    said = capsys.readouterr()
    assert "1 child" in said.out
    assert ONE.findall(said.out + said.err) == []
