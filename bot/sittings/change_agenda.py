"""`change_agenda`: places, who is left out and who is added, in one go."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import by_id, number, typed
from cards.sittings import agenda, agenda_form, sitting
from cards.sittings.agenda import AgendaView
from cards.sittings.agenda_form import AgendaFormView
from permanence.people import rights
from usecases.sittings.change_agenda import ChangeAgenda, change_agenda
from usecases.sittings.show_agenda_form import Typed


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The draft after it, or the form again."""
    words = typed(pressed, "add", "references")
    form = Typed(by_id(pressed, "place_"), words.get("add", ""), words.get("references", ""))
    command = ChangeAgenda(number(pressed, "id"), number(pressed, "version"), form, bot.press(pressed))
    match await change_agenda(bot.house, command):
        case AgendaView() as view:
            return Reply(agenda.draw(view))
        case AgendaFormView() as view:
            return Reply(agenda_form.draw(view))
        case view:
            return Reply(sitting.draw(view))


VERBS = {"change_agenda": Verb(handle, rights.CHANGE_AGENDA, form="show_agenda_form")}
