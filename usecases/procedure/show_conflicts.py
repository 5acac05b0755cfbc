"""Show where the council's document contradicts itself, the choice made, and who confirmed it."""

from __future__ import annotations

from hashlib import sha256

from cards.procedure import procedure_words
from cards.procedure.conflicts import ConflictLine, ConflictsView
from permanence.policy_file.people import Conflict
from storage import notes
from storage.store import Work
from usecases.house import House


async def show_conflicts(house: House, work: Work, line: str = "") -> ConflictsView:
    """Every recorded conflict of the procedure in force."""
    lines = []
    for conflict in house.policy.conflicts:
        confirmed = await notes.read(work, note_of(house, conflict))
        lines.append(
            ConflictLine(
                clause=conflict.clause,
                question=conflict.question,
                statements=tuple((statement.place, statement.quote) for statement in conflict.statements),
                choice=conflict.choice,
                reason=conflict.reason,
                confirmed=str(confirmed or (procedure_words.IN_THE_FILE if conflict.confirmed else "")),
            )
        )
    return ConflictsView(procedure=house.policy.title, conflicts=tuple(lines), line=line)


async def open_conflicts(house: House, work: Work) -> int:
    """How many still wait for an administrator."""
    view = await show_conflicts(house, work)
    return sum(not conflict.confirmed for conflict in view.conflicts)


def note_of(house: House, conflict: Conflict) -> str:
    """Where the confirmation is kept: another choice or another version of the document asks anew."""
    said = f"{house.policy.name} {conflict.clause} {conflict.choice}"
    return f"conflict:{sha256(said.encode()).hexdigest()[:32]}"
