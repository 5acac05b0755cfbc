"""The sitting recorded and its actions followed (and finish_action), played through dispatch and delivered."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.engine.messages import Card, Submission
from permanence.people.person import Person
from permanence.subject import Subject
from storage import actions, history, outbox
from tests.afternoon import AFTER, afternoon, press
from tests.cards.strictness import buttons, faults, inputs, texts
from tests.cast import CHAIR, EAST, SUPPORT, VIEWER, WEST, WORKER
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.reminders.plan_reminders import plan_reminders

ACTION = {"text": "Ask the *school* for a report", "owner": "oid-worker", "due": "2026-03-19"}


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Thursday afternoon, the sitting just over."""
    await afternoon(house.store)
    clock.now = AFTER
    return await open_play(house, clock)


async def agreed(play: Play) -> Card:
    """One action for the first child, owned by the social worker; its card as posted when the sitting was closed."""
    await agree(play)
    assert "Action for C-0001" not in " ".join(read(card) for card in play.messenger.cards.values())
    await close_all(play)
    return play.shown("Action for C-0001")


async def agree(play: Play) -> None:
    """One action for the first child; nothing of it is said in the channel yet."""
    item = await play.press(SUPPORT, await play.say(SUPPORT, "record"), "Open")
    form = await play.press(SUPPORT, item, "Agree an action")
    said = read(await play.press(SUPPORT, form, "Agree the action", ACTION))
    assert "Wren Worker, due Thu 19 March 2026." in said
    await play.post_all()


async def close_all(play: Play) -> Card:
    """A recommendation for each child, and the sitting closed; the record as closed."""
    form = await play.press(SUPPORT, await play.say(SUPPORT, "record"), "Record")
    for last in (False, False, True):
        item = await play.press(SUPPORT, form, "Save", {"text": "Go on with the plan.", "reason": "It is on time."})
        form = item if last else await play.press(SUPPORT, item, "Next on the agenda")
    record = await play.press(SUPPORT, form, "Back to the sitting")
    closed = await play.press(SUPPORT, record, "Close the sitting")
    await play.post_all()
    return closed


