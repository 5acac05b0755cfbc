"""A referral played through dispatch under West Sussex: raised by a final plan, complete, in time or too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.engine.messages import Card
from permanence import policy as policies
from permanence.journey import Event
from storage import children, referrals
from tests.afternoon import press
from tests.cards.strictness import buttons, faults, inputs
from tests.cast import EAST, SUPPORT, VIEWER, WEST, WORKER, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.children.show_child import ChildAsked, show_child
from usecases.documents.make_minutes import MinutesAsked, make_minutes
from usecases.house import House
from usecases.reminders.plan_reminders import begin_tomorrow, plan_reminders

VIEWS = {
    "view_child_views_captured": "Wants to *stay* with his carers.",
    "view_iro_views_captured": "The IRO agrees.",
    "view_supervising_social_worker_views_captured": "The carers are ready.",
}
RAISED = "Required since the final plan agreed on"


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Two children of different teams in care since 5 January; it is Friday 27 February 2026."""
    under = replace(house, policy=policies.load("west-sussex"))
    await staff(under)
    await take_into_care(under, "C-0001", "East", date(2026, 1, 5))
    await take_into_care(under, "C-0003", "West", date(2026, 1, 5))
    clock.now = datetime(2026, 2, 27, 9, tzinfo=UTC)
    return await open_play(under, clock)


async def final_plan(play: Play) -> Card:
    """A planning meeting is held at which long-term fostering is agreed as final."""
    form = await play.press(EAST, await play.say(EAST, "meeting C-0001"), "Arrange")
    card = await play.press(EAST, form, "Arrange it", {"on": "2026-02-27", "time": "09:00"})
    form = await play.press(EAST, card, "Update the record")
    typed = {"plan": "long_term_fostering", "contingency": "sgo", "final": "yes"}
    card = await play.press(EAST, form, "Save the record", typed)
    form = await play.press(EAST, card, "Record that it was held")
    seats = next(node for node in inputs(form) if node["id"] == "attended")["choices"]
    given = {"attended": ",".join(seat["value"] for seat in seats)}
    held = await play.press(EAST, form, "Save", given)
    assert "Recorded as held" in read(held)
    assert "A referral to the panel is asked for (WS-9)." in read(held)
    return held


async def journey_of(play: Play, ref: str = "C-0001") -> list[Event]:
    async with play.bot.house.store.read() as work:
        return list((await children.several(work, [ref]))[ref][1].events)


