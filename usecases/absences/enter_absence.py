"""Enter that somebody is away and who stands in: what they were to present is handed over, and both are told, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.absences import absence_words
from cards.absences.away import AwayView
from permanence.deeds import Verb
from permanence.panel.sitting import PUBLISHED
from permanence.people import rights
from permanence.people.deputies import Absence, may_stand_in, require_days, require_free, require_may_enter
from permanence.people.person import Person
from permanence.refusals import Incomplete
from permanence.subject import Subject, numbered
from storage import absences, history, outbox, people
from storage.panel import sittings
from storage.store import Press, Work
from usecases.absences.show_away import show_away
from usecases.house import House
from usecases.sittings.hand_over import hand_over_and_tell

SUBJECT = "absence"


@dataclass(frozen=True, slots=True)
class EnterAbsence:
    """Who is away from when until when, and who stands in; both as Entra object ids."""

    person: str
    starts: date
    until: date
    deputy: str
    press: Press


async def enter_absence(house: House, command: EnterAbsence) -> AwayView:
    """Who is away, with what was just entered; raises Incomplete with what is wrong with it."""
    press = command.press
    async with house.store.change(press) as work:
        by = rights.require(await people.find(work, press.by), rights.KEEP_ABSENCE)
        require_may_enter(by, command.person)
        await absences.hold_people(work, (command.person, command.deputy))
        absent, deputy = await _known(work, command)
        if not work.repeated:
            await _enter(house, work, command, absent, deputy)
        line = absence_words.entered(absent.name, command.starts, command.until, deputy.name)
        return await show_away(house, work, press.by, press.day, line=line)


async def _known(work: Work, command: EnterAbsence) -> tuple[Person, Person]:
    absent, deputy = await people.find(work, command.person), await people.find(work, command.deputy)
    if absent is None:
        raise Incomplete(absence_words.CHOOSE_WHO_IS_AWAY)
    if deputy is None or not may_stand_in(deputy, absent):
        raise Incomplete(absence_words.CHOOSE_WHO_STANDS_IN)
    return absent, deputy


async def _enter(house: House, work: Work, command: EnterAbsence, absent: Person, deputy: Person) -> None:
    press = command.press
    require_days(command.starts, command.until, press.day)
    require_free(absent, deputy, command.starts, command.until, await absences.since(work, press.day))
    number = await absences.add(work, press, absent.oid, deputy.oid, command.starts, command.until)
    entered = Absence(number, absent.oid, command.starts, command.until, deputy.oid, press.by)
    said = {
        "name": absent.name,
        "deputy": deputy.name,
        "starts": command.starts.isoformat(),
        "until": command.until.isoformat(),
    }
    await change_hands(work, press, "enter_absence", entered, **said)


async def change_hands(work: Work, press: Press, verb: Verb, absence: Absence, **said: str) -> None:
    """Hand over what is presented on its days and not held yet, keep what changed hands, and tell of it if any did."""
    handed = []
    concerned = {absence.person}
    for sitting in await sittings.open_between(work, max(absence.starts, press.day), absence.until):
        if press.at >= sitting.starts_at:
            continue
        found = await hand_over_and_tell(work, press, sitting)
        if sitting.state == PUBLISHED and found.items:
            concerned |= {item.manager for item, _ in found.items} | {one.oid for _, one in found.items}
            labels = [item.label for item, _ in found.items if item.child]
            handed.append({"sitting": sitting.id, "labels": labels, "to": found.items[0][1].name})
    change = numbered(absence.id, absence.version)
    details: dict[str, Any] = {**said, "change": change, "handed": handed, "concerned": sorted(concerned)}
    await history.record(work, press, verb, SUBJECT, absence.id, **details)
    if handed:
        await outbox.tell(work, Subject("handed_over", change), "", press.at)
