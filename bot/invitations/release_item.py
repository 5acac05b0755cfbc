"""`release_item`: one child is withdrawn from the sitting."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, typed
from cards.invitations import invitation, release_form
from cards.invitations.release_form import ReleaseFormView
from permanence.people import rights
from usecases.invitations.release_item import ReleaseItem, release_item


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The invitation without the child, or the form again."""
    words = typed(pressed, "item", "reason")
    command = ReleaseItem(number(pressed, "id"), words.get("item", ""), words.get("reason", ""), bot.press(pressed))
    view = await release_item(bot.house, command)
    return Reply(release_form.draw(view) if isinstance(view, ReleaseFormView) else invitation.draw(view))


VERBS = {"release_item": Verb(handle, rights.ANSWER_INVITATION, form="show_release_form")}
