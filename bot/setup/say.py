"""`say`: a button that asks what could be typed, and is answered as if it had been."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.dispatch import answer_words
from bot.engine.messages import Reply, Said, Submission
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The answer to the words of the button, to whoever pressed."""
    said = Said(str(pressed.data.get("words", "")), pressed.caller, pressed.place, pressed.activity_id)
    return await answer_words(bot, said)


VERBS = {"say": Verb(handle, rights.READ, writes=False)}
