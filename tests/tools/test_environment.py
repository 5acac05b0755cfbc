"""`make setup` where it cannot go on: an old Python, no network, each one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment
from tools.saying import ROOT, CannotGoOn

OLD = """#!/bin/sh
exec {python} -c 'import sys; code = sys.argv[2]; sys.version_info = (3, 9, 2); exec(code)' "$@"
"""


def make_setup(python: Path) -> subprocess.CompletedProcess[str]:
    command = ["make", "--no-print-directory", "setup", f"PYTHON={python}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_an_old_python_is_named_with_what_to_do(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text(OLD.format(python=sys.executable))
    old.chmod(0o755)
    asked = make_setup(old)
    assert asked.returncode != 0
    assert asked.stderr.splitlines()[0] == (
        "This is Python 3.9 and 3.11 or newer is needed: install it, or name one with make PYTHON=/path/to/python."
    )


def test_no_python_at_all_is_said(tmp_path: Path) -> None:
    asked = make_setup(tmp_path / "none")
    assert asked.returncode != 0
    assert asked.stdout.startswith("No Python was found: install Python 3.11 or newer")


def test_no_network_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = "http://127.0.0.1:9/simple"
    offline = {"INDEX_URL": closed, "CONFIG_FILE": "/dev/null", "NO_CACHE_DIR": "1", "RETRIES": "0"}
    for name, value in offline.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    environment.create(tmp_path / "venv")
    with pytest.raises(CannotGoOn) as refused:
        environment.fill(tmp_path / "venv")
    assert str(refused.value) == (
        "The Python packages could not be fetched: connect this machine to the network and run again."
    )


def test_an_environment_that_is_there_is_left_alone() -> None:
    before = environment.STAMP.stat().st_mtime_ns
    assert environment.make() == 0
    assert environment.STAMP.stat().st_mtime_ns == before
