"""Try another policy on the caseload: whose dates would move, and how many meetings a week; nothing is written."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date

from permanence.policy import Policy
from permanence.policy_tools.compare_policies import Moved, compare_policies
from permanence.policy_tools.what_if import Load, load_of
from storage import children
from usecases.house import House


@dataclass(frozen=True, slots=True)
class Comparison:
    """The duties that differ between the procedure in force and another."""

    moved: tuple[Moved, ...]
    children: int


async def compare_with(house: House, old: Policy, new: Policy, today: date) -> Comparison:
    """Child by child, the open duties whose dates differ."""
    async with house.store.read() as work:
        journeys = [journey for _, journey in (await children.everyone(work)).values()]
    moved = await asyncio.to_thread(compare_policies, old, new, journeys, today)
    return Comparison(moved, len(journeys))


async def what_if(house: House, other: Policy, today: date, weeks: int) -> tuple[Load, Load]:
    """The load of the procedure in force, and of the other."""
    async with house.store.read() as work:
        journeys = [journey for _, journey in (await children.everyone(work)).values()]
    now = await asyncio.to_thread(load_of, house.policy, journeys, today, weeks)
    then = await asyncio.to_thread(load_of, other, journeys, today, weeks)
    return now, then
