"""A child's steps, found for whoever may see or record them; what was recorded before, its note and by whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cards.steps import step_words
from cards.steps.steps import RecordedLine
from permanence.codes import EVENT, in_words
from permanence.journey import Event, Journey
from permanence.meetings.meeting import Meeting
from permanence.meetings.meeting_rules import duties, papers, planning_kinds
from permanence.meetings.plan_reasons import plan_lacks
from permanence.people import rights
from permanence.people.deputies import signed
from permanence.people.person import Person
from permanence.people.rights import RECORD_FACT, RECORD_STEP, TAKE_BACK_STEP, Right
from permanence.policy import Policy
from permanence.rules.intervals import INTERVAL
from permanence.rules.planned import PLANNED
from permanence.steps.facts import ACHIEVED, FILING, facts
from permanence.steps.steps import PLAIN, for_some_step, opened_between, right_of, ways_of
from permanence.why import closed_by
from storage import children, history, meetings, people
from storage.children import Child
from storage.importing import kept_events
from storage.importing.kept_events import KeptEvent
from storage.store import Press, Work
from usecases.find_child import find_child
from usecases.house import House
from usecases.meetings.child_meeting import touch
from usecases.meetings.papers_made import SOURCES
from usecases.visible_teams import visible_teams_of

SOURCE = step_words.RECORDED_IN_TEAMS  # the source of what is recorded here; only that is taken back here
RIGHTS = {"record_uploaded": rights.CONFIRM_UPLOAD, "minutes_issued": rights.ISSUE_MINUTES}
KINDS = ("milestone", FILING, ACHIEVED, PLANNED, INTERVAL, *PLAIN)


@dataclass(frozen=True, slots=True)
class OfChild:
    """The child and who acts, with the press as the history signs it."""

    person: Person
    press: Press
    child: Child
    journey: Journey


async def of_child(house: House, work: Work, press: Press, ref: str, right: Right = RECORD_STEP) -> OfChild:
    """The child, when the presser sees it and is known; the right for the step itself is asked for with it."""
    some = for_some_step(house.policy, right)
    person = rights.require(await people.find(work, press.by, press.day), some)
    visible = await visible_teams_of(house, work, press.by, some, press.day)
    child, journey = await find_child(work, ref, visible)
    return OfChild(person, replace(press, name=signed(press.name, person, child.team)), child, journey)


def key_of(event: Event) -> str:
    """What was recorded: a milestone's name, the plan for one, permanence_achieved.sgo, or the event's type."""
    if event.type == "milestone":
        return str(event.fields.get("name", ""))
    if event.type == PLANNED:
        return f"{PLANNED}.{event.fields.get('name')}"
    if event.type == INTERVAL:
        return f"{INTERVAL}.{event.fields.get('of')}"
    return f"{ACHIEVED}.{event.fields.get('by')}" if event.type == ACHIEVED else event.type


def words_of(policy: Policy, event: Event) -> str:
    """It in words; a milestone of an earlier procedure by its name."""
    key = key_of(event)
    named = {fact.key: fact.words for fact in facts(policy)} | policy.milestones
    words = named.get(key) or in_words(EVENT, event.type)
    if event.type in (PLANNED, INTERVAL) and isinstance(to_come := event.fields.get("date"), date):
        words = step_words.with_day(words, to_come)
    sibling = event.fields.get("sibling")
    return step_words.for_sibling(words, str(sibling)) if sibling else words


def clauses_of(policy: Policy, event: Event) -> str:
    """The clauses under which it was asked for."""
    key = key_of(event)
    its = [rule.rule.clause for rule in policy.rules if any(way.key == key for way in ways_of(policy, rule.rule))]
    return ", ".join(dict.fromkeys(its))


def right_to_take_back(policy: Policy, event: Event) -> Right:
    """Whoever may record it may take it back."""
    if event.type in RIGHTS:
        return replace(RIGHTS[event.type], to=TAKE_BACK_STEP.to)
    key = key_of(event)
    for rule in policy.rules:
        if any(way.key == key for way in ways_of(policy, rule.rule)):
            return replace(right_of(rule.rule), to=TAKE_BACK_STEP.to)
    its = next((fact.right for fact in facts(policy) if fact.key == key), RECORD_FACT)
    return replace(its, to=TAKE_BACK_STEP.to)


async def recorded(work: Work, policy: Policy, child_ref: str) -> list[RecordedLine]:
    """Every step and fact recorded for a child and not taken back, the latest first."""
    names, notes = await people.names(work), await _notes(work, child_ref)
    its = [kept for kept in await kept_events.of(work, child_ref) if kept.withdrawn_at is None and _is_step(kept)]
    its.sort(key=lambda kept: (kept.event.on, kept.id), reverse=True)
    return [_line(policy, kept, names.get(kept.recorded_by, kept.source), notes) for kept in its]


def is_ours(kept: KeptEvent) -> bool:
    """Whether it was recorded here for this child alone, so that it is taken back here."""
    return kept.source == SOURCES.get(kept.event.type, SOURCE)


def _is_step(kept: KeptEvent) -> bool:
    return kept.event.type == "milestone" or (kept.event.type in (*KINDS, *SOURCES) and is_ours(kept))


def _line(policy: Policy, kept: KeptEvent, by: str, notes: dict[tuple[str, str], str]) -> RecordedLine:
    event = kept.event
    return RecordedLine(
        name=words_of(policy, event),
        clause=clauses_of(policy, event),
        on=event.on,
        by=by,
        note=str(event.fields.get("note", "")) or notes.get((key_of(event), event.on.isoformat()), ""),
        event=kept.id if is_ours(kept) else 0,
    )


async def _notes(work: Work, child_ref: str) -> dict[tuple[str, str], str]:
    """The notes of events that have none of their own, by what was recorded and the day it happened."""
    entries = [entry.details for entry in await history.of(work, "child", child_ref)]
    return {(str(one["key"]), str(one["on"])): str(one.get("note", "")) for one in entries if "key" in one}


async def own_line(work: Work, press: Press, verb: str, child_ref: str) -> str:
    """What this person was last told about that verb, so that a repeat reads alike."""
    entries = await history.of(work, "child", child_ref)
    own = [entry for entry in entries if (entry.verb, entry.by_oid) == (verb, press.by)]
    return str(own[-1].details.get("line", "")) if own else ""


async def tell_meetings(house: House, work: Work, press: Press, before: Journey, today: date) -> None:
    """The cards of the child's meetings follow, where what they say of the plan or of what is due changed."""
    ref = before.child
    _, after = (await children.several(work, [ref]))[ref]
    for kind in planning_kinds(house.policy):
        held = (await meetings.held(work, ref, kind.kind))[:1]
        coming = await meetings.to_come(work, ref, kind.kind)
        for meeting in [*held, *([coming] if coming else [])]:
            if _shown(house.policy, before, meeting, today) != _shown(house.policy, after, meeting, today):
                await touch(work, meeting.id, press.at)


def _shown(policy: Policy, journey: Journey, meeting: Meeting, today: date) -> tuple[object, ...]:
    """What the card of a meeting says that what is recorded beside it can change."""
    if not meeting.to_come:
        return (*plan_lacks(policy, journey, None, today), *papers(policy, journey, today))
    return (*plan_lacks(policy, journey, meeting.record, today), *duties(policy, journey, meeting.kind, today))


def opened_by(policy: Policy, before: Journey, after: Journey, today: date) -> str:
    """What is open now because of what was recorded, as the end of a line; nothing when nothing is."""
    rules = {rule.rule.id: rule.rule for rule in policy.rules}
    said = [
        step_words.to_do(closed_by(policy, rules[duty.rule]), duty.due, duty.clause)
        for duty in opened_between(policy, before, after, today)
    ]
    return step_words.now_open(said)
