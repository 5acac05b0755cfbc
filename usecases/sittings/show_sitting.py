"""Show a published sitting: its slots, who presents whom in them, and what the invited managers answered."""

from __future__ import annotations

from datetime import date

from cards.sittings import sitting_words
from cards.sittings.sitting import AnswerLine, SittingView, SlotLine
from permanence.panel.panels import panel_meant
from permanence.panel.preparation import Readiness
from permanence.panel.recording import TO_RECORD
from permanence.panel.sitting import (
    DRAFT,
    HELD,
    INVITED,
    PASSED_ON,
    REOPENED,
    STOOD_DOWN,
    Invitation,
    Item,
    Slot,
)
from permanence.people import rights
from permanence.phrases.periods import read_period
from permanence.phrases.spoken import spoken
from permanence.refusals import NotFound
from storage import people
from storage.panel import invitations, items, sittings, slots
from storage.store import Work
from usecases.house import House
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.panel_seats import also_invited, panel_seats
from usecases.sittings.readiness import readiness_of
from usecases.sittings.sitting_head import sitting_head
from usecases.visible_teams import visible_teams_of


async def show_current_sitting(house: House, caller: str, today: date, words: str = "") -> SittingView:
    """The next published sitting, else the last one; of the panel or in the period that words name."""
    async with house.store.read() as work:
        await visible_teams_of(house, work, caller, rights.SEE_SITTING)
        period, panel_words = read_period(" ".join(spoken(words)), today)
        panel = panel_meant(house.policy, panel_words).name if panel_words.strip() else None
        if period is None:
            sitting = await sittings.current(work, today, panel)
        else:
            known = await sittings.published_between(work, period.start or today, period.end)
            sitting = next((one for one in known if panel in (None, one.panel)), None)
        if sitting is None:
            raise NotFound(sitting_words.none_published_in(period.words) if period else sitting_words.NONE_PUBLISHED)
        return await show_sitting(house, work, sitting.id)


async def show_sitting(house: House, work: Work, sitting_id: int, line: str = "") -> SittingView:
    """The sitting's card."""
    sitting = await found_sitting(work, sitting_id)
    if sitting.state == DRAFT:
        raise NotFound(sitting_words.STILL_A_DRAFT)
    names = await people.names(work)
    by_id = {item.id: item for item in await items.of(work, sitting_id, TO_RECORD)}
    known = await readiness_of(house, work, sitting, by_id.values())
    seats = await panel_seats(house, work, sitting, [item.child for item in by_id.values()])
    return SittingView(
        sitting=sitting.id,
        version=sitting.version,
        head=sitting_head(house.policy, sitting),
        closed=sitting.state in HELD,
        slots=tuple(
            _slot(slot, by_id.get(slot.item_id or 0), names, known.get(slot.item_id or 0))
            for slot in await slots.of(work, sitting_id)
        ),
        answers=tuple(
            _answer(invitation, names)
            for invitation in await invitations.of(work, sitting_id)
            if invitation.state != PASSED_ON
        ),
        stood_down=sitting.state == STOOD_DOWN,
        reopened=sitting.state == REOPENED,
        also=also_invited(seats),
        line=line,
    )


def _slot(slot: Slot, item: Item | None, names: dict[str, str], known: Readiness | None) -> SlotLine:
    if item is None:
        return SlotLine(slot.starts_at, slot.ends_at)
    return SlotLine(
        slot.starts_at, slot.ends_at, item.label, item.presenter(names), len(known.missing) if known else None
    )


def _answer(invitation: Invitation, names: dict[str, str]) -> AnswerLine:
    manager = names.get(invitation.manager, invitation.manager)
    if invitation.state == INVITED:
        return AnswerLine(manager, invitation.state)
    by = invitation.answered_by or ""
    stood_in = "" if by == invitation.manager else names.get(by, by)
    return AnswerLine(manager, invitation.state, invitation.answered_at, stood_in)
