"""List a child's steps: what the procedure asks to be recorded: open ones, those that wait, those done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards.steps import step_words
from cards.steps.steps import StepLine, StepsView, WaitingLine
from permanence.journey import Journey
from permanence.meetings.meeting_rules import planning_kinds
from permanence.panel.referral import CONTENT
from permanence.people import rights
from permanence.people.person import ROLES
from permanence.policy import Policy
from permanence.steps.steps import OpenStep, Waiting, steps
from permanence.timeline import timeline
from permanence.why import closed_by
from storage import children
from storage.children import Child
from storage.store import Work
from usecases.find_child import find_child
from usecases.house import House
from usecases.steps.child_steps import recorded
from usecases.visible_teams import visible_teams_of

PAGE, MOST_RECORDED = 6, 6


@dataclass(frozen=True, slots=True)
class StepsAsked:
    """Who asks, for which child, on which day; `start` counts the open steps shown before."""

    caller: str
    child: str
    today: date
    start: int = 0


async def list_steps(house: House, asked: StepsAsked) -> StepsView:
    """A page of them; NotFound suggests references near an unknown one."""
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_CHILDREN, asked.today)
        child, journey = await find_child(work, asked.child, visible)
        return await _show(house, work, child, journey, asked.today, asked.start)


async def steps_now(house: House, work: Work, ref: str, today: date, line: str = "") -> StepsView:
    """The first page as it stands in this transaction."""
    child, journey = (await children.several(work, [ref]))[ref]
    return await _show(house, work, child, journey, today, 0, line)


async def _show(
    house: House, work: Work, child: Child, journey: Journey, today: date, start: int, line: str = ""
) -> StepsView:
    policy = house.policy
    opened, waiting = steps(policy, journey, today)
    done = await recorded(work, policy, child.ref)
    start = start // PAGE * PAGE if 0 <= start < len(opened) else 0
    is_last = start + PAGE >= len(opened)
    return StepsView(
        ref=child.ref,
        label=child.label,
        as_of=today,
        open=tuple(_open(policy, step) for step in opened[start : start + PAGE]),
        waiting=tuple(_waiting(policy, one) for one in waiting) if is_last else (),
        recorded=tuple(done[:MOST_RECORDED]) if is_last else (),
        earlier=max(0, len(done) - MOST_RECORDED) if is_last else 0,
        start=start,
        total=len(opened),
        silences=timeline(policy, journey, today).silences if not opened else (),
        meeting=next((kind.kind for kind in planning_kinds(policy)), ""),
        line=line,
    )


def _open(policy: Policy, step: OpenStep) -> StepLine:
    return StepLine(
        step=step.duty.occasion if step.ways else "",
        name=name_of(policy, step),
        standing=step.duty.standing,
        due=step.duty.due,
        because=step.duty.because,
        clause=step.duty.clause,
        asks=step.rule.asks or "",
        recorded_by=" or ".join(ROLES[role] for role in step.rule.recorded_by),
        elsewhere="" if step.ways else step_words.ELSEWHERE if planning_kinds(policy) else step_words.BY_ITSELF,
        referral=step.rule.what == CONTENT,
    )


def name_of(policy: Policy, step: OpenStep) -> str:
    """What is still to be recorded, in the procedure's words."""
    return step.rule.missing or closed_by(policy, step.rule)


def _waiting(policy: Policy, one: Waiting) -> WaitingLine:
    return WaitingLine(closed_by(policy, one.rule), one.rule.clause, one.waits_for, one.rule.asks or "")
