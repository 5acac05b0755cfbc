"""The forms of an absence: whose it is, where that is asked, and the one for them with what was typed."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import text_if_any
from cards.absences import away_form, who_is_away_form
from cards.absences.away_form import AwayForm
from usecases.absences.show_away import show_away_form


async def form(bot: Bot, pressed: Submission, typed: Mapping[str, str] | None = None, line: str = "") -> Reply:
    """The form for the person chosen, with what was typed; the question who it is while nobody is."""
    absent = text_if_any(pressed, "person", 64)
    async with bot.house.store.read() as work:
        view = await show_away_form(bot.house, work, pressed.caller.oid, bot.today(), absent, typed, line)
    return Reply(away_form.draw(view) if isinstance(view, AwayForm) else who_is_away_form.draw(view))
