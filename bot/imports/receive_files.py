"""Files sent to the bot: fetched and previewed in one's own chat, for those who may import; nothing is written yet."""

from __future__ import annotations

import re
from datetime import date

from bot.engine.context import Bot
from bot.engine.messages import Attached, Reply, Said
from cards.imports import import_preview
from permanence.refusals import Incomplete, NotAllowed
from permanence.written_dates import day_or_doubt
from permanence.written_signs import Doubt
from records.files.container import MOST_BYTES
from records.previews.handed_in import NamedFile
from usecases.imports.preview_files import PreviewFiles, may_preview, preview_files

MOST_FILES = 20
MOST_AT_ONCE = 2  # files of so many people are read side by side: each takes memory
AS_OF = re.compile(r"\bas (?:of|at)\b\s*(?P<day>.*)", re.IGNORECASE)
MAPPING = ".toml"
SHOWN = 30


async def handle(bot: Bot, said: Said) -> Reply:
    """Who may not import, or asks in the wrong place, is refused before anything is fetched."""
    if said.place.kind != "personal":
        raise NotAllowed("Files are taken only in your own chat with the bot; send it there.")
    press = bot.press(said)
    await may_preview(bot.house, press)
    as_of = _as_of(said.text, bot.today())
    if len(said.attachments) > MOST_FILES:
        raise Incomplete(f"These are {len(said.attachments)} files; send at most {MOST_FILES} at a time.")
    if press.by in bot.reading:
        raise NotAllowed("What you sent before is still being read; wait for its answer, then send this again.")
    if len(bot.reading) >= MOST_AT_ONCE:
        raise NotAllowed("The files of others are being read just now; send yours again in a minute.")
    bot.reading.add(press.by)
    try:
        files, mapping = await _fetched(bot, said.attachments)
        return Reply(import_preview.draw(await preview_files(bot.house, PreviewFiles(files, as_of, press, mapping))))
    finally:
        bot.reading.discard(press.by)


async def _fetched(bot: Bot, given: tuple[Attached, ...]) -> tuple[tuple[NamedFile, ...], NamedFile | None]:
    """The extracts, and the council's own spellings when they were sent too."""
    if bot.files is None:
        raise NotAllowed("Files are not taken here; import them at the command line.")
    contents = await bot.files.fetch(given, MOST_BYTES)
    named = [NamedFile(one.name, data) for one, data in zip(given, contents, strict=True)]
    mappings = [file for file in named if file.name.lower().endswith(MAPPING)]
    files = tuple(file for file in named if file not in mappings)
    if len(mappings) > 1 or not files:
        raise Incomplete("Send the extracts, and with them at most one mapping file (.toml).")
    return files, mappings[0] if mappings else None


def _as_of(text: str, today: date) -> date:
    """The day the extract was made: today, unless the message says `as of 20/11/2026`."""
    found = AS_OF.search(text)
    if not found:
        return today
    written = found["day"].strip().rstrip(".")
    day = day_or_doubt(written)
    if isinstance(day, Doubt):
        why = f'"{written[:SHOWN]}" {day.why}' if written else "that day cannot be read"
        raise Incomplete(f'Nothing was read, because {why}; send the file again with words such as "as of 20/11/2026".')
    if day > today:
        raise Incomplete("An extract cannot be of a day to come; send the file again with the day it was made.")
    return day
