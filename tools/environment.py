"""Makes `.venv` from the hashed lock, once for each change of the lock; needs nothing but Python itself."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from tools.saying import LOCAL, OFFLINE, ROOT, CannotGoOn, main, say

LOCK = ROOT / "requirements-dev.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "made-from"
NO_NETWORK = (
    "NewConnectionError",
    "name resolution",
    "Network is unreachable",
    "ConnectTimeout",
    "ProxyError",
    "(from versions: none)",
)


def wanted() -> str:
    """What a finished environment says of itself: the Python it is for and the lock it holds."""
    version = "{}.{}".format(*sys.version_info[:2])
    return f"python {version}, lock {hashlib.sha256(LOCK.read_bytes()).hexdigest()}\n"


def python_in(venv: Path) -> Path:
    return venv / "bin" / "python"


def create(venv: Path) -> None:
    """A bare environment of this Python; one left by another Python is made anew."""
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(venv)], capture_output=True, text=True, check=False
    )
    said = f"{made.stdout}{made.stderr}".strip()
    if "ensurepip" in said:
        raise CannotGoOn("This Python cannot make environments: install python3-venv, then run again.")
    if made.returncode != 0:
        raise CannotGoOn(f"The environment .venv could not be made: {said}")


def fill(venv: Path) -> None:
    """Install exactly what the lock names, checked against its hashes."""
    LOCAL.mkdir(exist_ok=True)
    log = LOCAL / "setup.log"
    pip = [str(python_in(venv)), "-m", "pip", "--disable-pip-version-check", "install"]
    with log.open("w") as out:
        code = subprocess.run(
            [*pip, "--require-hashes", "-r", str(LOCK)], stdout=out, stderr=subprocess.STDOUT, check=False
        ).returncode
    if code == 0:
        return
    said = log.read_text(errors="replace")
    if any(sign in said for sign in NO_NETWORK):
        raise CannotGoOn(OFFLINE.format(what="The Python packages"))
    raise CannotGoOn("The Python packages could not be installed: what pip said is in .local/setup.log.")


def same_python(venv: Path) -> bool:
    """Whether the environment there runs, and on this version of Python."""
    if not python_in(venv).exists():
        return False
    version = "import sys; print(*sys.version_info[:2])"
    asked = subprocess.run([str(python_in(venv)), "-c", version], capture_output=True, text=True, check=False)
    return asked.stdout.split() == [str(part) for part in sys.version_info[:2]]


def make() -> int:
    if STAMP.exists() and STAMP.read_text() == wanted() and same_python(VENV):
        return 0
    if not same_python(VENV):
        create(VENV)
    say("Fetching the Python packages into .venv (about a minute the first time).")
    fill(VENV)
    STAMP.write_text(wanted())
    return 0


if __name__ == "__main__":
    main(make)
