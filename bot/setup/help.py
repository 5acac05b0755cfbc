"""`help`: what this person does most, as buttons; and all that can be said."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission
from cards.setup import help as card
from permanence.people import rights
from usecases.setup.show_help import show_help


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """The first things of the caller's role, or the whole table of commands."""
    if isinstance(turn, Submission) and turn.data.get("all"):
        known = bot.contents.commands.items()
        table = tuple((name, c.usage) for name, c in known if bot.local or not c.local_only)
        return Reply(card.draw(card.HelpView(commands=table)))
    return Reply(card.draw(card.HelpView(await show_help(bot.house, turn.caller.oid, bot.today()))))


VERBS = {"show_help": Verb(handle, rights.READ, writes=False)}
