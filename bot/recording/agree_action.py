"""`agree_action`: an action for a child at a sitting, with who does it and by when."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import day, number, text
from bot.recording.record_changes import show_form_again
from cards.recording import item_record
from cards.recording.item_form import AGREE, DUE, MISSING
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.recording.agree_action import AgreeAction, agree_action


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The item with the action, its due date said back in words; or the form again."""
    try:
        return Reply(item_record.draw(await agree_action(bot.house, _read(bot, pressed))))
    except Incomplete as no:
        return await show_form_again(bot, pressed, no)


def _read(bot: Bot, pressed: Submission) -> AgreeAction:
    return AgreeAction(
        item_id=number(pressed, "id"),
        text=text(pressed, "text", MISSING[AGREE, "text"]),
        owner=text(pressed, "owner", MISSING[AGREE, "owner"], most=64),
        due=day(pressed, DUE),
        press=bot.press(pressed),
    )


VERBS = {"agree_action": Verb(handle, rights.RECORD_SITTING, form="open_agree_action")}
