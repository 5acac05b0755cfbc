"""An import is taken back whole at the command line; what was given by mistake leaves nothing in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

import app
from cli.clock import today
from tests.records import returns
from tests.records.books import child, workbook

Ran = tuple[int, str, str]
Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a database of its own: its exit code, what it said, and what it complained of."""
    monkeypatch.setenv("PERMANENCE_DATABASE_URL", f"sqlite:///{tmp_path}/here/permanence.db")

    def ran(*argv: str | Path) -> Ran:
        try:
            code = app.main([str(part) for part in argv])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


@pytest.fixture
def write(run: Run, tmp_path: Path) -> Callable[..., str]:
    """Imports a list (a dictionary a row) or the episodes of a return, and gives what was said."""

    def written(*rows: dict[str, object], as_of: str = "2026-03-02") -> str:
        if "DECOM" in rows[0]:
            path = tmp_path / "episodes.csv"
            path.write_bytes(returns.table("Episodes", *rows))  # type: ignore[arg-type]
        else:
            path = tmp_path / "list.xlsx"
            path.write_bytes(workbook(*rows))
        code, said, complaint = run("import", path, "--as-of", as_of, "--confirm")
        return said if code == 0 else complaint

    return written


def listed(**facts: object) -> dict[str, object]:
    return dict(child(reviewed="", visited="", plan="", **facts))


def test_a_day_to_come_is_refused_in_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(workbook())
    code, out, err = run("import", tmp_path / "list.xlsx", "--as-of", (today() + timedelta(days=1)).isoformat())
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "cannot be of a day to come" in err


def test_a_list_of_the_wrong_day_is_taken_back_and_the_right_one_accepted(run: Run, write: Callable[..., str]) -> None:
    write(listed(), as_of="2026-06-01")
    refused = write(listed(), as_of="2026-03-02")
    assert "an extract as of 1 June 2026 has been imported already" in refused
    code, shown, _ = run("take-back", "1", "--because", "it was of another day")
    assert (code, shown.splitlines()[-1].startswith("Nothing is written yet")) == (0, True)
    assert run("child", "C-1042")[0] == 0
    assert run("take-back", "1", "--because", "it was of another day", "--confirm")[1].endswith("taken back.\n")
    assert run("child", "C-1042")[0] == 2
    assert "taken back" in run("imports")[1]
    assert write(listed(), as_of="2026-03-02").endswith("Written as import 2.\n")
    assert run("child", "C-1042")[0] == 0
    assert "was taken back already: it was of another day" in run("take-back", "1", "--because", "again")[2]


def test_what_an_import_overwrote_and_withdrew_is_as_it_was(run: Run, write: Callable[..., str]) -> None:
    write(listed())
    before = run("child", "C-1042")[1]
    write(
        listed(team="Another team", entered=date(2026, 1, 9), legal_status_since=date(2026, 1, 9)), as_of="2026-03-09"
    )
    assert run("child", "C-1042")[1] != before
    code, said, _ = run("take-back", "2", "--because", "the export was of the test system", "--confirm")
    assert (code, "1 child is as it was before it" in said) == (0, True)
    assert run("child", "C-1042")[1] == before
    again = write(listed(), as_of="2026-03-09")  # only the day of the list is news
    assert "1  child unchanged" in again
    assert run("child", "C-1042")[1] == before


def test_imports_are_taken_back_from_the_newest_on(run: Run, write: Callable[..., str]) -> None:
    write(listed())
    write(listed(child="C-2"))
    write(listed(team="Another team"), as_of="2026-03-09")
    refused = run("take-back", "1", "--because", "x", "--confirm")[2]
    assert "while import 3 of the same children came after it; take back import 3 first" in refused
    assert run("take-back", "2", "--because", "no child of ours", "--confirm")[0] == 0
    for number in ("3", "1"):
        assert run("take-back", number, "--because", "the wrong council", "--confirm")[0] == 0
    assert run("child", "C-1042")[0] == 2


