"""`show_preview`: one list of a preview page by page, and the way back to the whole."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.turning import start_of
from bot.typed import number
from cards import import_preview, preview_list
from cards.preview_list import PreviewListView
from usecases.show_preview import ShowPreview, show_preview


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The list the button names or that was chosen; the whole preview without one."""
    name = str(pressed.data.get("list") or pressed.data.get("chosen") or "")
    command = ShowPreview(number(pressed, "id"), bot.press(pressed), name, start_of(pressed))
    match await show_preview(bot.house, command):
        case PreviewListView() as page:
            return Reply(preview_list.draw(page))
        case whole:
            return Reply(import_preview.draw(whole))
