"""Make a document as a file: the tracking sheet of a day, or the minutes of a sitting."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date

from cards.documents import file_words
from permanence.phrases.periods import read_period
from permanence.phrases.spoken import spoken
from permanence.refusals import NotFound
from permanence.subject import Subject
from records.documents.minutes import minutes_document
from records.documents.tracking_sheet import tracking_sheet
from storage.panel import sittings
from usecases.documents.make_minutes import MinutesAsked, make_minutes
from usecases.documents.make_tracking_sheet import TrackerAsked, make_tracking_sheet
from usecases.house import House

SHEET, MINUTES = "tracking_sheet", "minutes"


@dataclass(frozen=True, slots=True)
class FileAsked:
    """Who asks for which file: `file` is the tracking sheet, or the minutes of a day."""

    caller: str
    file: Subject
    today: date


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file, with what it holds in a few words."""

    file: Subject
    name: str
    said: str
    data: bytes


async def make_file(house: House, asked: FileAsked) -> MadeFile:
    """The file as things stand now, of what the caller may see."""
    if asked.file.kind == SHEET:
        tracking = await make_tracking_sheet(house, TrackerAsked(asked.caller, asked.today))
        data = await asyncio.to_thread(tracking_sheet, tracking)
        name = f"tracking-sheet-{asked.today.isoformat()}.xlsx"
        return MadeFile(asked.file, name, file_words.sheet(len(tracking.children), asked.today), data)
    return await _minutes(house, asked.file, MinutesAsked(asked.caller, _day(asked.file), asked.today))


async def make_minutes_file(house: House, caller: str, sitting_id: int, today: date) -> MadeFile:
    """The minutes of one sitting, whatever else was held that day."""
    async with house.store.read() as work:
        sitting = await sittings.find(work, sitting_id)
    if sitting is None:
        raise NotFound(file_words.NO_SUCH_SITTING)
    file = Subject(MINUTES, sitting.on.isoformat())
    return await _minutes(house, file, MinutesAsked(caller, sitting.on, today, sitting.id))


async def _minutes(house: House, file: Subject, asked: MinutesAsked) -> MadeFile:
    filed = await make_minutes(house, asked)
    data = await asyncio.to_thread(minutes_document, filed[0].minutes)
    return MadeFile(file, f"{filed[0].stem}.docx", file_words.minutes(asked.on), data)


async def minutes_meant(house: House, words: str, today: date) -> Subject:
    """The minutes of the day these words name; of the last sitting held when they name none."""
    period, _ = read_period(" ".join(spoken(words)), today)
    async with house.store.read() as work:
        if period is not None:
            found = await sittings.published_between(work, period.start or today, period.end)
        else:
            found, _ = await sittings.past(work, today, 0, 1)
    if not found:
        raise NotFound(file_words.NO_SUCH_SITTING)
    return Subject(MINUTES, found[0].on.isoformat())


def _day(file: Subject) -> date:
    try:
        return date.fromisoformat(file.id)
    except ValueError as error:
        raise NotFound(file_words.NO_SUCH_SITTING) from error
