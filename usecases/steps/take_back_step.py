"""Take back what was recorded by mistake: the event is withdrawn with the reason and stays in the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from cards.steps import step_words
from cards.steps.steps import StepsView
from permanence.meetings.meeting_rules import papers
from permanence.people import rights
from permanence.refusals import NotFound
from storage import children, history
from storage.importing import kept_events
from storage.importing.kept_events import KeptEvent
from storage.store import Press, Work
from usecases.house import House
from usecases.steps.child_steps import (
    OfChild,
    clauses_of,
    is_ours,
    key_of,
    right_to_take_back,
    tell_meetings,
    words_of,
)
from usecases.steps.steps_after import steps_after
from usecases.tell_papers import tell_papers

GONE = step_words.TAKEN_BACK_ALREADY


@dataclass(frozen=True, slots=True)
class TakeBackStep:
    """What was recorded, by the number of its event, and why it is taken back."""

    child: str
    event: int
    reason: str
    press: Press


async def take_back_step(house: House, command: TakeBackStep) -> StepsView:
    """The steps as they stand without it; what it closed is open again."""
    change = partial(_take_back, house, command)
    return await steps_after(
        house, command.press, command.child, "take_back_step", change, right=rights.TAKE_BACK_STEP, gone=GONE
    )


async def _take_back(house: House, command: TakeBackStep, work: Work, who: OfChild) -> str:
    press, ref = who.press, who.child.ref
    kept = await recorded_here(house, work, who, command.event)
    _, before = (await children.several(work, [ref]))[ref]
    if kept is None or not await kept_events.withdraw(work, press, ref, kept.id, command.reason):
        return GONE
    await tell_meetings(house, work, press, before, command.press.day)
    await _tell_papers(house, work, who, command.press.day)
    what, on = words_of(house.policy, kept.event), kept.event.on
    line = step_words.taken_back(what, on)
    said = {"taken_back": key_of(kept.event), "words": what, "on": on.isoformat(), "reason": command.reason}
    clause = clauses_of(house.policy, kept.event)
    await history.record(work, press, "take_back_step", "child", ref, child_ref=ref, clause=clause, line=line, **said)
    return line


async def _tell_papers(house: House, work: Work, who: OfChild, today: date) -> None:
    """Of every meeting whose minutes or upload were made by it, or are made by another now."""
    _, after = (await children.several(work, [who.child.ref]))[who.child.ref]
    was, now = ({one.occasion: one for one in papers(house.policy, its, today)} for its in (who.journey, after))
    changed = {one.since for key, one in was.items() if key not in now or now[key].met_on != one.met_on}
    for on in sorted(day for day in changed if day):
        await tell_papers(work, who.press, who.child.ref, on)


async def recorded_here(house: House, work: Work, who: OfChild, event: int) -> KeptEvent | None:
    """What was recorded for this child under that number, for one who may take it back; None when it was already."""
    kept = next((one for one in await kept_events.of(work, who.child.ref) if one.id == event), None)
    if kept is None or not is_ours(kept):
        raise NotFound(step_words.NOT_RECORDED)
    rights.require_for(who.person, right_to_take_back(house.policy, kept.event), who.child.team)
    return None if kept.withdrawn_at else kept
