"""An action is done, with a note of what was done: two entries of its history, by one press."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from permanence.panel.action_changes import Complete, Progress
from storage.store import Press
from usecases.actions.update_action import UpdateAction, Updated, update_action
from usecases.house import House


@dataclass(frozen=True, slots=True)
class FinishAction:
    """The action as seen at a version, and what was done."""

    action_id: int
    seen: int
    note: str
    press: Press
    back: str = ""


async def finish_action(house: House, command: FinishAction) -> Updated:
    """The action as done; as it stands, and nothing written, when somebody was there first."""
    press = command.press
    # Of its own, so that a press delivered twice writes the note once, whenever the program ended between the two.
    own = replace(press, key=sha256(f"{press.key} note".encode()).hexdigest())
    note = UpdateAction(command.action_id, command.seen, Progress(command.note), own, command.back)
    noted = await update_action(house, note)
    if noted.stale:
        return noted
    seen = noted.view.line_of.version
    return await update_action(house, UpdateAction(command.action_id, seen, Complete(), press, command.back))
