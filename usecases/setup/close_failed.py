"""Close what failed: a person saw that it is there after all, or it is not wanted any more."""

from __future__ import annotations

from dataclasses import dataclass

from cards.setup import setup_words
from cards.setup.failed import FailedView
from permanence.people import rights
from storage import history, outbox
from storage.store import Press
from usecases.house import House
from usecases.operator import who_is
from usecases.setup.show_failed import show_failed


@dataclass(frozen=True, slots=True)
class CloseFailed:
    """Do not try this row again."""

    row: int
    press: Press


async def close_failed(house: House, command: CloseFailed) -> FailedView:
    """What is left that failed."""
    press = command.press
    async with house.store.change(press) as work:
        rights.require(await who_is(house, work, press.by), rights.SEND_AGAIN)
        line = setup_words.not_failed(command.row)
        if work.repeated or await outbox.close(work, command.row, press.at, press.name):
            line = setup_words.closed(command.row)
            if not work.repeated:
                await history.record(work, press, "close_failed", "outbox", command.row)
        return await show_failed(work, line)
