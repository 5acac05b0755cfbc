"""Record what happened to a child beside the steps: the date for final evidence, permanence achieved, a milestone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from cards.steps import step_words
from cards.steps.steps import StepsView
from permanence.people import rights
from permanence.refusals import Incomplete
from permanence.steps.facts import fact_event, facts
from storage import children, history
from storage.store import Press, Work
from usecases.house import House
from usecases.steps.child_steps import SOURCE, OfChild, opened_by, tell_meetings
from usecases.steps.steps_after import steps_after


@dataclass(frozen=True, slots=True)
class RecordFact:
    """What happened, by its key; `filing` is the date that became known: for final evidence, or planned."""

    child: str
    what: str
    on: date
    filing: date | None
    note: str
    press: Press


async def record_fact(house: House, command: RecordFact) -> StepsView:
    """The steps as they stand with it."""
    change = partial(_record, house, command)
    return await steps_after(house, command.press, command.child, "record_fact", change, right=rights.RECORD_FACT)


async def _record(house: House, command: RecordFact, work: Work, who: OfChild) -> str:
    press, ref, policy = who.press, who.child.ref, house.policy
    fact = next((one for one in facts(policy) if one.key == command.what), None)
    if fact is None:
        raise Incomplete(step_words.CHOOSE_WHAT_HAPPENED)
    rights.require_for(who.person, fact.right, who.child.team)
    _, before = (await children.several(work, [ref]))[ref]
    event = fact_event(policy, before, fact.key, command.on, command.filing, command.note, command.press.day)
    if not await children.record_event(work, press, ref, event, source=SOURCE):
        raise Incomplete(step_words.recorded_already(command.on))
    await tell_meetings(house, work, press, before, command.press.day)
    _, after = (await children.several(work, [ref]))[ref]
    words = step_words.of_day(fact.words, command.filing) if fact.has_date and command.filing else fact.words
    line = step_words.recorded(words, command.on) + opened_by(policy, before, after, command.press.day)
    said = {"key": fact.key, "words": words, "on": command.on.isoformat(), "note": command.note}
    await history.record(work, press, "record_fact", "child", ref, child_ref=ref, line=line, **said)
    return line
