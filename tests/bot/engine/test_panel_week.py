"""The agenda, its invitations and their answers, played through dispatch and delivered to the channel."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.engine.messages import Card
from permanence.people.person import Person
from tests.cards.strictness import inputs
from tests.cast import CHAIR, EAST, EVERYONE, SUPPORT, VIEWER, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House

MONDAY = date(2026, 1, 5)
STAND_IN = Person("oid-stand-in", "Sky Stand-In", frozenset({"team_manager"}), frozenset({"East"}))


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """East has two children overdue, West one; North's has nobody to present it; one is due later."""
    await staff(house, *EVERYONE, STAND_IN)
    for ref, team, weeks in (
        ("C-1001", "East", 9),
        ("C-1002", "West", 8),
        ("C-1003", "East", 7),
        ("C-1004", "North", 8),
        ("C-1005", "West", 3),
    ):
        await take_into_care(house, ref, team, MONDAY - timedelta(weeks=weeks))
    return await open_play(house, clock, (*EVERYONE, STAND_IN))


async def published(play: Play) -> None:
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()


async def test_the_agenda_has_the_most_overdue_first_and_a_managers_children_together(play: Play) -> None:
    said = read(await play.say(SUPPORT, "agenda"))
    assert "Thu 8 January 2026, 13:30 to 16:30 (BCP-4.1)" in said
    assert said.index("13:30: C-1001 (AB)") < said.index("13:50: C-1003 (AB)") < said.index("14:10: C-1002 (AB)")
    assert "Overdue; Due Mon 15 December 2025. 6 weeks after entering care on 3 November 2025 (BCP-3.1)" in said
    assert "C-1004 (AB): no team manager known for team North" in said
    assert "C-1005" not in said


async def test_asking_again_shows_the_same_draft(play: Play, house: House) -> None:
    first = await play.say(SUPPORT, "agenda")
    await take_into_care(house, "C-0999", "West", MONDAY - timedelta(weeks=20))
    again = read(await play.say(SUPPORT, "agenda"))
    assert "13:30: C-1001 (AB)" in again
    assert "And 1 more is due by then and not on it." in again
    assert read(first).count("C-1001") == again.count("C-1001")


async def test_only_business_support_proposes_an_agenda(play: Play) -> None:
    assert "Only business support can propose an agenda" in read(await play.say(EAST, "agenda"))


async def test_the_form_reorders_leaves_out_and_adds(play: Play) -> None:
    draft = await play.say(SUPPORT, "agenda")
    form = await play.press(SUPPORT, draft, "Change the agenda")
    _, second, third = [row["id"] for row in places(form)]
    after = read(await play.press(SUPPORT, form, "Save", {third: "1", second: "out", "references": "c-1005"}))
    assert "Sam Support changed this agenda on Mon 5 January 2026" in after
    assert after.index("13:30: C-1002") < after.index("13:50: C-1005") < after.index("14:10: C-1001"), (
        "West's stay together"
    )
    assert "On the reserve, in this order: C-1003 (AB)." in after


async def test_a_form_that_will_not_do_comes_back_with_what_was_typed(play: Play) -> None:
    form = await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Change the agenda")
    first, *_ = [row["id"] for row in places(form)]
    back = await play.press(SUPPORT, form, "Save", {first: "out", "references": "C-9999"})
    assert "There is no child C-9999 in the caseload; check the reference." in read(back)
    values = {node["id"]: node.get("value") for node in [*places(back), *boxes(back)]}
    assert values[first] == "out"
    assert values["references"] == "C-9999"
    north = await play.press(SUPPORT, form, "Save", {"references": "C-1004"})
    assert "C-1004 (AB) cannot be presented: no team manager known for team North." in read(north)


async def test_a_draft_changed_meanwhile_is_not_overwritten(play: Play) -> None:
    form = await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Change the agenda")
    first, second, _ = [row["id"] for row in places(form)]
    await play.press(SUPPORT, form, "Save", {second: "out"})
    late = read(await play.press(SUPPORT, form, "Save", {first: "out"}))
    assert "This changed while you were looking at it: Sam Support changed this agenda" in late
    assert "C-1001" in late


async def test_publishing_posts_one_sitting_and_an_invitation_a_manager(play: Play) -> None:
    await published(play)
    assert [kind for kind, _, _ in play.messenger.log] == ["post", "post", "post"]
    sitting = read(play.shown("Slots", "Invited"))
    assert "13:30 to 13:50: C-1001 (AB), Erin East" in sitting
    assert "14:10 to 14:30: C-1002 (AB), Will West" in sitting
    assert "14:30 to 14:50: free" in sitting
    assert "Plan changed or changing to return to parents" in sitting
    east = play.shown("Invitation to the panel", "Erin East")
    said = read(east)
    assert "13:30 to 13:50: C-1001 (AB)" in said
    assert "Why: 6 weeks after entering care on 3 November 2025, due Mon 15 December 2025 (BCP-3.1)" in said
    assert "To present at the panel, ready by Mon 5 January 2026 (BCP-3.3)" in said
    assert "The contingency plan, with dates" in said
    assert "C-1002" not in said
    assert "Not answered yet" in said


