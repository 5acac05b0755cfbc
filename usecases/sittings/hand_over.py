"""Hand over what somebody else is to present: each item of an open sitting goes to whoever presents it on its day."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cards.sittings import sitting_words
from permanence.panel.sitting import DECLINED, DRAFT, INVITED, LISTED, PASSED_ON, PUBLISHED, Invitation, Item, Sitting
from permanence.panel.swapping import VOID
from permanence.people.person import Person, own_manager_of, stand_in_of
from permanence.subject import Subject
from storage import history, outbox, people
from storage.panel import invitations, items, sittings, swaps
from storage.store import Press, Work
from usecases.sittings.tell_sitting import tell_sitting


@dataclass(frozen=True, slots=True)
class Handed:
    """What changed hands at a sitting: each item as it was, with who presents it now; and the invitations changed."""

    items: tuple[tuple[Item, Person], ...] = ()
    invitations: tuple[int, ...] = ()


async def hand_over(work: Work, press: Press, sitting: Sitting) -> Handed:
    """Bring an open sitting's items to who presents them, by who is away and who has left; again, nothing changes."""
    cast = await people.on_day(work, sitting.on)
    known = {person.oid: person for person in cast}
    moved = []
    for item in await items.of(work, sitting.id, (LISTED,)):
        own = known.get(item.own_manager) or _successor(cast, item)
        presenter = stand_in_of(cast, own) if own else None
        if own is None or presenter is None or presenter.oid == item.manager:
            continue
        await items.present(work, item.id, presenter.oid, None if presenter == own else own.oid)
        moved.append((item, presenter))
    if not moved or sitting.state != PUBLISHED:
        return Handed(tuple(moved))
    await _end_swaps(work, press, sitting, {item.id for item, _ in moved})
    return Handed(tuple(moved), tuple(await _invite(work, press, sitting, moved, known)))


def _successor(cast: list[Person], item: Item) -> Person | None:
    """Whose item a child is now that the manager has left: of whoever manages the team; of nobody where none does."""
    return own_manager_of(cast, item.team) if item.child and item.team else None


async def hand_over_and_tell(work: Work, press: Press, sitting: Sitting) -> Handed:
    """The same, with the cards of the sitting brought up to date."""
    handed = await hand_over(work, press, sitting)
    if handed.items and sitting.state == DRAFT:
        await sittings.touch(work, sitting.id)
    elif handed.items:
        await tell_sitting(work, sitting.id, handed.invitations, press.at, slots_moved=False)
    return handed


async def _end_swaps(work: Work, press: Press, sitting: Sitting, moved: set[int]) -> None:
    """An exchange that waits for an answer was asked by, or of, somebody who does not present any more."""
    for swap in await swaps.asked(work, sitting.id):
        if moved & {swap.item_id, swap.with_item_id} and (version := await swaps.answer(work, swap.id, VOID)):
            await outbox.tell(work, Subject.of("swap", swap.id), version, press.at)


async def _invite(
    work: Work, press: Press, sitting: Sitting, moved: list[tuple[Item, Person]], known: dict[str, Person]
) -> list[int]:
    """Who presents more now is asked, who presents nothing any more is let off; the invitations changed."""
    there = {one.manager: one for one in await invitations.of(work, sitting.id)}
    still = {item.manager for item in await items.of(work, sitting.id, (LISTED,))}
    changed = []
    for oid in dict.fromkeys(presenter.oid for _, presenter in moved):
        changed.append(await _ask(work, sitting, oid, there.get(oid)))
    for item, presenter in {item.manager: (item, presenter) for item, presenter in moved}.values():
        asked = there.get(item.manager)
        if asked is None or asked.state in (DECLINED, PASSED_ON) or asked.id in changed:
            continue
        if item.manager in still:
            await invitations.touch(work, asked.id)
        else:
            before = known.get(item.manager)
            why = sitting_words.presents_instead(
                presenter.name, before.name if before else "", before.away if before else None
            )
            await invitations.pass_on(work, asked.id, why)
            said = {"to": presenter.oid, "to_name": presenter.name}
            await history.record(work, press, "pass_on_invitation", "invitation", asked.id, **said)
        changed.append(asked.id)
    return changed


async def _ask(work: Work, sitting: Sitting, oid: str, asked: Invitation | None) -> int:
    if asked is None:
        return await invitations.add(work, sitting.id, oid, secrets.token_urlsafe(32))
    if asked.state == INVITED:
        await invitations.touch(work, asked.id)
    else:
        await invitations.ask_again(work, asked.id)
    return asked.id
