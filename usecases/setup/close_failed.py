"""Close what failed: a person saw that it is there after all, or it is not wanted any more."""

from __future__ import annotations

from dataclasses import dataclass

from cards.setup import setup_words
from cards.setup.failed import FailedView
from permanence.people import rights
from storage import history, outbox
from storage.store import Press, Work
from usecases.house import House
from usecases.operator import who_is
from usecases.setup.show_failed import show_failed


@dataclass(frozen=True, slots=True)
class CloseFailed:
    """Do not try this row again: what may be there is there, what failed is left; with a reason either is left."""

    row: int
    press: Press
    because: str = ""


async def close_failed(house: House, command: CloseFailed) -> FailedView:
    """What is left that failed."""
    press = command.press
    async with house.store.change(press) as work:
        rights.require(await who_is(house, work, press.by), rights.SEND_AGAIN)
        line = setup_words.not_failed(command.row)
        if work.repeated or await _close(work, command):
            line = setup_words.closed(command.row)
            if not work.repeated:
                why = {"because": command.because} if command.because else {}
                await history.record(work, press, "close_failed", "outbox", command.row, **why)
        return await show_failed(work, line)


async def _close(work: Work, command: CloseFailed) -> bool:
    row, press = command.row, command.press
    if not command.because and await outbox.found_there(work, row, press.at, press.name):
        return True
    return await outbox.give_up(work, row, press.at, press.name, command.because)
