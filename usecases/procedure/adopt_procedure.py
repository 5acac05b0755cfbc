"""Put an offered procedure into force; an administrator may, having seen whose dates move."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cards.procedure import procedure_words
from cards.procedure.procedure_change import ProcedureChangeView
from permanence.people import rights
from permanence.refusals import NotFound
from permanence.subject import Subject
from storage import history, outbox
from storage.store import Press
from usecases.house import House
from usecases.operator import who_is
from usecases.procedure.procedure_in_force import IN_FORCE, OFFERED, read, write
from usecases.procedure.show_procedure_change import show_procedure_change


@dataclass(frozen=True, slots=True)
class AdoptProcedure:
    """Put the procedure with this mark into force."""

    mark: str
    press: Press


@dataclass(frozen=True, slots=True)
class Adopted:
    """The house to go on with, and what to show."""

    house: House
    view: ProcedureChangeView


async def adopt_procedure(house: House, command: AdoptProcedure, today: date) -> Adopted:
    """From here on the new procedure's dates hold; what was recorded stays as it is."""
    press, mark = command.press, command.mark
    async with house.store.change(press) as work:
        rights.require(await who_is(house, work, press.by), rights.ADOPT_PROCEDURE)
        offered, in_force = await read(work, OFFERED), await read(work, IN_FORCE)
        if in_force is None or in_force.mark != mark:
            if offered is None or offered.mark != mark:
                raise NotFound(procedure_words.NOT_OFFERED)
            chosen = replace(offered, at=press.at.isoformat(), by=procedure_words.put_by(press.name, press.at))
            await write(work, IN_FORCE, chosen)
            await history.record(work, press, "adopt_procedure", "policy", chosen.name, mark=mark)
            await outbox.tell(work, Subject.of("procedure_change", mark), f"adopted:{press.key}", press.at)
            in_force = chosen
        running = replace(house, policy=in_force.policy())
        view = await show_procedure_change(running, work, mark, today, procedure_words.IN_FORCE_NOW)
    assert view is not None
    return Adopted(running, view)