async def test_a_final_plan_raises_a_referral_that_is_made_too_late_for_one_sitting_and_heard_at_the_next(
    play: Play, clock: Clock
) -> None:
    await final_plan(play)
    await play.post_all()
    card = play.shown("Referral to the Permanency Panel, C-0001 (AB)")
    assert f"{RAISED} 27 February 2026, no date set (WS-9)." in read(card)
    assert "Not complete; missing: the child's views, the IRO's views, the supervising social worker's views." in read(
        card
    )
    assert "It is for 6 March 2026, if it is made by 3 March 2026." in read(card)
    assert not any(one["title"] == "Refer to the panel" for one in buttons(card))

    form = await play.press(WORKER, card, "Write the views")
    again = await play.press(WORKER, form, "Refer", {"view_child_views_captured": "Wants to stay."})
    assert "Not referred: The referral is not complete yet; missing: the IRO's views (WS-10), the" in read(again)
    assert (
        next(node for node in inputs(again) if node["id"] == "view_child_views_captured")["value"] == "Wants to stay."
    )
    assert "panel_referral_made" not in [event.type for event in await journey_of(play)]
    await play.post_all()
    assert "missing: the child's views, the IRO's" in read(play.shown("Referral to the Permanency Panel"))

    kept = await play.press(WORKER, again, "Save draft", VIEWS)
    assert "Kept: it is complete and can be made." in read(kept)
    await play.post_all()
    complete = play.shown("Complete, and not made yet.")
    assert "stay" not in read(complete)

    clock.now = datetime(2026, 3, 4, 9, tzinfo=UTC)
    assert "It is too late for 6 March 2026; it is for 13 March 2026, if it is made by 10 March 2026." in read(
        await play.say(EAST, "refer c-0001")
    )
    pressed = play.pressing(EAST, complete, "Refer to the panel")
    answers = [await play.deliver_press(pressed) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert "Referred on 4 March 2026. It was too late for 6 March 2026; it is for 13 March 2026." in read(answers[0])
    assert "Wants to \\*stay\\* with his carers." in read(answers[0])
    events = await journey_of(play)
    assert [event.on for event in events if event.type == "panel_referral_made"] == [date(2026, 3, 4)]
    names = {str(event.fields["name"]) for event in events if event.type == "milestone"}
    assert {name.removeprefix("view_") for name in VIEWS} <= names
    await play.post_all()
    made = play.shown("Made on Wed 4 March 2026 by Erin East.")
    assert not any(one["title"] in ("Refer to the panel", "Withdraw") for one in buttons(made))
    await _heard_on_the_13th(play, clock)
    assert all(faults(one) == [] for one in [card, form, again, kept, *play.messenger.cards.values()])


async def _heard_on_the_13th(play: Play, clock: Clock) -> None:
    """The sitting of the 6th does not have the child, the one of the 13th does, with what the referral says."""
    draft = await play.say(SUPPORT, "agenda permanency panel")
    assert "Fri 6 March 2026" in read(draft)
    assert "C-0001" not in read(draft)
    clock.now = datetime(2026, 3, 9, 9, tzinfo=UTC)
    draft = await play.say(SUPPORT, "agenda")
    assert "Fri 13 March 2026" in read(draft)
    assert "C-0001 (AB), Due Fri 13 March 2026. the first sitting still open to a referral after" in read(draft)
    await play.press(SUPPORT, draft, "Publish and invite")
    clock.now = datetime(2026, 3, 13, 14, tzinfo=UTC)
    record = await play.say(SUPPORT, "record")
    item = await play.press(SUPPORT, record, "Open")
    assert "The child's views: Wants to \\*stay\\* with his carers." in read(item)
    asked = MinutesAsked(SUPPORT.oid, date(2026, 3, 13), date(2026, 3, 13))
    summary, copy = (filed.minutes for filed in await make_minutes(play.bot.house, asked))
    (referral,) = [part for part in copy.passages if part.heading == "The referral"]
    assert referral.said[1] == ("The IRO's views", "The IRO agrees.")
    assert "The referral" not in [part.heading for part in summary.passages]


async def test_due_tells_who_is_to_be_referred_and_the_agenda_who_lacks_a_referral(play: Play) -> None:
    assert "to be referred" not in read(await play.say(SUPPORT, "due"))
    await final_plan(play)
    said = read(await play.say(SUPPORT, "due"))
    assert "to be referred to the panel, no date set (WS-9)" in said
    assert "WS-9" in said
    draft = read(await play.say(SUPPORT, "agenda"))
    assert "To be referred first" in draft
    assert "C-0001 (AB). The last day to refer to this sitting is Tue 3 March 2026." in draft
    card = await play.say(EAST, "child C-0001")
    assert "Not complete; missing:" in read(await play.press(EAST, card, "Referral"))


async def test_a_plan_that_came_by_import_raises_its_referral_on_a_morning_and_only_once(
    play: Play, clock: Clock
) -> None:
    fields: dict[str, Any] = {"plan": "long_term_fostering", "final": True}
    async with play.bot.house.store.change() as work:
        await begin_tomorrow(work, clock())
        by = press(SUPPORT, "import")
        await children.record_event(work, by, "C-0001", Event(date(2026, 2, 20), "plan_agreed", fields), "import 1")
    for day in (2, 2, 3, 4):
        clock.now = datetime(2026, 3, day, 9, tzinfo=UTC)
        await plan_reminders(play.bot.house, clock())
    async with play.bot.house.store.read() as work:
        (only,) = await referrals.of_child(work, "C-0001")
    assert (only.state, only.occasion) == ("raised", "panel-referral@2026-02-20")
    await play.post_all()
    card = play.shown("Referral to the Permanency Panel, C-0001 (AB)")
    form = await play.press(EAST, card, "Withdraw")
    assert "Write why the referral is withdrawn." in read(await play.press(EAST, form, "Withdraw it"))
    gone = await play.press(EAST, form, "Withdraw it", {"reason": "The plan is looked at again."})
    assert "Withdrawn: The plan is looked at again." in read(gone)
    clock.now = datetime(2026, 3, 5, 9, tzinfo=UTC)
    await plan_reminders(play.bot.house, clock())
    async with play.bot.house.store.read() as work:
        assert [one.state for one in await referrals.of_child(work, "C-0001")] == ["withdrawn"]
    again = await play.press(EAST, await play.say(EAST, "refer C-0001"), "Start a referral")
    assert "Not complete; missing:" in read(again)


async def test_two_who_write_at_once_leave_one_text_and_the_other_keeps_their_typing(play: Play) -> None:
    await final_plan(play)
    card = await play.say(EAST, "refer C-0001")
    mine, theirs = await play.press(EAST, card, "Write"), await play.press(WORKER, card, "Write")
    await play.press(EAST, mine, "Save draft", {"view_iro_views_captured": "First."})
    late = await play.press(WORKER, theirs, "Save draft", {"view_iro_views_captured": "Second."})
    assert "Erin East wrote in it on " in read(late)
    assert next(node for node in inputs(late) if node["id"] == "view_iro_views_captured")["value"] == "Second."
    assert "The IRO's views (WS-10): Second." in read(await play.press(WORKER, late, "Save draft"))


async def test_a_referral_is_written_and_made_only_by_those_whose_it_is(play: Play) -> None:
    await final_plan(play)
    await play.post_all()
    card = play.shown("Referral to the Permanency Panel")
    only = (
        "Only the child's own social worker or team manager, business support, panel chair or service manager can refer"
    )
    assert only in read(await play.press(VIEWER, card, "Write the views"))
    assert "not in your teams" in read(await play.press(WEST, card, "Write the views"))
    assert "not in your teams" in read(await play.say(WEST, "refer C-0001"))
    assert "Say which child" in read(await play.say(EAST, "refer"))
    none = await play.say(SUPPORT, "refer C-0003")
    assert "No referral is open, and the procedure asks for none now." in read(none)
    assert only in read(await play.press(VIEWER, none, "Start a referral"))
    assert "Not complete; missing:" in read(await play.press(SUPPORT, none, "Start a referral"))
    assert "No panel is called" in read(await play.say(EAST, "refer C-0001 matching"))


async def test_the_childs_page_says_who_referred_it(play: Play, clock: Clock) -> None:
    await final_plan(play)
    card = await play.press(EAST, await play.say(EAST, "refer C-0001"), "Write")
    await play.press(EAST, card, "Refer", VIEWS)
    asked = ChildAsked(SUPPORT.oid, "C-0001", clock.now.date())
    shown = await show_child(play.bot.house, asked)
    assert [(line.clause, line.due) for line in shown.open if line.what == "panel"] == [("WS-10", date(2026, 3, 6))]


async def left_care(play: Play, ref: str, on: date) -> None:
    async with play.bot.house.store.change() as work:
        gone = Event(on, "left_care", {"reason": "E4A"})
        await children.record_event(work, press(SUPPORT, f"left {ref}"), ref, gone, "import 2")


async def test_a_child_who_left_care_is_not_referred_and_what_was_begun_can_be_withdrawn(play: Play) -> None:
    none = await play.say(EAST, "refer C-0001")
    begun = await play.press(EAST, none, "Start a referral")
    form = await play.press(EAST, begun, "Write the views")
    await left_care(play, "C-0001", date(2026, 2, 26))
    gone = "The child is not in care, so is not referred to the panel."
    assert gone in read(await play.press(EAST, form, "Refer", VIEWS))
    assert gone in read(await play.press(EAST, begun, "Write the views"))
    assert "panel_referral_made" not in [event.type for event in await journey_of(play)]
    card = await play.press(EAST, begun, "Open")
    assert gone in read(card)
    assert [one["title"] for one in buttons(card)] == ["Withdraw", "The child"]
    form = await play.press(EAST, card, "Withdraw")
    withdrawn = await play.press(EAST, form, "Withdraw it", {"reason": "He went home."})
    assert "Withdrawn: He went home." in read(withdrawn)
    assert gone in read(await play.press(EAST, none, "Start a referral"))
    assert "Start a referral" not in [one["title"] for one in buttons(withdrawn)]


@pytest.mark.parametrize(
    ("procedure", "why"),
    [
        ("bcp-2023", "Nobody is referred to the Permanency Panel: the procedure itself says which children it sees."),
        ("dudley-2021", "The procedure in force has no such panel any more, so nobody is referred to it."),
    ],
)
async def test_a_referral_outlives_its_procedure_only_to_be_withdrawn(play: Play, procedure: str, why: str) -> None:
    begun = await play.press(EAST, await play.say(EAST, "refer C-0001"), "Start a referral")
    form = await play.press(EAST, begun, "Write the views")
    play.bot.house = replace(play.bot.house, policy=policies.load(procedure))
    assert why in read(await play.press(EAST, form, "Refer", VIEWS))
    for card in (await play.press(EAST, begun, "Open"), await play.say(EAST, "refer C-0001")):
        assert why in read(card)
        assert "the The" not in read(card)
        assert [one["title"] for one in buttons(card)] == ["Withdraw", "The child"]
    form = await play.press(EAST, begun, "Withdraw")
    assert "Withdrawn: Another" in read(await play.press(EAST, form, "Withdraw it", {"reason": "Another procedure."}))


async def test_no_form_is_opened_for_a_referral_that_was_made_or_withdrawn_meanwhile(play: Play) -> None:
    begun = await play.press(EAST, await play.say(EAST, "refer C-0001"), "Start a referral")
    await play.press(WORKER, await play.press(WORKER, begun, "Write the views"), "Refer", VIEWS)
    for title in ("Write the views", "Withdraw"):
        late = await play.press(EAST, begun, title)
        assert "Wren Worker referred the child to the panel on " in read(late)
        assert inputs(late) == []


async def test_a_child_is_referred_again_once_the_panel_has_heard_the_referral_and_not_before(
    play: Play, clock: Clock
) -> None:
    none = await play.say(EAST, "refer C-0001")
    begun = await play.press(EAST, none, "Start a referral")
    await play.press(EAST, await play.press(EAST, begun, "Write the views"), "Refer", VIEWS)
    early = await play.press(EAST, none, "Start a referral")
    assert "Erin East referred the child to the panel on " in read(early)
    assert "Start a referral" not in [one["title"] for one in buttons(early)]
    async with play.bot.house.store.change() as work:
        held = Event(date(2026, 3, 6), "panel_held")
        await children.record_event(work, press(SUPPORT, "held"), "C-0001", held, "sitting 1")
    clock.now = datetime(2026, 3, 9, 9, tzinfo=UTC)
    heard = await play.say(EAST, "refer C-0001")
    assert "The panel heard it on Fri 6 March 2026." in read(heard)
    assert "It is for" not in read(heard)
    assert "Not complete; missing:" in read(await play.press(EAST, heard, "Start a referral"))


async def test_what_is_written_in_a_referral_is_not_said_to_the_whole_channel(play: Play) -> None:
    begun = await play.press(EAST, await play.say(EAST, "refer C-0001"), "Start a referral")
    await play.press(EAST, await play.press(EAST, begun, "Write the views"), "Save draft", VIEWS)
    said = await play.say(EAST, "refer C-0001")
    assert "The IRO's views (WS-10): written." in read(said)
    assert "The IRO agrees." not in read(said)
    assert "The IRO agrees." in read(await play.press(EAST, said, "Open"))
