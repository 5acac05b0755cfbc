"""`adopt_procedure`: an administrator puts the procedure on the card into force."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from cards.procedure import procedure_change
from permanence.people import rights
from usecases.procedure.adopt_procedure import AdoptProcedure, adopt_procedure


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """From the answer on, the bot judges by it."""
    command = AdoptProcedure(str(pressed.data.get("mark", "")), bot.press(pressed))
    adopted = await adopt_procedure(bot.house, command, bot.today())
    bot.house = adopted.house
    return Reply(procedure_change.draw(adopted.view))


VERBS = {"adopt_procedure": Verb(handle, rights.ADOPT_PROCEDURE)}
