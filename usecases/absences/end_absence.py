"""End an absence early: from today the person is there again, and what is still to come is handed back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cards import house_words
from cards.absences import absence_words
from cards.absences.away import AwayView
from permanence.people import rights
from permanence.people.deputies import require_may_enter
from permanence.refusals import NotFound
from storage import absences, history, people
from storage.store import Press
from usecases.absences.enter_absence import SUBJECT, change_hands
from usecases.absences.show_away import show_away
from usecases.house import House
from usecases.latest_change import meanwhile


@dataclass(frozen=True, slots=True)
class EndAbsence:
    """The absence that was seen at this version."""

    absence: int
    seen: int
    press: Press


async def end_absence(house: House, command: EndAbsence) -> AwayView:
    """Who is away, after it."""
    press = command.press
    async with house.store.change(press) as work:
        by = rights.require(await people.find(work, press.by), rights.KEEP_ABSENCE)
        absence = await absences.find(work, command.absence)
        if absence is None:
            rights.require(by, rights.KEEP_ABSENCE, besides=False)
            raise NotFound(absence_words.NOT_KNOWN)
        require_may_enter(by, absence.person)
        await absences.hold_people(work, (absence.person, absence.deputy))
        name = (await people.names(work)).get(absence.person, house_words.SOMEBODY_WHO_HAS_LEFT)
        ended = absence_words.there_again(name)
        if work.repeated:
            return await show_away(house, work, press.by, press.day, line=ended)
        if absence.last < press.day or not await absences.end(work, absence.id, command.seen, press.day):
            entries = await history.of(work, SUBJECT, absence.id)
            by_hand = entries[-1].verb == "end_absence"
            last = absence_words.ended_by(entries[-1].by_name) if by_hand else absence_words.IS_OVER
            return await show_away(house, work, press.by, press.day, line=meanwhile(last))
        after = replace(absence, version=absence.version + 1)
        await change_hands(work, press, "end_absence", after, name=name)
        return await show_away(house, work, press.by, press.day, line=ended)