def test_past_events_and_siblings_are_taken_back_too(run: Run, write: Callable[..., str], tmp_path: Path) -> None:
    write(listed(), listed(child="C-2"))
    before = run("child", "C-1042")[1]
    (tmp_path / "events.csv").write_text("Child,On,Type,Fields\nC-1042,12/02/2026,panel_held,\nC-1042,,siblings,C-2\n")
    assert run("events", tmp_path / "events.csv", "--confirm")[1].endswith("Written as import 2.\n")
    assert "take back import 2 first" in run("take-back", "1", "--because", "x")[2]
    assert run("take-back", "2", "--because", "another panel", "--confirm")[0] == 0
    assert run("child", "C-1042")[1] == before


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("take-back", "7", "--because", "x"), "There is no import 7"),
        (("take-back", "1", "--because", " "), "Say why the import is taken back"),
        (("take-back", "1"), "because"),
    ],
)
def test_what_cannot_be_taken_back_is_one_sentence(run: Run, argv: tuple[str, ...], sentence: str) -> None:
    code, out, err = run(*argv)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert sentence in err


def test_a_people_file_is_not_taken_back(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(
        "Name,Entra id,Email,Roles,Teams\n"
        "Alex Morgan,11111111-1111-1111-1111-111111111111,a@example.org,administrator,*\n"
    )
    assert "Written as import 1" in run("people", tmp_path / "people.csv", "--confirm")[1]
    assert "import the right people file instead" in run("take-back", "1", "--because", "x")[2]


def test_nothing_imported_is_said_too(run: Run) -> None:
    assert run("imports") == (0, "Nothing was imported yet.\n", "")


def test_a_sentence_that_asks_to_take_back_can_be_followed(run: Run, write: Callable[..., str]) -> None:
    write(returns.episode("1", "04/03/2024", "S", "11/08/2025", "E4A"))
    asked = write(returns.episode("1", "04/03/2024"))
    assert "if they are that return corrected, take back the import that told it" in asked
    assert run("take-back", "2", "--because", "it is the return corrected", "--confirm")[0] == 0
    assert run("take-back", "1", "--because", "it ended care by mistake", "--confirm")[0] == 0
    assert "take back" not in write(returns.episode("1", "04/03/2024"))
    assert "Care: entered" in run("child", "1")[1] or "In care" in run("child", "1")[1]


def test_an_ending_taken_out_of_a_return_is_in_care_again_for_who_asks(run: Run, write: Callable[..., str]) -> None:
    others = [returns.episode(str(n), "05/04/2025", "S", "20/02/2026", "E4A") for n in (2, 3)]
    write(returns.episode("1", "04/03/2024", "S", "11/08/2025", "E4A"), *others)
    left = run("child", "1")[1]
    said = write(returns.episode("1", "04/03/2024"), *others)
    assert "withdraw left care on 11 August 2025 (the return now tells this time otherwise)" in said
    assert run("child", "1")[1] != left
    assert "11 August 2025" not in run("child", "1")[1]


def test_a_child_known_by_short_breaks_only_is_in_no_list(run: Run, write: Callable[..., str]) -> None:
    said = write(returns.episode("1", "04/03/2025", LS="V4"))
    assert "1 has a series of short breaks" in said
    assert run("child", "1")[0] == 2
    assert write(returns.episode("1", "04/03/2025", LS="V4")).endswith("Nothing would change.\n")


def test_past_events_that_end_care_name_the_child_before_anything_is_written(
    run: Run, write: Callable[..., str], tmp_path: Path
) -> None:
    write(listed())
    (tmp_path / "events.csv").write_text("Child,On,Type,Fields\nC-1042,12/02/2026,left_care,\n")
    assert run("events", tmp_path / "events.csv")[1].splitlines()[:2] == [
        "1 new event of 1 child, 0 known already, 0 refused",
        "  C-1042: care ends on 12 February 2026 by this file, so nothing is due from that day",
    ]
