"""Show the forms of a child's steps: to record one, to take one back, and for what happened beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cards import house_words
from cards.steps import step_words
from cards.steps.fact_form import FactForm
from cards.steps.step_form import StepForm
from cards.take_back_form import TakeBackForm
from permanence.people import rights
from permanence.refusals import NotAllowed, NotFound
from permanence.steps.facts import facts
from permanence.steps.steps import found_step, note_missing, right_of
from permanence.why import closed_by, reason
from storage import people
from storage.store import Press, Work
from usecases.house import House
from usecases.steps.child_steps import of_child, recorded, words_of
from usecases.steps.record_step import GONE
from usecases.steps.take_back_step import GONE as TAKEN_BACK, recorded_here


@dataclass(frozen=True, slots=True)
class StepFormAsked:
    """Which child, with what was typed so far and what was wrong with it."""

    child: str
    step: str = ""
    event: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


async def show_step_form(house: House, work: Work, press: Press, asked: StepFormAsked, today: date) -> StepForm:
    """The step to record: people without the right are refused before the form opens."""
    who, policy = await of_child(house, work, press, asked.child), house.policy
    step = found_step(policy, who.journey, asked.step, today)
    if step is None or not step.ways:
        raise NotFound(GONE)
    rights.require_for(who.person, right_of(step.rule), who.child.team)
    clause = reason(policy, step.duty.clause)
    return StepForm(
        child=who.child.ref,
        label=who.child.label,
        step=step.duty.occasion,
        title=closed_by(policy, step.rule) if len(step.ways) == 1 else step.rule.missing or step_words.A_STEP,
        says=step.rule.says,
        clause=clause.clause,
        quote=clause.quote,
        because=step.duty.because,
        ways=tuple((way.words, way.key) for way in step.ways),
        note_label=step.rule.note or (step_words.WHO_CONFIRMED if step.needs_note else step_words.NOTE),
        note_missing=note_missing(step.rule) if step.needs_note else "",
        typed=asked.typed or {"on": today.isoformat()},
        line=asked.line,
    )


async def show_take_back_form(house: House, work: Work, press: Press, asked: StepFormAsked) -> TakeBackForm:
    """What was recorded, to be taken back."""
    who = await of_child(house, work, press, asked.child, rights.TAKE_BACK_STEP)
    kept = await recorded_here(house, work, who, asked.event)
    if kept is None:
        raise NotFound(TAKEN_BACK)
    line = next(one for one in await recorded(work, house.policy, who.child.ref) if one.event == kept.id)
    names = await people.names(work)
    by = names.get(kept.recorded_by, house_words.SOMEBODY_WHO_HAS_LEFT)
    child = {"child": who.child.ref}
    return TakeBackForm(
        verb="take_back_step",
        data={**child, "event": kept.id},
        back=("show_steps", child),
        label=who.child.label,
        what=step_words.recorded_by(words_of(house.policy, kept.event), kept.event.on, by),
        note=line.note,
        typed=asked.typed,
        line=asked.line,
    )


async def show_fact_form(house: House, work: Work, press: Press, asked: StepFormAsked, today: date) -> FactForm:
    """What can have happened, of that which this person may record."""
    who = await of_child(house, work, press, asked.child, rights.RECORD_FACT)
    offered = [one for one in facts(house.policy) if rights.may(who.person, one.right, who.child.team)]
    if not offered:
        raise NotAllowed(step_words.OWN_PEOPLE_ONLY)
    return FactForm(
        child=who.child.ref,
        label=who.child.label,
        what=tuple((f"{one.words[:1].upper()}{one.words[1:]}", one.key) for one in offered),
        filing=any(one.has_date for one in offered),
        planned=any(one.has_date and not one.is_filing for one in offered),
        typed=asked.typed or {"on": today.isoformat()},
        line=asked.line,
    )