async def thrice(play: Play, pressed: Submission) -> Card:
    """One press delivered three times: three equal answers, of which one is given."""
    answers = [await play.deliver_press(pressed) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    return answers[0]


async def versions(play: Play) -> dict[int, int]:
    async with play.bot.house.store.read() as work:
        return {action.id: action.version for action in await actions.open_everywhere(work)}


async def test_the_sitting_is_recorded_and_its_summary_posted(play: Play) -> None:
    record = await play.say(CHAIR, "record")
    assert "0 of 3 recorded. The sitting is open." in read(record)
    form = await play.press(CHAIR, record, "Attendance")
    assert len(inputs(form)[0]["choices"]) == 9
    typed = {"attended": "iro_manager,oid-east", "apologies": "oid-west"}
    assert "Apologies: Will West." in read(await play.press(CHAIR, form, "Save the attendance", typed))
    assert "The sitting is closed: 3 heard, 0 not heard." in read(await close_all(play))
    summary = play.shown("Summary of the panel of Thu 12 March 2026")
    assert "3 children heard, 0 actions agreed, 0 not heard." in read(summary)
    assert "Upload to Mosaic by Tue 17 March 2026 (BCP-4.4): 0 of 3 confirmed." in read(summary)
    assert "held; this record is closed" in read(play.shown("Slots"))


async def test_uploads_are_confirmed_from_the_summary_which_changes_in_place(play: Play, clock: Clock) -> None:
    await close_all(play)
    clock.move(days=1)
    summary = play.shown("Summary of the panel")
    form = await play.press(SUPPORT, summary, "Confirm uploads")
    empty = await play.press(SUPPORT, form, "Confirm")
    assert "Choose at least one child" in read(empty)
    pressed = play.pressing(SUPPORT, form, "Confirm", {"children": "C-0001,C-0003"})
    left = await thrice(play, pressed)
    assert "The upload is confirmed for C-0001 (AB), C-0003 (EF)." in read(left)
    assert [one["value"] for one in inputs(left)[0]["choices"]] == ["C-0002"]
    await play.post_all()
    assert "2 of 3 confirmed" in read(play.shown("Summary of the panel"))
    await play.press(SUPPORT, left, "Confirm", {"children": "C-0002"})
    await play.post_all()
    done = play.shown("Summary of the panel")
    assert "Every upload to Mosaic is confirmed (BCP-4.4)." in read(done)
    assert "Confirm uploads" not in [one["title"] for one in buttons(done)]
    assert "2 of 3" not in read(await play.press(WEST, left, "Back"))


async def test_an_upload_confirmed_by_mistake_is_taken_back_and_asked_for_again(play: Play, clock: Clock) -> None:
    await close_all(play)
    clock.move(days=1)
    form = await play.press(SUPPORT, play.shown("Summary of the panel"), "Confirm uploads")
    form = await play.press(SUPPORT, form, "All uploaded")
    assert [one["title"] for one in buttons(form)].count("Take back") == 3
    await play.post_all()
    form = await play.press(SUPPORT, play.shown("Summary of the panel"), "Uploads")
    asked = await play.press(SUPPORT, form, "Take back")
    assert "Write why it is taken back." in read(await play.press(SUPPORT, asked, "Take it back", {"reason": " "}))
    pressed = play.pressing(SUPPORT, asked, "Take it back", {"reason": "It was the wrong file."})
    steps = await thrice(play, pressed)
    assert "Taken back: paperwork uploaded to the record" in read(steps)
    await play.post_all()
    summary = play.shown("Summary of the panel")
    assert "2 of 3 confirmed" in read(summary)
    again = await play.press(SUPPORT, summary, "Confirm uploads")
    assert len(inputs(again)[0]["choices"]) == 1
    await play.press(SUPPORT, again, "Confirm", {"children": inputs(again)[0]["choices"][0]["value"]})
    await play.post_all()
    assert "Every upload to Mosaic is confirmed" in read(play.shown("Summary of the panel"))


async def test_all_uploads_that_wait_are_confirmed_by_one_button_as_often_as_it_arrives_once(
    play: Play, clock: Clock
) -> None:
    await close_all(play)
    clock.move(days=1)
    form = await play.press(SUPPORT, play.shown("Summary of the panel"), "Confirm uploads")
    after = await thrice(play, play.pressing(SUPPORT, form, "All uploaded"))
    assert "The uploads that waited here are confirmed." in read(after)
    assert "No upload is waiting here." in read(after)
    await play.post_all()
    assert "Every upload to Mosaic is confirmed (BCP-4.4)." in read(play.shown("Summary of the panel"))


async def test_all_uploaded_leaves_the_uploads_of_other_teams(play: Play, clock: Clock) -> None:
    await close_all(play)
    clock.move(days=1)
    form = await play.press(EAST, play.shown("Summary of the panel"), "Confirm uploads")
    assert "1 upload waits for other teams" in read(await play.press(EAST, form, "All uploaded"))


async def test_an_upload_is_confirmed_from_the_child_and_from_the_morning_digest(play: Play, clock: Clock) -> None:
    await close_all(play)
    clock.now = datetime(2026, 3, 17, 8, tzinfo=UTC)
    child = await play.say(EAST, "child C-0001")
    said = await play.press(EAST, child, "Confirm the upload")
    assert "The upload is confirmed for C-0001 (AB)." in read(said)
    after = await play.press(EAST, said, "Back")
    assert "Confirm the upload" not in [one["title"] for one in buttons(after)]
    await plan_reminders(play.bot.house, clock.now)
    await play.post_all()
    digest = await play.my_list(EAST)
    assert "C-0001" not in read(digest)
    after = await play.press(EAST, digest, "Uploaded")
    assert "The upload is confirmed for C-0002 (CD)." in read(after)
    assert "C-0002" in read(again := await play.press(EAST, after, "Undo"))
    assert "Undo" not in [one["title"] for one in buttons(again)]
    assert "The upload is confirmed for C-0002 (CD)." in read(await play.press(EAST, again, "Uploaded"))
    await play.post_all()
    assert "2 of 3 confirmed" in read(play.shown("Summary of the panel"))


async def test_a_child_not_heard_needs_a_reason_and_comes_back(play: Play) -> None:
    item = await play.press(SUPPORT, await play.say(SUPPORT, "record"), "Open")
    form = await play.press(SUPPORT, item, "Not heard")
    again = await play.press(SUPPORT, form, "Save", {"reason": "   "})
    assert "Write why it was not heard." in read(again)
    after = await play.press(SUPPORT, again, "Save", {"reason": "The manager was in court."})
    assert "Not heard: The manager was in court." in read(after)
    assert "Agree an action" not in [one["title"] for one in buttons(after)]
    assert "Not heard; comes back next time\nC-0001 (AB)" in read(await play.say(SUPPORT, "record"))


async def test_a_recommendation_typed_too_late_is_kept_beside_who_was_first(play: Play) -> None:
    item = await play.press(SUPPORT, await play.say(SUPPORT, "record"), "Open")
    mine = await play.press(SUPPORT, item, "Record with differing views")
    theirs = await play.press(CHAIR, item, "Record with differing views")
    save = {"text": "Go on.", "reason": "It is on time."}
    await play.press(CHAIR, theirs, "Save the recommendation", save)
    late = await play.press(SUPPORT, mine, "Save the recommendation", {"text": "Wait.", "reason": "More is to come."})
    assert "Chris Chair recorded a recommendation on " in read(late)
    typed = [node["value"] for node in inputs(late) if "value" in node]
    assert typed == ["Wait.", "More is to come."]
    assert "The panel recommends: Go on." in read(await play.press(SUPPORT, late, "Back"))
    assert "The panel recommends: Wait." in read(await play.press(SUPPORT, late, "Save the recommendation"))


async def test_the_form_of_an_action_comes_back_with_what_was_typed_and_what_is_wrong(play: Play) -> None:
    item = await play.press(SUPPORT, await play.say(SUPPORT, "record"), "Open")
    form = await play.press(SUPPORT, item, "Agree an action")
    owners = [one["title"] for one in inputs(form)[1]["choices"]]
    assert owners[:2] == ["Erin East, team manager", "Wren Worker, social worker"]
    for typed, why in (
        ({**ACTION, "due": "2026-03-12"}, "must be after the day of the sitting, 12 March 2026"),
        ({**ACTION, "due": "2031-01-01"}, "more than 2 years off"),
        ({**ACTION, "due": "soon"}, '"soon" is not a date'),
        ({**ACTION, "due": ""}, "Choose by when"),
        ({**ACTION, "text": "x" * 1001}, "1001 characters; at most 1000"),
        ({**ACTION, "owner": "oid-nobody"}, "Choose who is to do it"),
    ):
        back = await play.press(SUPPORT, form, "Agree the action", typed)
        assert why in read(back)
        kept = {node["id"]: node.get("value") for node in inputs(back)}
        assert kept["text"] == typed["text"]
    assert await versions(play) == {}


async def test_an_actions_card_is_posted_once_and_changes_in_place(play: Play) -> None:
    card = await agreed(play)
    assert "Owner Wren Worker. Due Thu 19 March 2026." in read(card)
    assert r"Ask the \*school\* for a report" in read(card)
    assert "<at>Wren Worker</at>" in read(card)
    posts = len(play.messenger.cards)
    await thrice(play, play.pressing(WORKER, card, "Done"))
    await play.post_all()
    assert len(play.messenger.cards) == posts
    shown = play.shown("Action for C-0001")
    assert re.search(r"^Done$(.|\n)*Owner Wren Worker", read(shown), re.MULTILINE)
    assert re.search(r"Thu 12 March 2026, 17:0\d: Wren Worker marked it done\.", read(shown))
    reopening = await play.press(EAST, shown, "Reopen")
    await play.press(EAST, reopening, "Reopen", {"text": "It was the wrong school."})
    await play.post_all()
    assert "reopened it: It was the wrong school." in read(play.shown("Action for C-0001"))


async def test_a_note_and_done_by_one_press_are_written_once_and_not_at_all_on_an_old_card(play: Play) -> None:
    card = await agreed(play)
    form = await play.press(WORKER, card, "Add a note")
    other = await play.press(EAST, card, "Add a note")
    await thrice(play, play.pressing(WORKER, form, "Save it, and mark it done", {"text": "Filed."}))
    late = await play.press(EAST, other, "Save it, and mark it done", {"text": "Mine."})
    assert "Wren Worker marked it done." in read(late)
    async with play.bot.house.store.read() as work:
        verbs = [entry.verb for entry in await history.of(work, "action", 1)]
    assert verbs == ["agree_action", "progress_action", "complete_action"]


async def test_a_note_that_is_missing_or_too_old_comes_back_with_what_was_typed_and_nothing_is_done(play: Play) -> None:
    card = await agreed(play)
    form = await play.press(WORKER, card, "Add a note")
    assert "Write what was done." in read(await play.press(WORKER, form, "Save it, and mark it done"))
    await play.press(EAST, await play.press(EAST, card, "Add a note"), "Save the note", {"text": "Rang."})
    late = await play.press(WORKER, form, "Save it, and mark it done", {"text": "Filed."})
    assert "Erin East noted: Rang." in read(late)
    assert inputs(late)[0]["value"] == "Filed."
    assert "marked it done" in read(await play.press(WORKER, late, "Save it, and mark it done"))


async def test_a_card_that_is_old_shows_who_was_first_and_keeps_what_was_typed(play: Play) -> None:
    card = await agreed(play)
    form = await play.press(WORKER, card, "Blocked")
    note = await play.press(EAST, card, "Add a note")
    await play.press(EAST, note, "Save the note", {"text": "Rang."})
    late = await play.press(WORKER, form, "Mark as blocked", {"text": "No consent yet."})
    assert "This changed while you were looking at it." in read(late)
    assert "Erin East noted: Rang." in read(late)
    assert inputs(late)[0]["value"] == "No consent yet."
    assert "Blocked because: No consent yet." in read(await play.press(WORKER, late, "Mark as blocked"))
    old = read(await play.press(EAST, card, "Done"))
    assert "Wren Worker marked it blocked: No consent yet." in old
    assert await versions(play) == {1: 3}


async def test_finished_and_blocked_at_once_by_two_people_three_times_each(play: Play) -> None:
    card = await agreed(play)
    form = await play.press(EAST, card, "Blocked")
    done = play.pressing(WORKER, card, "Done")
    block = play.pressing(EAST, form, "Mark as blocked", {"text": "No answer."})
    await asyncio.gather(*(play.deliver_press(one) for one in (done, block) * 3))
    async with play.bot.house.store.read() as work:
        kept = await actions.find(work, 1)
        verbs = [entry.verb for entry in await history.of(work, "action", 1)]
    assert kept is not None
    assert kept.version == 2
    assert verbs in (["agree_action", "complete_action"], ["agree_action", "block_action"])


async def test_a_later_date_is_asked_of_the_chair_by_name_and_agreed_on_the_card(play: Play) -> None:
    card = await agreed(play)
    form = await play.press(WORKER, card, "Ask for a later date")
    typed = {"due": "2026-03-28", "text": "The school is shut."}
    asked = await thrice(play, play.pressing(WORKER, form, "Ask the chair", typed))
    assert "asked for Sat 28 March 2026" in read(asked)
    assert "the last one before it is Fri 27 March 2026" in read(asked)
    await play.post_all()
    asking = play.shown("A later date for C-0001")
    assert "Waiting for the chair: <at>Chris Chair</at>." in read(asking)
    assert "Only panel chair or service manager can agree" in read(
        await play.press(EAST, asking, "Agree the later date")
    )
    after = await thrice(play, play.pressing(CHAIR, asking, "Agree the later date"))
    assert "Chris Chair agreed Sat 28 March 2026 instead of Thu 19 March 2026." in read(after)
    await play.post_all()
    assert "No longer open." in read(play.shown("A later date for C-0001"))
    assert "Due Sat 28 March 2026." in read(play.shown("Action for C-0001"))


async def test_a_chair_who_never_spoke_to_the_bot_is_mentioned_when_a_later_date_is_asked_for(play: Play) -> None:
    form = await play.press(WORKER, await agreed(play), "Ask for a later date")
    await play.press(WORKER, form, "Ask the chair", {"due": "2026-03-27", "text": "The school is shut."})
    await play.post_all()
    mentioned = play.shown("A later date for C-0001")["msteams"]["entities"]
    assert [one["mentioned"]["id"] for one in mentioned] == ["29:oid-chair"]


async def test_the_chair_keeps_the_date_and_says_why(play: Play) -> None:
    form = await play.press(WORKER, await agreed(play), "Ask for a later date")
    await play.press(WORKER, form, "Ask the chair", {"due": "2026-03-27", "text": "The school is shut."})
    await play.post_all()
    why = await play.press(CHAIR, play.shown("A later date for"), "Keep the date")
    assert "Write why the date is kept." in read(await play.press(CHAIR, why, "Keep it"))
    kept = await play.press(CHAIR, why, "Keep it", {"text": "The report is due in court."})
    assert "Chris Chair kept Thu 19 March 2026: The report is due in court." in read(kept)


async def test_my_actions_open_finish_and_come_back_to_the_list(play: Play, clock: Clock) -> None:
    await agreed(play)
    clock.now = datetime(2026, 3, 24, 9, tzinfo=UTC)
    mine = await play.say(EAST, "my actions")
    assert "Overdue by 3 working days" in read(mine)
    assert "Owner Wren Worker. Due Thu 19 March 2026." in read(mine)
    opened = await play.press(EAST, mine, "Open")
    form = await play.press(EAST, opened, "Hand over")
    assert "Erin East, team manager" in [one["title"] for one in inputs(form)[0]["choices"]]
    after = await play.press(EAST, form, "Hand over", {"owner": EAST.oid})
    assert "handed it from Wren Worker to Erin East." in read(after)
    back = await play.press(EAST, after, "Back to the list")
    assert "Owner Erin East." in read(back)
    await play.press(EAST, back, "Done")
    assert "No action." in read(await play.say(EAST, "my actions"))
    assert re.search(r"^Done$(.|\n)*Owner Erin East", read(await play.say(EAST, "actions c-0001")), re.MULTILINE)


async def test_people_without_the_right_are_told_in_one_sentence_and_nothing_changes(play: Play) -> None:
    card = await agreed(play)
    before = await versions(play)
    for person in (WEST, VIEWER):
        assert "Only its owner, the child's own team manager" in read(await play.press(person, card, "Done"))
        assert "Only business support, panel chair or service manager can record a sitting" in read(
            await play.say(person, "record")
        )
    stranger = Person("oid-stranger", "Stranger", frozenset())
    assert "member of the permanence channel" in read(await play.press(stranger, card, "Done"))
    assert "not in the people file" in read(await play.say(stranger, "my actions"))
    assert await versions(play) == before


async def test_the_record_leads_to_an_action_and_back_to_the_item(play: Play) -> None:
    await agree(play)
    item = await play.press(CHAIR, await play.say(CHAIR, "record"), "Open")
    opened = await play.press(CHAIR, item, "Open")
    note = await play.press(CHAIR, opened, "Add a note")
    assert "Write what was done." in read(await play.press(CHAIR, note, "Save the note"))
    noted = await play.press(CHAIR, note, "Save the note", {"text": "Discussed."})
    assert "C-0001 (AB), panel of Thu 12 March 2026" in read(await play.press(CHAIR, noted, "Back to the list"))


async def test_an_action_review_is_recorded_by_going_through_the_actions(house: House, clock: Clock) -> None:
    review = await afternoon(house.store, kind="action_review")
    clock.now = AFTER
    play = await open_play(house, clock)
    async with house.store.change() as work:
        by = press(SUPPORT, "agreed before")
        await actions.add(work, by, "C-0001", review.sitting, "Ring home", WORKER.oid, AFTER.date())
    record = await play.say(CHAIR, "record")
    assert "Action review of Thu 12 March 2026" in read(record)
    item = await play.press(CHAIR, record, "Record")
    assert "C-0001 (AB): Ring home" in read(item)
    await play.press(CHAIR, item, "Done")
    east = await play.press(CHAIR, item, "Reviewed")
    west = await play.press(CHAIR, await play.press(CHAIR, east, "Next on the agenda"), "Reviewed")
    closed = await play.press(CHAIR, await play.press(CHAIR, west, "Back to the sitting"), "Close the sitting")
    assert "The sitting is closed: 2 heard, 0 not heard." in read(closed)
    await play.post_all()
    assert "2 reviewed, 0 not heard." in read(play.shown("Summary of the action review"))


async def test_nothing_said_in_the_afternoon_calls_a_recommendation_anything_else_and_every_card_is_valid(
    play: Play,
) -> None:
    card = await agreed(play)
    form = await play.press(WORKER, card, "Ask for a later date")
    await play.press(WORKER, form, "Ask the chair", {"due": "2026-03-27", "text": "The school is shut."})
    await play.post_all()
    said: list[Any] = [*(card for _, _, card in play.messenger.log), await play.say(CHAIR, "my actions")]
    assert len(said) > 5
    for shown in said:
        assert faults(shown) == []
        assert not [text for text in texts(shown) if re.search(r"\bdeci(de|sion)", text, re.IGNORECASE)]


async def test_a_closed_sitting_is_corrected_from_its_summary_which_changes_in_place(play: Play) -> None:
    await close_all(play)
    summary = play.shown("Summary of the panel")
    form = await play.press(CHAIR, summary, "Correct the record")
    assert "Write what is to be corrected" in read(await play.press(CHAIR, form, "Open it again"))
    record = await play.press(CHAIR, form, "Open it again", {"reason": "C-0001 was not heard."})
    assert "Chris Chair opened the sitting again" in read(record)
    await play.post_all()
    assert "open again to be corrected" in read(play.shown("Summary of the panel"))
    assert "held; its record is open again" in read(play.shown("Slots"))
    item = await play.press(CHAIR, record, "Open")
    form = await play.press(CHAIR, item, "Not heard")
    item = await play.press(CHAIR, form, "Save", {"reason": "The carer was ill."})
    record = await play.press(CHAIR, item, "Back to the sitting")
    assert "2 heard, 1 not heard" in read(await play.press(CHAIR, record, "Close the sitting"))
    await play.post_all()
    assert "The carer was ill." in read(play.shown("Summary of the panel"))


async def test_the_invitations_of_a_closed_sitting_have_no_buttons(play: Play) -> None:
    async with play.bot.house.store.change() as work:
        for number in (1, 2):
            await outbox.tell(work, Subject.of("invitation", number), 1, AFTER)
    await play.post_all()
    invited = [card for card in play.messenger.cards.values() if "Invitation to the panel" in read(card)]
    assert [bool(buttons(card)) for card in invited] == [True, True]
    await close_all(play)
    invited = [card for card in play.messenger.cards.values() if "Invitation to the panel" in read(card)]
    assert [bool(buttons(card)) for card in invited] == [False, False]
    assert all("closed; what was recorded is in its summary" in read(card) for card in invited)


async def test_before_its_day_attendance_is_no_form_but_the_record_with_the_day_from_which_it_is(
    play: Play, clock: Clock
) -> None:
    clock.now = AFTER - timedelta(days=4)
    record = await play.press(CHAIR, await play.say(CHAIR, "sitting"), "Record the sitting")
    early = await play.press(CHAIR, record, "Attendance")
    assert "it can be recorded from that day on." in read(early)
    assert not inputs(early)
    clock.now = AFTER
    assert inputs(await play.press(CHAIR, early, "Attendance"))
