"""The command line: one sentence and 2 for expected trouble, words or JSON and 0 otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import app
from cli.commands import COMMANDS
from tests.records import returns

SAMPLE = ("--children", "40", "--seed", "3", "--as-of", "2026-02-02")
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
def sample(run: Run, tmp_path: Path) -> Path:
    assert run("sample", "--out", tmp_path / "sample", *SAMPLE)[0] == 0
    return tmp_path / "sample"


def sentence(ran: Ran) -> str:
    """The one sentence of a command that could not go on."""
    code, out, err = ran
    assert (code, out) == (2, "")
    assert err.endswith((".\n", "?\n"))
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
    return err


def test_a_caseload_is_shown_written_once_and_then_known(run: Run, sample: Path) -> None:
    file = sample / "caseload.xlsx"
    code, shown, _ = run("import", file, "--as-of", "2026-02-02")
    assert (code, "Nothing is written yet" in shown) == (0, True)
    code, written, _ = run("import", file, "--as-of", "2026-02-02", "--confirm")
    assert (code, written.splitlines()[-1]) == (0, "Written as import 1.")
    assert "Nothing is written" not in written
    code, again, _ = run("import", file, "--as-of", "2026-02-02", "--confirm")
    assert (code, again.splitlines()[-1]) == (0, "Nothing would change.")


def test_people_and_past_events_come_in_the_same_way(run: Run, sample: Path) -> None:
    run("import", sample / "caseload.xlsx", "--as-of", "2026-02-02", "--confirm")
    shown = run("people", sample / "people.csv")[1]
    assert "Alex Morgan: administrator" in shown
    assert "Nothing is written yet" in shown
    assert run("people", sample / "people.csv", "--confirm")[1].endswith("Written as import 2.\n")
    assert run("events", sample / "events.csv", "--confirm")[1].endswith("Written as import 3.\n")
    assert run("people", sample / "people.csv", "--confirm")[1].endswith("as this file says.\n")


def test_due_child_and_why_answer_as_in_chat(run: Run, sample: Path) -> None:
    run("import", sample / "caseload.xlsx", "--as-of", "2026-02-02", "--confirm")
    code, due, _ = run("due")
    assert (code, due.splitlines()[0]) == (0, "Due at panel")
    ref = next(line.split()[0].rstrip(".") for line in due.splitlines() if line.startswith("C-"))
    assert "Legal status: " in run("child", ref)[1]
    assert "Closed once recorded: " in run("why", ref)[1]
    assert "No child has the reference" in sentence(run("why", "C-99999"))


def test_the_sample_is_the_same_for_the_same_seed(run: Run, sample: Path, tmp_path: Path) -> None:
    run("sample", "--out", tmp_path / "again", *SAMPLE)
    for file in ("caseload.xlsx", "people.csv", "events.csv"):
        assert (tmp_path / "again" / file).read_bytes() == (sample / file).read_bytes()


def test_timeline_prints_the_contract_and_nothing_else(run: Run, tmp_path: Path) -> None:
    journey = tmp_path / "journey.json"
    entered = {"on": "2026-01-05", "type": "entered_care", "legal_status": "V2", "placement": "U6"}
    journey.write_text(json.dumps({"child": "C-1", "events": [entered]}))
    asked = ("timeline", "--policy", "bcp-2023", "--journey", journey, "--as-of", "2026-03-01", "--json")
    code, out, err = run(*asked)
    assert (code, err) == (0, "")
    (first, *_) = json.loads(out)["obligations"]
    assert (first["clause"], first["due"], first["standing"]) == ("BCP-3.1", "2026-02-16", "overdue")

    journey.write_text(json.dumps({"child": "C-1", "events": [{**entered, "placement": "U66"}]}))
    assert "U66" in sentence(run(*asked))
    assert "allowed" in sentence(run("timeline", "--policy", "bcp", "--journey", journey, "--as-of", "2026-03-01"))


def test_sittings_prints_the_contract_and_nothing_else(run: Run) -> None:
    asked = ("sittings", "--policy", "bcp-2023", "--from", "2026-04-01", "--to", "2026-04-10", "--json")
    code, out, err = run(*asked)
    assert (code, err) == (0, "")
    assert [sitting["date"] for sitting in json.loads(out)["sittings"]] == ["2026-04-02", "2026-04-09"]
    for first in ("1 April 2026", "01/04/2026", "Wednesday 1st April 2026"):
        written = ("sittings", "--policy", "bcp-2023", "--from", first, "--to", "10/4/2026")
        assert run(*written)[1] == out
    assert "before" in sentence(run("sittings", "--policy", "bcp-2023", "--from", "2026-04-10", "--to", "2026-04-01"))


def test_a_rule_that_never_starts_is_a_warning_and_with_strict_a_fault(run: Run, tmp_path: Path) -> None:
    policy = Path("policies/dudley-2021.toml").read_text(encoding="utf-8")
    never = policy.replace(
        "due = { within = { weeks = 6 } }", "due = { within = { weeks = 6 } }\nif = { age = { from = 20 } }"
    )
    (tmp_path / "never.toml").write_text(never, encoding="utf-8")
    code, out, _err = run("policy", "check", tmp_path / "never.toml")
    assert code == 0
    assert "never starts: what stands in `if`" in out
    code, _out, err = run("policy", "check", tmp_path / "never.toml", "--strict")
    assert code == 2
    assert "never starts" in err
    assert run("policy", "check", "policies/dudley-2021.toml", "--strict")[0] == 0


def test_attendance_says_which_seats_stand_which_this_child_calls_for_and_why(run: Run, tmp_path: Path) -> None:
    journey = tmp_path / "journey.json"
    entered = {"on": "2026-01-05", "type": "entered_care", "legal_status": "C1", "placement": "K2"}
    journey.write_text(json.dumps({"child": "C-1", "events": [entered]}))
    asked = ("attendance", "--policy", "west-sussex", "--journey", journey, "--as-of", "2026-03-01", "--json")
    code, out, err = run(*asked)
    assert (code, err) == (0, "")
    (planning,) = json.loads(out)["meetings"]
    seats = {seat["role"]: seat for seat in planning["seats"]}
    assert (seats["iro"]["standing"], seats["iro"]["called_for"]) == (True, True)
    assert (seats["keyworker"]["standing"], seats["keyworker"]["called_for"]) == (False, True)
    assert "placement coded" in seats["keyworker"]["because"]
    assert not seats["adoption_specialist"]["called_for"]
    assert "adoption" in seats["adoption_specialist"]["because"]

    entered["placement"] = "U6"
    journey.write_text(json.dumps({"child": "C-1", "events": [entered]}))
    (planning,) = json.loads(run(*asked)[1])["meetings"]
    assert not next(seat for seat in planning["seats"] if seat["role"] == "keyworker")["called_for"]


def test_attendance_of_a_panel_names_its_chair_and_an_unknown_panel_is_refused(run: Run, tmp_path: Path) -> None:
    journey = tmp_path / "journey.json"
    journey.write_text(json.dumps({"child": "C-1", "events": []}))
    asked = ("attendance", "--policy", "bcp-2023", "--journey", journey, "--as-of", "2026-03-01", "--panel")
    (panel,) = json.loads(run(*asked, "permanency")[1])["meetings"]
    assert panel["chairs"] == [seat["title"] for seat in panel["seats"] if seat["part"] == "chair"]
    assert panel["chairs"] == ["Service Manager for Permanence"]
    assert "its panels are permanency" in sentence(run(*asked, "adoption"))


def test_a_policy_is_checked_explained_compared_and_tried(run: Run, sample: Path, tmp_path: Path) -> None:
    run("import", sample / "caseload.xlsx", "--as-of", "2026-02-02", "--confirm")
    assert "is valid" in run("policy", "check", "policies/bcp-2023.toml")[1]
    assert "BCP-3.1" in run("policy", "explain")[1]
    assert "nothing has been changed" in run("policy", "compare", "bcp-2023", "dudley-2021")[1]
    caseload = tmp_path / "here" / "permanence.db"
    elsewhere = run("policy", "compare", "bcp-2023", "dudley-2021", "--caseload", caseload)
    assert elsewhere == run("policy", "compare", "bcp-2023", "dudley-2021")
    assert "There is no database" in run("policy", "compare", "bcp-2023", "dudley-2021", "--caseload", "no.db")[2]
    chart = tmp_path / "chart.svg"
    assert "meetings in 4 weeks" in run("policy", "what-if", "dudley-2021", "--weeks", "4", "--chart", chart)[1]
    assert chart.read_text().startswith("<svg")
    assert json.loads(run("policy", "schema")[1])["title"] == "A permanence policy"
    (tmp_path / "bad.toml").write_text("name = 3")
    code, out, err = run("policy", "check", tmp_path / "bad.toml")
    assert (code, out) == (2, "")
    assert "not valid" in err


TROUBLE: dict[str, tuple[tuple[str, ...], str]] = {
    "no such file": (("import", "nowhere.xlsx"), "could not be read"),
    "a folder": (("people", "policies"), "could not be read"),
    "not a caseload": (("import", "LICENSE"), "List 8"),
    "a date that is none": (("import", "x.xlsx", "--as-of", "5/1/26"), "year of two digits"),
    "a date without its year": (("tracker", "--out", "x.xlsx", "--as-of", "13 March"), '"13 March" has no year'),
    "a date with another weekday": (("tracker", "--out", "x.xlsx", "--as-of", "Mon 13/3/2027"), "is a Saturday"),
    "a number in two ways": (("due", "--start", "1,000"), '"1,000" may be read two ways'),
    "a number that is none": (("sample", "--out", "x", "--children", "1e3"), "is not a whole number"),
    "a number below": (("due", "--start", "-3"), "--start"),
    "an import that cannot be": (("take-back", "0"), "write 1 or more"),
    "no command": ((), "COMMAND"),
    "an unknown command": (("impart",), "impart"),
    "too many children": (("sample", "--out", "x", "--children", "99999999"), "from 1 to 10,000"),
    "a folder that cannot be": (("sample", "--out", "/proc/none"), "cannot be written"),
    "no such row": (("failed", "--again", "7"), "not among what failed"),
    "no such row to close": (("failed", "--there", "7"), "not among what failed"),
    "given up without a reason": (("failed", "--give-up", "7"), "A row is given up with a reason"),
    "a reason for nothing": (("failed", "--because", "Said by telephone"), "A row is given up with a reason"),
    "weeks": (("policy", "what-if", "dudley-2021", "--weeks", "0"), "from 1 to 52"),
}


@pytest.mark.parametrize(("argv", "words"), TROUBLE.values(), ids=TROUBLE)
def test_expected_trouble_is_one_sentence(run: Run, argv: tuple[str, ...], words: str) -> None:
    assert words in sentence(run(*argv))


@pytest.mark.parametrize("children", ["forty", "40 children", "\uff14\uff10", "40"])
@pytest.mark.parametrize("day", ["2/2/2026", "Mon 2 February 2026", "2026-02-02"])
def test_a_number_and_a_day_are_read_as_people_write_them_and_said_back(
    run: Run, children: str, day: str, tmp_path: Path
) -> None:
    code, out, _ = run("sample", "--out", tmp_path / "made", "--children", children, "--as-of", day)
    assert code == 0
    assert out.startswith("40 children as of 2 February 2026, nobody real, in ")


def test_nothing_failed_is_said_too(run: Run) -> None:
    assert run("failed") == (0, "Nothing failed.\n", "")


def test_a_setting_that_cannot_be_used_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERMANENCE_POLICY", "bpc-2023")
    assert sentence(run("due")).startswith("The setting PERMANENCE_POLICY cannot be used")
    monkeypatch.delenv("PERMANENCE_POLICY")
    monkeypatch.setenv("PERMANENCE_PORT", "many")
    assert "PERMANENCE_PORT" in sentence(run("serve", "--local"))


def test_a_database_that_cannot_be_opened_is_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "no.db").write_bytes(b"this is not a database" * 100)
    monkeypatch.setenv("PERMANENCE_DATABASE_URL", f"sqlite:///{tmp_path}/no.db")
    assert "not a database" in sentence(run("failed"))
    monkeypatch.setenv("PERMANENCE_DATABASE_URL", "postgresql://someone:secret@127.0.0.1:1/none")
    refused = sentence(run("failed"))
    assert "secret" not in refused
    monkeypatch.setenv("PERMANENCE_DATABASE_URL", "mysql://x")
    assert "PERMANENCE_DATABASE_URL" in sentence(run("failed"))


def test_without_an_app_id_the_bot_listens_to_this_machine_only(run: Run) -> None:
    assert "127.0.0.1" in sentence(run("serve", "--local", "--host", "0.0.0.0"))
    assert "PERMANENCE_APP_ID" in sentence(run("serve"))


def test_returns_and_annex_a_in_any_mix_are_told_apart_and_written_once(run: Run, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(returns.table("Episodes", returns.episode("903-1", "05/01/2026")))
    (tmp_path / "y.csv").write_bytes(returns.table("OC3", {"CHILD": "903-1"}))
    files = (tmp_path / "x.csv", sample / "caseload.xlsx", tmp_path / "y.csv")
    code, shown, _ = run("import", *files, "--as-of", "2026-02-02")
    assert code == 0
    assert "  x.csv: SSDA903 Episodes, 1 row\n" in shown
    assert "  y.csv: SSDA903 OC3, 1 row, of which nothing is used\n" in shown
    assert '  caseload.xlsx: Annex A List 8 "Children in care", ' in shown
    assert 'REC "X1" stands beside an empty DEC: an open episode is judged by DEC' in shown
    assert run("import", *files, "--as-of", "2026-02-02", "--confirm")[1].endswith("Written as import 1.\n")
    assert run("import", *files, "--as-of", "2026-02-02", "--confirm")[1].endswith("Nothing would change.\n")
    assert run("child", "903-1")[0] == 0


def test_a_column_beside_a_table_of_a_return_is_named_as_not_read(run: Run, tmp_path: Path) -> None:
    data = returns.table("Header", {"CHILD": "1"}).decode().replace("MC_DOB", "MC_DOB,EXTRA")
    (tmp_path / "header.csv").write_text(data)
    assert "not read of it: EXTRA" in run("import", tmp_path / "header.csv")[1]


RUNS, ARGUES = "def run(args: argparse.Namespace) -> None:", "\ndef arguments(parser: argparse.ArgumentParser)"


def test_every_command_is_in_the_table_with_its_arguments() -> None:
    written = {".".join(path.with_suffix("").parts): path.read_text() for path in Path("cli").rglob("*.py")}
    answering = {name for name, text in written.items() if RUNS in text}
    assert answering == {command.module for command in COMMANDS.values()}
    assert answering == {name for name, text in written.items() if ARGUES in text}
