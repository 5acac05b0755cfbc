"""Show the record of a sitting: attendance, the items with how far each is, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cards import house_words
from cards.recording import record_words
from cards.recording.record import PresentWords, RecordRow, RecordView
from permanence.meetings.attendance import still_to_get
from permanence.panel.panels import which_panel
from permanence.panel.recording import TO_RECORD
from permanence.panel.sitting import LISTED, Item, Sitting
from storage import actions, people
from storage.panel import items, outcomes
from storage.panel.items import TimedItem
from storage.store import Work
from usecases.house import House
from usecases.recording.sitting_to_record import found_sitting
from usecases.sittings.panel_seats import panel_seats

PAGE = 8


async def show_record(house: House, work: Work, sitting_id: int, page: int = 0, line: str = "") -> RecordView:
    """One page of the record."""
    sitting = await found_sitting(work, sitting_id)
    timed = await items.in_time_order(work, sitting_id, TO_RECORD)
    listed = [one.item for one in timed]
    names = await people.names(work)
    agreed = Counter(action.child for action in await actions.of_sitting(work, sitting_id))
    present = await attendance(house, work, sitting, [item.child for item in listed])
    pages = max(1, -(-len(listed) // PAGE))
    page = min(max(page, 0), pages - 1)
    return RecordView(
        sitting=sitting.id,
        version=sitting.version,
        on=sitting.on,
        kind=sitting.kind,
        state=sitting.state,
        rows=tuple(_row(one, names, agreed) for one in timed[page * PAGE : (page + 1) * PAGE]),
        recorded=sum(item.state != LISTED for item in listed),
        total=len(listed),
        present=present,
        page=page,
        pages=pages,
        panel=which_panel(house.policy, sitting.panel),
        line=line,
    )


def _row(timed: TimedItem, names: dict[str, str], agreed: Counter[str]) -> RecordRow:
    item, count = timed.item, agreed[timed.item.child or ""]
    who = title_of(item, names), item.presenter(names)
    return RecordRow(item.id, *who, item.state, count, timed.starts_at, timed.ends_at)


def title_of(item: Item, names: dict[str, str]) -> str:
    """What an item is called: a child's reference and initials, or whose actions they are."""
    return item.label or record_words.actions_of(names.get(item.own_manager, house_words.NOBODY_KNOWN))


async def attendance(house: House, work: Work, sitting: Sitting, refs: Iterable[str | None]) -> PresentWords:
    """Who attended a sitting about these children, in words, with what the procedure still asks for."""
    names, kept = await people.names(work), await outcomes.attendance_of(work, sitting.id)
    missing = still_to_get(await panel_seats(house, work, sitting, refs), kept.attended, kept.views)

    def said(which: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(names.get(who) or house.policy.role_title(who) for who in which))

    return PresentWords(
        attended=said(kept.attended),
        apologies=said(kept.apologies),
        views=said(kept.views),
        not_included=tuple((house.policy.role_title(who), why) for who, why in kept.reasons.items()),
        instead=kept.instead,
        to_get=tuple(f"{seat.title} ({seat.clause})" for seat in missing) if kept.attended else (),
    )
