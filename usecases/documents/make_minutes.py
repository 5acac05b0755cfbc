"""Make the minutes of a day's sittings: a summary of each, and for every child a copy that names no other child."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cards import house_words
from cards.documents import minutes_words
from cards.parts import afternoon, day
from permanence.action import CANCELLED, DONE, PanelAction
from permanence.journey import Journey
from permanence.journeys.child_facts import care_facts
from permanence.panel.panels import panel_title, theme_title
from permanence.panel.recording import TO_RECORD
from permanence.panel.sitting import ACTION_REVIEW, CLOSED, DEFERRED, HEARD, LISTED, Item, Sitting
from permanence.people import rights
from permanence.policy import Policy
from permanence.refusals import NotAllowed, NotFound
from permanence.timeline import Obligation
from records.documents.minutes import Cited, Listed, Minutes, Passage
from storage import actions, children, people
from storage.children import Child
from storage.panel import items, sittings
from storage.store import Work
from usecases.house import House
from usecases.recording.show_record import attendance, title_of
from usecases.recording.uploads_of_panel import uploads_of_panel
from usecases.referrals.child_referral import said_in_referral
from usecases.visible_teams import visible_teams_of

NAMED = ("panel", "date", "time", "attended", "apologies", "procedure", "record_system", "child")
ACTION_WIDTHS = (5, 2, 2, 2)
ATTENDANCE = "panel"  # the kind of meeting whose seats a panel has


@dataclass(frozen=True, slots=True)
class MinutesAsked:
    """Who asks for the minutes of which day's sittings, or of one of them, and what day it is."""

    caller: str
    on: date
    today: date
    sitting: int | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """Minutes under the name of the file they are for, without its ending."""

    stem: str
    minutes: Minutes


async def make_minutes(house: House, asked: MinutesAsked) -> tuple[Filed, ...]:
    """For each sitting of the day the summary, then a copy for each child on it, in the order of the agenda."""
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_CHILDREN)
        if not visible.has(None):
            raise NotAllowed(minutes_words.EVERY_TEAMS_CHILDREN)
        held = [s for s in await sittings.published_between(work, asked.on, asked.on) if asked.sitting in (None, s.id)]
        if not held:
            raise NotFound(minutes_words.none_published(asked.on))
        return tuple([filed for sitting in held for filed in await _of_sitting(house, work, sitting, asked.today)])


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of a sitting when its minutes are written."""

    policy: Policy
    sitting: Sitting
    names: Mapping[str, str]
    agreed: Mapping[str, list[PanelAction]]
    uploads: Mapping[str, Obligation]
    plans: Mapping[str, str]
    referred: Mapping[str, tuple[tuple[str, str], ...]]


async def _of_sitting(house: House, work: Work, sitting: Sitting, today: date) -> list[Filed]:
    listed = await items.of(work, sitting.id, TO_RECORD)
    refs = [item.child for item in listed if item.child]
    agreed: dict[str, list[PanelAction]] = {}
    for action in await actions.of_sitting(work, sitting.id):
        agreed.setdefault(action.child, []).append(action)
    known = await children.several(work, refs)
    told = _Told(
        policy=house.policy,
        sitting=sitting,
        names=await people.names(work),
        agreed=agreed,
        uploads=await uploads_of_panel(house, work, refs, sitting.on, today),
        plans={ref: _plan(journey, sitting.on) for ref, (_, journey) in known.items()},
        referred={ref: await said_in_referral(house, work, ref, sitting) for ref in refs},
    )
    facts, named = await _facts(house, work, sitting, listed)
    stem = f"{sitting.on.isoformat()}-{sitting.panel}"
    panel, review = panel_title(house.policy, sitting.panel), sitting.kind == ACTION_REVIEW
    summary = Minutes(
        title=minutes_words.title_of_summary(panel, sitting.on, review=review),
        on=sitting.on,
        facts=facts,
        passages=tuple(_passage(told, item) for item in listed),
        cited=cited(house.policy, [sitting.clause, *_clauses(told, listed)]),
        named=named,
    )
    copies = [_copy(house, told, item, known[item.child][0], facts, named) for item in listed if item.child in known]
    numbered = [f"{stem}-{number:02d}-{file_name(copy.named['child'])}" for number, copy in enumerate(copies, 1)]
    return [Filed(f"{stem}-summary", summary), *map(Filed, numbered, copies)]


def _copy(
    house: House,
    told: _Told,
    item: Item,
    child: Child,
    facts: tuple[tuple[str, str], ...],
    named: Mapping[str, str],
) -> Minutes:
    """For the child's own record: nothing of any other child."""
    about = [
        (minutes_words.CHILD, child.label),
        (minutes_words.TEAM, child.team or minutes_words.NO_TEAM),
        (minutes_words.SOCIAL_WORKER, child.worker or minutes_words.NOT_KNOWN),
    ]
    panel = panel_title(house.policy, told.sitting.panel)
    return Minutes(
        title=minutes_words.title_of_copy(panel, child.label, told.sitting.on),
        on=told.sitting.on,
        facts=(*about, *facts),
        passages=(*_referral(told, item), replace(_passage(told, item), heading=minutes_words.AT_THE_PANEL)),
        cited=cited(told.policy, [told.sitting.clause, *_clauses(told, [item])]),
        named={**named, "child": child.label},
    )


