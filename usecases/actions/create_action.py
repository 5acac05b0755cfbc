"""Create an action from a message in the channel: what, for which child, by whom, by when; its card follows there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cards.actions import action_words
from cards.actions.create_action_form import MISSING
from permanence.action import FromMessage
from permanence.explain import shortened
from permanence.meetings.meeting import require_to_come
from permanence.people import rights
from permanence.people.deputies import signed
from permanence.refusals import Incomplete
from permanence.subject import Subject
from storage import actions, history, outbox, people
from storage.children import Child
from storage.store import Press, Work
from usecases.actions.show_action import found_action
from usecases.actions.tell_action import tell_review
from usecases.find_child import find_child
from usecases.house import House
from usecases.visible_teams import visible_teams_of

SHORT = 120  # characters of an action's text that are said back


@dataclass(frozen=True, slots=True)
class CreateAction:
    """A new action for a child, out of a message."""

    child: str  # reference
    text: str
    owner: str  # Entra object id
    due: date
    message: FromMessage
    press: Press


async def create_action(house: House, command: CreateAction) -> str:
    """Keep the action and have its card posted; what was agreed, said back in one sentence, alike for a repeat."""
    press = command.press
    async with house.store.change(press) as work:
        person = rights.require(await people.find(work, press.by), rights.AGREE_ACTION)
        visible = await visible_teams_of(house, work, press.by, rights.AGREE_ACTION)
        child, _ = await find_child(work, command.child, visible)
        rights.require_for(person, rights.AGREE_ACTION, child.team)
        owner = await people.find(work, command.owner)
        if owner is None:
            raise Incomplete(MISSING["owner"])
        if not work.repeated:
            require_to_come(command.due, command.press.day)
            own = replace(press, name=signed(press.name, person, child.team))
            action_id = await _keep(work, own, child, owner.name, command)
            await tell_review(work, await found_action(work, action_id), command.press.day, press.at)
    aim = house.policy.calendar.aim_for(command.due)
    return action_words.agreed_for(child.label, _short(command.text), owner.name, command.due, aim)


def _short(text: str) -> str:
    return shortened(" ".join(text.split()).rstrip("."), SHORT)


async def _keep(work: Work, press: Press, child: Child, owner: str, command: CreateAction) -> int:
    action_id = await actions.add(
        work, press, child.ref, None, command.text, command.owner, command.due, message=command.message
    )
    said = {"text": command.text, "owner": owner, "due": command.due.isoformat(), "message": command.message.id}
    await history.record(work, press, "agree_action", "action", action_id, child_ref=child.ref, **said)
    await outbox.tell(work, Subject.of("action", action_id), 1, press.at)
    return action_id
