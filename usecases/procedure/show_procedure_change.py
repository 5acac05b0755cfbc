"""Show whose dates would move if the procedure offered took the place of the one in force."""

from __future__ import annotations

import asyncio
from datetime import date

from cards.procedure import procedure_words
from cards.procedure.procedure_change import ProcedureChangeView
from permanence.explain import shortened
from permanence.policy import Policy
from permanence.policy_tools.compare_policies import Moved, change_in_words, compare_policies
from permanence.policy_tools.differences import nearest_first
from storage import children
from storage.store import Work
from usecases.house import House
from usecases.procedure.procedure_in_force import IN_FORCE, OFFERED, read

SHOWN = 10
MOST_SAID = 12
LONGEST_SAID = 400  # letters of one line; the command has it whole


async def show_procedure_change(
    house: House, work: Work, mark: str, today: date, line: str = ""
) -> ProcedureChangeView | None:
    """Children by reference, with from when to when and why; None when this is not offered and not in force."""
    offered, in_force = await read(work, OFFERED), await read(work, IN_FORCE)
    if in_force is not None and in_force.mark == mark:
        settled = procedure_words.in_force(in_force.by)
        return ProcedureChangeView(mark, "", in_force.policy().title, 0, 0, (), settled=settled, line=line)
    if offered is None or offered.mark != mark or in_force is None:
        return None
    everyone = await children.everyone(work)
    old, new = in_force.policy(), offered.policy()
    journeys = [journey for _, journey in everyone.values()]
    moved = await asyncio.to_thread(compare_policies, old, new, journeys, today)
    lines = tuple(
        (
            everyone[item.child][0].label,
            _short(_move(item, old, new)),
        )
        for item in moved[:SHOWN]
    )
    said = nearest_first(old, new)
    return ProcedureChangeView(
        mark=mark,
        in_force=procedure_words.with_version(old.title, old.version),
        offered=procedure_words.with_version(new.title, new.version),
        children=len(everyone),
        touched=len({item.child for item in moved}),
        moves=lines,
        said=tuple(_short(one) for one in said[:MOST_SAID]),
        unsaid=max(0, len(said) - MOST_SAID),
        line=line,
    )


def _move(item: Moved, old: Policy, new: Policy) -> str:
    what = (new if item.after else old).what_words(item.what)
    return procedure_words.moves(what, change_in_words(item, old, new))


def _short(line: str) -> str:
    return shortened(line, LONGEST_SAID)
