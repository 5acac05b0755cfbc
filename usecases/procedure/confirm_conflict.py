"""Confirm the choice made where the document contradicts itself; an administrator may."""

from __future__ import annotations

from dataclasses import dataclass

from cards.procedure import procedure_words
from cards.procedure.conflicts import ConflictsView
from permanence.people import rights
from permanence.refusals import NotFound
from storage import history, notes
from storage.store import Press
from usecases.house import House
from usecases.operator import who_is
from usecases.procedure.show_conflicts import note_of, show_conflicts
from usecases.refresh_greeting import refresh_greeting


@dataclass(frozen=True, slots=True)
class ConfirmConflict:
    """Confirm the conflict of this clause."""

    clause: str
    press: Press


async def confirm_conflict(house: House, command: ConfirmConflict) -> ConflictsView:
    """Keep who confirmed it and when; a second press shows who did."""
    press = command.press
    async with house.store.change(press) as work:
        rights.require(await who_is(house, work, press.by), rights.CONFIRM_CONFLICT)
        conflict = next((c for c in house.policy.conflicts if c.clause == command.clause), None)
        if conflict is None:
            raise NotFound(procedure_words.no_contradiction(command.clause))
        name = note_of(house, conflict)
        if not await notes.read(work, name):
            await notes.write(work, name, procedure_words.confirmed_by(press.name, press.at))
            await history.record(
                work,
                press,
                "confirm_conflict",
                "policy",
                house.policy.name,
                clause=conflict.clause,
                choice=conflict.choice,
            )
            await refresh_greeting(work, f"conflict:{conflict.clause}:{press.key}", press.at)
        return await show_conflicts(house, work, procedure_words.confirmed(conflict.clause, conflict.choice))
