"""`mark_preparation`: what is ready for the panel, child by child."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import by_id, number
from cards.invitations import invitation, preparation_form
from cards.invitations.preparation_form import PreparationFormView
from permanence.people import rights
from usecases.invitations.mark_preparation import MarkPreparation, mark_preparation


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The invitation after it, or the form's next page."""
    chosen = {item: tuple(keys.split(",")) for item, keys in by_id(pressed, "ready_").items()}
    command = MarkPreparation(
        invitation=number(pressed, "id"),
        seen=number(pressed, "version"),
        page=number(pressed, "page"),
        chosen=chosen,
        press=bot.press(pressed),
    )
    view = await mark_preparation(bot.house, command)
    return Reply(preparation_form.draw(view) if isinstance(view, PreparationFormView) else invitation.draw(view))


VERBS = {"mark_preparation": Verb(handle, rights.ANSWER_INVITATION, form="show_preparation_form")}
