"""`show_agenda_form`: the form to change a draft."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.sittings import agenda_form, sitting
from cards.sittings.agenda_form import AgendaFormView
from permanence.people import rights
from usecases.sittings.show_agenda_form import show_agenda_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form, or the sitting when the draft was published meanwhile."""
    view = await show_agenda_form(bot.house, number(pressed, "id"), pressed.caller.oid, bot.today())
    return Reply(agenda_form.draw(view) if isinstance(view, AgendaFormView) else sitting.draw(view))


VERBS = {"show_agenda_form": Verb(handle, rights.CHANGE_AGENDA, writes=False)}
