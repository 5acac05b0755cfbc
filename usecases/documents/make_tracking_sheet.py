"""Make the tracking sheet: every child followed and every action, as they stand on a day."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cards import house_words
from cards.actions.action_words import lateness, told_in_words
from cards.documents import sheet_words
from permanence.action import BLOCKED, CANCELLED, PanelAction, working_days_overdue
from permanence.codes import LEGAL_STATUS, PLACEMENT, PLAN, in_words
from permanence.due import meetings_asked_for
from permanence.explain import on_day
from permanence.journey import Journey
from permanence.journeys.child_facts import CareFacts, care_facts
from permanence.meetings.uploads import UPLOAD
from permanence.panel.sitting import Sitting
from permanence.people import rights
from permanence.people.person import Person, manager_of
from permanence.policy import Policy
from permanence.timeline import Timeline, timeline
from permanence.why import duty_in_words
from records.documents.tracking_sheet import (
    BLOCKED as BLOCKED_WORD,
    CANCELLED as CANCELLED_WORD,
    DONE,
    DUE_SOON,
    OVERDUE,
    TrackedAction,
    TrackedChild,
    Tracking,
)
from storage import actions, children, history, people
from storage.children import Child
from storage.panel import sittings
from storage.store import Work
from usecases.actions.show_action import origin_day, told
from usecases.house import House
from usecases.visible_teams import visible_teams_of

STANDING = {
    "overdue": OVERDUE,
    "due_soon": DUE_SOON,
    "upcoming": sheet_words.TO_COME,
    "undated": sheet_words.NO_DATE_SET,
}
NOTHING = sheet_words.NOTHING_DUE
Known = tuple[Child, Journey]


@dataclass(frozen=True, slots=True)
class TrackerAsked:
    """Who asks for the sheet, as of which day."""

    caller: str
    today: date


async def make_tracking_sheet(house: House, asked: TrackerAsked) -> Tracking:
    """The children and actions the caller may see; a child out of care with nothing open is left out."""
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_CHILDREN, asked.today)
        known = {ref: its for ref, its in (await children.everyone(work)).items() if visible.has(its[0].team)}
        agreed = [action for action in await actions.everywhere(work) if action.child in known]
        cast = await people.on_day(work, asked.today)
        meetings = await sittings.children_on_open_sittings(work, asked.today)
        lines = await _actions(house, work, agreed, known, asked.today)
    every = _Every(house.policy, cast, meetings, agreed, asked.today)
    followed = await asyncio.to_thread(every.lines, known.values())
    return Tracking(asked.today, tuple(followed), tuple(lines), _about(house.policy, asked.today, len(followed)))


@dataclass(frozen=True, slots=True)
class _Every:
    """What each child's line is worked out from."""

    policy: Policy
    cast: list[Person]
    meetings: Mapping[str, Sitting]
    agreed: list[PanelAction]
    today: date

    def lines(self, known: Iterable[Known]) -> list[TrackedChild]:
        """Soonest due first, those without a date last."""
        still = [action for action in self.agreed if action.is_open]
        open_ones = Counter(action.child for action in still)
        late = Counter(action.child for action in still if action.due < self.today)
        found = [line for child, journey in known if (line := self._line(child, journey, open_ones, late))]
        return sorted(found, key=lambda line: (line.due or date.max, line.standing == NOTHING, line.ref))

    def _line(self, child: Child, journey: Journey, open_ones: Counter[str], late: Counter[str]) -> TrackedChild | None:
        its, care = timeline(self.policy, journey, self.today), care_facts(journey, self.today)
        out_of_care = care.left is not None or (care.entered is None and care.seen is None)
        if out_of_care and not open_ones[child.ref] and not any(item.is_open for item in its.obligations):
            return None
        duty = next((i for i in its.obligations if i.is_open and i.what in meetings_asked_for(self.policy)), None)
        upload = next((i for i in its.obligations if i.is_open and i.what == UPLOAD), None)
        manager, meeting = manager_of(self.cast, child.team), self.meetings.get(child.ref)
        return TrackedChild(
            ref=child.ref,
            initials=child.initials,
            team=child.team or "",
            worker=child.worker or "",
            manager=manager.name if manager else "",
            entered=care.entered or _seen(care),
            due=duty.due if duty else None,
            standing=STANDING[duty.standing] if duty else NOTHING,
            clause=duty.clause if duty else "",
            because=duty.because if duty else self._besides(its),
            last_panel=_last_panel(journey, self.today),
            next_sitting=meeting.on if meeting else None,
            open_actions=open_ones[child.ref],
            overdue_actions=late[child.ref],
            upload_due=upload.due if upload else None,
            groups=_groups(its),
            **_care(care),
        )

    def _besides(self, its: Timeline) -> str:
        """Where no meeting is due: what is asked for first of all else, and why nothing is."""
        other = next((item for item in its.obligations if item.is_open), None)
        if other is None:
            return " ".join(its.silences)
        besides = sheet_words.besides(duty_in_words(self.policy, other), other.due, other.clause)
        return " ".join((besides, *its.silences))


