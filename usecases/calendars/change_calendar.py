"""A person's own calendar address: shown, made anew (which ends the one before), or switched off."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cards.calendars import calendar_words
from cards.calendars.calendar import CalendarView
from permanence.deeds import Verb
from permanence.people import rights
from permanence.refusals import Incomplete
from storage import feeds, history, people
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import meanwhile

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class ChangeCalendar:
    """The presser's own address is to change, from the version they saw."""

    seen: int
    press: Press


async def show_calendar(house: House, oid: str) -> CalendarView:
    """The caller's own address, and nobody else's."""
    async with house.store.read() as work:
        rights.require(await people.find(work, oid), rights.KEEP_CALENDAR)
        return await _view(house, work, oid)


async def make_calendar_address(house: House, command: ChangeCalendar) -> CalendarView:
    """A new address; the one before opens nothing from now on."""
    if not house.public_url:
        raise Incomplete(calendar_words.NO_PUBLIC_URL)
    said = calendar_words.MADE
    return await _change(house, command, "make_calendar_address", secrets.token_hex(KEY_BYTES), said)


async def end_calendar_address(house: House, command: ChangeCalendar) -> CalendarView:
    """Switched off: the address opens nothing from now on."""
    said = calendar_words.SWITCHED_OFF
    return await _change(house, command, "end_calendar_address", None, said)


async def _change(house: House, command: ChangeCalendar, verb: Verb, key: str | None, said: str) -> CalendarView:
    press = command.press
    async with house.store.change(press) as work:
        person = rights.require(await people.find(work, press.by), rights.KEEP_CALENDAR)
        if work.repeated:
            return await _view(house, work, person.oid, said)
        if not await feeds.change(work, person.oid, command.seen, key, press.at):
            return await _view(house, work, person.oid, meanwhile(""))
        await history.record(work, press, verb, "person", person.oid)
        return await _view(house, work, person.oid, said)


async def _view(house: House, work: Work, oid: str, line: str = "") -> CalendarView:
    feed = await feeds.of(work, oid)
    address = f"{house.public_url}/calendar/feed/{feed.key}.ics" if feed.key and house.public_url else ""
    return CalendarView(address, feed.version, served=bool(house.public_url), line=line)