async def _facts(
    house: House, work: Work, sitting: Sitting, listed: list[Item]
) -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
    """What stands at the head, and the values a template may ask for by name."""
    present = await attendance(house, work, sitting, [item.child for item in listed])
    waiting = sum(item.state == LISTED for item in listed)
    state = minutes_words.CLOSED if sitting.state == CLOSED else minutes_words.a_draft(waiting)
    named = {
        "panel": panel_title(house.policy, sitting.panel),
        "date": day(sitting.on),
        "time": afternoon(sitting.starts_at, sitting.ends_at).rpartition(", ")[2],
        "attended": ", ".join(present.attended) or minutes_words.NOT_RECORDED,
        "apologies": ", ".join(present.apologies) or minutes_words.NOBODY,
        "procedure": minutes_words.procedure(house.policy.title, house.policy.version),
        "record_system": house.policy.record_system,
        "child": "",
    }
    assert tuple(named) == NAMED, "docs/minutes.md lists them"
    seats = _seats(house.policy)
    facts = [
        (minutes_words.HELD, minutes_words.held_on(named["date"], named["time"], sitting.clause)),
        (minutes_words.THEME, theme_title(house.policy, sitting)),
        (minutes_words.ATTENDED, minutes_words.attended(named["attended"], seats[0] if seats else "")),
        (minutes_words.APOLOGIES, named["apologies"]),
        (minutes_words.IN_ANOTHERS_PLACE, present.instead),
        (minutes_words.VIEWS_OF, ", ".join(present.views)),
        (minutes_words.VIEWS_TO_GET, ", ".join(present.to_get)),
        (minutes_words.NOT_INCLUDED, minutes_words.not_included(present.not_included)),
        (minutes_words.PROCEDURE, named["procedure"]),
        (minutes_words.STATE, state),
    ]
    return tuple((name, said) for name, said in facts if said), named


def _referral(told: _Told, item: Item) -> tuple[Passage, ...]:
    """What was put to the panel, in the child's own copy only."""
    said = told.referred.get(item.child or "", ())
    return (Passage(heading=minutes_words.THE_REFERRAL, said=said),) if said else ()


def _passage(told: _Told, item: Item) -> Passage:
    return Passage(
        heading=title_of(item, dict(told.names)),
        said=tuple((name, said) for name, said in _said(told, item) if said),
        listed=_actions(told, item),
    )


def _said(told: _Told, item: Item) -> list[tuple[str, str]]:
    heard = {
        HEARD: minutes_words.HEARD if item.child else minutes_words.REVIEWED,
        DEFERRED: minutes_words.NOT_HEARD,
        LISTED: minutes_words.NOT_RECORDED_YET,
    }[item.state]
    no_actions = item.state == HEARD and not told.agreed.get(item.child or "")
    its, system = told.uploads.get(item.child or ""), told.policy.record_system
    upload = minutes_words.to_file(system, its.due, its.clause, its.met_on) if its else ""
    return [
        (minutes_words.PRESENTED_BY, item.presenter(told.names)),
        (minutes_words.WHY, minutes_words.because(item.because, item.clause)),
        (minutes_words.PLAN_AT_THE_TIME, told.plans.get(item.child or "", "")),
        (minutes_words.OUTCOME, heard),
        (minutes_words.RECOMMENDATION, item.recommendation or ""),
        (minutes_words.REASON, item.reason or ""),
        *item.discussion.in_words(),
        (minutes_words.ACTIONS, minutes_words.NO_ACTIONS_AGREED if no_actions else ""),
        (minutes_words.FILE_ON_THE_RECORD, upload),
    ]


def _actions(told: _Told, item: Item) -> Listed | None:
    rows = tuple(action_row(action, told.names) for action in told.agreed.get(item.child or "", []))
    return Listed(minutes_words.ACTION_HEADINGS, rows, ACTION_WIDTHS) if rows else None


def action_row(action: PanelAction, names: Mapping[str, str]) -> tuple[str, ...]:
    """An action as a row of a document: what, by whom, by when, how it stands."""
    ended = {DONE: minutes_words.DONE, CANCELLED: minutes_words.CANCELLED}
    stands = ended.get(action.state) or minutes_words.still_open(action.blocked_reason)
    return action.text, names.get(action.owner, house_words.NOBODY_KNOWN), day(action.due), stands


def _plan(journey: Journey, on: date) -> str:
    care = care_facts(journey, on)
    if care.plan is None:
        return minutes_words.NO_PLAN_AGREED
    return minutes_words.plan(care.plan.value, care.contingency)


def _clauses(told: _Told, its: list[Item]) -> list[str]:
    return [
        *_seats(told.policy)[:1],
        *(item.clause for item in its),
        *(u.clause for i in its if (u := told.uploads.get(i.child or ""))),
    ]


def _seats(policy: Policy) -> list[str]:
    """The clauses that say who sits, the standing members' first."""
    seats = [seat for seat in policy.seats if seat.meeting == ATTENDANCE]
    return [seat.clause for seat in sorted(seats, key=lambda seat: seat.part != "member")]


def cited(policy: Policy, clauses: Iterable[str]) -> tuple[Cited, ...]:
    """Each once, in order; a clause of an earlier procedure is named where it is said, without its words."""
    known = [policy.clauses[clause] for clause in dict.fromkeys(clauses) if clause in policy.clauses]
    return tuple(Cited(clause.id, clause.place or policy.document, clause.quote) for clause in known)


def file_name(text: str) -> str:
    """The text as a part of a file's name."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")
