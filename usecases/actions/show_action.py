"""Show an action as it stands on a day, with the end of its history; and the same in one line, for lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cards import house_words
from cards.actions import action_words
from cards.actions.action import ActionView
from cards.actions.action_words import ActionLine, Told
from permanence.action import CANCELLED, PanelAction, require_right, working_days_overdue
from permanence.mornings import LONDON
from permanence.people import rights
from permanence.people.deputies import away_in_words
from permanence.people.person import Away, Person
from permanence.people.rights import Right
from permanence.refusals import NotFound
from storage import actions, history, meetings, people
from storage.history import Entry
from storage.panel import sittings
from storage.store import Work
from usecases.actions.owners import had_by, handed_from
from usecases.house import House
from usecases.operator import who_is

LAST_TOLD = 4
NOBODY = house_words.NOBODY_KNOWN


async def show_action(
    house: House, work: Work, action_id: int, today: date, line: str = "", back: str = ""
) -> ActionView:
    """The card of one action."""
    action = await found_action(work, action_id)
    return await as_shown(house, work, action, await history.of(work, "action", action_id), today, line, back)


async def open_action(house: House, caller: str, action_id: int, today: date, back: str = "") -> ActionView:
    """The card of one action, for who may see it."""
    async with house.store.read() as work:
        person = rights.require(await who_is(house, work, caller, today), rights.SEE_ACTIONS)
        action = await action_for(work, person, rights.SEE_ACTIONS, action_id)
        return await show_action(house, work, action.id, today, back=back)


async def as_shown(
    house: House, work: Work, action: PanelAction, its: list[Entry], today: date, line: str, back: str
) -> ActionView:
    """The card of an action whose row and history are at hand."""
    entries = [told(entry) for entry in its[-LAST_TOLD:]]
    sitting = await sittings.find(work, action.sitting) if action.sitting else None
    names = await people.names(work)
    agreed = next((entry for entry in its if entry.verb == "agree_action"), None)
    owner, owner_teams_id, away = await people.named(work, action.owner, today) or (NOBODY, None, None)
    return ActionView(
        line_of=_in_line(house, action, owner, away, today),
        aim_for=house.policy.calendar.aim_for(action.due),
        as_of=today,
        agreed_on=sitting.on if sitting else await origin_day(work, action),
        of_meeting=action.meeting is not None,
        from_message=action.message is not None,
        message_link=action.message.link if action.message else "",
        owner_teams_id=owner_teams_id,
        recorded_by=agreed.by_name if agreed else "",
        had_by=tuple(names.get(oid, house_words.SOMEBODY_WHO_HAS_LEFT) for oid in had_by(its, action.owner)),
        handed_from=names.get(handed_from(its, action), ""),
        cancelled=entries[-1] if entries and action.state == CANCELLED else None,
        blocked_reason=action.blocked_reason or "",
        asked_reason=action.asked.reason if action.asked else "",
        told=tuple(entries),
        earlier=len(its) - len(entries),
        back=back,
        sitting=action.sitting or 0,
        line=line,
    )


async def origin_day(work: Work, action: PanelAction) -> date | None:
    """The day of the planning meeting or of the message it comes from."""
    if action.message and action.message.at:
        return action.message.at.astimezone(LONDON).date()
    return await meetings.day_of(work, action.meeting) if action.meeting else None


async def found_action(work: Work, action_id: int) -> PanelAction:
    """The action, or the refusal."""
    action = await actions.find(work, action_id)
    if action is None:
        raise NotFound(action_words.no_action(action_id))
    return action


async def action_for(work: Work, person: Person, right: Right, action_id: int) -> PanelAction:
    """The action, for who has the right for it; who has it for none is not told whether there is such an action."""
    action = await actions.find(work, action_id)
    if action is None:
        rights.require(person, right, besides=False)
        return await found_action(work, action_id)
    require_right(action, right, person)
    return action


async def in_lines(house: House, work: Work, its: Iterable[PanelAction], today: date) -> list[ActionLine]:
    """Actions as cards list them: with the child's reference and initials, and the owner's name."""
    wanted = list(its)
    names, away = await people.names(work), await people.away_on(work, today)
    return [
        _in_line(house, action, names.get(action.owner, NOBODY), away.get(action.owner), today) for action in wanted
    ]


def _in_line(house: House, action: PanelAction, owner: str, away: Away | None, today: date) -> ActionLine:
    return ActionLine(
        id=action.id,
        version=action.version,
        child=action.label,
        text=action.text,
        owner=owner,
        state=action.state,
        due=action.due,
        overdue=working_days_overdue(action.due, today, house.policy.calendar),
        asked=action.asked.due if action.asked else None,
        away=away_in_words(away) if away else "",
    )


def told(entry: Entry) -> Told:
    """A line of the history as cards tell it."""
    return Told(entry.at, entry.by_name, entry.verb, entry.details)
