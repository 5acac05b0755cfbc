"""`procedure`: the clauses in force, a few at a time."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission
from bot.engine.typed import start_of
from cards.procedure import procedure
from permanence.people import rights
from usecases.procedure.show_procedure import show_procedure


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """The first page, or the one asked for."""
    start = start_of(turn) if isinstance(turn, Submission) else 0
    return Reply(procedure.draw(show_procedure(bot.house.policy, start)))


VERBS = {"show_procedure": Verb(handle, rights.READ, writes=False)}
