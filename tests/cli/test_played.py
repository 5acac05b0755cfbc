"""A command that would read an empty database, or runs without its packages, says which one and what to do."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import pytest

import app
from tools.saying import ROOT


def test_the_database_that_was_played_is_named_where_none_is_and_the_one_used_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PERMANENCE_DATABASE_URL", raising=False)
    assert app.main(["due"]) == 0
    assert capsys.readouterr().err == ""
    played = Path(".local/play/permanence.db")
    played.parent.mkdir()
    played.touch()
    assert app.main(["due"]) == 0
    assert capsys.readouterr().err == (
        "No database is named, and .local/permanence.db holds no child; to read what make run plays, "
        "set PERMANENCE_DATABASE_URL to sqlite:///.local/play/permanence.db.\n"
    )
    monkeypatch.setenv("PERMANENCE_DATABASE_URL", "sqlite:///.local/permanence.db")
    assert app.main(["due"]) == 0
    assert capsys.readouterr().err == ""


def test_a_python_without_the_packages_is_told_how_to_get_them(tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=False)
    python = tmp_path / "bare" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    for command in ("tracker", "serve"):
        asked = [str(python), str(ROOT / "app.py"), command]
        done = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert "say make setup, then .venv/bin/python app.py." in done.stderr
