"""`procedure`: the clauses in force, a few at a time."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Said, Submission
from bot.turning import start_of
from cards import procedure
from usecases.show_procedure import show_procedure


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """The first page, or the one asked for."""
    start = start_of(turn) if isinstance(turn, Submission) else 0
    return Reply(procedure.draw(show_procedure(bot.house.policy, start)))
