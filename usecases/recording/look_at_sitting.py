"""Look at one sitting as it stands: a draft with its reserve, what was published and answered, what was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cards.invitations.unanswered import UnansweredLine
from cards.recording.summary import SummaryView
from cards.recording.upload_form import UploadForm
from cards.sittings.agenda import AgendaLine, AgendaView
from cards.sittings.sitting import AnswerLine, SittingView, SlotLine
from cards.sittings.sitting_head import SittingHead
from permanence.panel.recording import TO_RECORD
from permanence.panel.sitting import DRAFT, HELD, LISTED, PASSED_ON, PUBLISHED, Invitation, Item, Sitting
from permanence.people import rights
from permanence.people.person import Person
from storage import people
from storage.panel import invitations, items, slots
from storage.store import Work
from usecases.house import House
from usecases.invitations.show_unanswered import show_unanswered
from usecases.recording.show_record import title_of
from usecases.recording.show_summary import show_summary
from usecases.recording.show_uploads import show_uploads
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.show_agenda import show_agenda
from usecases.sittings.show_sitting import show_sitting
from usecases.sittings.sitting_head import sitting_head
from usecases.visible_teams import VisibleTeams, visible_teams_of

EVERYBODY = 1000  # more than are ever invited to a sitting


@dataclass(frozen=True, slots=True)
class LookAsked:
    """Who looks at which sitting, on which day."""

    caller: str
    sitting: int
    today: date


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A slot, and what the manager who presents in it answered; empty where nobody was asked."""

    slot: SlotLine
    answer: str = ""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """Somebody on a draft, with the time they would have."""

    starts_at: datetime
    line: AgendaLine


@dataclass(frozen=True, slots=True)
class InvitedRow:
    """A manager's answer; `waiting` for one not given yet, where the viewer may remind them."""

    answer: AnswerLine
    waiting: UnansweredLine | None = None


@dataclass(frozen=True, slots=True)
class SittingLook:
    """A sitting as this viewer may see it. `refs` are the children they may open, by their labels.

    `summary` is there once the sitting was held and, for who may record it, from its day on; `unrecorded` names who is
    still to be recorded. `uploads` is there for whoever may confirm one.
    """

    its: Sitting
    head: SittingHead
    refs: Mapping[str, str]
    draft: AgendaView | None = None
    on_draft: tuple[DraftRow, ...] = ()
    published: SittingView | None = None
    slots: tuple[SlotRow, ...] = ()
    invited: tuple[InvitedRow, ...] = ()
    answer_by: date | None = None
    summary: SummaryView | None = None
    unrecorded: tuple[str, ...] = ()
    uploads: UploadForm | None = None
    minutes: bool = False


async def look_at_sitting(house: House, asked: LookAsked) -> SittingLook:
    """A draft only for whoever may see a draft."""
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_SITTING, asked.today)
        person = rights.require(await people.find(work, asked.caller, asked.today), rights.SEE_SITTING)
        sitting = await found_sitting(work, asked.sitting)
        if sitting.state == DRAFT:
            rights.require(person, rights.SEE_DRAFT)
            return await _draft(house, work, asked, sitting, visible)
        return await _published(house, work, asked, sitting, person, visible)


async def _draft(house: House, work: Work, asked: LookAsked, sitting: Sitting, visible: VisibleTeams) -> SittingLook:
    view = await show_agenda(house, work, sitting, asked.today)
    step = timedelta(minutes=sitting.slot_minutes)
    return SittingLook(
        its=sitting,
        head=view.head,
        refs=_refs(await items.of(work, sitting.id), visible),
        draft=view,
        on_draft=tuple(DraftRow(sitting.starts_at + place * step, line) for place, line in enumerate(view.lines)),
    )


async def _published(
    house: House, work: Work, asked: LookAsked, sitting: Sitting, person: Person, visible: VisibleTeams
) -> SittingLook:
    view = await show_sitting(house, work, sitting.id)
    listed = await items.of(work, sitting.id, TO_RECORD)
    sent = [one for one in await invitations.of(work, sitting.id) if one.state != PASSED_ON]
    held = sitting.state in HELD
    begun = held or (sitting.state == PUBLISHED and sitting.on <= asked.today)
    recorded = held or (begun and rights.may_at_all(person, rights.RECORD_SITTING))
    confirms = held and rights.may_at_all(person, rights.CONFIRM_UPLOAD)
    waiting, by = await _waiting(house, work, sitting, person, asked.today)
    names = await people.names(work)
    return SittingLook(
        its=sitting,
        head=sitting_head(house.policy, sitting),
        refs=_refs(listed, visible),
        published=view,
        slots=await _slots(work, view, listed, sent),
        invited=tuple(InvitedRow(line, waiting.get(one.id)) for line, one in zip(view.answers, sent, strict=True)),
        answer_by=by,
        summary=await show_summary(house, work, sitting.id, asked.today) if recorded else None,
        unrecorded=tuple(title_of(one, names) for one in listed if one.state == LISTED) if recorded else (),
        uploads=await show_uploads(house, work, asked.caller, "", sitting.id, (), asked.today) if confirms else None,
        minutes=begun and visible.has(None),
    )


def _refs(listed: list[Item], visible: VisibleTeams) -> dict[str, str]:
    return {one.label: one.child for one in listed if one.child and visible.has(one.team)}


async def _slots(work: Work, view: SittingView, listed: list[Item], sent: list[Invitation]) -> tuple[SlotRow, ...]:
    presents = {one.id: one.manager for one in listed}
    answered = {one.manager: one.state for one in sent}
    kept = await slots.of(work, view.sitting)
    return tuple(
        SlotRow(line, answered.get(presents.get(slot.item_id or 0, ""), ""))
        for line, slot in zip(view.slots, kept, strict=True)
    )


async def _waiting(
    house: House, work: Work, sitting: Sitting, person: Person, today: date
) -> tuple[dict[int, UnansweredLine], date | None]:
    """By invitation, who may be reminded by this viewer now; and by when answers are due."""
    if sitting.state != PUBLISHED or sitting.on < today or not rights.may_at_all(person, rights.REMIND_INVITED):
        return {}, None
    view = await show_unanswered(house, work, sitting.id, most=EVERYBODY)
    return {line.invitation: line for line in view.lines}, view.answer_by
