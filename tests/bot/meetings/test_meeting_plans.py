"""A planning meeting's plan against the procedure's options, its being called off, and the next one's day and time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.engine.messages import Card
from permanence import policy as policies
from permanence.journey import Event
from permanence.timeline import timeline
from storage import children, meetings
from tests.cards.strictness import buttons, faults, inputs
from tests.cast import EAST, VIEWER, WORKER, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House

FIRST = "C-0001"
ALL = {"attended": "team_manager,social_worker,foster_carers,parents"}


@pytest.fixture
async def guidance(house: House, clock: Clock) -> Play:
    """A child of five in foster care."""
    under = replace(house, policy=policies.load("permanence-guidance-2024"))
    await staff(under)
    await take_into_care(under, FIRST, "East", date(2026, 1, 5))
    clock.now = datetime(2026, 1, 20, 9, tzinfo=UTC)
    return await open_play(under, clock)


async def arranged(play: Play, on: str = "2026-01-20") -> Card:
    form = await play.press(EAST, await play.say(EAST, f"meeting {FIRST}"), "Arrange")
    return await play.press(EAST, form, "Arrange it", {"on": on, "time": "14:00"})


async def events(play: Play, type: str) -> list[Event]:
    async with play.bot.house.store.read() as work:
        journey = (await children.several(work, [FIRST]))[FIRST][1]
    return [event for event in journey.events if event.type == type]


async def milestones(play: Play) -> dict[str, str]:
    return {str(event.fields["name"]): str(event.fields.get("note", "")) for event in await events(play, "milestone")}


async def open_rules(play: Play) -> list[str]:
    async with play.bot.house.store.read() as work:
        journey = (await children.several(work, [FIRST]))[FIRST][1]
    found = timeline(play.bot.house.policy, journey, play.bot.today()).obligations
    return [duty.rule for duty in found if duty.is_open]


async def hold(play: Play, **typed: str) -> Card:
    form = await play.press(EAST, await play.say(EAST, f"meeting {FIRST}"), "Record that")
    return await play.press(EAST, form, "Save", {**ALL, **typed})


async def test_a_plan_outside_the_options_for_the_age_needs_a_reason_which_is_kept(guidance: Play) -> None:
    play = guidance
    form = await play.press(WORKER, await arranged(play), "Update the record")
    chosen = {"plan": "residential", "contingency": "adoption"}
    again = await play.press(WORKER, form, "Save the record", chosen)
    said = read(again)
    assert "Write in the record why this plan, outside the options for the child's age." in said
    assert "The plan is among the options for the child's age, or the reason for another is recorded (PG-A1)." in said
    assert next(node for node in inputs(again) if node["id"] == "plan")["value"] == "residential"
    reason = {"reason.plan-outside-the-options": "No *family* could meet these needs."}
    saved = await play.press(WORKER, again, "Save the record", reason)
    assert "No \\*family\\* could meet these needs." in read(saved)
    assert "Why this plan, outside the options for the child's age (PG-A1)" in read(saved)
    assert "plan_reason_recorded" not in await milestones(play)
    await hold(play)
    assert (await milestones(play))["plan_reason_recorded"] == "No *family* could meet these needs."
    assert "plan-outside-the-options" not in await open_rules(play)
    assert faults(again) == faults(saved) == []


async def test_a_plan_among_the_options_needs_none_and_which_they_are_turns_on_a_connected_person(
    guidance: Play,
) -> None:
    play = guidance
    card = await arranged(play)
    form = await play.press(WORKER, card, "Update the record")
    saved = await play.press(WORKER, form, "Save the record", {"plan": "sgo", "contingency": "adoption"})
    assert "Erin East" not in read(saved)
    assert "special guardianship order; contingency adoption" in read(saved)
    form = await play.press(WORKER, saved, "Update the record")
    refused = await play.press(WORKER, form, "Save the record", {"connected": "not_an_option"})
    assert "outside the options for the child's age" in read(refused)
    assert await milestones(play) == {"template_updated": ""}
    plan = {"plan": "adoption", "contingency": "long_term_fostering"}
    asked = read(await play.press(WORKER, refused, "Save the record", plan))
    assert "Write in the record the rationale for long-term fostering under 7." in asked


async def test_whether_a_connected_person_is_an_option_is_recorded_and_may_change_the_same_day(guidance: Play) -> None:
    play = guidance
    card = await arranged(play)
    for answer in ("not_an_option", "may_be_an_option", "not_an_option"):
        form = await play.press(WORKER, card, "Update the record")
        card = await play.press(WORKER, form, "Save the record", {"connected": answer})
        said = [name for name in await milestones(play) if name.startswith("connected_person")]
        assert said == [f"connected_person_{answer}"]
    form = await play.press(WORKER, card, "Update the record")
    choices = next(node for node in inputs(form) if node["id"] == "connected")
    assert (choices["value"], len(choices["choices"])) == ("not_an_option", 2)


async def test_long_term_fostering_under_seven_needs_a_rationale_and_then_the_head_of_services_approval(
    guidance: Play,
) -> None:
    play = guidance
    form = await play.press(WORKER, await arranged(play), "Update the record")
    chosen = {"plan": "long_term_fostering", "connected": "not_an_option"}
    again = await play.press(WORKER, form, "Save the record", chosen)
    assert "rationale and head of service" in read(again) or "has a clear rationale on record (PG-A2)." in read(again)
    rationale = {"reason.long-term-fostering-rationale": "Settled since birth with these carers."}
    saved = await play.press(WORKER, again, "Save the record", rationale)
    lacks = "The plan is incomplete. It lacks: the head of service's approval of long-term fostering under 7 (PG-A2)"
    assert lacks in read(saved)
    assert "a contingency or parallel plan (PG-A3)" in read(saved)
    await hold(play)
    assert (await milestones(play))[
        "long_term_fostering_rationale_recorded"
    ] == "Settled since birth with these carers."
    assert [rule for rule in await open_rules(play) if rule.startswith("long-term")] == ["long-term-fostering-approval"]
    await play.post_all()
    assert "a contingency or parallel plan (PG-A3)" in read(play.shown("Held on Tue 20 January 2026"))
    steps = await play.press(EAST, await play.say(EAST, f"meeting {FIRST}"), "Steps")
    assert "The head of service's approval of long-term fostering under 7\nNo date set" in read(steps)


async def test_a_meeting_called_off_waits_for_another_day_and_what_is_due_stays_due(
    guidance: Play, clock: Clock
) -> None:
    play = guidance
    card = await arranged(play, "2026-02-02")
    form = await play.press(WORKER, card, "Update the record")
    card = await play.press(WORKER, form, "Save the record", {"discussed": "The grandmother came forward."})
    await play.post_all()
    before = await open_rules(play)
    form = await play.press(WORKER, await play.press(WORKER, card, "Move it"), "Call it off")
    assert "Write why it is called off." in read(await play.press(WORKER, form, "Call it off", {"reason": ""}))
    pressed = play.pressing(WORKER, form, "Call it off", {"reason": "The carer is *ill*."})
    answers = [await play.deliver_press(pressed) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    said = read(answers[0])
    assert "Called off: The carer is \\*ill\\*. It stays due by" in said
    assert "It was arranged for 2 February 2026: The carer is \\*ill\\*. There is no new day yet." in said
    assert "The grandmother came forward." in said
    assert await open_rules(play) == before
    await play.post_all()
    shown = play.shown("It was arranged for 2 February 2026")
    assert "Arrange it" in [button["title"] for button in buttons(shown)]
    late = await play.press(EAST, form, "Call it off", {"reason": "Again."})
    assert "Wren Worker called it off on " in read(late)
    form = await play.press(EAST, shown, "Arrange it")
    again = read(await play.press(EAST, form, "Arrange it", {"on": "2026-02-03", "time": "10:00"}))
    assert "Arranged for Tue 3 February 2026, 10:00." in again
    assert "Called off" not in again


async def test_a_meeting_only_asked_for_is_gone_when_called_off_and_its_record_is_carried_forward(
    guidance: Play,
) -> None:
    play = guidance
    form = await play.press(WORKER, await play.say(WORKER, f"meeting {FIRST}"), "Ask for")
    card = await play.press(WORKER, form, "Ask for it", {"reason": "The plan."})
    form = await play.press(WORKER, card, "Update the record")
    card = await play.press(WORKER, form, "Save the record", {"discussed": "The aunt came forward."})
    assert "Only the child's own" in read(
        await play.deliver_press(play.pressing(VIEWER, await play.press(WORKER, card, "Arrange it"), "Call it off"))
    )
    form = await play.press(WORKER, await play.press(WORKER, card, "Arrange it"), "Call it off")
    gone = await play.press(WORKER, form, "Call it off", {"reason": "Asked for by mistake."})
    assert "Called off. Asked for by mistake." in read(gone)
    assert "No meeting is arranged." in read(await play.say(WORKER, f"meeting {FIRST}"))
    assert "The aunt came forward." in read(await arranged(play, "2026-02-02"))


async def test_the_next_meeting_may_be_given_a_time_with_its_day(guidance: Play) -> None:
    play = guidance
    await arranged(play)
    assert "Choose the day of the next meeting as well as its time." in read(await hold(play, next_time="10:00"))
    assert "is not a time" in read(await hold(play, next_on="2026-03-12", next_time="ten"))
    held = await hold(play, next_on="2026-03-12", next_time="9:30")
    assert "Recorded as held" in read(held)
    async with play.bot.house.store.read() as work:
        coming = await meetings.to_come(work, FIRST, "ppm")
    assert coming is not None
    assert (coming.on, coming.time) == (date(2026, 3, 12), "09:30")
    assert "Arranged for Thu 12 March 2026, 09:30." in read(await play.say(EAST, f"meeting {FIRST}"))


async def test_a_plan_that_fell_outside_the_options_since_it_was_recorded_is_not_agreed_without_a_reason(
    guidance: Play,
) -> None:
    play = guidance
    form = await play.press(WORKER, await arranged(play), "Update the record")
    await play.press(WORKER, form, "Save the record", {"plan": "sgo", "contingency": "adoption"})
    form = await play.press(WORKER, await play.say(WORKER, f"steps {FIRST}"), "Something else happened")
    known = {"what": "connected_person_not_an_option", "on": "2026-01-20", "note": "The aunt withdrew."}
    assert "The aunt withdrew." in read(await play.press(WORKER, form, "Record it", known))
    refused = await hold(play)
    assert "Write in the record why this plan, outside the options for the child's age." in read(refused)
    assert await events(play, "ppm_held") == []
    form = await play.press(WORKER, await play.press(WORKER, refused, "Back"), "Update the record")
    reason = {"reason.plan-outside-the-options": "The foster carer will apply."}
    await play.press(WORKER, form, "Save the record", reason)
    assert "Recorded as held" in read(await hold(play))
    assert (await milestones(play))["plan_reason_recorded"] == "The foster carer will apply."


async def test_what_is_not_on_the_lists_of_the_record_form_is_refused(guidance: Play) -> None:
    play = guidance
    form = await play.press(WORKER, await arranged(play), "Update the record")
    pressed = play.pressing(WORKER, form, "Save the record", {"connected": "maybe"})
    assert "Choose whether a connected person is an option from the list." in read(await play.deliver_press(pressed))
