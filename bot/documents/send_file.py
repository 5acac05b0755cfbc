"""`send_file`: the file offered is made anew and put where Teams said."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import NotFetched, Reply, Submission
from cards.documents import file_sent
from cards.documents.file_sent import FileSentView
from permanence.people import rights
from permanence.subject import Subject
from usecases.documents.make_file import FileAsked, make_file


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """Where the file is now."""
    given = pressed.upload or {}
    if bot.files is None or "uploadUrl" not in given:
        raise NotFetched("Teams did not say where the file goes; ask for it again in your own chat.")
    asked = FileAsked(pressed.caller.oid, Subject.parse(pressed.data.get("file")), bot.today())
    made = await make_file(bot.house, asked)
    shown_at = await bot.files.send(given["uploadUrl"], made.data, given.get("contentUrl", ""))
    return Reply(file_sent.draw(FileSentView(made.name, made.said, shown_at)))


VERBS = {"send_file": Verb(handle, rights.SEE_CHILDREN, writes=False)}
