"""`finish_action`: it is done, and what was done, from the form of a note."""

from __future__ import annotations

from bot.actions.action_changes import show_form
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, text
from cards.actions import action
from cards.actions.action_update_form import FORMS, NOTE
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.actions.finish_action import FinishAction, finish_action


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The action as done; or the form again."""
    action_id, seen, back = number(pressed, "id"), number(pressed, "version"), str(pressed.data.get("back", ""))
    try:
        note = text(pressed, "text", FORMS[NOTE].missing)
        updated = await finish_action(bot.house, FinishAction(action_id, seen, note, bot.press(pressed), back))
    except Incomplete as no:
        return await show_form(bot, pressed, NOTE, no.sentence)
    if updated.stale and updated.view.line_of.is_open:
        return await show_form(bot, pressed, NOTE, updated.view.line)
    return Reply(action.draw(updated.view))


VERBS = {"finish_action": Verb(handle, rights.CHANGE_ACTION, form="open_progress_action")}
