"""Leave what was previewed: nothing is written, and what was read from the files is let go."""

from __future__ import annotations

from dataclasses import dataclass

from cards.imports import import_words
from cards.imports.import_preview import ImportPreviewView
from storage.importing import previews
from storage.store import Press
from usecases.house import House
from usecases.imports.show_preview import decided_view, own_preview


@dataclass(frozen=True, slots=True)
class LeavePreview:
    """One's own preview."""

    id: int
    press: Press


async def leave_preview(house: House, command: LeavePreview) -> ImportPreviewView:
    """Left, or what became of it before."""
    async with house.store.change(command.press) as work:
        kept = await own_preview(house, work, command.id, command.press, hold=True)
        if kept.read is None:
            return decided_view(kept)
        await previews.decide(work, kept, previews.LEFT)
        return decided_view(kept, import_words.LEFT_NOW)
