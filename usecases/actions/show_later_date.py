"""Show one asking for a later date: whom it waits for, or how it ended."""

from __future__ import annotations

from datetime import date

from cards.actions import action_words
from cards.actions.later_date import LaterDateView
from permanence.people.person import PANEL_CHAIR
from permanence.refusals import NotFound
from storage import history, people
from storage.history import Entry
from storage.store import Work
from usecases.actions.show_action import found_action, in_lines, told
from usecases.house import House

ENDS = ("agree_later_date", "refuse_later_date", "complete_action", "cancel_action")


async def show_later_date(
    house: House, work: Work, action_id: int, ask: int, today: date, line: str = ""
) -> LaterDateView:
    """The asking made when the action was at version `ask`."""
    action = await found_action(work, action_id)
    entries = await history.of(work, "action", action_id)
    asked = [entry for entry in entries if is_asking(entry) and entry.details["ask"] == ask]
    if not asked:
        raise NotFound(action_words.REQUEST_NOT_KNOWN)
    after = entries[entries.index(asked[0]) + 1 :]
    ended = next((entry for entry in after if entry.verb in ENDS or "was_due" in entry.details), None)
    wanted = date.fromisoformat(asked[0].details["due"])
    chairs = [person for person in await people.everyone(work) if person.has(PANEL_CHAIR)]
    return LaterDateView(
        line_of=(await in_lines(house, work, [action], today))[0],
        ask=ask,
        was=date.fromisoformat(asked[0].details["was"]),
        wanted=wanted,
        aim_for=house.policy.calendar.aim_for(wanted),
        reason=asked[0].details["reason"],
        by=asked[0].by_name,
        chairs=tuple((person.name, person.teams_id) for person in chairs),
        ended=told(ended) if ended else None,
        sitting=action.sitting or 0,
        line=line,
    )


def is_asking(entry: Entry) -> bool:
    """Whether this line of an action's history asked for a later date."""
    return entry.verb == "ask_later_date"
