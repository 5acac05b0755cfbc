"""Writes docs/policy-reference.md from the program's own words for a policy file."""

from __future__ import annotations

from pathlib import Path

from permanence.policy_tools.reference_page import reference_page

PAGE = Path(__file__).parent.parent / "docs" / "policy-reference.md"

if __name__ == "__main__":
    PAGE.write_text(reference_page(), encoding="utf-8")
