"""Answering an invitation: the edges beyond what the panel week plays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cards.invitations.decline_form import DeclineFormView
from cards.invitations.invitation import InvitationView
from cards.invitations.release_form import ReleaseFormView
from cards.invitations.slot_form import SlotFormView
from permanence.panel.panels import answer_by
from permanence.panel.sitting import ACCEPTED, DECLINED, Invitation
from permanence.refusals import NotAllowed, NotFound, Stale
from storage import history, people
from storage.panel import invitations, items, sittings, slots
from storage.store import Press
from tests.cast import EAST, SUPPORT, WEST, staff, take_into_care
from tests.conftest import Clock
from usecases.house import House
from usecases.invitations.accept_invitation import AcceptInvitation, accept_invitation
from usecases.invitations.answering import asked_of
from usecases.invitations.decline_invitation import DeclineInvitation, decline_invitation, show_decline_form
from usecases.invitations.offer_released_slot import OfferReleasedSlot, offer_released_slot, show_offer_form
from usecases.invitations.release_item import ReleaseItem, release_item, show_release_form
from usecases.invitations.show_declined import show_declined
from usecases.invitations.show_invitation import show_invitation
from usecases.invitations.take_slot import TakeSlot, show_slot_form, take_slot
from usecases.sittings.give_up_slots import give_up_slots
from usecases.sittings.propose_agenda import ProposeAgenda, propose_agenda
from usecases.sittings.publish_agenda import PublishAgenda, publish_agenda

MONDAY = date(2026, 1, 5)
NAMES = {EAST.oid: EAST.name, WEST.oid: WEST.name, SUPPORT.oid: SUPPORT.name}


def press(clock: Clock, key: str, by: str = EAST.oid) -> Press:
    return Press(key, by, NAMES.get(by, "Somebody"), clock())


@pytest.fixture
async def invited(house: House, clock: Clock) -> House:
    """East presents two children, West one; the sitting of 8 January is published."""
    await staff(house)
    for ref, team, weeks in (("C-1001", "East", 9), ("C-1002", "West", 8), ("C-1003", "East", 7)):
        await take_into_care(house, ref, team, MONDAY - timedelta(weeks=weeks))
    draft = await propose_agenda(house, ProposeAgenda(press(clock, "propose", SUPPORT.oid)))
    await publish_agenda(house, PublishAgenda(draft.sitting, draft.version, press(clock, "publish", SUPPORT.oid)))
    return house


async def invitation_of(house: House, manager: str) -> Invitation:
    async with house.store.read() as work:
        sitting = await sittings.current(work, MONDAY)
        assert sitting is not None
        return next(one for one in await invitations.of(work, sitting.id) if one.manager == manager)


async def accept(house: House, clock: Clock, key: str = "accept", by: str = EAST.oid, seen: int = 1) -> InvitationView:
    mine = await invitation_of(house, EAST.oid)
    return await accept_invitation(house, AcceptInvitation(mine.id, seen, press(clock, key, by)))


async def decline(house: House, clock: Clock, manager: str = WEST.oid) -> object:
    mine = await invitation_of(house, manager)
    return await decline_invitation(
        house, DeclineInvitation(mine.id, mine.version, "In court", press(clock, "d", manager))
    )


async def test_accepting_twice_changes_nothing_and_is_answered_alike(invited: House, clock: Clock) -> None:
    first = await accept(invited, clock)
    clock.move(minutes=1)
    assert await accept(invited, clock) == first
    assert (await invitation_of(invited, EAST.oid)).version == 2


async def test_an_invitation_that_grew_meanwhile_is_not_accepted_unseen(invited: House, clock: Clock) -> None:
    await take_into_care(invited, "C-1006", "East", MONDAY - timedelta(weeks=6))
    mine = await invitation_of(invited, EAST.oid)
    offer = OfferReleasedSlot(mine.sitting_id, press(clock, "offer", SUPPORT.oid), reference="C-1006")
    await offer_released_slot(invited, offer)
    late = await accept(invited, clock, seen=1)
    assert late.state == "invited"
    assert late.line.startswith("This changed while you were looking at it")
    assert [item.label for item in late.items][-1] == "C-1006 (AB)"


async def test_business_support_answers_on_behalf_and_the_history_says_for_whom(invited: House, clock: Clock) -> None:
    view = await accept(invited, clock, by=SUPPORT.oid)
    assert (view.by, view.manager) == ("Sam Support", "Erin East")
    async with invited.store.read() as work:
        [entry] = await history.of(work, "invitation", view.invitation)
    assert entry.by_oid == SUPPORT.oid
    assert entry.details["for"] == EAST.oid


async def test_who_may_not_answer_is_not_given_the_forms_either(invited: House, clock: Clock) -> None:
    mine = await invitation_of(invited, EAST.oid)
    for form in (show_decline_form, show_slot_form, show_release_form):
        with pytest.raises(NotAllowed, match="Only Erin East"):
            await form(invited, mine.id, press(clock, "f", WEST.oid))
    with pytest.raises(NotAllowed, match="Only business support can offer a slot"):
        await show_offer_form(invited, mine.sitting_id, press(clock, "f", EAST.oid))
    with pytest.raises(NotFound):
        await show_decline_form(invited, 999, press(clock, "f"))


async def test_a_declined_invitation_shows_itself_instead_of_a_form(invited: House, clock: Clock) -> None:
    assert isinstance(
        await show_decline_form(invited, (await invitation_of(invited, WEST.oid)).id, press(clock, "f", WEST.oid)),
        DeclineFormView,
    )
    await decline(invited, clock)
    mine = await invitation_of(invited, WEST.oid)
    assert mine.state == DECLINED
    for form in (show_decline_form, show_slot_form, show_release_form):
        view = await form(invited, mine.id, press(clock, "f", WEST.oid))
        assert isinstance(view, InvitationView)
        assert "Will West declined the invitation" in view.line
    moved = await take_slot(invited, TakeSlot(mine.id, {}, press(clock, "t", WEST.oid)))
    assert isinstance(moved, InvitationView)
    late = await accept_invitation(invited, AcceptInvitation(mine.id, mine.version, press(clock, "a", WEST.oid)))
    assert late.state == "declined"


async def test_declining_after_accepting_frees_the_slots(invited: House, clock: Clock) -> None:
    await accept(invited, clock)
    assert (await invitation_of(invited, EAST.oid)).state == ACCEPTED
    view = await decline(invited, clock, EAST.oid)
    assert isinstance(view, InvitationView)
    assert view.items == ()
    async with invited.store.read() as work:
        held = [slot.item_id for slot in await slots.of(work, (await invitation_of(invited, EAST.oid)).sitting_id)]
        assert len([item for item in held if item]) == 1
        assert await sittings.times_put_off(work) == {"C-1001": 1, "C-1003": 1}


async def test_a_reason_too_long_comes_back_to_be_shortened(invited: House, clock: Clock) -> None:
    mine = await invitation_of(invited, WEST.oid)
    command = DeclineInvitation(mine.id, mine.version, "x" * 501, press(clock, "d", WEST.oid))
    form = await decline_invitation(invited, command)
    assert isinstance(form, DeclineFormView)
    assert form.line == "The reason is 501 characters long; at most 500 fit, so shorten it."


async def test_the_only_child_is_not_withdrawn_but_the_invitation_declined(invited: House, clock: Clock) -> None:
    mine = await invitation_of(invited, WEST.oid)
    async with invited.store.read() as work:
        [item] = [one for one in await items.of(work, mine.sitting_id) if one.manager == WEST.oid]
    command = ReleaseItem(mine.id, str(item.id), "Seen at court", press(clock, "r", WEST.oid))
    form = await release_item(invited, command)
    assert isinstance(form, ReleaseFormView)
    assert form.line == "This is the only child on the invitation; decline the invitation instead."


async def test_withdrawing_twice_withdraws_once_and_is_answered_alike(invited: House, clock: Clock) -> None:
    mine = await invitation_of(invited, EAST.oid)
    async with invited.store.read() as work:
        item = next(one for one in await items.of(work, mine.sitting_id) if one.child == "C-1003")
    command = ReleaseItem(mine.id, str(item.id), "Seen at court", press(clock, "r"))
    first, again = await release_item(invited, command), await release_item(invited, command)
    assert first == again
    assert isinstance(first, InvitationView)
    assert first.line.startswith("Erin East withdrew C-1003 (AB)")
    async with invited.store.read() as work:
        view = await show_declined(invited, work, mine.id, MONDAY)
    assert [(one.labels, one.whole) for one in view.given_up] == [(("C-1003 (AB)",), False)]


async def test_a_slot_number_that_is_none_of_the_sittings_is_not_taken(invited: House, clock: Clock) -> None:
    mine = await invitation_of(invited, EAST.oid)
    async with invited.store.read() as work:
        item = next(one for one in await items.of(work, mine.sitting_id) if one.child == "C-1001")
        others = next(one for one in await items.of(work, mine.sitting_id) if one.child == "C-1002")
    for wanted in ({item.id: "99"}, {item.id: "one"}, {others.id: "9"}):
        form = await take_slot(invited, TakeSlot(mine.id, wanted, press(clock, str(wanted))))
        assert isinstance(form, SlotFormView)
        assert form.line == "Choose another slot for at least one of them."


async def test_two_children_move_together_or_not_at_all(invited: House, clock: Clock) -> None:
    mine = await invitation_of(invited, EAST.oid)
    async with invited.store.read() as work:
        first, second = [one.id for one in await items.of(work, mine.sitting_id) if one.manager == EAST.oid]
    taken = await take_slot(invited, TakeSlot(mine.id, {first: "8", second: "3"}, press(clock, "t")))
    assert isinstance(taken, SlotFormView)
    assert taken.line.startswith("14:10 to 14:30 is taken: Will West has had it since Mon 5 January 2026, 09:00")
    assert taken.rows[0].now == "13:30 to 13:50"
    both = await take_slot(invited, TakeSlot(mine.id, {first: "8", second: "9"}, press(clock, "t2")))
    assert isinstance(both, InvitationView)
    assert [item.starts_at.minute for item in both.items] == [50, 10]


async def test_the_child_offered_a_slot_is_told_of_once(invited: House, clock: Clock) -> None:
    await take_into_care(invited, "C-1006", "East", MONDAY - timedelta(weeks=6))
    await decline(invited, clock)
    gone = await invitation_of(invited, WEST.oid)
    offer = OfferReleasedSlot(gone.sitting_id, press(clock, "o", SUPPORT.oid), child="C-1006", declined=gone.id)
    first, again = await offer_released_slot(invited, offer), await offer_released_slot(invited, offer)
    assert first == again
    async with invited.store.read() as work:
        told = [entry.verb for entry in await history.of(work, "sitting", gone.sitting_id)]
    assert told.count("offer_released_slot") == 1


async def test_a_child_whose_manager_declined_is_not_offered_a_slot(invited: House, clock: Clock) -> None:
    await take_into_care(invited, "C-1007", "West", MONDAY - timedelta(weeks=6))
    await decline(invited, clock)
    gone = await invitation_of(invited, WEST.oid)
    offer = OfferReleasedSlot(gone.sitting_id, press(clock, "o", SUPPORT.oid), child="C-1007", declined=gone.id)
    view = await offer_released_slot(invited, offer)
    assert view.line == "C-1007 (AB) cannot be presented: Will West has declined this sitting."


async def test_when_no_slot_is_free_that_is_said(invited: House, clock: Clock) -> None:
    sitting = (await invitation_of(invited, EAST.oid)).sitting_id
    for number in range(6):
        ref = f"C-20{number:02}"
        await take_into_care(invited, ref, "East", MONDAY - timedelta(weeks=6))
        await offer_released_slot(invited, OfferReleasedSlot(sitting, press(clock, ref, SUPPORT.oid), reference=ref))
    await take_into_care(invited, "C-2099", "East", MONDAY - timedelta(weeks=6))
    form = await offer_released_slot(
        invited, OfferReleasedSlot(sitting, press(clock, "x", SUPPORT.oid), child="C-2099")
    )
    assert form.line == "No slot is free any more."


async def test_giving_up_slots_is_in_the_childs_own_history(invited: House, clock: Clock) -> None:
    mine = await invitation_of(invited, EAST.oid)
    async with invited.store.change() as work:
        asked = await asked_of(work, press(clock, "g"), mine.id, "decline the invitation")
        assert await give_up_slots(work, press(clock, "g"), asked.sitting, asked.items, "In court") == [
            "C-1001 (AB)",
            "C-1003 (AB)",
        ]
    async with invited.store.read() as work:
        [entry] = await history.of(work, "item", asked.items[0].id)
    assert (entry.child_ref, entry.details["reason"]) == ("C-1001", "In court")


async def test_invitations_are_answered_by_three_working_days_before(invited: House) -> None:
    async with invited.store.read() as work:
        sitting = await sittings.current(work, MONDAY)
        assert sitting is not None
        assert answer_by(invited.policy, sitting) == date(2026, 1, 5)
        with pytest.raises(NotFound):
            await show_invitation(invited, work, 999)


async def test_nothing_is_answered_or_offered_after_the_sitting(invited: House, clock: Clock) -> None:
    mine = await invitation_of(invited, EAST.oid)
    clock.move(days=3, hours=8)
    with pytest.raises(Stale, match="too late to accept the invitation"):
        await accept(invited, clock)
    with pytest.raises(Stale, match="not open"):
        await show_offer_form(invited, mine.sitting_id, press(clock, "o", SUPPORT.oid))


async def test_when_the_manager_has_left_business_support_still_answers(invited: House, clock: Clock) -> None:
    async with invited.store.change() as work:
        await people.retire(work, EAST.oid)
    with pytest.raises(NotAllowed):
        await accept(invited, clock)
    view = await accept(invited, clock, "support", SUPPORT.oid)
    assert (view.state, view.manager) == ("accepted", "Erin East")
