"""How a tool speaks: one plain sentence when it cannot go on, and no traceback when it is interrupted."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCAL = Path(os.environ.get("LOCAL_DIR") or ROOT / ".local").resolve()  # all that a tool keeps
OFFLINE = "{what} could not be fetched: connect this machine to the network and run again."


class CannotGoOn(Exception):
    """One sentence for the person at the terminal: what happened and what to do next."""


def say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def main(work: Callable[[], int]) -> None:
    """Run a tool: its exit code, its one sentence on standard error, or 130 when interrupted in any way."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        sys.exit(work())
    except CannotGoOn as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)
