"""Offers a file to who asked for it, in their own chat and nowhere else."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Said
from bot.engine.outcomes import FileOffer
from cards.documents import file_offer, file_words
from cards.documents.file_offer import FileOfferView
from permanence.refusals import NotAllowed
from permanence.subject import Subject
from usecases.documents.make_file import FileAsked, make_file


def require_own_chat(said: Said) -> None:
    """Teams takes files of a bot in personal chats only."""
    if said.place.kind != "personal":
        raise NotAllowed(file_words.IN_OWN_CHAT)


async def offer(bot: Bot, said: Said, file: Subject) -> FileOffer:
    """The file is made once to say how large it is, and again when it is sent."""
    made = await make_file(bot.house, FileAsked(said.caller.oid, file, bot.today()))
    card = file_offer.draw(FileOfferView(str(made.file), made.name, made.said))
    return FileOffer(card, name=made.name, said=made.said, size=len(made.data))
