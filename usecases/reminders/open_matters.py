"""Open matters: everything somebody is still to do by a date: meetings, records, uploads, actions, answers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from cards.reminders import matter_words
from permanence.action import BLOCKED, PanelAction
from permanence.mornings import LONDON
from permanence.panel.panels import answer_by, which_panel
from permanence.panel.sitting import INVITED, PUBLISHED, Invitation, Sitting
from permanence.people.deputies import away_in_words
from permanence.people.person import BUSINESS_SUPPORT, ROLES, SERVICE_MANAGER, TEAM_MANAGER, Away
from permanence.policy import Policy
from permanence.reminders import Matter, Rung
from storage import actions, children, meetings, people
from storage.panel import invitations, items, sittings
from storage.store import Work
from usecases.house import House
from usecases.reminders.duties_as_matters import REQUIRED, OnAgenda, duties_as_matters
from usecases.reminders.meetings_to_prepare import meetings_to_prepare
from usecases.sittings.readiness import readiness_of

# What is not ready is said to its manager beforehand, and to business support on the day it was to be ready.
PREPARATION = (
    Rung(-2, TEAM_MANAGER, frozenset({"preparation"})),
    Rung(0, BUSINESS_SUPPORT, frozenset({"preparation"})),
)


def ladder(policy: Policy) -> tuple[Rung, ...]:
    """The procedure's steps. A role of the procedure that nobody signs in with is heard by one who does."""
    return tuple(
        Rung(step.working_days, _role(step.to), frozenset(step.what), step.every or 0) for step in policy.reminders
    )


def every_rung(policy: Policy) -> tuple[Rung, ...]:
    """The procedure's ladder, and the product's own for preparation and for what has no date."""
    return (*ladder(policy), *PREPARATION, *REQUIRED)


async def open_matters(house: House, work: Work, now: datetime, refs: Iterable[str] | None = None) -> list[Matter]:
    """Of every child, or of these children, and every unanswered invitation and meeting to prepare; worked out now."""
    today = now.astimezone(LONDON).date()
    if refs is None:
        known, agreed = await children.everyone(work), await actions.open_everywhere(work)
    else:
        known = await children.several(work, refs)
        agreed = [action for its in (await actions.open_for(work, known)).values() for action in its]
    on_agenda = await _on_agenda(house, work, today)
    arranged = {(one.child, one.kind) for one in await meetings.arranged(work)}
    kept = await sittings.kept(work)
    found = await asyncio.to_thread(duties_as_matters, house.policy, known, on_agenda, arranged, today, kept)
    away = await people.away_on(work, today)
    found += [_of_action(action, away.get(action.owner)) for action in agreed]
    found += await _of_invitations(house, work, now)
    found += await meetings_to_prepare(house, work, known, today)
    return found


async def _on_agenda(house: House, work: Work, today: date) -> OnAgenda:
    """Who is on which panel's agenda."""
    names = [panel.name for panel in house.policy.panels] if len(house.policy.panels) > 1 else [None]
    return {
        (child, name or ""): sitting
        for name in names
        for child, sitting in (await sittings.children_on_open_sittings(work, today, panel=name)).items()
    }


def _of_action(action: PanelAction, away: Away | None) -> Matter:
    agreed = action.meeting is not None, action.message is not None
    blocked = action.blocked_reason or "" if action.state == BLOCKED else ""
    later = action.asked.due if action.asked else None
    return Matter(
        occasion=f"action:{action.id}:{action.due.isoformat()}",
        what="action",
        name=action.text,
        due=action.due,
        origin=matter_words.action_of(action.id, *agreed),
        because=matter_words.action_because(action.due, *agreed),
        child_ref=action.child,
        child=action.label,
        team=action.team,
        owner=action.owner,
        card=f"action:{action.id}",
        note=matter_words.known_of_action(away_in_words(away) if away else "", blocked, later),
    )


async def _of_invitations(house: House, work: Work, now: datetime) -> list[Matter]:
    found: list[Matter] = []
    today = now.astimezone(LONDON).date()
    for sitting in await sittings.published_between(work, today, date.max):
        if sitting.state != PUBLISHED or sitting.starts_at <= now:
            continue
        due = _answer_by(house, sitting)
        asked = {one.manager: one for one in await invitations.of(work, sitting.id)}
        found += await _of_preparation(house, work, sitting, asked)
        for invitation in asked.values():
            if invitation.state == INVITED:
                found.append(
                    Matter(
                        occasion=f"invitation:{invitation.id}:{due.isoformat()}",
                        what="invitation",
                        name=matter_words.to_answer(*_named(house, sitting)),
                        due=due,
                        origin=sitting.clause,
                        because=matter_words.sits(*_named(house, sitting)),
                        source=house.policy.source(sitting.clause),
                        owner=invitation.manager,
                        card=f"invitation:{invitation.id}",
                    )
                )
    return found


async def _of_preparation(house: House, work: Work, sitting: Sitting, asked: Mapping[str, Invitation]) -> list[Matter]:
    """Each child whose preparation is not ready, where the procedure says by when it is to be."""
    due = answer_by(house.policy, sitting)
    if due is None:
        return []
    its = {item.id: item for item in await items.of(work, sitting.id)}
    found: list[Matter] = []
    for number, known in (await readiness_of(house, work, sitting, its.values())).items():
        item, invitation = its[number], asked.get(its[number].manager)
        if not known.missing or invitation is None:
            continue
        first = known.missing[0].clause
        found.append(
            Matter(
                occasion=f"preparation:{item.id}:{due.isoformat()}",
                what="preparation",
                name=matter_words.to_prepare(*_named(house, sitting)),
                due=due,
                origin=first,
                because=matter_words.sits(*_named(house, sitting)),
                source=house.policy.source(first),
                child_ref=item.child,
                child=item.label,
                team=item.team,
                owner=item.manager,
                card=f"invitation:{invitation.id}",
                note=matter_words.not_ready(line.text for line in known.missing),
            )
        )
    return found


def _named(house: House, sitting: Sitting) -> tuple[str, date]:
    """The panel, named where there are several, and its day."""
    return which_panel(house.policy, sitting.panel) or "", sitting.on


def _answer_by(house: House, sitting: Sitting) -> date:
    return answer_by(house.policy, sitting) or sitting.on  # where the procedure sets no day to answer by


def _role(key: str) -> str:
    if key in ROLES:
        return key
    return SERVICE_MANAGER if key.startswith(SERVICE_MANAGER) else BUSINESS_SUPPORT
