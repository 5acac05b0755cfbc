"""Explain a child: why each duty is due and why the child is in each group, with the procedure's own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards.children.why import WhyDuty, WhyGroup, WhyView
from permanence.people import rights
from permanence.timeline import timeline
from permanence.why import DutyReason, GroupReason, why
from usecases.find_child import find_child
from usecases.house import House
from usecases.visible_teams import visible_teams_of

PAGE = 5


@dataclass(frozen=True, slots=True)
class WhyAsked:
    """Who asks, for which child, on which day; `start` counts the duties shown before, `back` names a list."""

    caller: str
    child: str
    today: date
    start: int = 0
    back: str = ""


async def explain_child(house: House, asked: WhyAsked) -> WhyView:
    """A page of the reasons; NotFound suggests references near an unknown one."""
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_CHILDREN, asked.today)
        child, journey = await find_child(work, asked.child, visible)
    its = timeline(house.policy, journey, asked.today)
    duties, groups = why(house.policy, its)
    start = asked.start if 0 <= asked.start < len(duties) else 0
    is_last = start + PAGE >= len(duties)
    return WhyView(
        ref=child.ref,
        label=child.label,
        document=f"{house.policy.title}, {house.policy.version}",
        duties=tuple(_duty(duty) for duty in duties[start : start + PAGE]),
        groups=tuple(_group(group) for group in groups) if is_last else (),
        silences=its.silences,
        start=start,
        total=len(duties),
        back=asked.back,
    )


def _duty(found: DutyReason) -> WhyDuty:
    duty, reason = found.duty, found.reason
    return WhyDuty(
        what=found.what,
        standing=duty.standing,
        due=duty.due,
        because=duty.because,
        clause=reason.clause,
        place=reason.place,
        quote=reason.quote,
        reading=reason.reading,
        closed_by=found.closed_by,
        next=found.next,
        more=found.more,
    )


def _group(found: GroupReason) -> WhyGroup:
    reason = found.reason
    return WhyGroup(found.title, found.because, reason.clause, reason.place, reason.quote)
