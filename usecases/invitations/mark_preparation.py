"""Mark what is ready for the panel, child by child, by the procedure's checklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cards.invitations import invitation_words
from cards.invitations.invitation import InvitationView
from cards.invitations.preparation_form import PAGE, PreparationFormView, PreparedRow
from permanence.panel.panels import answer_by
from permanence.panel.preparation import Readiness, chosen_lines
from permanence.panel.sitting import DECLINED, Item
from permanence.refusals import Incomplete
from storage import history
from storage.panel import invitations, preparation
from storage.store import Press, Work
from usecases.house import House
from usecases.invitations.answering import InvitationToAnswer, asked_of
from usecases.invitations.show_invitation import show_invitation
from usecases.latest_change import changed_meanwhile, latest_at_once, latest_change, meanwhile
from usecases.sittings.readiness import readiness_of
from usecases.sittings.tell_sitting import tell_sitting


@dataclass(frozen=True, slots=True)
class MarkPreparation:
    """For each item (by id) of one page of the form the keys of the lines chosen, as the invitation was seen.

    An item of the page that is not there has nothing ready: it was shown so and left so, or was made so.
    """

    invitation: int
    seen: int
    page: int
    chosen: Mapping[int, tuple[str, ...]]
    press: Press


@dataclass(frozen=True, slots=True)
class MarkAllReady:
    """Every line of every child of the invitation, as it was seen."""

    invitation: int
    seen: int
    press: Press


async def mark_all_ready(house: House, command: MarkAllReady) -> InvitationView | PreparationFormView:
    """The invitation after it; the form when it changed meanwhile."""
    press = command.press
    async with house.store.change(press) as work:
        asked = await asked_of(work, press, command.invitation, invitation_words.TO_SAY_WHAT_IS_READY)
        if asked.invitation.state == DECLINED:
            return await _declined(house, work, asked)
        known = await readiness_of(house, work, asked.sitting, asked.items)
        if not work.repeated and asked.invitation.version != command.seen:
            return await _form(house, work, asked, 0, await changed_meanwhile(work, "invitation", command.invitation))
        if not work.repeated:
            all_lines = {item: tuple(line.key for line in its.lines) for item, its in known.items()}
            for page in range(-(-len(known) // PAGE)):
                marked = MarkPreparation(command.invitation, command.seen, page, all_lines, press)
                await _mark(work, marked, asked, known)
        last = await latest_at_once(work, "invitation", command.invitation, "mark_preparation", press.by)
        return await show_invitation(house, work, command.invitation, last)


async def mark_preparation(house: House, command: MarkPreparation) -> InvitationView | PreparationFormView:
    """The invitation after it, or the form's next page; the form again when the invitation changed meanwhile."""
    press = command.press
    async with house.store.change(press) as work:
        asked = await asked_of(work, press, command.invitation, invitation_words.TO_SAY_WHAT_IS_READY)
        if asked.invitation.state == DECLINED:
            return await _declined(house, work, asked)
        known = await readiness_of(house, work, asked.sitting, asked.items)
        if not work.repeated and asked.invitation.version != command.seen:
            line = await changed_meanwhile(work, "invitation", asked.invitation.id)
            return await _form(house, work, asked, command.page, line, command.chosen)
        if not work.repeated:
            await _mark(work, command, asked, known)
            asked = await asked_of(work, press, command.invitation, invitation_words.TO_SAY_WHAT_IS_READY)
        last = await latest_at_once(work, "invitation", asked.invitation.id, "mark_preparation", press.by)
        if (command.page + 1) * PAGE < len(known):
            return await _form(house, work, asked, command.page + 1, last)
        return await show_invitation(house, work, asked.invitation.id, last)


async def show_preparation_form(
    house: House, invitation_id: int, press: Press, page: int = 0
) -> PreparationFormView | InvitationView:
    """The form as things stand, for those who may answer; the invitation when it was declined meanwhile."""
    async with house.store.read() as work:
        asked = await asked_of(work, press, invitation_id, invitation_words.TO_SAY_WHAT_IS_READY, hold=False)
        if asked.invitation.state == DECLINED:
            return await _declined(house, work, asked)
        return await _form(house, work, asked, page)


async def _mark(
    work: Work, command: MarkPreparation, asked: InvitationToAnswer, known: Mapping[int, Readiness]
) -> None:
    press, invitation_id = command.press, asked.invitation.id
    changed = False
    for item in _of_page(asked, known, command.page):
        ready = chosen_lines(known[item.id].lines, command.chosen.get(item.id, ()))
        if await preparation.bring_to(work, press, item.id, ready):
            changed = True
            said = {"label": item.label, "ready": ready, **asked.stood_in}
            await history.record(
                work, press, "mark_preparation", "invitation", invitation_id, child_ref=item.child, **said
            )
    if changed:
        await invitations.touch(work, invitation_id)
        await tell_sitting(work, asked.sitting.id, [invitation_id], press.at, slots_moved=False)


async def _form(
    house: House,
    work: Work,
    asked: InvitationToAnswer,
    page: int,
    line: str = "",
    chosen: Mapping[int, tuple[str, ...]] | None = None,
) -> PreparationFormView:
    known = await readiness_of(house, work, asked.sitting, asked.items)
    if not known:
        raise Incomplete(invitation_words.NO_CHECKLIST)
    page = min(page, (len(known) - 1) // PAGE)
    return PreparationFormView(
        invitation=asked.invitation.id,
        version=asked.invitation.version,
        manager=asked.manager.name,
        starts_at=asked.sitting.starts_at,
        ends_at=asked.sitting.ends_at,
        rows=tuple(_row(item, known[item.id], chosen or {}) for item in _of_page(asked, known, page)),
        ready_by=answer_by(house.policy, asked.sitting),
        page=page,
        pages=-(-len(known) // PAGE),
        line=line,
    )


def _of_page(asked: InvitationToAnswer, known: Mapping[int, Readiness], page: int) -> list[Item]:
    return [item for item in asked.items if item.id in known][page * PAGE : (page + 1) * PAGE]


def _row(item: Item, known: Readiness, chosen: Mapping[int, tuple[str, ...]]) -> PreparedRow:
    stands = tuple(line.key for line in known.lines if line.text in known.ready)
    lines = tuple((line.text, line.key) for line in known.lines)
    return PreparedRow(item.id, item.label, lines, ",".join(chosen.get(item.id, stands)))


async def _declined(house: House, work: Work, asked: InvitationToAnswer) -> InvitationView:
    last = await latest_change(work, "invitation", asked.invitation.id)
    return await show_invitation(house, work, asked.invitation.id, meanwhile(last))
