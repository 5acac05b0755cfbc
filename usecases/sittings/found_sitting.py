"""A sitting by its number, or the refusal that says it is not known any more."""

from __future__ import annotations

from cards.sittings import sitting_words
from permanence.panel.sitting import Sitting
from permanence.refusals import NotFound
from storage.panel import sittings
from storage.store import Work


async def found_sitting(work: Work, sitting_id: int, *, hold: bool = False) -> Sitting:
    """The sitting, or the refusal."""
    sitting = await sittings.find(work, sitting_id, hold=hold)
    if sitting is None:
        raise NotFound(sitting_words.NOT_KNOWN)
    return sitting
