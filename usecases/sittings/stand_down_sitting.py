"""Stand a published sitting down, with a reason: its children come first at the next one and everybody is told once."""

from __future__ import annotations

from dataclasses import dataclass

from cards.sittings.move_form import MoveFormView
from cards.sittings.sitting import SittingView
from permanence.panel.sitting import NOT_COMING, STOOD_DOWN, Sitting
from permanence.people import rights
from permanence.reasons import what_is_wrong_with
from storage import people
from storage.panel import invitations, items, sittings
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile, latest_change, meanwhile
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.give_up_slots import give_up_slots
from usecases.sittings.move_sitting import MoveSitting, form, open_sitting, record_change
from usecases.sittings.redraw_referrals import redraw_moved
from usecases.sittings.replan_drafts import replan_drafts
from usecases.sittings.show_sitting import show_sitting
from usecases.sittings.tell_sitting import tell_sitting


@dataclass(frozen=True, slots=True)
class StandDownSitting:
    """The form as typed, of which the reason counts, for the sitting seen at this version."""

    typed: MoveSitting

    @property
    def press(self) -> Press:
        return self.typed.press


async def stand_down_sitting(house: House, command: StandDownSitting) -> SittingView | MoveFormView:
    """The sitting after it; the form again without a reason, or when the sitting changed meanwhile."""
    press, typed = command.press, command.typed
    async with house.store.change(press) as work:
        rights.require(await people.find(work, press.by), rights.MOVE_SITTING)
        sitting = await found_sitting(work, typed.sitting)
        if sitting.state != STOOD_DOWN:
            sitting = await open_sitting(work, typed.sitting, press, hold=True)
            if sitting.version != typed.seen or work.repeated:
                return form(sitting, typed, await changed_meanwhile(work, "sitting", sitting.id))
            wrong = what_is_wrong_with(typed.reason.strip())
            if wrong:
                return form(sitting, typed, wrong)
            await _stand_down(house, work, press, sitting, typed.reason.strip())
        last = await latest_change(work, "sitting", sitting.id, verb="stand_down_sitting")
        own = await latest_change(work, "sitting", sitting.id, verb="stand_down_sitting", by=press.by)
        return await show_sitting(house, work, sitting.id, own or meanwhile(last))


async def _stand_down(house: House, work: Work, press: Press, sitting: Sitting, reason: str) -> None:
    before = await sittings.kept(work)
    if not await sittings.set_state(work, sitting.id, sitting.version, STOOD_DOWN):
        return
    labels = await give_up_slots(work, press, sitting, await items.of(work, sitting.id), reason)
    changed = []
    for invitation in await invitations.of(work, sitting.id):
        if invitation.state not in NOT_COMING:
            await invitations.touch(work, invitation.id)
            changed.append(invitation.id)
    await record_change(work, press, sitting, "stand_down_sitting", reason, labels=labels)
    await tell_sitting(work, sitting.id, changed, press.at, gave_up=False)
    await replan_drafts(house, work, press, sitting.panel, press.day)
    await redraw_moved(house, work, press, sitting, before)