def _care(care: CareFacts) -> dict[str, str]:
    if care.left is not None:
        return {"legal_status": sheet_words.left_care(care.left)}
    return {
        "legal_status": in_words(LEGAL_STATUS, care.legal_status.value) if care.legal_status else "",
        "placement": in_words(PLACEMENT, care.placement.value) if care.placement else "",
        "plan": in_words(PLAN, care.plan.value) if care.plan else sheet_words.NO_PLAN_AGREED,
        "contingency": in_words(PLAN, care.contingency) if care.contingency else "",
    }


def _seen(care: CareFacts) -> str:
    """Who came into care on a day nobody gave is followed too, and the sheet says what is missing."""
    return sheet_words.not_on_record(care.seen) if care.seen is not None and care.left is None else ""


def _last_panel(journey: Journey, today: date) -> date | None:
    held = [event.on for event in journey.events if event.type == "panel_held" and event.on <= today]
    return max(held, default=None)


def _groups(its: Timeline) -> str:
    return "; ".join(dict.fromkeys(sheet_words.group(group.title, group.clause) for group in its.cohorts))


async def _actions(
    house: House, work: Work, agreed: list[PanelAction], known: Mapping[str, Known], today: date
) -> list[TrackedAction]:
    names, notes = await people.names(work), await history.last_of_each(work, "action")
    days = {sitting: (await sittings.find(work, sitting)) for sitting in {a.sitting for a in agreed if a.sitting}}
    found = []
    for action in sorted(agreed, key=lambda action: (not action.is_open, action.due, action.id)):
        child, note, sitting = known[action.child][0], notes.get(str(action.id)), days.get(action.sitting or 0)
        found.append(
            TrackedAction(
                number=action.id,
                ref=child.ref,
                initials=child.initials,
                team=child.team or "",
                text=action.text,
                owner=names.get(action.owner, house_words.NOBODY_KNOWN),
                due=action.due,
                state=_state(action, working_days_overdue(action.due, today, house.policy.calendar)),
                waiting_for=_waiting_for(action),
                last_note=told_in_words(told(note)) if note else "",
                agreed_on=sitting.on if sitting else await origin_day(work, action),
            )
        )
    return found


def _state(action: PanelAction, late: int | None) -> str:
    if not action.is_open:
        return CANCELLED_WORD if action.state == CANCELLED else DONE
    if late is not None:
        return sheet_words.late_and_blocked(lateness(late)) if action.state == BLOCKED else lateness(late)
    return BLOCKED_WORD if action.state == BLOCKED else sheet_words.OPEN


def _waiting_for(action: PanelAction) -> str:
    asked = sheet_words.asked_for_instead(action.asked.due, action.asked.reason) if action.asked else ""
    return "; ".join(part for part in (action.blocked_reason or "", asked) if part)


def _about(policy: Policy, today: date, followed: int) -> tuple[tuple[str, str], ...]:
    return (
        (sheet_words.PROCEDURE, sheet_words.procedure(policy.title, policy.authority, policy.version)),
        (sheet_words.AS_OF, on_day(today)),
        (sheet_words.CHILDREN, sheet_words.followed(followed)),
        (sheet_words.NEXT_PANEL_DUE, sheet_words.BY_THE_CLAUSE),
        (sheet_words.HOW_IT_STANDS, sheet_words.THE_WORD_SAYS_IT),
        (sheet_words.A_COPY, sheet_words.CHANGES_NOTHING),
        (sheet_words.CONFIDENTIAL, sheet_words.the_record_itself(policy.record_system)),
    )
