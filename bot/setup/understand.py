"""What is typed and is no command as it stands: read, and answered by the command meant or by a card that asks."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Said
from cards.setup import suggestions
from usecases.setup.understand_phrase import PhraseTyped, understand_phrase


async def handle(bot: Bot, said: Said, begins: str, names: bool) -> str | Reply:
    """The words of the command meant, or the card."""
    phrase = PhraseTyped(said.caller.oid, said.text, bot.today(), begins, names)
    meant = await understand_phrase(bot.house, phrase)
    return meant if isinstance(meant, str) else Reply(suggestions.draw(meant))
