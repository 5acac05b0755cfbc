"""`show_preview`: one list of a preview page by page, and the way back to the whole."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, start_of
from cards.imports import import_preview, preview_list
from cards.imports.preview_list import PreviewListView
from permanence.people import rights
from usecases.imports.show_preview import ShowPreview, show_preview


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The list the button names or that was chosen; the whole preview without one."""
    name = str(pressed.data.get("list") or pressed.data.get("chosen") or "")
    command = ShowPreview(number(pressed, "id"), bot.press(pressed), name, start_of(pressed))
    match await show_preview(bot.house, command):
        case PreviewListView() as page:
            return Reply(preview_list.draw(page))
        case whole:
            return Reply(import_preview.draw(whole))


VERBS = {"show_preview": Verb(handle, rights.IMPORT, writes=False)}
