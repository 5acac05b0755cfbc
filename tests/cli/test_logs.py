"""A log line holds allowed keys alone, and of an error its kind and place but none of its words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SCRIPT = """
import logging, structlog
from cli.logs import configure
configure()
log = structlog.get_logger()
log.info("turn", kind="sitting", child="Canary One", name="Canary Two")
try:
    raise ValueError("Canary Three")
except ValueError:
    log.exception("turn_bug", reference="abcd")
    logging.getLogger("aiohttp.server").exception("Canary Four %s", "Canary Five")
logging.getLogger("apscheduler").info("Canary Six")
"""


def test_nothing_personal_can_reach_the_log() -> None:
    ran = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True)
    told, bug, library = [json.loads(line) for line in ran.stderr.splitlines()]
    assert "Canary" not in ran.stderr + ran.stdout
    assert {name: told[name] for name in ("event", "kind", "level")} == {
        "event": "turn",
        "kind": "sitting",
        "level": "info",
    }
    assert (bug["error"], bug["reference"]) == ("ValueError", "abcd")
    assert bug["where"]
    assert (library["logger"], library["error"]) == ("aiohttp.server", "ValueError")
