"""Make a child's timeline as a page an inspector can read: every date due, who was told when, what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from cards import house_words
from cards.actions.action_words import lateness
from cards.children.duty_words import stands
from cards.deed_words import on_page
from cards.documents import journey_words
from cards.parts import LONDON, day, moment
from permanence.action import CANCELLED, DONE, PanelAction, working_days_overdue
from permanence.codes import EVENT, LEGAL_STATUS, OUTCOME, PLACEMENT, PLAN, in_words
from permanence.deeds import Verb
from permanence.explain import on_day
from permanence.journey import Event
from permanence.panel.sitting import Item
from permanence.people import rights
from permanence.policy import Policy
from permanence.timeline import Obligation, timeline
from permanence.why import duty_in_words, reason
from records.documents.journey_page import ActionLine, ClauseLine, DoneLine, DueLine, JourneyPage
from storage import actions, history, people
from storage.history import Entry
from storage.importing import kept_events
from storage.importing.kept_events import KeptEvent
from storage.panel import invitations, items as kept_items, sittings
from storage.store import Work
from usecases.children.show_child import facts_of, next_panel
from usecases.documents.messages_about_child import messages_about_child
from usecases.find_child import find_child
from usecases.house import House
from usecases.operator import OPERATOR
from usecases.visible_teams import visible_teams_of

MAIN = ("legal_status", "placement", "plan")  # said before what goes with them
CODES = {"legal_status": LEGAL_STATUS, "placement": PLACEMENT, "plan": PLAN, "contingency": PLAN, "by": OUTCOME}


OF_A_WHOLE_SITTING: frozenset[Verb] = frozenset(  # said of every child on it
    {
        "publish_agenda",
        "accept_invitation",
        "take_back_acceptance",
        "decline_invitation",
        "pass_on_invitation",
        "record_attendance",
        "close_sitting",
        "reopen_sitting",
        "move_sitting",
        "stand_down_sitting",
    }
)


@dataclass(frozen=True, slots=True)
class JourneyAsked:
    """Who asks, for which child, as of which day."""

    caller: str
    child: str
    today: date


async def make_journey_page(house: House, asked: JourneyAsked) -> JourneyPage:
    """The page; NotFound suggests references near an unknown one."""
    policy = house.policy
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_CHILDREN)
        child, journey = await find_child(work, asked.child, visible)
        names = {OPERATOR: house_words.THE_COMMAND_LINE} | await people.names(work)
        its = await kept_items.of_child(work, child.ref)
        agreed = await actions.of_child(work, child.ref)
        happened = [_happened(policy, kept, names) for kept in await kept_events.of(work, child.ref)]
        happened += [_done(entry) for entry in await _history(work, child.ref, its)]
        told = await messages_about_child(work, policy, child.ref, its)
        next_sitting = (await sittings.children_on_open_sittings(work, asked.today)).get(child.ref)
    found = timeline(policy, journey, asked.today)
    clauses = [item.clause for item in found.obligations] + [item.clause for item in found.cohorts]
    return JourneyPage(
        label=child.label,
        as_of=asked.today,
        procedure=journey_words.procedure(policy.title, policy.authority, policy.version),
        record_system=policy.record_system,
        facts=facts_of(child, journey, found, asked.today, next_panel(policy, next_sitting)),
        due=tuple(_due(policy, item) for item in found.obligations),
        silences=found.silences,
        missing=tuple(journey_words.missing(gap.missing, gap.clause, gap.because) for gap in found.missing),
        actions=tuple(_action(house, action, names, asked.today) for action in sorted(agreed, key=lambda a: a.id)),
        done=tuple(line for _, line in sorted(happened, key=lambda pair: pair[0])),
        told=tuple(told),
        clauses=_clauses(policy, clauses),
    )


async def _history(work: Work, child_ref: str, its: list[Item]) -> list[Entry]:
    """What was done for this child, and to the sittings and invitations they were on; never of another child."""
    found = [entry for entry in await history.of_child(work, child_ref) if entry.subject != "swap"]  # said of its slots
    for number in dict.fromkeys(item.sitting_id for item in its):
        managers = {oid for item in its if item.sitting_id == number for oid in (item.manager, item.own_manager)}
        asked = [one.id for one in await invitations.of(work, number) if one.manager in managers]
        entries = await history.of(work, "sitting", number)
        for invitation in asked:
            entries += await history.of(work, "invitation", invitation)
        found += [entry for entry in entries if entry.child_ref is None and entry.verb in OF_A_WHOLE_SITTING]
    return found


def _happened(policy: Policy, kept: KeptEvent, names: Mapping[str, str]) -> tuple[datetime, DoneLine]:
    by = journey_words.recorded(kept.source, kept.recorded_at, names.get(kept.recorded_by, kept.recorded_by))
    withdrawn = ""
    if kept.withdrawn_at:
        who = names.get(kept.withdrawn_by or "", kept.withdrawn_by or "")
        withdrawn = journey_words.withdrawn(kept.withdrawn_at, who, kept.withdrawn_because)
    at = datetime.combine(kept.event.on, time(), tzinfo=LONDON).astimezone(UTC)
    return at, DoneLine(day(kept.event.on), _event(policy, kept.event), by, withdrawn)


def _event(policy: Policy, event: Event) -> str:
    name = str(event.fields.get("name", ""))
    words = policy.milestones.get(name, in_words(EVENT, event.type)) if name else in_words(EVENT, event.type)
    fields = sorted(event.fields.items(), key=lambda field: (field[0] not in MAIN, field[0]))
    said = [journey_words.field(key, _field(key, value)) for key, value in fields if key != "name"]
    return journey_words.happened(words, said)


def _field(key: str, value: str | int | bool | date) -> str:
    if isinstance(value, date):
        return on_day(value)
    if isinstance(value, bool):
        return journey_words.YES if value else journey_words.NO
    return in_words(CODES.get(key, {}), str(value))


def _done(entry: Entry) -> tuple[datetime, DoneLine]:
    return entry.at, DoneLine(moment(entry.at), journey_words.begun(_words(entry)), entry.by_name)


def _words(entry: Entry) -> str:
    """What was done; of an action with its number, since a child has several."""
    if entry.subject == "action":
        return journey_words.done_to_action(entry.subject_id, on_page(entry.verb, entry.details))
    return on_page(entry.verb, entry.details)


def _due(policy: Policy, item: Obligation) -> DueLine:
    what, overdue = duty_in_words(policy, item), item.standing == "overdue"
    said = stands(item.standing, item.due, item.met_on)
    return DueLine(journey_words.begun(what), item.clause, item.due, said, overdue, item.because)


def _action(house: House, action: PanelAction, names: Mapping[str, str], today: date) -> ActionLine:
    late = working_days_overdue(action.due, today, house.policy.calendar) if action.is_open else None
    blocked = journey_words.blocked(action.blocked_reason) if action.blocked_reason else ""
    finished = journey_words.CANCELLED if action.state == CANCELLED else ""
    finished = journey_words.finished(action.done_at) if action.state == DONE and action.done_at else finished
    said = "; ".join(part for part in (finished, lateness(late) if late is not None else "", blocked) if part)
    owner = names.get(action.owner, house_words.NOBODY_KNOWN)
    return ActionLine(action.id, action.text, owner, action.due, said or journey_words.OPEN, late is not None)


def _clauses(policy: Policy, clauses: Iterable[str]) -> tuple[ClauseLine, ...]:
    found = [reason(policy, clause) for clause in sorted(set(clauses)) if clause in policy.clauses]
    return tuple(ClauseLine(one.clause, one.place or policy.document, one.quote, one.reading) for one in found)
