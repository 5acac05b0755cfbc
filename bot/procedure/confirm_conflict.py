"""`confirm_conflict`: an administrator confirms the choice made."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from cards.procedure import conflicts
from permanence.people import rights
from usecases.procedure.confirm_conflict import ConfirmConflict, confirm_conflict


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The contradictions as they stand after it."""
    command = ConfirmConflict(str(pressed.data.get("clause", "")), bot.press(pressed))
    return Reply(conflicts.draw(await confirm_conflict(bot.house, command)))


VERBS = {"confirm_conflict": Verb(handle, rights.CONFIRM_CONFLICT)}
