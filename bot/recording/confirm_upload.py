"""`confirm_upload`: children's papers and actions are on the record; chosen in the form, or one from its own button."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, several
from cards.recording import upload_form
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.recording.confirm_upload import ConfirmUpload, confirm_upload
from usecases.recording.show_uploads import show_uploads


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """What still waits, with whose upload was confirmed; or the form again."""
    of = str(pressed.data.get("of", ""))
    sitting = number(pressed, "id") if "id" in pressed.data else 0
    refs = several(pressed, "child") or several(pressed, "children")
    try:
        command = ConfirmUpload(refs, of, sitting, bot.press(pressed))
        return Reply(upload_form.draw(await confirm_upload(bot.house, command)))
    except Incomplete as no:
        async with bot.house.store.read() as work:
            form = await show_uploads(bot.house, work, pressed.caller.oid, of, sitting, refs, bot.today(), no.sentence)
        return Reply(upload_form.draw(form))


VERBS = {"confirm_upload": Verb(handle, rights.CONFIRM_UPLOAD, form="open_uploads")}
