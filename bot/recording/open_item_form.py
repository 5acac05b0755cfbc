"""The buttons of an item that need something typed: each opens its form for the one who pressed."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.recording.record_changes import show_form
from cards.recording.item_form import AGREE, DEFER, RECOMMEND
from permanence.people import rights

FORM_OF: Mapping[str, str] = {
    "open_recommendation": RECOMMEND,
    "open_agree_action": AGREE,
    "open_defer_item": DEFER,
}


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form."""
    return await show_form(bot, pressed, FORM_OF[pressed.verb])


VERBS = {
    "open_recommendation": Verb(handle, rights.RECORD_SITTING, writes=False),
    "open_agree_action": Verb(handle, rights.RECORD_SITTING, writes=False),
    "open_defer_item": Verb(handle, rights.RECORD_SITTING, writes=False),
}
