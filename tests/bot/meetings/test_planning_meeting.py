"""Planning meetings played through dispatch under each procedure that has them: asked for, arranged, held, recorded."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.engine.messages import Card
from bot.engine.outcomes import Post
from bot.routes import CONTENTS
from permanence import policy as policies
from permanence.journey import Event
from permanence.timeline import timeline
from storage import actions, children, history
from storage.outbox import Letter
from tests.afternoon import press
from tests.cards.strictness import buttons, faults, inputs
from tests.cast import CHAIR, EAST, SUPPORT, VIEWER, WEST, WORKER, staff, take_into_care
from tests.conftest import Clock
from tests.largest import wide
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.reminders.plan_reminders import plan_reminders

PROCEDURES = ("ppm-terms-2017", "dudley-2021", "permanence-guidance-2024", "west-sussex")
SETS_NEXT = {"ppm-terms-2017": "PT-1.2", "dudley-2021": "DUD-4"}
THEN = {"attended": "team_manager,social_worker", "next_on": "2026-03-12"}


async def open_under(house: House, clock: Clock, procedure: str) -> Play:
    """Two children of different teams, in care since Monday 5 January 2026."""
    under = replace(house, policy=policies.load(procedure))
    await staff(under)
    await take_into_care(under, "C-0001", "East", date(2026, 1, 5))
    await take_into_care(under, "C-0003", "West", date(2026, 1, 5))
    clock.now = datetime(2026, 1, 20, 9, tzinfo=UTC)
    return await open_play(under, clock)


@pytest.fixture(params=PROCEDURES)
async def play(house: House, clock: Clock, request: pytest.FixtureRequest) -> Play:
    return await open_under(house, clock, request.param)


@pytest.fixture
async def dudley(house: House, clock: Clock) -> Play:
    return await open_under(house, clock, "dudley-2021")


@pytest.fixture
async def terms(house: House, clock: Clock) -> Play:
    return await open_under(house, clock, "ppm-terms-2017")


@pytest.fixture
async def guidance(house: House, clock: Clock) -> Play:
    return await open_under(house, clock, "permanence-guidance-2024")


async def arranged(play: Play, on: str = "2026-02-02") -> Card:
    form = await play.press(EAST, await play.say(EAST, "meeting C-0001"), "Arrange")
    return await play.press(EAST, form, "Arrange it", {"on": on, "time": "14:00"})


async def hold(play: Play, card: Card, **typed: str) -> Card:
    """Held with everybody there."""
    form = await play.press(EAST, card, "Record that it was held")
    seats = next(node for node in inputs(form) if node["id"] == "attended")["choices"]
    given = {"attended": ",".join(seat["value"] for seat in seats), "next_on": "2026-03-12", **typed}
    return await play.press(EAST, form, "Save", given)


async def duties(play: Play, what: str, today: date) -> list[Any]:
    async with play.bot.house.store.read() as work:
        _, journey = (await children.several(work, ["C-0001"]))["C-0001"]
    return [duty for duty in timeline(play.bot.house.policy, journey, today).obligations if duty.what == what]


async def test_a_meeting_goes_from_asked_for_to_held_and_closes_what_was_due(play: Play, clock: Clock) -> None:
    card = await play.say(WORKER, "meeting c-0001")
    assert "No meeting is arranged." in read(card)
    assert (await duties(play, "ppm", clock.now.date()))[0].because[:60].lower() in read(card).lower()
    card = await play.press(WORKER, await play.press(WORKER, card, "Ask for"), "Ask for it", {"reason": "The *plan*."})
    assert "Asked for by Wren Worker; no day yet." in read(card)
    assert "Why it was asked for: The \\*plan\\*." in read(card)
    form = await play.press(EAST, card, "Arrange it")
    assert "Choose the day" in read(await play.press(EAST, form, "Arrange it", {"on": ""}))
    card = await play.press(EAST, form, "Arrange it", {"on": "2026-02-02", "time": "9:30"})
    assert "Arranged for Mon 2 February 2026, 09:30." in read(card)
    await play.post_all()
    shown = play.shown(play.bot.house.policy.meetings[0].title, "Arranged for Mon 2 February 2026")
    assert not any(one["title"].startswith("Record that") for one in buttons(shown))
    clock.move(days=13)
    held = await hold(play, await play.say(EAST, "meeting C-0001"), on="2026-02-02")
    assert "Recorded as held on Mon 2 February 2026." in read(held)
    assert "The next one is arranged for Thu 12 March 2026." in read(held)
    assert (await duties(play, "ppm", date(2026, 2, 3)))[0].met_on == date(2026, 2, 2)
    await play.post_all()
    assert "The next one is arranged for Thu 12 March 2026." in read(play.shown("Held on Mon 2 February 2026"))
    assert play.shown("Arranged for Thu 12 March 2026.")
    assert all(faults(card) == [] for card in play.messenger.cards.values())
    assert not any("decision" in read(card).lower() for card in [held, *play.messenger.cards.values()])


async def test_who_is_invited_and_who_chairs_are_those_the_procedure_names(play: Play) -> None:
    said = read(await arranged(play))
    for seat in play.bot.house.policy.seats:
        if seat.meeting == "ppm" and seat.when is None:
            assert play.bot.house.policy.role_title(seat.role) in said


async def test_each_meeting_sets_the_next_where_the_procedure_says_so(play: Play, clock: Clock) -> None:
    await arranged(play)
    clock.move(days=13)
    card = await play.say(EAST, "meeting C-0001")
    answer = read(await hold(play, card, next_on=""))
    clause = SETS_NEXT.get(play.bot.house.policy.name)
    if clause:
        assert f"Choose the day of the next meeting: each meeting sets it ({clause})." in answer
    else:
        assert "Recorded as held" in answer


async def test_the_record_is_carried_forward_with_every_open_action(terms: Play, clock: Clock) -> None:
    play = terms
    card = await arranged(play)
    form = await play.press(WORKER, card, "Update the record")
    wishes = next(node["id"] for node in inputs(form) if node.get("label", "").startswith("The child's wishes"))
    typed = {
        "plan": "sgo",
        "contingency": "long_term_fostering",
        "discussed": "The grandmother came forward.",
        wishes: "Wants to stay near *school*.",
    }
    card = await play.press(WORKER, form, "Save the record", typed)
    for what, due in (("Ask the school", "2026-03-01"), ("Visit the grandmother", "2026-03-02")):
        form = await play.press(WORKER, card, "Agree an action")
        given = {"text": what, "owner": "oid-worker", "due": due}
        card = await play.press(WORKER, form, "Agree the action", given)
    assert f"Agreed: {what}. Wren Worker, due Mon 2 March 2026." in read(card)
    clock.move(days=13)
    await hold(play, await play.say(EAST, "meeting C-0001"), views="iro")
    await play.post_all()
    done = play.shown("Action for C-0001", "Ask the school")
    await play.press(WORKER, done, "Done")
    following = await play.say(EAST, "meeting C-0001")
    assert "grandmother came forward" not in read(following), "the whole channel reads what is said there"
    following = await play.press(EAST, following, "Open the record")
    said = read(following)
    assert "Arranged for Thu 12 March 2026." in said
    assert "special guardianship order; contingency long-term fostering" in said
    assert "Visit the grandmother" in said
    assert "Ask the school" not in said
    form = await play.press(EAST, following, "Update the record")
    kept = {node["id"]: node.get("value") for node in inputs(form)}
    assert (kept["plan"], kept["contingency"], kept["discussed"]) == ("sgo", "long_term_fostering", typed["discussed"])
    assert kept[wishes] == "Wants to stay near *school*."
    clock.move(days=40)
    form = await play.press(EAST, await play.say(EAST, "meeting C-0001"), "Record that")
    assert next(node for node in inputs(form) if node["id"] == "views")["value"] == "iro"


async def test_holding_agrees_the_plan_of_the_record_in_the_journey_once(dudley: Play, clock: Clock) -> None:
    play = dudley
    form = await play.press(EAST, await arranged(play), "Update the record")
    await play.press(EAST, form, "Save the record", {"plan": "adoption", "contingency": "sgo", "final": "yes"})
    clock.move(days=13)
    form = await play.press(EAST, await play.say(EAST, "meeting C-0001"), "Record that")
    pressed = play.pressing(EAST, form, "Save", THEN)
    answers = [await play.deliver_press(pressed) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    async with play.bot.house.store.read() as work:
        _, journey = (await children.several(work, ["C-0001"]))["C-0001"]
    plans = [event.fields for event in journey.events if event.type == "plan_agreed"]
    assert plans == [{"plan": "adoption", "contingency": "sgo", "final": True}]
    assert [event.type for event in journey.events].count("ppm_held") == 1
    clock.move(days=38)
    await hold(play, await play.say(EAST, "meeting C-0001"), next_on="2026-04-20")
    async with play.bot.house.store.read() as work:
        _, journey = (await children.several(work, ["C-0001"]))["C-0001"]
    assert [event.type for event in journey.events].count("plan_agreed") == 1
    assert [event.type for event in journey.events].count("ppm_held") == 2


async def test_minutes_and_upload_are_closed_with_a_button_on_the_meetings_own_card(play: Play, clock: Clock) -> None:
    await arranged(play)
    clock.move(days=13)
    held = await hold(play, await play.say(EAST, "meeting C-0001"))
    await play.post_all()
    for what, title in (("minutes", "Minutes issued"), ("record_upload", "Uploaded")):
        due = await duties(play, what, date(2026, 2, 3))
        card = play.shown("Held on Mon 2 February 2026")
        assert bool(due) == any(one["title"] == title for one in buttons(card))
        if not due:
            continue
        assert due[0].clause in read(held)
        answer = await play.press(EAST, card, title)
        assert "issued" in read(answer) or "confirmed" in read(answer)
        await play.post_all()
        assert (await duties(play, what, date(2026, 2, 3)))[0].standing == "met"
        card = play.shown("Held on Mon 2 February 2026")
        assert not any(one["title"] == title for one in buttons(card))


async def test_a_shorter_interval_needs_a_reason_and_must_be_shorter(guidance: Play, clock: Clock) -> None:
    play = guidance
    await arranged(play)
    clock.move(days=13)
    card = await play.say(EAST, "meeting C-0001")
    typed = {"attended": "team_manager", "absent_because": "They asked not to come.", "weeks": "6"}
    assert "Write why a shorter interval is set." in read(await hold(play, card, **typed))
    again = await hold(play, card, **{**typed, "weeks": "10", "interval_reason": "To avoid drift."})
    assert "The next meeting is due by 13 April 2026 already; choose fewer weeks." in read(again)
    form = again
    assert "Recorded as held" in read(await play.press(EAST, form, "Save", {"weeks": "6"}))
    due = [duty for duty in await duties(play, "ppm", date(2026, 2, 3)) if duty.is_open]
    assert [(one.due, "the shorter interval set" in one.because) for one in due] == [(date(2026, 3, 16), True)]


async def test_foster_carers_left_out_need_a_reason_and_parents_left_out_a_follow_up(
    guidance: Play, clock: Clock
) -> None:
    play = guidance
    await arranged(play)
    clock.move(days=13)
    card = await play.say(EAST, "meeting C-0001")
    again = await hold(play, card, attended="team_manager,social_worker")
    assert "Write why these were not included: Foster carers (PG-6)." in read(again)
    held = await play.press(EAST, again, "Save", {"absent_because": "A risk to the carers."})
    assert "Not included, because: A risk to the carers." in read(held)
    follow_ups = [duty.rule for duty in await duties(play, "follow_up", date(2026, 2, 3)) if duty.clause == "PG-5"]
    assert follow_ups == ["parent-views-before", "parent-update-after"]


async def test_the_final_care_planning_meeting_is_offered_once_the_filing_date_is_known(
    guidance: Play, clock: Clock
) -> None:
    play = guidance
    title = "Final Care Planning Meeting"
    assert not any(one["title"] == title for one in buttons(await play.say(EAST, "meeting C-0001")))
    async with play.bot.house.store.change() as work:
        event = Event(date(2026, 1, 19), "final_evidence_date_set", {"date": date(2026, 3, 2)})
        await children.record_event(work, press(SUPPORT, "x"), "C-0001", event, "import 1")
    card = await play.press(EAST, await play.say(EAST, "meeting C-0001"), title)
    assert "PG-10" in read(card)
    form = await play.press(EAST, card, "Arrange")
    card = await play.press(EAST, form, "Arrange it", {"on": "2026-02-02"})
    clock.move(days=13)
    card = await play.press(CHAIR, await play.say(CHAIR, "meeting C-0001"), title)
    form = await play.press(CHAIR, card, "Record that")
    held = await play.press(CHAIR, form, "Save", {"attended": "head_of_service,social_worker"})
    assert "Recorded as held on Mon 2 February 2026." in read(held)
    assert (await duties(play, "final_care_planning_meeting", date(2026, 2, 3)))[0].met_on == date(2026, 2, 2)
    assert all(duty.is_open for duty in await duties(play, "ppm", date(2026, 2, 3)))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"on": "2026-02-04"}, "is still to come"),
        ({"on": "2024-02-02"}, "more than a year ago"),
        ({"attended": ""}, "Choose who attended."),
        ({"attended": "the_king"}, "no seat at this meeting"),
        ({"next_on": "2026-02-02"}, "must be after this one"),
        ({"next_on": "2031-02-02"}, "too far off"),
        ({"weeks": "x"}, "not a whole number"),
    ],
)
async def test_what_cannot_be_recorded_comes_back_as_the_form_with_what_was_typed(
    dudley: Play, clock: Clock, typed: dict[str, str], why: str
) -> None:
    await arranged(dudley)
    clock.move(days=13)
    card = await dudley.say(EAST, "meeting C-0001")
    form = await hold(dudley, card, **typed)
    assert why in read(form)
    name, value = next(iter(typed.items()))
    assert next(node for node in inputs(form) if node["id"] == name).get("value", "") == value
    assert await duties(dudley, "ppm", date(2026, 2, 3)) == [
        duty for duty in await duties(dudley, "ppm", date(2026, 2, 3)) if duty.is_open
    ]


async def test_two_who_record_at_once_leave_one_record_and_the_other_keeps_their_typing(dudley: Play) -> None:
    card = await arranged(dudley)
    mine = await dudley.press(EAST, card, "Update the record")
    theirs = await dudley.press(WORKER, card, "Update the record")
    await dudley.press(EAST, mine, "Save the record", {"discussed": "First."})
    late = await dudley.press(WORKER, theirs, "Save the record", {"discussed": "Second."})
    assert "Erin East updated the record on " in read(late)
    assert next(node for node in inputs(late) if node["id"] == "discussed")["value"] == "Second."
    assert "Second." in read(await dudley.press(WORKER, late, "Save the record"))


async def test_a_meeting_is_seen_and_changed_only_by_those_it_is_for(dudley: Play) -> None:
    card = await arranged(dudley)
    assert "not in your teams" in read(await dudley.say(WEST, "meeting C-0001"))
    assert "Only the child's own" in read(await dudley.press(VIEWER, card, "Update the record"))
    assert "Only the child's own social worker or team manager can ask" in read(
        await dudley.press(SUPPORT, await dudley.say(SUPPORT, "meeting C-0003"), "Ask for")
    )
    assert "Say which child" in read(await dudley.say(EAST, "meeting"))


async def test_a_procedure_without_a_planning_meeting_says_so(house: House, clock: Clock) -> None:
    play = await open_under(house, clock, "bcp-2023")
    said = read(await play.say(EAST, "meeting C-0001"))
    assert "has no planning meetings; its children are seen by the panel" in said


async def test_an_action_of_a_planning_meeting_says_where_it_was_agreed(dudley: Play) -> None:
    form = await dudley.press(EAST, await arranged(dudley), "Agree an action")
    await dudley.press(EAST, form, "Agree the action", {"text": "Visit", "owner": "oid-worker", "due": "2026-02-20"})
    await dudley.post_all()
    assert "Agreed for the planning meeting of Mon 2 February 2026" in read(dudley.shown("Action for C-0001"))
    async with dudley.bot.house.store.read() as work:
        (kept,) = await actions.of_child(work, "C-0001")
        entries = await history.of(work, "action", kept.id)
    assert (kept.sitting, bool(kept.meeting), [entry.verb for entry in entries]) == (None, True, ["agree_action"])


async def test_a_meetings_card_says_what_was_agreed_there_whatever_becomes_of_it(dudley: Play, clock: Clock) -> None:
    form = await dudley.press(EAST, await arranged(dudley), "Agree an action")
    await dudley.press(EAST, form, "Agree the action", {"text": "Visit", "owner": "oid-worker", "due": "2026-02-20"})
    clock.move(days=13)
    await hold(dudley, await dudley.say(EAST, "meeting C-0001"))
    await dudley.post_all()
    shown = dudley.shown("Held on Mon 2 February 2026")
    assert "1 action agreed at this meeting." in read(shown)
    await dudley.press(WORKER, dudley.shown("Action for C-0001"), "Done")
    await dudley.post_all()
    asked = Letter(0, "", "meeting", "1", "channel", 1, 1, clock.now)
    outcome = await CONTENTS.notices["meeting"](dudley.bot, asked)
    assert isinstance(outcome, Post)
    assert read(outcome.card) == read(shown)


async def test_the_digest_prompts_the_worker_and_opens_the_meetings_card(guidance: Play, clock: Clock) -> None:
    await arranged(guidance)
    await guidance.post_all()
    clock.now = datetime(2026, 1, 26, 8, tzinfo=UTC)
    assert (await plan_reminders(guidance.bot.house, clock.now)).digests
    await guidance.post_all()
    digest = await guidance.my_list(WORKER)
    assert (
        "Update the record before the meeting on 2 February 2026, for C-0001 (AB). Due Mon 2 February 2026: PG-7"
        in (read(digest))
    )
    card = await guidance.press(WORKER, digest, "Open")
    assert "Arranged for Mon 2 February 2026, 14:00." in read(card)
    record = await guidance.press(WORKER, card, "Open the record")
    form = await guidance.press(WORKER, record, "Update the record")
    await guidance.press(WORKER, form, "Save the record", {"discussed": "All is told."})
    again = await guidance.press(WORKER, digest, "Why")
    assert "done in the meantime" in read(again)


async def test_the_fullest_record_still_fits_a_card(terms: Play, clock: Clock) -> None:
    card = await arranged(terms)
    form = await terms.press(WORKER, card, "Update the record")
    boxes = {node["id"]: "é" * int(node["maxLength"]) for node in inputs(form) if node["type"] == "Input.Text"}
    saved = await terms.press(WORKER, form, "Save the record", boxes)
    form = await terms.press(WORKER, saved, "Update the record")
    for full in (saved, form):
        assert len(json.dumps(full, ensure_ascii=False).encode()) < 28 * 1024


async def test_a_record_too_long_for_one_card_is_asked_for_in_parts_that_change_only_what_they_ask(
    terms: Play, clock: Clock
) -> None:
    card = await arranged(terms)
    form = await terms.press(WORKER, card, "Update the record")
    boxes = {node["id"]: wide(int(node["maxLength"])) for node in inputs(form) if node["type"] == "Input.Text"}
    saved = await terms.press(WORKER, form, "Save the record", {**boxes, "plan": "sgo"})
    first = await terms.press(WORKER, saved, "Update the record")
    assert "Part 1 of 2; each is saved by itself." in read(first)
    assert not [node for node in inputs(first) if node["id"].startswith("answer.")]
    second = await terms.press(WORKER, first, "Save, and show the next part", {"discussed": "All is told."})
    assert "Part 2 of 2" in read(second)
    lines = {node["id"]: node["value"] for node in inputs(second)}
    assert lines == {name: text for name, text in boxes.items() if name.startswith("answer.")}
    told = next(iter(lines))
    press = terms.pressing(WORKER, second, "Save the record", {told: "Said."})
    done = await terms.deliver_press(press)
    assert done == await terms.deliver_press(press)
    for part in (first, second):
        assert len(json.dumps(part, ensure_ascii=False).encode()) < 28 * 1024
    again = await terms.press(WORKER, done, "Update the record")
    kept = {node["id"]: node.get("value") for node in inputs(again)}
    assert (kept["discussed"], kept["plan"], kept["views_said"]) == ("All is told.", "sgo", boxes["views_said"])
    late = await terms.press(WORKER, second, "Save the record", {told: "Too late."})
    assert "This changed while you were looking at it" in read(late)


async def test_the_card_of_the_last_one_held_follows_when_the_next_is_moved_or_called_off(
    dudley: Play, clock: Clock
) -> None:
    await arranged(dudley)
    clock.move(days=13)
    held = await hold(dudley, await dudley.say(EAST, "meeting C-0001"))
    assert "The next one is arranged for Thu 12 March 2026." in read(held)
    await dudley.post_all()
    form = await dudley.press(EAST, await dudley.say(EAST, "meeting C-0001"), "Move it")
    await dudley.press(EAST, form, "Arrange it", {"on": "2026-03-10", "time": "10:00"})
    await dudley.post_all()
    assert "The next one is arranged for Tue 10 March 2026, 10:00." in read(dudley.shown("Held on Mon 2 February 2026"))
