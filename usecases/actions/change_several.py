"""Change several actions at once: each by itself, as its own button would; one that is refused stops no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from cards import house_words
from permanence.panel.action_changes import Change, Complete
from permanence.refusals import Refusal
from storage.store import Press
from usecases.actions.finish_action import FinishAction, finish_action
from usecases.actions.update_action import UpdateAction, update_action
from usecases.house import House


@dataclass(frozen=True, slots=True)
class ChangeSeveral:
    """The actions as seen, each with its version, and the change. `note` is what was done, beside a completion."""

    seen: Sequence[tuple[int, int]]
    change: Change
    press: Press
    note: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """The numbers of those changed, and of the others the sentence why not."""

    done: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]


async def change_several(house: House, command: ChangeSeveral) -> Changed:
    """Sent twice it is one change of each: every action has a press of its own."""
    done: list[int] = []
    refused: list[tuple[int, str]] = []
    for number, seen in command.seen:
        key = sha256(f"{command.press.key} {number}".encode()).hexdigest()
        try:
            stale = await _change(house, command, number, seen, replace(command.press, key=key))
        except Refusal as no:
            refused.append((number, no.sentence))
            continue
        if stale:
            refused.append((number, stale))
        else:
            done.append(number)
    return Changed(tuple(done), tuple(refused))


async def _change(house: House, command: ChangeSeveral, number: int, seen: int, press: Press) -> str:
    """What was in the way, if anything was."""
    if isinstance(command.change, Complete) and command.note:
        updated = await finish_action(house, FinishAction(number, seen, command.note, press))
    else:
        updated = await update_action(house, UpdateAction(number, seen, command.change, press))
    return (updated.view.line or house_words.HERE_IT_IS) if updated.stale else ""
