"""Publish an agenda: the slots get their times, each team manager is invited, and the channel is told."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from cards.sittings import sitting_words
from cards.sittings.agenda import AgendaView
from cards.sittings.sitting import SittingView
from permanence.mornings import LONDON
from permanence.panel.panels import capacity_of
from permanence.panel.sitting import DRAFT, PUBLISHED, Item, Sitting, slot_times
from permanence.people import rights
from permanence.refusals import Incomplete, Stale
from storage import history, people
from storage.panel import invitations, items, sittings, slots
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile, latest_change, meanwhile
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.hand_over import hand_over
from usecases.sittings.redraw_referrals import redraw_listed
from usecases.sittings.show_agenda import show_agenda
from usecases.sittings.show_sitting import show_sitting
from usecases.sittings.tell_sitting import tell_sitting


@dataclass(frozen=True, slots=True)
class PublishAgenda:
    """Publish the draft that was seen at this version."""

    sitting: int
    seen: int
    press: Press


async def publish_agenda(house: House, command: PublishAgenda) -> SittingView | AgendaView:
    """The published sitting, in short; the draft as it stands when it changed meanwhile."""
    press = command.press
    today = press.at.astimezone(LONDON).date()
    async with house.store.change(press) as work:
        rights.require(await people.find(work, press.by), rights.PUBLISH_AGENDA)
        sitting = await found_sitting(work, command.sitting, hold=True)
        if sitting.state == DRAFT and (work.repeated or sitting.version != command.seen):
            line = await changed_meanwhile(work, "sitting", sitting.id)
            return await show_agenda(house, work, sitting, today, line)
        if sitting.state == DRAFT:
            await _publish(house, work, press, sitting)
        view = await show_sitting(house, work, sitting.id, await _outcome(work, press, sitting.id))
        return replace(view, in_channel=True)


async def _publish(house: House, work: Work, press: Press, sitting: Sitting) -> None:
    await hand_over(work, press, sitting)  # an absence may have been entered while this draft was being made
    listed = await items.of(work, sitting.id)
    if not listed:
        raise Incomplete(sitting_words.NOBODY_LISTED)
    if press.at >= sitting.starts_at:
        raise Stale(sitting_words.TIME_HAS_PASSED)
    if not await sittings.set_state(work, sitting.id, sitting.version, PUBLISHED):
        return
    times = slot_times(sitting.starts_at, sitting.ends_at, sitting.slot_minutes, capacity_of(house.policy, sitting))
    await slots.add(work, sitting.id, times)
    for number, item in enumerate(listed, 1):
        await slots.take(work, press, sitting.id, number, item.id)
    asked = [await invitations.add(work, sitting.id, oid, secrets.token_urlsafe(32)) for oid in _managers(listed)]
    await history.record(work, press, "publish_agenda", "sitting", sitting.id)
    await tell_sitting(work, sitting.id, asked, press.at)
    await redraw_listed(work, sitting, [item.child for item in listed], "published", press.at)


def _managers(listed: list[Item]) -> list[str]:
    return list(dict.fromkeys(item.manager for item in listed))


async def _outcome(work: Work, press: Press, sitting_id: int) -> str:
    own = await latest_change(work, "sitting", sitting_id, verb="publish_agenda", by=press.by)
    return own or meanwhile(await latest_change(work, "sitting", sitting_id, verb="publish_agenda"))
