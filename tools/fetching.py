"""Has this machine's distribution install a program that the tests need; what was said is kept in a log."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tools.saying import LOCAL


def attempt(log: Path, *commands: list[str]) -> None:
    """Run each command in turn until one fails; what they say goes to the log."""
    LOCAL.mkdir(exist_ok=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with log.open("a") as kept:
        for command in commands:
            done = subprocess.run(command, stdout=kept, stderr=subprocess.STDOUT, env=environment, check=False)
            if done.returncode != 0:
                return


def ask_distribution(log: Path, *packages: str) -> None:
    """Have Debian's packages installed, where this is Debian or alike and we may."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
        attempt(log, ["apt-get", "update", "-q"], install)
