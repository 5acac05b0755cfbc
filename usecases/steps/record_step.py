"""Record a step the procedure asks for: what was done, on which day, in whose words; once, however often pressed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from cards.steps import step_words
from cards.steps.steps import StepsView
from permanence.journey import Journey
from permanence.people import rights
from permanence.refusals import Incomplete
from permanence.steps.steps import OpenStep, Way, found_step, require_step, right_of
from storage import children, history
from storage.store import Press, Work
from usecases.house import House
from usecases.steps.child_steps import SOURCE, OfChild, clauses_of, opened_by, tell_meetings
from usecases.steps.steps_after import steps_after

GONE = step_words.GONE


@dataclass(frozen=True, slots=True)
class RecordStep:
    """The step by its occasion, which says the sibling where there is one; `way` is what was done, of its ways."""

    child: str
    step: str
    way: str
    on: date
    note: str
    press: Press


async def record_step(house: House, command: RecordStep) -> StepsView:
    """The steps as they stand with what was recorded, or that somebody was there first."""
    change = partial(_record, house, command)
    return await steps_after(house, command.press, command.child, "record_step", change, gone=GONE)


async def _record(house: House, command: RecordStep, work: Work, who: OfChild) -> str:
    ref, policy = who.child.ref, house.policy
    _, journey = (await children.several(work, [ref]))[ref]  # as it is now that nobody else changes it
    step = found_step(policy, journey, command.step, command.press.day)
    if step is None:
        return await _who_was_first(work, ref, command.step)
    rights.require_for(who.person, right_of(step.rule), who.child.team)
    way = require_step(step, command.way, command.on, command.note, command.press.day)
    event = way.event(command.on, command.note, step.sibling)
    if not await children.record_event(work, who.press, ref, event, source=SOURCE):
        raise Incomplete(step_words.choose_another_day(command.on))
    line = await _line(house, work, ref, step, way, journey, command)
    await tell_meetings(house, work, who.press, journey, command.press.day)
    said = {"on": command.on.isoformat(), "note": command.note, "what": way.words, "key": way.key, "step": command.step}
    clause = clauses_of(policy, event)
    await history.record(work, who.press, "record_step", "child", ref, child_ref=ref, clause=clause, line=line, **said)
    return line


async def _line(
    house: House, work: Work, ref: str, step: OpenStep, way: Way, before: Journey, command: RecordStep
) -> str:
    """What was recorded, and what it opened or left open."""
    _, after = (await children.several(work, [ref]))[ref]
    still = found_step(house.policy, after, step.duty.occasion, command.press.day) is not None
    return step_words.recorded(way.words, command.on, still_open=still) + opened_by(
        house.policy, before, after, command.press.day
    )


async def _who_was_first(work: Work, ref: str, step: str) -> str:
    entries = [entry for entry in await history.of(work, "child", ref) if entry.details.get("step") == step]
    if not entries:
        return GONE
    return step_words.was_first(entries[-1].by_name, entries[-1].details["what"])
