"""`confirm_all_uploads`: the papers and actions of every child offered in the form are on the record."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.recording import upload_form
from permanence.people import rights
from usecases.recording.confirm_upload import ConfirmAllUploads, confirm_all_uploads


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """What still waits, for others to confirm, with whose upload was confirmed."""
    command = ConfirmAllUploads(number(pressed, "id"), str(pressed.data.get("of", "")), bot.press(pressed))
    return Reply(upload_form.draw(await confirm_all_uploads(bot.house, command)))


VERBS = {"confirm_all_uploads": Verb(handle, rights.CONFIRM_UPLOAD)}
