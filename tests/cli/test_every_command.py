"""Every command of the command line ends in one sentence when it cannot work: no packages, settings that are wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import COMPOSED, main
from cli.commands import COMMANDS

ROOT = Path(__file__).parent.parent.parent
ARGUMENTS = {
    "import": ["x.xlsx"],
    "people": ["x.csv"],
    "events": ["x.csv"],
    "take-back": ["--because", "twice", "1"],
    "tracker": ["--out", "x.xlsx"],
    "child": ["C-1"],
    "why": ["C-1"],
    "minutes": ["--sitting", "2026-03-12", "--out", "x"],
    "journey-page": ["--out", "x.html", "C-1"],
    "timeline": ["x.json"],
    "sittings": ["x"],
    "attendance": ["x.json"],
    "policy": ["check", "x.toml"],
}
WRONG = {
    "no such driver": ("PERMANENCE_DATABASE_URL", "mysql://u:p@127.0.0.1/permanence"),
    "no address": ("PERMANENCE_DATABASE_URL", "permanence"),
    "a folder that cannot be": ("PERMANENCE_DATABASE_URL", "sqlite:////dev/null/permanence.db"),
    "nothing listens": ("PERMANENCE_DATABASE_URL", "postgresql://u:p%40ss@127.0.0.1:1/permanence"),
    "no such policy": ("PERMANENCE_POLICY", "no-such-policy"),
}
NEED_NO_SETTINGS = {"sample", "timeline", "sittings", "attendance", "policy", "rights"}
EVERY = sorted({name.split()[0] for name in (*COMPOSED, *COMMANDS)})


def one_sentence(said: str) -> bool:
    return said.count("\n") == 1 and said.rstrip().endswith(".") and "Traceback" not in said


@pytest.mark.long
@pytest.mark.parametrize("name", EVERY)
def test_without_the_packages_it_says_which_is_missing_and_what_to_do(name: str) -> None:
    asked = [sys.executable, "-S", str(ROOT / "app.py"), name, *ARGUMENTS.get(name, [])]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, cwd="/", env={"PATH": os.environ["PATH"]})
    assert done.returncode == 2
    assert done.stdout == ""
    assert one_sentence(done.stderr), done.stderr
    assert "has no package" in done.stderr


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("name", [name for name in EVERY if name not in NEED_NO_SETTINGS | {"doctor", "serve"}])
def test_with_a_setting_that_is_wrong_it_ends_in_one_sentence(
    name: str, wrong: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for setting in [setting for setting in os.environ if setting.startswith("PERMANENCE_")]:
        monkeypatch.delenv(setting)
    monkeypatch.setenv(*WRONG[wrong])
    given = ARGUMENTS.get(name, [])
    assert main([name, *given]) == 2
    told = capsys.readouterr()
    assert one_sentence(told.err), told.err
