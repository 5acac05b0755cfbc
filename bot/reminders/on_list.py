"""Where on a list a button stood: the line, the list, its page and its folded line."""

from __future__ import annotations

from bot.engine.messages import Submission
from bot.engine.typed import number
from usecases.reminders.clear_line import OnList


def on_list(pressed: Submission) -> OnList:
    """As the button says."""
    page = number(pressed, "page") if "page" in pressed.data else 0
    return OnList(number(pressed, "id"), str(pressed.data.get("of", "")), page, str(pressed.data.get("fold", "")))
