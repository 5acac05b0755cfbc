"""Who had an action before, by its history, and whom a change of it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from permanence.action import PanelAction
from permanence.deeds import Verb
from storage.history import Entry

HANDED: Verb = "reassign_action"
WAS_OWNER = "was_oid"  # of whatever changed the owner: who had it until then
CONCERNED, MARK = "concerned", "mark"  # of whatever is told to the owner: whom, and the version it led to


def handed_from(its: Sequence[Entry], action: PanelAction) -> str:
    """Who handed it to whoever has it now; empty where nobody did, or what made them its owner is taken back."""
    last = next((entry for entry in reversed(its) if WAS_OWNER in entry.details), None)
    if last is None or last.verb != HANDED or last.details[WAS_OWNER] == action.owner:
        return ""
    return str(last.details[WAS_OWNER])


def had_by(its: Iterable[Entry], owner: str) -> tuple[str, ...]:
    """Everybody who had it before and has it no more, by object id, in that order."""
    before = (str(entry.details[WAS_OWNER]) for entry in its if WAS_OWNER in entry.details)
    return tuple(oid for oid in dict.fromkeys(before) if oid != owner)


def concerned(before: PanelAction, after: PanelAction, verb: Verb, by: str) -> list[str]:
    """Whom a change is told to beside the card: who has it now, and who had it where that was a mistake."""
    told: dict[Verb, tuple[str, ...]] = {
        HANDED: (after.owner,),
        "take_back_reassignment": (after.owner, before.owner),
        "correct_action": (after.owner, before.owner),
        "cancel_action": (after.owner,),
    }
    return [oid for oid in dict.fromkeys(told.get(verb, ())) if oid != by]
