"""Turning the pages of a list: where the page asked for starts."""

from __future__ import annotations

from bot.messages import Submission


def start_of(pressed: Submission) -> int:
    """The `start` the button carried; the beginning when it carried none that is a number."""
    given = pressed.data.get("start")
    return given if isinstance(given, int) and not isinstance(given, bool) and given >= 0 else 0
