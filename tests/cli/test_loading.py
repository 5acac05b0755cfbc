"""A command of the command line loads what it needs and nothing else: what is heavy is named, with who uses it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.commands import COMMANDS

NO_DATABASE = {
    *("sample", "timeline", "sittings", "attendance"),
    *("policy check", "policy explain", "policy schema", "policy begin"),
}
ON_A_DATABASE = {*COMMANDS} - NO_DATABASE
READING_FILES = {"import", "imports", "people", "events", "sample"}  # or making them up, in the layout they are read in

# What takes long to load, or belongs to the bot, and the only commands that may load it when they start.
HEAVY: dict[str, set[str]] = {
    "aiohttp": set(),
    "alembic": set(),
    "apscheduler": set(),
    "bot.routes": set(),
    "bot.teams.app": set(),
    "botbuilder": set(),
    "botframework": set(),
    "cryptography": set(),
    "holidays": set(),
    "icalendar": set(),
    "microsoft_teams": set(),
    "msal": set(),
    "prometheus_client": set(),
    "psycopg": set(),
    "structlog": set(),
    "tab": set(),
    "docx": {"minutes"},
    "jinja2": {"journey-page"},
    "xlsxwriter": {"tracker", "sample"},
    "python_calamine": READING_FILES,
    "sqlalchemy": ON_A_DATABASE,
    "sqlalchemy.dialects.postgresql": set(),
    "storage": ON_A_DATABASE,
}
ASK = """
import sys
import app
heavy, argv = sys.argv[1].split(), sys.argv[2:]
try:
    app.main(argv)
except SystemExit:
    pass
sys.stderr.write(" ".join(name for name in heavy if name in sys.modules))
"""

COLLECTIONS = """
import gc, runpy, sys
seen = []
gc.callbacks.append(lambda phase, info: seen.append(phase) if "cli.commands" in sys.modules else None)
sys.argv = ["app.py", *sys.argv[1:]]
try:
    runpy.run_path("app.py", run_name="__main__")
except SystemExit:
    pass
gc.callbacks.clear()
sys.stderr.write(f"{seen.count('start')} {gc.get_freeze_count() > 100_000} {gc.isenabled()}")
"""


def loaded(*argv: str, **environment: str) -> set[str]:
    """What of the heavy is loaded once a command has been run in a process of its own."""
    command = [sys.executable, "-c", ASK, " ".join(HEAVY), *argv]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **environment})
    return set(done.stderr.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_starts_with_what_it_uses_alone(name: str) -> None:
    assert loaded(*name.split(), "--help") == {module for module, users in HEAVY.items() if name in users}


def test_help_loads_no_command() -> None:
    assert loaded("--help") == set()


def test_a_policy_is_checked_with_a_calendar_at_most() -> None:
    assert loaded("policy", "check", "policies/bcp-2023.toml") <= {"holidays"}


def test_alembic_is_loaded_for_a_database_that_has_to_be_upgraded_and_no_other(tmp_path: Path) -> None:
    there = {"PERMANENCE_DATABASE_URL": f"sqlite:///{tmp_path}/permanence.db"}
    assert "alembic" in loaded("failed", **there)
    assert "alembic" not in loaded("failed", **there)


def test_what_a_process_loads_is_not_searched_for_garbage() -> None:
    command = [sys.executable, "-c", COLLECTIONS, "due", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == "0 True False"


def test_a_command_that_runs_collects_as_ever(tmp_path: Path) -> None:
    there = {**os.environ, "PERMANENCE_DATABASE_URL": f"sqlite:///{tmp_path}/permanence.db"}
    command = [sys.executable, "-c", COLLECTIONS, "failed"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=there)
    assert done.stderr.endswith(" True True")
