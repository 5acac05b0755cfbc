"""`policy begin`: a first file from the guide's questions, asked at a terminal or given as options."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import app
from cli.policy.questions import QUESTIONS
from permanence.policy import load
from permanence.policy_tools.check_policy import check_policy

LEAST = {
    "council": "Anyshire Council",
    "title": "Permanence Procedure",
    "document": 'Anyshire, "Permanence" Procedure, May 2025',
    "version": "May 2025",
    "first_sentence": "A planning meeting is held within four weeks.",
    "first_within": "4 weeks",
    "chair": "Team Manager",
}
WHOLE = LEAST | {
    "record_system": "Mosaic",
    "further_sentence": "Meetings are then held every eight weeks.",
    "further_within": "eight weeks",
    "permanence_sentence": "Meetings are held until permanence is achieved.",
    "panel_sentence": "The panel meets on the first and last Tuesday.",
    "panel_day": "Tuesdays",
    "panel_weeks": "1st and last",
    "panel_start": "10.00",
    "panel_end": "12 pm",
    "panel_children": "6",
    "panel_minutes": "20",
    "panel_papers": "5",
    "panel_within": "six weeks",
}


class Terminal(io.StringIO):
    """Somebody who types these lines, and then nothing more."""

    def isatty(self) -> bool:
        return True


class Pipe(io.StringIO):
    """Nobody to ask."""


def begun(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> tuple[int, str, str]:
    code = app.main(["policy", "begin", *map(str, argv)])
    said = capsys.readouterr()
    return code, said.out, said.err


def options(answers: dict[str, str]) -> list[str]:
    return [part for key, answer in answers.items() for part in (f"--{key.replace('_', '-')}", answer)]


@pytest.fixture(autouse=True)
def nobody_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Pipe(""))


def test_a_panel_before_which_nobody_is_due_is_written_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "anyshire.toml"
    answers = {key: answer for key, answer in WHOLE.items() if key != "panel_within"}
    code, out, _err = begun(capsys, *options(answers), "--out", file)
    assert code == 0
    assert 'Warning: Nobody is ever due at the panel permanence (ANY-4): no rule with what = "panel" asks for it' in out
    assert '# Nobody is due at the panel yet: write a rule with what = "panel"' in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("answers", [LEAST, WHOLE], ids=["the least", "the whole"])
def test_what_is_written_passes_the_check_without_a_warning(
    answers: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new" / "anyshire.toml"
    code, out, err = begun(capsys, *options(answers), "--out", file)
    assert (code, err) == (0, "")
    assert f"Written to {file}." in out
    checked = check_policy(file)
    assert checked.valid
    assert not checked.warned
    assert "Nothing stands on" not in checked.report


def test_each_answer_stands_in_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "anyshire.toml"
    assert begun(capsys, *options(WHOLE), "--out", file)[0] == 0
    policy = load(file)
    assert (policy.name, policy.document, policy.record_system) == ("anyshire-2025", WHOLE["document"], "Mosaic")
    assert [clause.quote for clause in policy.file.clause] == [
        *(WHOLE["first_sentence"], WHOLE["further_sentence"], WHOLE["permanence_sentence"], WHOLE["panel_sentence"])
    ]
    first, further, panels = policy.file.rule
    assert panels.due[0].within
    assert panels.due[0].within.weeks == 6
    assert first.due[0].within
    assert first.due[0].within.weeks == 4
    assert further.due[0].within
    assert further.due[0].within.weeks == 8
    (panel,) = policy.panels
    assert (f"{panel.start:%H:%M}", f"{panel.end:%H:%M}", panel.nth_of_month) == ("10:00", "12:00", [1, -1])
    assert (panel.capacity, panel.slot_minutes, panel.refer and panel.refer.working_days) == (6, 20, 5)


def test_what_the_document_does_not_say_is_left_out_and_not_made_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "anyshire.toml"
    assert begun(capsys, *options(LEAST), "--out", file)[0] == 0
    written = load(file).file
    assert (written.permanence, written.panel, len(written.rule), len(written.clause)) == (None, [], 1, 1)


def test_in_a_pipe_every_answer_that_is_missing_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = begun(capsys)
    assert (code, out) == (2, "")
    for key in LEAST:
        assert f"--{key.replace('_', '-')} " in err
    code, _, err = begun(capsys, *options(LEAST), "--panel-sentence", "The panel meets on Tuesdays.")
    assert (code, "--panel-day" in err, "--panel-papers" in err) == (2, True, False)


def test_at_a_terminal_each_question_is_asked_and_asked_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [WHOLE.get(question.key, "") for question in QUESTIONS]
    lines.insert([question.key for question in QUESTIONS].index("panel_day"), "someday")
    monkeypatch.setattr("sys.stdin", Terminal("\n".join(lines) + "\n"))
    file = tmp_path / "anyshire.toml"
    code, out, _ = begun(capsys, "--out", file)
    assert code == 0
    assert "A weekday is asked for: Tuesday." in out
    assert all(question.words in out for question in QUESTIONS)
    assert load(file).panels[0].capacity == 6


def test_at_a_terminal_an_empty_answer_leaves_out_what_hangs_on_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [question for question in QUESTIONS if not question.after]
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{LEAST.get(q.key, '')}\n" for q in asked)))
    code, out, _ = begun(capsys, "--out", tmp_path / "anyshire.toml")
    assert code == 0
    assert "On which weekday does the panel sit?" not in out


def test_answers_that_end_too_early_or_never_come_write_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "anyshire.toml"
    for typed, answer in (("Anyshire\n", "nothing is written"), ("\n" * 40, "This was not answered")):
        monkeypatch.setattr("sys.stdin", Terminal(typed))
        code, _, err = begun(capsys, "--out", file)
        assert (code, answer in err, file.exists()) == (2, True, False)


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("mine", encoding="utf-8")
    code, _, err = begun(capsys, *options(LEAST), "--out", file)
    assert (code, "is there already and is left as it is" in err) == (2, True)
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"first_within": "soon"}, '--first-within "soon": A length of time is a number'),
        ({"panel_day": "T"}, '--panel-day "T": A weekday is asked for'),
        ({"panel_weeks": "6"}, "from 1 to 5 or last"),
        ({"panel_start": "ten"}, "A time of day is asked for"),
        ({"panel_children": "many"}, "A whole number from 1 to 999"),
        ({"panel_children": "60"}, "write capacity = 6, or other times"),
        ({"panel_end": "09:00"}, "end must be later"),
        ({"first_sentence": " "}, "An answer is needed here"),
        ({"first_within": "90 years"}, "no length of time is longer than 25 years"),
    ],
)
def test_an_answer_that_cannot_be_is_said_and_nothing_written(
    changed: dict[str, str], answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "anyshire.toml"
    code, _, err = begun(capsys, *options(WHOLE | changed), "--out", file)
    assert (code, file.exists()) == (2, False)
    assert answer in err


def test_the_file_is_named_after_the_council_and_ends_in_toml(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert begun(capsys, *options(LEAST))[0] == 0
    assert (tmp_path / "anyshire-2025.toml").exists()
    assert "A policy file ends in .toml" in begun(capsys, *options(LEAST), "--out", tmp_path / "x.txt")[2]


@pytest.mark.parametrize("council", ["St. Helen's", "Éire", "London Borough of X", "1066 Council", "Council", "市"])
def test_any_councils_name_gives_a_file_that_passes(
    council: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "any.toml"
    assert begun(capsys, *options(WHOLE | {"council": council, "chair": f"{council} chair"}), "--out", file)[0] == 0
    assert check_policy(file).valid
