"""Remind who has not answered an invitation: one post that mentions them, nobody more than once a working day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards.invitations import invitation_words
from cards.invitations.unanswered import UnansweredView
from permanence.mornings import LONDON
from permanence.panel.reminding import next_reminder
from permanence.panel.sitting import INVITED, PUBLISHED, Invitation, Sitting
from permanence.people import rights
from permanence.refusals import Incomplete, NotFound, Stale
from permanence.subject import Subject, numbered
from storage import history, outbox, people, posted_cards
from storage.history import Entry
from storage.panel import invitations
from storage.store import Press, Work
from usecases.house import House
from usecases.invitations.show_unanswered import REMIND, SEND_AGAIN, reminders_in, show_unanswered
from usecases.latest_change import latest_change
from usecases.sittings.found_sitting import found_sitting


@dataclass(frozen=True, slots=True)
class RemindInvited:
    """Remind who was invited with this invitation; without one, everybody invited to the sitting who may be."""

    press: Press
    invitation: int | None = None
    sitting: int | None = None


@dataclass(frozen=True, slots=True)
class SendInvitationAgain:
    """Post this invitation anew; the card that was posted before says so and can be answered no more."""

    invitation: int
    press: Press


async def remind_invited(house: House, command: RemindInvited) -> UnansweredView:
    """Who is still to answer, with who was reminded now."""
    press = command.press
    async with house.store.change(press) as work:
        rights.require(await people.find(work, press.by), rights.REMIND_INVITED)
        sitting, asked = await _asked(work, command)
        if not work.repeated:
            await _remind(house, work, press, sitting, asked, everybody=command.invitation is None)
        of_whom = asked[0].id if command.invitation is not None else sitting.id
        kind = "invitation" if command.invitation is not None else "sitting"
        line = await latest_change(work, kind, of_whom, verb=REMIND, by=press.by)
        return await show_unanswered(house, work, sitting.id, line)


async def send_invitation_again(house: House, command: SendInvitationAgain) -> UnansweredView:
    """Who is still to answer, with whom it was sent to again."""
    press = command.press
    async with house.store.change(press) as work:
        rights.require(await people.find(work, press.by), rights.REMIND_INVITED)
        sitting, [asked] = await _asked(work, RemindInvited(press, command.invitation))
        if not work.repeated:
            names = await people.names(work)
            _require_open(sitting, asked, press, names)
            told = await history.of(work, "invitation", asked.id)
            _require_pause(house, told, names[asked.manager], press.day)
            version = await _post_anew(work, press, asked)
            name = names[asked.manager]
            await history.record(work, press, SEND_AGAIN, "invitation", asked.id, name=name, version=version)
        line = await latest_change(work, "invitation", asked.id, verb=SEND_AGAIN, by=press.by)
        return await show_unanswered(house, work, sitting.id, line)


async def _asked(work: Work, command: RemindInvited) -> tuple[Sitting, list[Invitation]]:
    """The sitting, held still, and whom it is about."""
    if command.invitation is None:
        sitting = await found_sitting(work, command.sitting or 0, hold=True)
        return sitting, await invitations.of(work, sitting.id)
    found = await invitations.find(work, command.invitation)
    if found is None:
        raise NotFound(invitation_words.NOT_KNOWN)
    sitting = await found_sitting(work, found.sitting_id, hold=True)
    return sitting, [one for one in await invitations.of(work, sitting.id) if one.id == found.id]


async def _remind(
    house: House, work: Work, press: Press, sitting: Sitting, asked: list[Invitation], *, everybody: bool
) -> None:
    names = await people.names(work)
    waiting = [one for one in asked if one.state == INVITED]
    for one in asked if not everybody else waiting[:1]:
        _require_open(sitting, one, press, names)
    if not waiting:
        raise Stale(invitation_words.EVERYBODY_ANSWERED)
    every = [one.id for one in await invitations.of(work, sitting.id)]
    told = await history.of_several(work, "invitation", every)
    free = [one for one in waiting if _next(house, told.get(str(one.id), [])) <= press.day]
    if not free:
        _require_pause(house, told[str(waiting[0].id)], names[waiting[0].manager], press.day)
    done = {entry.details["reminder"] for its in told.values() for entry in its if entry.verb == REMIND}
    reminder = numbered(sitting.id, len(done) + 1)
    for one in free:
        said = {"name": names.get(one.manager, one.manager), "reminder": reminder}
        await history.record(work, press, REMIND, "invitation", one.id, **said)
    if everybody:
        together = ", ".join(names.get(one.manager, one.manager) for one in free)
        await history.record(work, press, REMIND, "sitting", sitting.id, name=together, reminder=reminder)
    await outbox.tell(work, Subject("invitation_reminder", reminder), "", press.at)


def _require_open(sitting: Sitting, asked: Invitation, press: Press, names: dict[str, str]) -> None:
    if sitting.state != PUBLISHED or press.at >= sitting.ends_at:
        raise Stale(invitation_words.NOT_TO_BE_REMINDED)
    if asked.state != INVITED:
        raise Stale(invitation_words.has_answered(names.get(asked.manager, asked.manager)))


def _next(house: House, told: list[Entry]) -> date:
    """The first day on which they may be reminded."""
    done = reminders_in(told)
    return next_reminder(done[-1].at.astimezone(LONDON).date(), house.policy.calendar) if done else date.min


def _require_pause(house: House, told: list[Entry], name: str, today: date) -> None:
    free = _next(house, told)
    if today < free:
        last = reminders_in(told)[-1]
        raise Incomplete(invitation_words.reminded_already(name, last.at, last.by_name, free))


async def _post_anew(work: Work, press: Press, asked: Invitation) -> int:
    """The card that is there becomes one that leads to the new one; a card just on its way is waited for."""
    card = Subject.of("invitation", asked.id)
    on_its_way = await posted_cards.to_come(work, card, outbox.CHANNEL)
    if on_its_way and on_its_way.state in outbox.OPEN:
        raise Stale(invitation_words.JUST_BEING_POSTED)
    await invitations.touch(work, asked.id)
    version = asked.version + 1
    replaced = Subject("replaced_invitation", numbered(asked.id, version))
    if await posted_cards.hand_on(work, card, replaced, outbox.CHANNEL, press.at):
        await outbox.tell(work, replaced, "", press.at)
    await outbox.tell(work, card, version, press.at)
    return version
