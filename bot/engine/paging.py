"""Turning the pages of a list: where the page asked for starts."""

from __future__ import annotations

from bot.engine.messages import Submission


def start_of(pressed: Submission) -> int:
    """The `start` the button carried; the beginning when it carried none that is a number."""
    return page_start(str(pressed.data.get("start", "")))


def page_start(given: str) -> int:
    """A count of lines to leave out, as a button carries it."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 0
