"""`help`: what can be said, typed or pressed."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission
from cards.setup import help as card
from permanence.people import rights


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """The table of commands."""
    return Reply(card.draw(view(bot)))


def view(bot: Bot) -> card.HelpView:
    """The commands this bot answers."""
    known = bot.contents.commands.items()
    return card.HelpView(tuple((name, c.usage) for name, c in known if bot.local or not c.local_only))


VERBS = {"show_help": Verb(handle, rights.READ, writes=False)}
