"""Open the record of a sitting: the one asked for, or the earliest whose day has come and that is not closed."""

from __future__ import annotations

from datetime import date

from cards.recording import record_words
from cards.recording.item_record import ItemView
from cards.recording.record import RecordView
from permanence.panel.panels import panel_meant
from permanence.refusals import NotFound
from storage.panel import outcomes
from usecases.house import House
from usecases.recording.show_item import show_item
from usecases.recording.show_record import show_record
from usecases.recording.sitting_to_record import require_recorder


async def open_record(
    house: House, caller: str, today: date, sitting_id: int = 0, page: int = 0, words: str = ""
) -> RecordView:
    """The record, for the chair and business support; of the panel these words mean or of any."""
    async with house.store.read() as work:
        await require_recorder(work, caller)
        panel = panel_meant(house.policy, words).name if words else None
        wanted = sitting_id or await outcomes.to_record(work, today, panel)
        if not wanted:
            ahead = await outcomes.next_published(work)
            raise NotFound(record_words.none_to_record(ahead))
        return await show_record(house, work, wanted, page)


async def open_item(house: House, caller: str, item_id: int, today: date, page: int = 0) -> ItemView:
    """One item of the record, for the chair and business support."""
    async with house.store.read() as work:
        await require_recorder(work, caller)
        return await show_item(house, work, item_id, today, page=page)