async def test_an_invitation_mentions_its_manager_once_teams_has_shown_who_that_is(play: Play) -> None:
    await play.say(EAST, "help")
    await published(play)
    invitation = play.shown("Invitation to the panel", "Erin East")
    assert invitation["msteams"]["entities"][0]["mentioned"] == {"id": "29:oid-east", "name": "Erin East"}


async def test_a_manager_accepts_and_everyone_sees_it(play: Play) -> None:
    await published(play)
    invitation = play.shown("Invitation to the panel", "Erin East")
    mine = await play.press(EAST, invitation, "Accept")
    assert "Erin East accepted the invitation on Mon 5 January 2026, 09:00." in read(mine)
    await play.post_all()
    assert "accepted by Erin East on Mon 5 January 2026, 09:00" in read(play.shown("Invitation to", "Erin East"))
    assert "Accepted; on Mon 5 January 2026, 09:00" in read(play.shown("Invited"))


async def test_somebody_standing_in_and_business_support_may_answer_and_it_says_for_whom(play: Play) -> None:
    await published(play)
    accepted = await play.press(STAND_IN, play.shown("Invitation to", "Erin East"), "Accept")
    assert "Sky Stand-In accepted the invitation for Erin East" in read(accepted)
    accepted = await play.press(SUPPORT, play.shown("Invitation to", "Will West"), "Accept")
    assert "Sam Support accepted the invitation for Will West" in read(accepted)


async def test_nobody_else_may_answer(play: Play) -> None:
    await published(play)
    invitation = play.shown("Invitation to", "Erin East")
    for who in (WEST, CHAIR, VIEWER):
        assert "Only Erin East, a team manager standing in for the team, or business support can accept" in read(
            await play.press(who, invitation, "Accept")
        )
    assert "can decline the invitation here" in read(await play.press(WEST, invitation, "Decline"))


async def test_a_declined_slot_is_offered_to_the_next_child(play: Play) -> None:
    await published(play)
    form = await play.press(WEST, play.shown("Invitation to", "Will West"), "Decline")
    assert "The slots of C-1002 (AB) are freed" in read(form)
    nothing_said = await play.press(WEST, form, "Decline", {"reason": "  "})
    assert "Say why; a few words are enough." in read(nothing_said)
    declined = await play.press(WEST, nothing_said, "Decline", {"reason": "In court *all* day"})
    assert "Will West declined the invitation" in read(declined)
    assert "declined by Will West on Mon 5 January 2026, 09:0" in read(declined)
    await play.post_all()
    notice = play.shown("A slot was given up")
    assert "Will West declined C-1002 (AB)" in read(notice)
    assert "In court \\*all\\* day" in read(notice)
    assert "Sam Support" in read(notice)
    assert "Nobody else is due who could have it." in read(notice)  # C-1005's manager has declined
    assert "14:10 to 14:30: free" in read(play.shown("Slots", "Invited"))


async def test_business_support_offers_the_slot_and_the_manager_is_asked_again(play: Play, house: House) -> None:
    await published(play)
    await take_into_care(house, "C-1006", "East", MONDAY - timedelta(weeks=6))
    await play.press(EAST, play.shown("Invitation to", "Erin East"), "Accept")
    form = await play.press(WEST, play.shown("Invitation to", "Will West"), "Decline")
    await play.press(WEST, form, "Decline", {"reason": "In court"})
    await play.post_all()
    notice = play.shown("A slot was given up")
    assert "Next in line: C-1006 (AB)" in read(notice)
    refused = await play.press(EAST, notice, "Offer the slot to C-1006, next in line")
    assert "Only business support can offer a slot" in read(refused)
    after = await play.press(SUPPORT, notice, "Offer the slot to C-1006, next in line")
    assert "14:10 to 14:30 was offered to C-1006 (AB) by Sam Support" in read(after)
    await play.post_all()
    invitation = read(play.shown("Invitation to", "Erin East"))
    assert "14:10 to 14:30: C-1006 (AB)" in invitation
    assert "Not answered yet" in invitation
    assert "14:10 to 14:30: C-1006 (AB), Erin East" in read(play.shown("Slots", "Invited"))
    assert "14:10 to 14:30 was offered to C-1006 (AB)" in read(play.shown("A slot was given up"))


