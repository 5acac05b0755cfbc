"""`publish_agenda`: slots get their times, managers their invitations."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.sittings import agenda, sitting
from cards.sittings.agenda import AgendaView
from permanence.people import rights
from usecases.sittings.publish_agenda import PublishAgenda, publish_agenda


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The published sitting, or the draft when it changed meanwhile."""
    command = PublishAgenda(number(pressed, "id"), number(pressed, "version"), bot.press(pressed))
    view = await publish_agenda(bot.house, command)
    return Reply(agenda.draw(view) if isinstance(view, AgendaView) else sitting.draw(view))


VERBS = {"publish_agenda": Verb(handle, rights.PUBLISH_AGENDA, back="show_agenda")}
