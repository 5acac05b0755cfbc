"""Choose where mornings are posted: in the channel, in people's own chats, or both; an administrator may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards.reminders import reminder_words
from cards.reminders.mornings_form import MorningsForm
from permanence.people import rights
from permanence.refusals import Incomplete
from storage import history, mornings
from storage.store import Press
from usecases.house import House
from usecases.operator import who_is


@dataclass(frozen=True, slots=True)
class ChooseMornings:
    """From the next morning on; `of` is the card the form was opened on."""

    where: str
    of: str
    press: Press


async def choose_mornings(house: House, command: ChooseMornings) -> MorningsForm:
    """The form with what is chosen now."""
    press, where = command.press, command.where
    async with house.store.change(press) as work:
        rights.require(await who_is(house, work, press.by), rights.CHOOSE_MORNINGS)
        if where not in mornings.PLACES:
            raise Incomplete(reminder_words.CHOOSE_WHERE)
        if not work.repeated:
            was = await mornings.where(work)
            await mornings.choose_where(work, where)
            await history.record(work, press, "choose_mornings", "house", "mornings", was=was, where=where)
    return MorningsForm(command.of, where, reminder_words.WHERE_CHOSEN[where])


async def show_mornings_form(house: House, caller: str, of: str, today: date, line: str = "") -> MorningsForm:
    """The form as it stands."""
    async with house.store.read() as work:
        rights.require(await who_is(house, work, caller, today), rights.CHOOSE_MORNINGS)
        return MorningsForm(of, await mornings.where(work), line)
