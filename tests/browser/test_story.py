"""A panel week, played alone by one person through the real Playground, as the README invites to."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.play import PICTURES, Play, played
from tools.run import CHANNEL
from tools.saying import ROOT

CHILD = re.compile(r"C-\d+")
MORNINGS = 10  # no more than two working weeks lie before a weekly sitting


@pytest_asyncio.fixture(loop_scope="session")
async def play(chromium: Browser, tmp_path: Path) -> AsyncIterator[Play]:
    async with played(chromium, tmp_path) as started:
        yield started


async def test_a_panel_week_is_played_by_one_person_alone(play: Play) -> None:
    await the_channel_is_set_up(play)
    the_caseload_imported_again_changes_nothing(play)
    await who_is_due_and_why_is_answered(play)
    await the_agenda_is_changed_and_published(play)
    await invitations_are_answered(play)
    await slots_are_exchanged(play)
    await the_sitting_is_recorded(play)
    await an_action_is_worked_on(play)
    await the_morning_says_what_is_left(play)
    await the_tracker_shows_the_same_council(play)


async def the_channel_is_set_up(play: Play) -> None:
    await play.window.open_channel(CHANNEL)
    greeting = await play.words("Permanence channel", "missing")
    assert "This bot runs the permanence panel" in greeting
    await play.keep("greeting", "Permanence channel", "missing", whole=True)
    await play.press("Make this the permanence channel", "Permanence channel", "missing")
    assert re.search(r"Children\n\d{3}", await play.words(f"{CHANNEL} (this one)"))


def the_caseload_imported_again_changes_nothing(play: Play) -> None:
    asked = subprocess.run(
        [sys.executable, "app.py", "import", str(play.folder / "sample" / "caseload.xlsx")],
        cwd=ROOT,
        env={**os.environ, "PERMANENCE_DATABASE_URL": f"sqlite:///{play.folder / 'permanence.db'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Nothing would change." in asked.stdout


async def who_is_due_and_why_is_answered(play: Play) -> None:
    await play.window.say("due")
    due = await play.words("Due at panel")
    assert re.search(r"\d+ children: \d+ overdue", due)
    assert "BCP-3." in due
    await play.keep("due", "Due at panel", whole=True)
    child = CHILD.findall(due)[0]
    await play.window.say(f"child {child}")
    await play.press("Care and plan", child, "Next panel")
    assert "In care" in await play.words(child, "Legal status")
    await play.window.say(f"why {child}")
    why = await play.words(f"Why: {child}")
    assert re.search(r"BCP-3\.\d", why)
    assert "“" in why, "the clause is quoted"


async def the_agenda_is_changed_and_published(play: Play) -> None:
    """Three children of three managers stay, in another order; everybody else is left out."""
    await play.window.say("agenda")
    await play.press("Change the agenda", "Draft agenda")
    form = await play.window.card("Change the agenda", "Other children")
    labels = await form.get_by_role("combobox").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-labelledby').split(' ')"
        ".map(id => document.getElementById(id)?.innerText ?? '').join(' ').trim())"
    )
    kept: dict[str, str] = {}
    for label in labels:
        child, manager = re.match(r"Place of (C-\d+) \(\w+\), (.+)", label).groups()  # type: ignore[union-attr]
        stays = len(kept) < 3 and manager not in kept
        if stays:
            kept[manager] = child
        place = str([3, 1, 2][len(kept) - 1]) if stays else "leave out"
        await play.window.choose(form, label, place)
    await play.window.press(form, "Save")
    third, first, second = kept.values()
    draft = await play.words("Draft agenda", "3 of 9 used")
    assert CHILD.findall(draft)[:3] == [first, second, third]
    play.children, play.managers = (first, second, third), tuple(kept)[1:] + tuple(kept)[:1]
    await play.keep("agenda", "Draft agenda", "3 of 9 used")
    await play.press("Publish and invite", "Draft agenda", "3 of 9 used")


async def invitations_are_answered(play: Play) -> None:
    accepting, declining, moving = play.managers
    for manager in play.managers:
        assert "Not answered yet" in await play.words("Invitation to the panel", manager)
    await play.keep("invitation", "Invitation to the panel", accepting, whole=True)
    await play.press("Accept", "Invitation to the panel", accepting)
    await play.window.card("Invitation to the panel", accepting, "accepted by")

    await play.press("Decline", "Invitation to the panel", declining)
    form = await play.window.card("Decline the invitation")
    await play.window.press(form, "Decline")
    await expect(form.get_by_text("Say why")).to_be_visible()
    await play.window.fill(form, "Reason", "The worker is on leave.")
    await play.window.press(form, "Decline")
    await play.window.card("Invitation to the panel", declining, "declined by", "The worker is on leave.")
    told = await play.words("A slot was given up", "The worker is on leave.")
    next_in_line = re.search(r"Next in line: (C-\d+)", told).group(1)  # type: ignore[union-attr]
    await play.press(f"Offer the slot to {next_in_line}, next in line", "A slot was given up")
    await play.window.card("A slot was given up", f"was offered to {next_in_line}")
    await play.window.card("Invitation to the panel", next_in_line)

    await play.press("Ask for another slot", "Invitation to the panel", moving)
    form = await play.window.card("Take these slots")
    await play.window.choose(form, play.children[2], "16:10 to 16:30")
    await play.window.press(form, "Take these slots")
    await play.window.card("Invitation to the panel", moving, f"16:10 to 16:30: {play.children[2]}")
    sitting = await play.words("Free slots", "16:10 to 16:30", play.children[2])
    assert re.search(rf"{declining}\W+Declined\W+on ", sitting)
    assert play.children[1] not in sitting
    await play.keep("sitting", "Free slots", "Declined")


async def slots_are_exchanged(play: Play) -> None:
    """One manager asks another for their slot, in the channel; nothing changes until the other agrees."""
    asking, _, asked = play.managers
    first, _, last = play.children
    await play.press("Ask for another slot", "Invitation to the panel", asking)
    await play.press("Exchange with another manager", "Take these slots", first)
    form = await play.window.card("Exchange slots with another manager")
    own = re.search(r"(\d\d:\d\d to \d\d:\d\d)\W+" + first, await play.words("Free slots", first)).group(1)  # type: ignore[union-attr]
    await play.window.choose_that_has(form, "Which of your slots", first)
    await play.window.choose_that_has(form, "For which slot", last)
    await play.window.press(form, "Ask to exchange")
    told = await play.words("Exchange of slots", first, last)
    assert f"has {own}, would have 16:10 to 16:30" in told
    await play.keep("swap", "Exchange of slots", first, last)
    await play.press("Agree", "Exchange of slots", first, last)
    await play.window.card("Invitation to the panel", asking, f"16:10 to 16:30: {first}")
    await play.window.card("Invitation to the panel", asked, f"{own}: {last}")


async def the_sitting_is_recorded(play: Play) -> None:
    await mornings_until_the_sitting(play)
    first = play.children[2]  # heard first since the slots were exchanged
    await play.press("Attendance", "of 3 recorded")
    form = await play.window.card("Who attended")
    await play.window.choose(form, "Who attended", "Business Support Officer", f"{play.managers[0]}, invited")
    await play.window.press(form, "Save the attendance")
    await play.press("Record", "Attended: Business Support Officer", first)
    form = await play.window.card(f"Record {first}")
    await play.window.fill(form, "What the panel recommends", "Assess the grandmother as a connected carer.")
    await play.window.fill(form, "Why", "The child asks to live with her.")
    await play.window.fill(form, "Action 1, if any: what is to be done", "Book the first visit.")
    await play.window.fill(form, "Action 1, by when", next_week_from(await play.window.words(form)).isoformat())
    await play.keep("recording", f"Record {first}")
    await play.window.press(form, "Save")
    await play.press("Back to the sitting", "The panel recommends: Assess the grandmother", "Book the first visit.")
    await play.press("Close the sitting", "1 of 3 recorded")
    await play.words("2 items are not recorded yet", "1 of 3 recorded")
    await play.window.say("record")
    for recorded in (1, 2):
        await one_is_not_heard(play, f"{recorded} of 3 recorded")
    await play.press("Close the sitting", "3 of 3 recorded")
    summary = await play.words("Summary of the panel", first)
    assert "Assess the grandmother as a connected carer." in summary
    assert "decision" not in summary.lower()
    await play.keep("summary", "Summary of the panel")
    await play.press("Confirm uploads", "Summary of the panel")
    form = await play.window.card("Uploaded")
    await play.window.choose(form, "Uploaded", first)
    await play.window.press(form, "Confirm")
    await play.window.card("Summary of the panel", "is confirmed")


async def one_is_not_heard(play: Play, record: str) -> None:
    """The first child on the record that nothing is recorded of."""
    await play.press("Record", record)
    await play.press("Not heard", "What the panel recommends", "Presented by")
    form = await play.window.card("Why it was not heard")
    await play.window.fill(form, "Why it was not heard", "The panel ran out of time.")
    await play.window.press(form, "Save")
    await play.keep("not-heard", "Not heard: The panel ran out of time.")
    await play.press("Back to the sitting", "Not heard: The panel ran out of time.")


async def mornings_until_the_sitting(play: Play) -> None:
    """Let mornings come until the sitting can be recorded; each that has news says what is due."""
    for _ in range(MORNINGS):
        await play.window.say("next morning")
        come = await play.words("It is now")
        if "on the way" in come:
            assert re.search(r"\d+ things? (is|are) due", await play.words("This morning, "))
        answered = play.window.page.get_by_text(re.compile("No sitting is waiting to be recorded|of 3 recorded"))
        before = await answered.count()
        await play.window.say("record")
        await expect(answered).not_to_have_count(before)
        if await play.window.page.get_by_text("of 3 recorded").count():
            return
    raise AssertionError("the sitting's day did not come")


def next_week_from(words: str) -> date:
    """A week after the day of the panel the card names."""
    said = re.search(r"Panel of \w{3} (\d+ \w+ \d{4})", words).group(1)  # type: ignore[union-attr]
    return datetime.strptime(said, "%d %B %Y").date() + timedelta(days=7)


async def an_action_is_worked_on(play: Play) -> None:
    posted = f"Action for {play.children[2]}"
    await play.window.say("my actions")
    assert "Book the first visit." in await play.words("Your actions")
    await play.press("Add a note", posted)
    form = await play.window.card("Add a note", "What was done")
    await play.window.fill(form, "What was done", "Rang; she is away until Monday.")
    await play.window.press(form, "Save the note")
    await play.window.card(posted, "noted: Rang; she is away until Monday.")
    await play.press("Blocked", posted)
    form = await play.window.card("Why it cannot go on")
    await play.window.fill(form, "Why it cannot go on", "No answer yet.")
    await play.window.press(form, "Mark as blocked")
    await play.press("Ask for a later date", posted, "marked it blocked: No answer yet.")
    form = await play.window.card("The later date")
    await play.window.fill(form, "Why later", "She is back next week.")
    later = datetime.strptime(await due_of(play, posted), "%d %B %Y").date() + timedelta(days=7)
    await play.window.fill(form, "The later date", later.isoformat())
    await play.window.press(form, "Ask the chair")
    await play.press("Agree the later date", "A later date for")
    await play.window.card(posted, f"Due {later:%a} {later.day} {later:%B %Y}")
    await play.press("Done", posted)
    await play.window.card(posted, "Done.")
    await play.keep("action", posted, "Done.")


async def due_of(play: Play, posted: str) -> str:
    found = re.search(r"Due \w{3} (\d+ \w+ \d{4})", await play.words("The later date"))
    assert found, posted
    return found.group(1)


async def the_morning_says_what_is_left(play: Play) -> None:
    before = await play.words("This morning, ")
    await play.window.say("next morning")
    mornings = play.window.page.locator(".ac-preview-panel").filter(has_text="This morning, ")
    await expect(mornings.filter(has_not_text=before.splitlines()[0]).first).to_be_visible()
    await play.keep("morning", "This morning, ", "upload")
    said = await play.words("This morning, ", "upload")
    assert re.search(r"[A-Z]\w+ [A-Z]\w+: .*\d+ uploads?", said), said
    await play.press("My list", "This morning, ", "upload")
    mine = await play.window.card("To do, ")
    await play.keep("digest", "To do, ")
    assert "Alex Morgan" in await play.window.words(mine)
    assert "Book the first visit." not in await play.window.words(mine), "what was done is not said"
    await play.window.press(mine, "Everything coming for you")
    await play.window.card("Your next reminders")


async def the_tracker_shows_the_same_council(play: Play) -> None:
    page = await play.window.page.context.new_page()
    await page.set_viewport_size({"width": 1440, "height": 900})
    await page.goto(play.tracker)
    await expect(page.locator("#rows .summary")).to_have_text(
        re.compile(r"^\d{3} children, \d+ with something overdue$")
    )
    await page.locator("#words").press_sequentially(play.children[0])
    await expect(page.locator("tbody tr")).to_have_count(1)
    await expect(page.locator("tbody th")).to_contain_text(play.children[0])
    if os.environ.get("KEEP_PICTURES"):
        await page.goto(play.tracker)
        await page.screenshot(path=PICTURES / "tracker.png")
    await page.close()
