"""`record_recommendation`: what the panel recommends for a child, and why."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import text, text_if_any
from bot.recording.record_changes import also_for, make_record
from cards.recording.item_form import BESIDE, MISSING, RECOMMEND
from permanence.panel.recording import Recommend
from permanence.panel.sitting import Discussion
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The item with the recommendation, or the form again."""
    return await make_record(bot, pressed, lambda: _read(pressed), also_for(pressed))


def _read(pressed: Submission) -> Recommend:
    recommendation = text(pressed, "text", MISSING[RECOMMEND, "text"])
    reason = text(pressed, "reason", MISSING[RECOMMEND, "reason"])
    beside = {name: text_if_any(pressed, name) for name in BESIDE}
    return Recommend(recommendation, reason, Discussion(**beside))


VERBS = {"record_recommendation": Verb(handle, rights.RECORD_SITTING, form="open_recommendation")}
