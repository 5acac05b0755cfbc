"""How a tool speaks: one plain sentence when it cannot go on, and no traceback when it is interrupted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ROOT / ".local"
OFFLINE = "{what} could not be fetched: connect this machine to the network and run again."


class CannotGoOn(Exception):
    """One sentence for the person at the terminal: what happened and what to do next."""


def say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def main(work: Callable[[], int]) -> None:
    """Run a tool: its exit code, its one sentence on standard error, or 130 when interrupted."""
    try:
        sys.exit(work())
    except CannotGoOn as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)
