"""Where the law that a procedure builds on is found: among those that come with the product, or beside the file."""

from __future__ import annotations

from pathlib import Path

from permanence.policy_file.text import NotText, file_text

LAW = Path(__file__).resolve().parents[2] / "policies" / "law"


class NoSuchLaw(ValueError):
    """There is no law to build on; the message says what is allowed."""


def law_text(builds_on: str, beside: Path | None = None) -> str:
    """The text of the law by its name, or by a path from the folder `beside`."""
    if not builds_on.endswith(".toml"):
        return _shipped(builds_on)
    if beside is None:
        raise NoSuchLaw(f"{builds_on!r} is a path, and a text that does not lie in a folder has no file beside it")
    try:
        return file_text(beside / builds_on)
    except NotText as trouble:
        raise NoSuchLaw(f"{beside / builds_on}: {trouble}") from trouble


def _shipped(name: str) -> str:
    known = {path.stem: path for path in sorted(LAW.glob("*.toml"))}
    if name not in known:
        allowed = ", ".join(known)
        raise NoSuchLaw(f"{name!r} is no law that comes with the product; allowed are {allowed}, or a path in .toml")
    return known[name].read_text(encoding="utf-8")
