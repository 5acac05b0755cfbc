"""Close what failed: a person saw that it is there after all, or it is not wanted any more."""

from __future__ import annotations

from dataclasses import dataclass

from cards.setup.failed import FailedView
from permanence.people.person import ADMINISTRATOR, BUSINESS_SUPPORT, require
from storage import history, outbox, people
from storage.store import Press
from usecases.house import House
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
        if press.by not in house.administrators:
            require(await people.find(work, press.by), ADMINISTRATOR, BUSINESS_SUPPORT, to="close it")
        line = f"Row {command.row} is not among what failed any more; somebody sent it again or closed it."
        if work.repeated or await outbox.close(work, command.row, press.at, press.name):
            line = f"Row {command.row} is closed; it will not be sent again."
            if not work.repeated:
                await history.record(work, press, "close_failed", "outbox", command.row)
        return await show_failed(work, line)
