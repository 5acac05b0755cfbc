"""`steps REF`, and the pages of its list: what the procedure asks to be recorded for a child."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission
from bot.engine.typed import start_of
from bot.steps.step_forms import child_of
from cards.steps import steps
from permanence.people import rights
from usecases.steps.list_steps import StepsAsked, list_steps


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """The steps as they stand today."""
    match turn:
        case Said():
            asked = StepsAsked(turn.caller.oid, rest, bot.today())
            # A command is answered to the whole channel, a press only to who pressed.
            in_channel = turn.place.kind != "personal"
        case Submission():
            asked = StepsAsked(turn.caller.oid, child_of(turn), bot.today(), start_of(turn))
            in_channel = False
    view = await list_steps(bot.house, asked)
    return Reply(steps.draw(steps.without_notes(view) if in_channel else view))


VERBS = {"show_steps": Verb(handle, rights.SEE_CHILDREN, writes=False)}
