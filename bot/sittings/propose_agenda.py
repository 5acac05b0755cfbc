"""`agenda`: the draft for the next sitting, proposed now when there is none."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Said
from cards.sittings import agenda
from usecases.sittings.propose_agenda import ProposeAgenda, propose_agenda


async def handle(bot: Bot, said: Said, rest: str) -> Reply:
    """The draft."""
    return Reply(agenda.draw(await propose_agenda(bot.house, ProposeAgenda(bot.press(said), rest))))
