"""Show the form behind a button of an action, with what was typed so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cards.actions.action_update_form import ActionUpdateForm
from permanence.action import require_right, right_to_mend
from permanence.people import rights
from permanence.people.person import ROLES, likeliest_first
from permanence.people.rights import ANSWER_LATER_DATE, CHANGE_ACTION, MEND_ACTION
from storage import people
from storage.store import Work
from usecases.actions.show_action import action_for, found_action, in_lines
from usecases.house import House

CORRECT, CANCEL = "correct_action", "cancel_action"


@dataclass(frozen=True, slots=True)
class FormAsked:
    """Who asks, which form of which action, and where it was opened from."""

    caller: str
    verb: str
    action_id: int
    of: str = ""
    back: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


async def show_action_form(house: House, work: Work, asked: FormAsked, today: date) -> ActionUpdateForm:
    """The form with the action as it stands now: people without the right are refused before the form opens."""
    right = {"refuse_later_date": ANSWER_LATER_DATE, CORRECT: MEND_ACTION, CANCEL: MEND_ACTION}.get(
        asked.verb, CHANGE_ACTION
    )
    person = rights.require(await people.find(work, asked.caller, today), right)
    action = await found_action(work, asked.action_id) if right is MEND_ACTION else None
    if action is not None:
        require_right(action, right_to_mend(action), person)
    else:
        action = await action_for(work, person, right, asked.action_id)
    chosen: tuple[tuple[str, str], ...] = ()
    if asked.verb in ("reassign_action", CORRECT):
        chosen = await choices(work, action.team, besides="" if asked.verb == CORRECT else action.owner)
    return ActionUpdateForm(
        verb=asked.verb,
        line_of=(await in_lines(house, work, [action], today))[0],
        of=asked.of,
        back=asked.back,
        people=chosen,
        owner=action.owner if asked.verb == CORRECT else "",
        typed=asked.typed,
        line=asked.line,
    )


async def choices(work: Work, team: str | None, besides: str = "") -> tuple[tuple[str, str], ...]:
    """People who can be given an action, as (name and roles, object id); the child's team first."""
    known = [person for person in likeliest_first(await people.everyone(work), team) if person.oid != besides]
    return tuple(
        (", ".join([person.name, *(words for role, words in ROLES.items() if person.has(role))]), person.oid)
        for person in known
    )
