"""Go live: the day from which a council's record counts as whole, set or only told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cards.setup import setup_words
from permanence.people import rights
from permanence.refusals import Incomplete
from storage import history
from storage.importing import going_live
from storage.store import Press
from usecases.house import House
from usecases.operator import who_is

FURTHEST = timedelta(days=92)  # a quarter ahead is planned, more is mistyped


@dataclass(frozen=True, slots=True)
class GoLive:
    """The day to set; none only asks."""

    day: date | None
    press: Press


async def go_live(house: House, command: GoLive) -> str:
    """One sentence: from which day, and what that means. An administrator sets it."""
    if command.day is None:
        async with house.store.read() as work:
            return _told(await going_live.read(work))
    last = command.press.at.date() + FURTHEST
    if command.day > last:
        raise Incomplete(setup_words.going_live_too_far(command.day, last))
    async with house.store.change(command.press) as work:
        rights.require(await who_is(house, work, command.press.by), rights.GO_LIVE)
        was = await going_live.read(work)
        await going_live.write(work, command.day, command.press.name)
        details = {"was": was.isoformat() if was else None, "day": command.day.isoformat()}
        await history.record(work, command.press, "go_live", "house", "going_live", **details)
    return _told(command.day)


def _told(day: date | None) -> str:
    return setup_words.going_live(day) if day else setup_words.NO_DAY_OF_GOING_LIVE
