"""Finds a LibreOffice to open our documents and workbooks with, or has the distribution install one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tools.fetching import ask_distribution
from tools.saying import LOCAL, CannotGoOn, say

NAMES = ("soffice", "libreoffice")
PACKAGES = ("libreoffice-writer-nogui", "libreoffice-calc-nogui")
LOG = LOCAL / "office.log"
MISSING = (
    "No LibreOffice could be had: install the libreoffice-writer and libreoffice-calc packages, or name its soffice "
    "with SOFFICE=/path/to/soffice, and run again; what was tried is in .local/office.log."
)


def find() -> Path | None:
    """The soffice named by the environment, else one on the PATH."""
    named = os.environ.get("SOFFICE")
    if named:
        return Path(named) if Path(named).is_file() else None
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def obtain() -> Path:
    """A LibreOffice that is on this machine when this returns."""
    if found := find():
        return found
    say("Fetching LibreOffice for the tests of documents and workbooks.")
    ask_distribution(LOG, *PACKAGES)
    if found := find():
        return found
    raise CannotGoOn(MISSING)
