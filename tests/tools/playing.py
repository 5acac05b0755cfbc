"""`make run`, started by a test in a folder and on ports of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.saying import ROOT


def environment(folder: Path, page: int, bot: int, policy: str = "") -> dict[str, str]:
    return {**os.environ, "LOCAL_DIR": str(folder), "PORT": str(page), "BOT_PORT": str(bot), "POLICY": policy}


@contextmanager
def running(
    folder: Path, page: int, bot: int, *options: str, policy: str = ""
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, once it has said what to try: its process and all it said until then."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.run", *options],
        cwd=ROOT,
        env=environment(folder, page, bot, policy),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    said = ""
    try:
        for line in process.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        yield process, said
    finally:
        process.terminate()
        process.communicate(timeout=90)