async def test_a_free_slot_is_offered_by_reference_and_its_manager_newly_invited(play: Play, house: House) -> None:
    north = Person("oid-north", "Noor North", frozenset({"team_manager"}), frozenset({"North"}))
    await published(play)
    await staff(house, north)
    form = await play.press(SUPPORT, play.shown("Slots", "Invited"), "Offer a free slot")
    unknown = await play.press(SUPPORT, form, "Offer the slot", {"reference": "C-9999"})
    assert "There is no child C-9999" in read(unknown)
    offered = await play.press(SUPPORT, form, "Offer the slot", {"reference": "c-1004"})
    assert "Sam Support offered 14:30 to 14:50 to C-1004 (AB)" in read(offered)
    await play.post_all()
    assert "14:30 to 14:50: C-1004 (AB)" in read(play.shown("Invitation to", "Noor North"))
    twice = await play.press(SUPPORT, form, "Offer the slot", {"reference": "C-1001"})
    assert "C-1001 (AB) is on this sitting already." in read(twice)


async def test_a_manager_takes_another_slot(play: Play) -> None:
    await published(play)
    form = await play.press(EAST, play.shown("Invitation to", "Erin East"), "Ask for another slot")
    first = places(form, "slot_")[0]
    assert first["label"] == "C-1001 (AB) has 13:30 to 13:50"
    assert [choice["title"] for choice in first["choices"]][:2] == ["keep 13:30 to 13:50", "14:30 to 14:50"]
    taken = await play.press(EAST, form, "Take these slots", {first["id"]: "9"})
    assert "Erin East took 16:10 to 16:30 for C-1001 (AB)" in read(taken)
    await play.post_all()
    sitting = read(play.shown("Slots", "Invited"))
    assert "13:30 to 13:50: free" in sitting
    assert "16:10 to 16:30: C-1001 (AB), Erin East" in sitting


async def test_two_children_cannot_be_put_into_one_slot(play: Play) -> None:
    await published(play)
    form = await play.press(EAST, play.shown("Invitation to", "Erin East"), "Ask for another slot")
    first, second = [row["id"] for row in places(form, "slot_")]
    again = await play.press(EAST, form, "Take these slots", {first: "9", second: "9"})
    assert "The same slot was chosen twice" in read(again)
    none = await play.press(EAST, form, "Take these slots")
    assert "Choose another slot for at least one of them." in read(none)


async def test_one_child_is_withdrawn_and_comes_first_next_time(play: Play) -> None:
    await published(play)
    form = await play.press(EAST, play.shown("Invitation to", "Erin East"), "Withdraw one child")
    children = {choice["title"]: choice["value"] for choice in places(form, "item")[0]["choices"]}
    item = children["C-1003 (AB), 13:50 to 14:10"]
    assert "Choose the child." in read(await play.press(EAST, form, "Withdraw", {"reason": "Seen at court"}))
    after = await play.press(EAST, form, "Withdraw", {"item": item, "reason": "Seen at court"})
    assert "Erin East withdrew C-1003 (AB)" in read(after)
    assert "13:50 to 14:10" not in read(after)
    await play.post_all()
    assert "Erin East withdrew C-1003 (AB)" in read(play.shown("A slot was given up"))
    following = read(await play.say(SUPPORT, "agenda"))
    assert "Thu 15 January 2026" in following
    assert "13:30: C-1003 (AB), Overdue; Carried over; due" in following


async def test_children_on_an_open_sitting_are_not_proposed_for_another(play: Play) -> None:
    await published(play)
    following = read(await play.say(SUPPORT, "agenda"))
    assert "Thu 15 January 2026" in following
    assert "C-1001" not in following
    assert "No child is due by this sitting." in following


async def test_after_the_sitting_an_invitation_can_no_longer_be_answered(play: Play) -> None:
    await published(play)
    play.clock.move(days=4)
    invitation = play.shown("Invitation to", "Erin East")
    assert "This sitting has been held, so it is too late to accept" in read(
        await play.press(EAST, invitation, "Accept")
    )


async def test_the_sitting_is_shown_on_asking(play: Play) -> None:
    assert "No sitting has been published yet" in read(await play.say(EAST, "sitting"))
    await published(play)
    assert "13:30 to 13:50: C-1001 (AB), Erin East" in read(await play.say(EAST, "sitting"))


def places(card: Card, prefix: str = "place_") -> list[Card]:
    return [dict(node) for node in inputs(card) if node["id"].startswith(prefix)]


def boxes(card: Card) -> list[Card]:
    return [node for node in places(card, "") if node["type"] == "Input.Text"]
