"""Finds a Chromium to draw with, or installs one: the distribution's package, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.fetching import ask_distribution, attempt
from tools.saying import LOCAL, CannotGoOn, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--lang=en-GB",
)
LOG = LOCAL / "chromium.log"
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
MISSING = (
    "No Chromium could be had: install the chromium package, or name one with CHROMIUM=/path/to/chromium, "
    "and run again; what was tried is in .local/chromium.log."
)


def playwrights_own() -> Path | None:
    """Where Playwright keeps its download, when it has made one."""
    asked = subprocess.run([sys.executable, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, check=False)
    path = Path(asked.stdout.strip() or "nowhere")
    return path if path.is_file() else None


def find() -> Path | None:
    """The Chromium named by the environment, else one on the PATH, else Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named) if Path(named).is_file() else None
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return playwrights_own()


def obtain() -> Path:
    """A Chromium that is on this machine when this returns."""
    if found := find():
        return found
    say("Fetching Chromium for the browser tests.")
    ask_distribution(LOG, "chromium")
    if not find():
        attempt(LOG, [sys.executable, "-m", "playwright", "install", "chromium"])
    if found := find():
        return found
    raise CannotGoOn(MISSING)
