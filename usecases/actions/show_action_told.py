"""Show one change of an action to whom it concerns: what was done to it, and how the action stands now."""

from __future__ import annotations

from datetime import date

from cards.actions import action_words
from cards.told_of_change import ToldOfChange
from permanence.refusals import NotFound
from permanence.subject import Subject
from storage import history
from storage.store import Work
from usecases.actions.owners import CONCERNED, MARK
from usecases.actions.show_action import found_action, in_lines, told
from usecases.house import House
from usecases.tell_concerned import mentioned


async def show_action_told(
    house: House, work: Work, action_id: int, mark: int, recipient: str, today: date
) -> ToldOfChange:
    """The change that led to the version `mark`."""
    action = await found_action(work, action_id)
    its = [one for one in await history.of(work, "action", action_id) if one.details.get(MARK) == mark]
    if not its:
        raise NotFound(action_words.CHANGE_NOT_KNOWN)
    named = await mentioned(work, its[0].details[CONCERNED], recipient)
    line = (await in_lines(house, work, [action], today))[0]
    return ToldOfChange(
        title=action_words.action_for(line.child),
        what=action_words.told_in_words(told(its[0])),
        lines=(line.text, action_words.stands(line)),
        people=tuple((person.name, person.teams_id) for person in named),
        of=str(Subject.of("action", action_id)),
        show=action_words.SHOW_THE_ACTION,
    )
