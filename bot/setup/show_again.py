"""`show_again`: back from a refusal or a form to the card it came from, as things stand now."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.outcomes import Post, TakeDown
from bot.engine.typed import about
from permanence.people import rights
from permanence.refusals import NotFound
from storage.outbox import Letter


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The card named by `of`: a kind of notice and its subject."""
    subject = about(pressed)
    notices = bot.contents.notices
    if subject.kind not in notices:
        raise NotFound("This card can no longer be shown; ask for it again.")
    letter = Letter(0, "", subject.kind, subject.id, pressed.place.conversation_id, 0, 0, bot.now())
    match await notices[subject.kind](bot, letter):
        case Post(card):
            return Reply(card)
        case TakeDown():
            raise NotFound("This card can no longer be shown; ask for it again.")
        case other:
            raise NotFound(f"This card has nothing to show any more: {other.why}.")


VERBS = {"show_again": Verb(handle, rights.SEE_AGAIN, writes=False)}
