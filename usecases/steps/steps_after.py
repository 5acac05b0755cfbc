"""The way of everything recorded or taken back for a child: once, nobody between, the steps as they stand then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from cards.steps.steps import StepsView
from permanence.deeds import Verb
from permanence.people.rights import RECORD_STEP, Right
from storage import children
from storage.store import Press, Work
from usecases.house import House
from usecases.steps.child_steps import OfChild, of_child, own_line
from usecases.steps.list_steps import steps_now

Change = Callable[[Work, OfChild], Awaitable[str]]  # makes the change and says in one line what was done


async def steps_after(
    house: House, press: Press, child: str, verb: Verb, change: Change, *, right: Right = RECORD_STEP, gone: str = ""
) -> StepsView:
    """The steps with what `change` did; a second delivery reads as the first did, or `gone` where it did nothing."""
    async with house.store.change(press) as work:
        who = await of_child(house, work, press, child, right)
        ref = who.child.ref
        await children.hold(work, ref)
        line = await own_line(work, press, verb, ref) or gone if work.repeated else await change(work, who)
        return await steps_now(house, work, ref, press.day, line)
