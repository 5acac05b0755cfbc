"""A planning meeting of siblings, its referral and its steps, played by one person through the real Playground."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser

from tests.browser.play import Play, played
from tools.run import CHANNEL

CHILD = re.compile(r"C-\d+")
DAY = r"\w{3} (\d+ \w+ \d{4})"


@pytest_asyncio.fixture(loop_scope="session")
async def play(chromium: Browser, tmp_path: Path) -> AsyncIterator[Play]:
    """Under a procedure with planning meetings, siblings and referrals."""
    async with played(chromium, tmp_path, "west-sussex", height=2000) as started:
        yield started


async def test_a_meeting_about_two_siblings_leads_to_a_referral(play: Play) -> None:
    await two_children_are_due(play)
    await they_are_siblings(play)
    await a_meeting_is_arranged_for_today(play)
    await its_record_is_brought_up_to_date(play)
    await it_was_held_and_was_about_both(play)
    await each_child_has_its_own_action(play)
    await the_final_plan_is_referred_to_the_panel(play)
    await the_case_note_on_the_siblings_file_is_recorded(play)
    await the_child_is_on_the_agenda(play)


async def two_children_are_due(play: Play) -> None:
    await play.window.open_channel(CHANNEL)
    await play.press("Make this the permanence channel", "Permanence channel", "missing")
    await play.window.card(f"{CHANNEL} (this one)")
    await play.window.say("due")
    due = await play.words("Due at panel or for a permanence planning meeting")
    one, other, *_ = dict.fromkeys(CHILD.findall(due))
    play.children = (one, other)


async def they_are_siblings(play: Play) -> None:
    one, other = play.children
    await play.window.say(f"child {one}")
    await play.press("Siblings", one, "Siblings in care")
    form = await play.window.card("References of the siblings")
    await play.window.fill(form, "References of the siblings", other)
    await play.window.press(form, "Save")
    await play.window.card(one, "Siblings in care", f"{other} (")


async def a_meeting_is_arranged_for_today(play: Play) -> None:
    one, _ = play.children
    await play.window.say(f"meeting {one}")
    said = await play.words("Permanency Planning Meeting", one, "No meeting is arranged.")
    assert re.search(r"WS-\d", said)
    today = re.search(rf"As it stood on {DAY}", said).group(1)  # type: ignore[union-attr]
    await play.press("Arrange the next one", "Permanency Planning Meeting", one, "No meeting is arranged.")
    form = await play.window.card(f"Arrange the meeting: {one}")
    await play.window.fill(form, "Day", f"{datetime.strptime(today, '%d %B %Y'):%Y-%m-%d}")
    await play.window.fill(form, "Time, such as 14:00", "10:00")
    await play.window.press(form, "Arrange it")
    # The Playground draws every card anew when one is posted, so nothing is typed before the channel has its card.
    await play.window.card(one, f"{today}, 10:00.", "Open the record")


async def its_record_is_brought_up_to_date(play: Play) -> None:
    one, _ = play.children
    await play.press("Update the record", one, "Update the record")
    form = await play.window.card(f"Running record: {one}")
    await play.window.choose(form, "Plan", "long-term fostering")
    await play.window.choose(form, "Contingency or parallel plan", "special guardianship order")
    await play.window.choose(form, "Is the plan final", "Final plan")
    await play.window.fill(form, "What was considered, and why", "The carers want it to last, and so do the children.")
    await play.window.press(form, "Save the record")
    await play.window.card(one, "long-term fostering, final", "Record that it was held")
    await play.window.card(one, "The record was updated on", "Open the record")


async def it_was_held_and_was_about_both(play: Play) -> None:
    one, other = play.children
    await play.press("Record that it was held", one, "long-term fostering, final")
    form = await play.window.card(f"Record that it was held: {one}")
    await play.window.choose(form, "Who attended", "Practice Manager", "Supervising Social Worker")
    await play.window.choose(form, "The meeting was also about", await whole(play, other))
    await play.keep("siblings", f"Record that it was held: {one}")
    await play.window.press(form, "Save")
    held = await play.words("Recorded as held on", one, f"Held together with {other}")
    assert "Minutes: due by" in held
    await play.keep("planning-meeting", "Recorded as held on", one)


async def whole(play: Play, ref: str) -> str:
    """The reference with the initials, as the child's card gives them."""
    found = re.search(rf"{ref} \(\w+\)", await play.words("Siblings in care", ref))
    assert found
    return found.group()


async def each_child_has_its_own_action(play: Play) -> None:
    one, other = play.children
    for ref, text in ((one, "Ask the carers about Staying Put."), (other, "Plan the visit to the new school.")):
        await play.window.say(f"meeting {ref}")
        await play.press("Agree an action", f"Meeting, {ref} (", "Its actions are its own.", "Record of the meeting")
        form = await play.window.card(f"Agree an action: {ref}")
        await play.window.fill(form, "What is to be done", text)
        await play.window.choose_that_has(form, "Who is to do it", "Alex Morgan")
        await play.window.fill(form, "By when", "2027-03-01")
        await play.window.press(form, "Agree the action")
        await play.window.card(f"Action for {ref}", text)


async def the_final_plan_is_referred_to_the_panel(play: Play) -> None:
    """Not before the three views are there; then it is for the first sitting still open to it."""
    one, _ = play.children
    raised = ("Referral to the Permanency Panel", one, "Not complete; missing:")
    assert "WS-9" in await play.words(*raised)
    await play.press("Write the views", *raised)
    form = await play.window.card("Referral to the Permanency Panel", one, "Save draft")
    await play.window.fill(form, "The child's views", "Wants to stay.")
    await play.window.press(form, "Refer")
    form = await play.window.card("The referral is not complete yet", one, "Save draft")
    await play.window.fill(form, "The IRO's views", "Agrees with the plan.")
    await play.window.fill(form, "The supervising social worker's views", "The carers are ready for it.")
    await play.keep("referral-form", "The referral is not complete yet", one)
    await play.window.press(form, "Refer")
    made = await play.words("Referral to the Permanency Panel", one, "Made on")
    sitting = re.search(r"[Ii]t is for (\d+ \w+ \d{4})\.", made)
    assert sitting
    await play.keep("referral", "Referral to the Permanency Panel", one, "Made on")
    play.sitting = sitting.group(1)


async def the_case_note_on_the_siblings_file_is_recorded(play: Play) -> None:
    one, other = play.children
    await play.window.say(f"steps {one}")
    steps = await play.window.card(f"Steps: {one}", f"for sibling {other}")
    said = re.search(rf"As it stood on {DAY}", await play.window.words(steps)).group(1)  # type: ignore[union-attr]
    await play.keep("steps", f"Steps: {one}", f"for sibling {other}")
    record = play.window.page.get_by_role("button", name="Record", exact=True)
    note = steps.locator(".ac-container").filter(has_text="The case note on a sibling's file", has=record)
    await note.last.get_by_role("button", name="Record", exact=True).click()
    form = await play.window.card("Done on", "case note")
    await play.window.fill(form, "Done on", f"{datetime.strptime(said, '%d %B %Y'):%Y-%m-%d}")
    await play.window.press(form, "Record it")
    await play.window.card(f"Steps: {one}", "Recorded: the case note on a sibling's file")


async def the_child_is_on_the_agenda(play: Play) -> None:
    one, _ = play.children
    await play.window.say(f"agenda {play.sitting}")
    assert f"{one} (" in await play.words("Draft agenda", one)
