"""What the web page is made of is what npm's pinned packages hold, to the byte."""

from __future__ import annotations

import json

from tools import page_parts
from tools.saying import ROOT


def test_every_file_beside_the_page_is_the_pinned_packages_own() -> None:
    wanted = page_parts.wanted_files()
    assert {path.name for path in page_parts.VENDOR.iterdir()} == set(wanted), "python -m tools.page_parts"
    different = [name for name, body in wanted.items() if (page_parts.VENDOR / name).read_bytes() != body]
    assert different == [], "python -m tools.page_parts brings them anew"


def test_the_packages_are_those_the_lock_names() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for package in ("htmx.org", "@microsoft/teams-js", "@fluentui/tokens"):
        here = json.loads((ROOT / "node_modules" / package / "package.json").read_text())["version"]
        assert here == lock[f"node_modules/{package}"]["version"]
